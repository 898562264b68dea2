/**
 * Makes content of any size to measure with: `node tests/bench/corpus.ts COUNT FOLDER`. A signal depends on its number and the count
 * alone, so the same count gives the same bytes everywhere; one file at a time is in memory.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Writes a content folder. */
export function writeCorpus(count: number, folder: string): void {
	for (const [file, text] of corpusFiles(count)) {
		mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
		writeFileSync(path.join(folder, file), text);
	}
}

/**
 * @returns paths in a content folder, each with its text: the categories, then signals, the oldest first, spread evenly over eight years
 * up to 31 October 2026
 */
export function* corpusFiles(count: number): Generator<readonly [file: string, text: string]> {
	yield [
		'categories.yml',
		categories.map((label) => `- { slug: ${label.toLowerCase()}, label: ${label}, description: ${label}. }\n`).join(''),
	];
	for (let index = 0; index < count; index += 1) yield signalFile(index, count);
}

/**
 * Some 3 kB in three sections, as briefings have them: a list in each, here and there a table or a listing, tags of which few are
 * frequent. Every eighth has a forecast, every sixteenth a correction.
 */
function signalFile(index: number, count: number): readonly [file: string, text: string] {
	const say = new Speaker(index);
	const date = new Date(firstDay + Math.floor(((lastDay - firstDay) / count) * index)).toISOString().replace(/\.\d+Z$/, 'Z');
	const day = date.slice(0, 10);
	const title = say.sentence(6, 11).slice(0, -1);
	const slug = `${title.toLowerCase().split(' ').slice(0, 3).join('-')}-${index}`;
	const tags = new Set(Array.from({ length: 2 + say.below(4) }, () => tagNamed(say.rank(300))));
	const address = `https://example.org/${slug}`;
	const fields = [
		`title: ${title}`,
		`score: ${say.below(101) / 10}`,
		`category: ${categories[say.below(categories.length)] ?? ''}`,
		`date: ${date}`,
		`tags: [${[...tags].join(', ')}]`,
		`summary: ${say.sentence(12, 20)} ${say.sentence(10, 18)}`,
		`sources: [{ url: ${address}, title: ${say.sentence(4, 8)} }, { url: ${address}/data }]`,
		...(index % 8 === 0 ? [`watch: [{ what: ${say.sentence(8, 14)}, by: ${Number(day.slice(0, 4)) + 1}-06-30, status: open }]`] : []),
		...(index % 16 === 0 ? [`updates: [{ date: ${date}, kind: correction, text: ${say.sentence(6, 12)} }]`] : []),
	];
	const extra = say.below(8);
	const text = [
		`---\n${fields.join('\n')}\n---`,
		say.paragraph(3),
		'## Technical Context',
		`${say.paragraph(5)} The figures are [published](${address}/figures).`,
		say.list(3),
		...(extra === 0
			? [`| ${say.word()} | before | after |\n| --- | ---: | ---: |\n| ${say.word()} | ${say.below(100)} | ${say.below(100)} |`]
			: []),
		...(extra === 1 ? [`\`\`\`ts\nexport const ${say.word()}Limit = ${say.below(1000)};\n\`\`\``] : []),
		'## Why It Matters',
		`${say.paragraph(6)} **${say.sentence(5, 9)}**`,
		say.paragraph(4),
		'## What to Watch Next',
		say.paragraph(2),
		say.list(2),
	];
	return [`signals/${day.slice(0, 4)}/${day.slice(5, 7)}/${slug}.md`, `${text.join('\n\n')}\n`];
}

const firstDay = Date.UTC(2018, 10, 1);
const lastDay = Date.UTC(2026, 9, 31);
const categories = ['Business', 'Chips', 'Energy', 'Law', 'Robots', 'Science', 'Software', 'Work'];

/** Says things at random, from a seed of its own (SplitMix32). */
class Speaker {
	#state: number;

	constructor(seed: number) {
		this.#state = Math.imul(seed + 1, 0x9e3779b1);
	}

	/** @returns a whole number from 0 to below the limit */
	below(limit: number): number {
		return Math.floor(this.#next() * limit);
	}

	/** @returns a rank from 0, each about as frequent as one divided by it: Zipf's law */
	rank(limit: number): number {
		return Math.floor(Math.exp(this.#next() * Math.log(limit + 1))) - 1;
	}

	word(): string {
		return wordRanked(this.rank(8000));
	}

	/** Short words of the language stand between the others, as they do in any text. */
	sentence(least: number, most: number): string {
		const length = least + this.below(most - least + 1);
		const said = Array.from({ length }, (_, at) => (at % 3 === 2 ? (smallWords[this.rank(smallWords.length)] ?? '') : this.word())).join(
			' ',
		);
		return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
	}

	paragraph(sentences: number): string {
		return Array.from({ length: sentences }, () => this.sentence(8, 18)).join(' ');
	}

	list(items: number): string {
		return Array.from({ length: items }, () => `- ${this.sentence(6, 14)}`).join('\n');
	}

	#next(): number {
		this.#state = (this.#state + 0x9e3779b9) | 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 16), 0x21f0aaad);
		mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
		return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
	}
}

const starts = [
	'ba',
	'cor',
	'de',
	'fi',
	'gra',
	'hel',
	'jo',
	'ku',
	'lam',
	'mi',
	'nor',
	'pa',
	'qui',
	're',
	'sto',
	'tra',
	'ul',
	'ver',
	'wi',
	'za',
];
const middles = [
	'bo',
	'cha',
	'den',
	'fer',
	'gi',
	'ka',
	'lo',
	'mar',
	'ni',
	'pol',
	'ra',
	'sen',
	'ti',
	'va',
	'xo',
	'zu',
	'lin',
	'mo',
	'per',
	'du',
];
const ends = [
	'al',
	'ber',
	'cy',
	'dor',
	'er',
	'ful',
	'gen',
	'ice',
	'ment',
	'ner',
	'ous',
	'port',
	'que',
	'ron',
	'sis',
	'tion',
	'um',
	'ver',
	'ward',
	'zen',
];
const smallWords = [
	'the',
	'of',
	'and',
	'to',
	'in',
	'for',
	'with',
	'on',
	'that',
	'by',
	'from',
	'as',
	'at',
	'than',
	'after',
	'before',
	'under',
	'over',
];

/** @returns one of 8,000 words, made of syllables */
function wordRanked(rank: number): string {
	return `${starts[rank % 20] ?? ''}${middles[Math.floor(rank / 20) % 20] ?? ''}${ends[Math.floor(rank / 400 + rank) % 20] ?? ''}`;
}

/** Two words of a list each, so that no two tags look like one by mistake. */
function tagNamed(rank: number): string {
	return `${tagFirsts[rank % tagFirsts.length] ?? ''} ${tagSeconds[Math.floor(rank / tagFirsts.length)] ?? ''}`;
}

const tagFirsts = 'open sparse quantum marine urban silent golden public hidden modular neural orbital rapid polar wooden'.split(' ');
const tagSeconds =
	'weights licences motors batteries courts markets proteins sensors satellites robotics telescopes vaccines networks factories harbours bridges forests languages treaties budgets'.split(
		' ',
	);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const [count, folder] = [Number(process.argv[2]), process.argv[3]];
	if (!Number.isInteger(count) || count < 1 || folder === undefined) {
		console.error('Say how many signals, and the folder to write them into: node tests/bench/corpus.ts 1000 /tmp/content');
		process.exit(2);
	}
	writeCorpus(count, folder);
}
