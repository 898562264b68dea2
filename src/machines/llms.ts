/** A guide for language models (https://llmstxt.org): what the site is, its newest signals as Markdown, and where the rest is. */
import { formatDay, formatScore } from '../site/format.ts';
import { dayOf } from '../signals/time.ts';
import { cutAtWord } from '../site/metadata.ts';
import { paths, url } from '../site/routes.ts';
import type { Site } from '../site/site.ts';
import { words } from '../site/words.ts';
import { escapeMarkdown } from './signal-markdown.ts';

const newest = 100;
/** Years of the archive that are named. The page of each leads to those before it. */
const years = 10;
const takeLength = 160;

/** @returns the text of `llms.txt`. */
export function serializeLlms(site: Site): string {
	const { config, bands } = site;
	const { llms } = words.machine;
	const link = (title: string, path: string, note = '') =>
		`- [${escapeMarkdown(title)}](${url(config, path)})${note === '' ? '' : `: ${escapeMarkdown(note)}`}`;
	const signals = site.signals.slice(0, newest).map(({ title, slug, score, band, category, date, take }) => {
		const facts = llms.facts(formatScore(score), band.label, category.label, formatDay(dayOf(date)));
		return link(title, paths.signalMarkdown(slug), `${facts} ${cutAtWord(take.text, takeLength)}`.trim());
	});
	const archive = [...new Set(site.days.map((day) => day.slice(0, 4)))].slice(0, years);
	const sections = [
		[llms.newest, signals],
		[
			llms.data,
			[
				link(llms.index, paths.signalIndex, llms.indexNote),
				link(llms.schema, paths.signalSchema, llms.schemaNote),
				link(llms.feed, paths.feed(paths.home, 'atom'), llms.feedNote(config.feedLength)),
			],
		],
		[
			llms.optional,
			[
				link(words.about.title, paths.about, llms.aboutNote),
				link(words.briefings.title, paths.briefings, words.briefings.intro),
				link(words.watch.title, paths.watch, words.watch.description(config.title)),
				link(words.corrections.title, paths.corrections, words.corrections.intro),
				link(words.category.index, paths.categories),
				link(words.tag.index, paths.tags),
				...archive.map((year) => link(words.archive.year(year), paths.year(year))),
			],
		],
	] as const;
	const scale = words.list(bands.map(({ label, from }) => llms.band(label, formatScore(from))));
	return `${[
		`# ${escapeMarkdown(config.title)}`,
		`> ${escapeMarkdown(config.description)}`,
		escapeMarkdown(llms.intro(scale)),
		escapeMarkdown(llms.files),
		`${escapeMarkdown(llms.licence(config.licence.name))} <${config.licence.url}>`,
		...sections.filter(([, items]) => items.length > 0).map(([heading, items]) => `## ${heading}\n\n${items.join('\n')}`),
	].join('\n\n')}\n`;
}
