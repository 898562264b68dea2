/** A content folder that is edited at random, from a seed: what authors do, one thing at a time. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { houseBody } from './make-content.ts';

interface Draft {
	title: string;
	score: number;
	category: string;
	date: string;
	tags: string[];
	body: string;
	more: Map<string, string>;
}

const first = Date.UTC(2026, 0, 5);
const dayLength = 86_400_000;

function writeIfOther(file: string, text: string): void {
	if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

export class EditedContent {
	readonly folder: string;
	asOf = '2026-09-01T10:00:00Z';
	#state: number;
	#count = 0;
	#signals = new Map<string, Draft>();
	#categories = ['Industry', 'Models', 'Policy'];
	#labels = new Map<string, string>();
	#before: () => void = () => undefined;

	/** Starts with thirty signals in eight months: several pages of lists, and no more to write, read and verify after each edit. */
	constructor(folder: string, seed: number) {
		this.folder = folder;
		this.#state = seed;
		for (let index = 0; index < 30; index += 1) this.#add();
		this.#write();
	}

	/** Does one thing. @returns what, its first word being the kind */
	edit(): string {
		const [signals, categories, labels, asOf] = [structuredClone(this.#signals), [...this.#categories], new Map(this.#labels), this.asOf];
		this.#before = () => {
			this.#signals = signals;
			this.#categories = categories;
			this.#labels = labels;
			this.asOf = asOf;
			this.#write();
		};
		const [slug, signal] = this.#pick([...this.#signals]);
		const other = this.#pick([...this.#signals.keys()]);
		const day = this.asOf.slice(0, 10);
		const set = (name: string, value: string) => {
			if (signal.more.delete(name)) return `${name} of ${slug} is taken away`;
			signal.more.set(name, value);
			return `${name} of ${slug} is set to ${value}`;
		};
		const edits: (() => string)[] = [
			() => {
				signal.body += `\nA sentence more, number ${this.#below(1000)}, with a [link](/signals/${other}/).\n`;
				return `body of ${slug}`;
			},
			() => {
				signal.body = signal.body.replace('## Why It Matters', `### Part ${this.#below(100)}\n\nText.\n\n## Why It Matters`);
				return `heading in ${slug}`;
			},
			() => {
				signal.title = `A title changed to ${this.#below(10_000)}`;
				return `title of ${slug}`;
			},
			() => {
				signal.score = this.#below(101) / 10;
				return `score of ${slug}`;
			},
			() => {
				signal.date = this.#date();
				return `date of ${slug}`;
			},
			() => {
				signal.tags = this.#tags();
				return `tags of ${slug}`;
			},
			() => {
				signal.category = this.#pick(this.#categories);
				return `category of ${slug}`;
			},
			() => set('aliases', `[former-${this.#below(10_000)}]`),
			() => set('follows', other),
			() => set('withdrawn', `{ date: ${day}, reason: It did not hold. }`),
			() => set('draft', 'true'),
			() => set('updated', day),
			() => set('updates', `[{ date: ${day}, kind: correction, text: Number ${this.#below(100)} was wrong. }]`),
			() =>
				set(
					'watch',
					`[{ what: It happens., by: 2027-03-01, status: ${this.#pick(['open', 'missed, resolved: 2026-08-01', `happened, resolved: 2026-08-01, evidence: ${other}`])} }]`,
				),
			() => set('authors', '[Ada Example]'),
			() => set('sources', `[{ url: "https://example.org/${this.#below(100)}", publisher: Example }]`),
			() => set('scores', `[{ date: ${day}, from: ${signal.score === 1 ? 2 : 1}, to: ${signal.score}, why: It weighs more. }]`),
			() => set('summary', `A take of its own, number ${this.#below(1000)}.`),
			() => {
				this.#signals.delete(slug);
				return `delete ${slug}`;
			},
			() => {
				this.#signals.delete(slug);
				this.#signals.set(`renamed-${this.#count++}`, {
					...signal,
					more: new Map(signal.more).set('id', slug).set('aliases', `[${slug}]`),
				});
				return `rename ${slug}`;
			},
			() => `add ${this.#add()}`,
			() => `add ${this.#add()}`,
			() => {
				const tag = this.#pick(tagNames);
				if (!this.#labels.delete(tag)) this.#labels.set(tag, `Label ${this.#below(1000)}`);
				return `vocabulary of ${tag}`;
			},
			() => {
				this.#categories.reverse();
				return 'categories in another order';
			},
			() => {
				this.asOf = new Date(Date.parse(this.asOf) + this.#below(12) * dayLength + 3_600_000).toISOString().replace('.000', '');
				return `time passes to ${this.asOf}`;
			},
			() => 'nothing',
		];
		const what = this.#pick(edits)();
		this.#write();
		return what;
	}

	/** Undoes the last edit. */
	takeBack(): void {
		this.#before();
	}

	#add(): string {
		const slug = `signal-${this.#count++}`;
		this.#signals.set(slug, {
			title: `Event ${slug}`,
			score: this.#below(101) / 10,
			category: this.#pick(this.#categories),
			date: this.#date(),
			tags: this.#tags(),
			body: houseBody,
			more: new Map(),
		});
		return slug;
	}

	/** Writes what is not there as it should be, and removes what should not be there: the rest keeps its times. */
	#write(): void {
		const signals = path.join(this.folder, 'signals');
		mkdirSync(signals, { recursive: true });
		const left = new Set(readdirSync(signals));
		for (const [slug, { title, score, category, date, tags, body, more }] of this.#signals) {
			const fields = new Map([
				['title', title],
				['score', String(score)],
				['category', category],
				['date', date],
				['tags', `[${tags.join(', ')}]`],
				...more,
			]);
			const lines = [...fields].map(([name, value]) => `${name}: ${value}\n`);
			left.delete(`${slug}.md`);
			writeIfOther(path.join(signals, `${slug}.md`), `---\n${lines.join('')}---\n${body}`);
		}
		for (const name of left) rmSync(path.join(signals, name));
		writeIfOther(
			path.join(this.folder, 'categories.yml'),
			this.#categories.map((label) => `- { slug: ${label.toLowerCase()}, label: ${label}, description: All of ${label}. }\n`).join(''),
		);
		writeIfOther(
			path.join(this.folder, 'tags.yml'),
			[...this.#labels].map(([slug, label]) => `- { slug: ${slug}, label: ${label} }\n`).join('') || '[]\n',
		);
	}

	#date(): string {
		return new Date(first + this.#below(240 * 24) * 3_600_000).toISOString().replace(/:00\.000Z$/, 'Z');
	}

	#tags(): string[] {
		return [...new Set(Array.from({ length: this.#below(4) }, () => this.#pick(tagNames)))];
	}

	#pick<T>(from: readonly T[]): T {
		const found = from[this.#below(from.length)];
		if (found === undefined) throw new Error('There is nothing to pick from.');
		return found;
	}

	/** SplitMix32. */
	#below(limit: number): number {
		this.#state = (this.#state + 0x9e3779b9) | 0;
		let mixed = this.#state ^ (this.#state >>> 16);
		mixed = Math.imul(mixed, 0x21f0aaad);
		mixed ^= mixed >>> 15;
		mixed = Math.imul(mixed, 0x735a2d97);
		return Math.floor((((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32) * limit);
	}
}

const tagNames = Array.from({ length: 14 }, (_, index) => `tag-${String.fromCharCode(97 + index)}`);
