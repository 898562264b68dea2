import type { Band, Category, Signal, Tag } from '../../src/signals/signal.ts';
import type { SiteConfig } from '../../src/site/config.ts';
import type { Site } from '../../src/site/site.ts';

export const bands: readonly Band[] = [
	{ rank: 0, label: 'Background', from: 0, to: 3.9 },
	{ rank: 1, label: 'Notable', from: 4, to: 6.9 },
	{ rank: 2, label: 'Major', from: 7, to: 8.9 },
	{ rank: 3, label: 'Critical', from: 9, to: 10 },
];

export const categories: readonly Category[] = [
	{ slug: 'models', label: 'Models', description: 'New models & what they can do.' },
	{ slug: 'policy', label: 'Policy', description: 'Rules.' },
];

const config: SiteConfig = {
	title: 'Signals',
	description: 'Developments in AI, each weighed from 0 to 10.',
	url: 'https://signals.example',
	base: '/',
	language: 'en',
	direction: 'ltr',
	authority: 'signals.example',
	publisher: { name: 'The Publisher', contact: 'editors@signals.example' },
	licence: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
	externalSearch: { url: 'https://duckduckgo.com/', query: 'q', site: 'sites' },
	bands: bands.map(({ label, from }) => ({ label, from, meaning: '' })),
	houseSections: [],
	strict: false,
	singleUseTags: false,
	gradeInflation: { share: 1, days: 90, least: 10 },
	listLength: 30,
	feedLength: 50,
};

/** A signal on 19 May 2026 with its slug as title, changed where a test says so. */
export function makeSignal(slug: string, changes: Partial<Signal> = {}): Signal {
	const score = changes.score ?? 8.4;
	const date = changes.date ?? '2026-05-19T16:01:00Z';
	const band = bands.findLast(({ from }) => from <= score) ?? bands[0];
	const category = categories[0];
	if (!band || !category) throw new Error('The fixture has no bands or categories.');
	return {
		slug,
		id: slug,
		file: `signals/${slug}.md`,
		title: slug,
		score,
		band,
		category,
		date,
		updated: date,
		tags: [],
		take: { html: `Take of ${slug}`, text: `Take of ${slug}`, isLead: true },
		sources: [],
		authors: [],
		updates: [],
		scores: [],
		watch: [],
		aliases: [],
		headings: [],
		words: 100,
		images: [],
		listDigest: slug + JSON.stringify(changes),
		digest: slug,
		...changes,
	};
}

export interface SiteParts {
	/** Newest first, withdrawn ones included. */
	readonly signals?: readonly Signal[];
	readonly config?: Partial<SiteConfig>;
	/** Body by slug. */
	readonly bodies?: Readonly<Record<string, string>>;
	readonly aliases?: readonly (readonly [string, string])[];
	readonly tagAliases?: readonly (readonly [string, string])[];
}

/** The set of signals as pages see it, with bodies from memory instead of the disk. */
export function makeSite(parts: SiteParts = {}): Site {
	const all = parts.signals ?? [];
	const signals = all.filter(({ withdrawn }) => !withdrawn);
	const site = { ...config, ...parts.config };
	const tags = [...new Map(all.flatMap((signal) => signal.tags).map((tag) => [tag.slug, tag])).values()]
		.sort((a, b) => (a.slug < b.slug ? -1 : 1))
		.map((term: Tag) => ({ term, signals: signals.filter((signal) => signal.tags.some(({ slug }) => slug === term.slug)) }));
	const topics = categories.map((term) => ({ term, signals: signals.filter(({ category }) => category.slug === term.slug) }));
	return {
		config: site,
		url: site.url + site.base,
		asOf: '2026-11-22T00:00:00Z',
		bands,
		signals,
		withdrawn: all.filter(({ withdrawn }) => withdrawn),
		categories: topics,
		tags,
		aliases: new Map(parts.aliases),
		tagAliases: new Map(parts.tagAliases),
		signal: (slug) => all.find((signal) => signal.slug === slug),
		category: (slug) => topics.find(({ term }) => term.slug === slug),
		tag: (slug) => tags.find(({ term }) => term.slug === slug),
		atLeast: (score, category) =>
			signals.filter((signal) => signal.score >= score && (category === undefined || signal.category.slug === category)),
		during: (prefix) => signals.filter(({ date }) => date.startsWith(prefix)),
		copies: new Map(),
		development: undefined,
		days: [...new Set(signals.map(({ date }) => date.slice(0, 10)))],
		body: ({ slug }) => parts.bodies?.[slug] ?? `<h2 id="why">Why</h2>\n<p>Body of ${slug}.</p>`,
		lead: ({ take }) => (take.isLead ? take.html : ''),
		take: ({ take }) => take.html,
		markdown: ({ slug }) => ({ body: `## Why\n\nBody of ${slug}.\n`, summary: '' }),
		frontmatter: ({ slug }) => {
			throw new Error(`Feeds do not read frontmatter, but ${slug}'s was asked for.`);
		},
		continuations: () => [],
		neighbours: () => ({ earlier: undefined, later: undefined }),
		related: () => [],
	};
}
