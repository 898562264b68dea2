/** A signal as others cite it: in a sentence, for BibTeX, and as a Markdown link. */
import type { Signal } from '../signals/signal.ts';
import { dayOf } from '../signals/time.ts';
import { formatDay, formatScore } from './format.ts';
import { signalTitle } from './metadata.ts';
import { paths, url } from './routes.ts';
import type { Site } from './site.ts';
import { words } from './words.ts';

export interface Citation {
	readonly plain: string;
	readonly bibTeX: string;
	readonly markdown: string;
}

export function citation(site: Pick<Site, 'config'>, signal: Signal): Citation {
	const address = url(site.config, paths.signal(signal.slug));
	const title = signalTitle(signal);
	const published = formatDay(dayOf(signal.date));
	const score = formatScore(signal.score);
	return {
		plain: words.signal.cite.plain(words.list(signal.authors), title, site.config.title, published, score, address),
		bibTeX: bibTeX(site, signal, address),
		markdown: `[${escapeMarkdown(title)}](${address})`,
	};
}

/** Classic BibTeX and biblatex both know `@misc`, these fields and the names of months; other types and `date` only the latter. */
function bibTeX({ config }: Pick<Site, 'config'>, signal: Signal, address: string): string {
	const authors = signal.authors.length > 0 ? signal.authors.map(personOf).join(' and ') : `{${escapeLaTeX(config.publisher.name)}}`;
	const fields = [
		['author', `{${authors}}`],
		// The inner braces keep the letters as they are, which styles would make small.
		['title', `{{${escapeLaTeX(signalTitle(signal))}}}`],
		['howpublished', `{${escapeLaTeX(config.title)}}`],
		['year', `{${signal.date.slice(0, 4)}}`],
		['month', months[Number(signal.date.slice(5, 7)) - 1]],
		['note', `{${escapeLaTeX(words.signal.cite.note(formatDay(dayOf(signal.date)), formatScore(signal.score)))}}`],
		['url', `{${address}}`],
	];
	return `@misc{${keyOf(config.authority, signal)},\n${fields.map(([name = '', value = '']) => `  ${name} = ${value}`).join(',\n')}\n}`;
}

/** The abbreviations that every style of BibTeX defines. */
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Stays when a signal is renamed and keeps its id. An id that would end the key or hide it gives way to the slug. */
function keyOf(authority: string, { id, slug }: Signal): string {
	return `${authority}:${/^[A-Za-z0-9./:_+-]+$/.test(id) ? id : slug}`;
}

/** A name with a comma or the word "and" in it would be taken apart. */
function personOf(name: string): string {
	return /,|\band\b/i.test(name) ? `{${escapeLaTeX(name)}}` : escapeLaTeX(name);
}

/** Braces are written by name: BibTeX counts them even behind a backslash. */
const laTeX: Readonly<Record<string, string>> = {
	'\\': '\\textbackslash{}',
	'{': '\\textbraceleft{}',
	'}': '\\textbraceright{}',
	'~': '\\textasciitilde{}',
	'^': '\\textasciicircum{}',
	'<': '\\textless{}',
	'>': '\\textgreater{}',
	'|': '\\textbar{}',
	$: '\\$',
	'&': '\\&',
	'%': '\\%',
	'#': '\\#',
	_: '\\_',
};

function escapeLaTeX(text: string): string {
	return text.replace(/[\\{}~^<>|$&%#_]/g, (character) => laTeX[character] ?? character);
}

function escapeMarkdown(text: string): string {
	return text.replace(/[\\`*_~[\]<>|$]|&(?=#?\w+;)/g, '\\$&');
}
