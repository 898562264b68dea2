/** What a page says about itself in its head. */
import { cardSize } from '../cards/look.ts';
import { type FeedLink, feedsFor } from '../feeds/directory.ts';
import type { Signal } from '../signals/signal.ts';
import { formatScore } from './format.ts';
import { breadcrumbs, type Crumb, newsArticle, serializeJsonLd } from './json-ld.ts';
import { type Narrowing, narrowingOf } from './narrowing.ts';
import { paths, url } from './routes.ts';
import type { Site } from './site.ts';
import { words } from './words.ts';

/** A part of the main navigation. */
export type Section = keyof typeof words.nav;

/** The one thing a page hands to its layout. */
export interface PageHead {
	/** With the publication's name. */
	readonly title: string;
	readonly description: string;
	/** Of this page, root-relative and without the base. */
	readonly path: string;
	readonly canonical: string;
	readonly isIndexed: boolean;
	readonly properties: readonly { readonly property: string; readonly content: string }[];
	/** The page's own feed first. */
	readonly feeds: readonly FeedLink[];
	/** The same in other forms, for programs. */
	readonly alternates: readonly { readonly type: string; readonly path: string }[];
	readonly jsonLd: string | undefined;
	readonly section: Section | undefined;
	/** Whether the reader's choice of density changes anything. */
	readonly hasFeed: boolean;
	/** Present where the reader can narrow a list in the page. */
	readonly narrowing: Narrowing | undefined;
}

export interface PageFacts {
	readonly title: string;
	readonly description: string;
	readonly path: string;
	/** The list whose feeds the page offers first; the page itself when it is one. */
	readonly list?: string;
	readonly section?: Section;
	readonly isIndexed?: boolean;
	readonly hasFeed?: boolean;
	/** The picture that stands for the page where its address is shared: that of the site unless stated otherwise. */
	readonly card?: SharedCard;
	/** What the page lists, if the reader may narrow it there. */
	readonly listed?: readonly Signal[];
	/** The way from the front page, which is left out, to this page. */
	readonly crumbs?: readonly Crumb[];
}

/** A picture that is drawn by `src/cards/`. */
interface SharedCard {
	readonly path: string;
	/** What it shows, in words. */
	readonly alt: string;
}

const descriptionLength = 200;

/** What the whole site is besides pages and feeds. */
export const siteAlternates: PageHead['alternates'] = [{ type: 'application/json', path: paths.signalIndex }];

/** @returns the head of any page but a signal's. */
export function pageHead(site: Site, facts: PageFacts): PageHead {
	return head(site, facts, 'website', [], []);
}

/**
 * @param listed what the page shows
 * @returns the head of the front page, which bears the publication's name alone
 */
export function frontHead(site: Site, listed: readonly Signal[]): PageHead {
	const { title, description } = site.config;
	return { ...pageHead(site, { title, description, path: paths.home, hasFeed: true, listed }), title, alternates: siteAlternates };
}

/**
 * @returns the head of a signal's page. A withdrawn signal asks not to be indexed, is no longer offered as news, gives the reason in place
 * of its take, and shows the card of the site in place of a score.
 */
export function signalHead(site: Site, signal: Signal): PageHead {
	const { category, withdrawn } = signal;
	const title = signalTitle(signal);
	const path = paths.signal(signal.slug);
	const article = [
		['published_time', signal.date],
		['modified_time', signal.updated],
		['section', category.label],
		...signal.tags.map((tag) => ['tag', tag.label]),
	].map(([name = '', content = '']) => ({ property: `article:${name}`, content }));
	const facts: PageFacts = {
		title,
		description: cutAtWord(withdrawn?.reason ?? signal.take.text, descriptionLength) || title,
		path,
		list: paths.category(category.slug),
		isIndexed: withdrawn === undefined,
		...(withdrawn ? {} : { card: signalCard(site, signal) }),
		crumbs: [
			{ name: category.label, path: paths.category(category.slug) },
			{ name: title, path },
		],
	};
	const alternates = [
		{ type: 'text/markdown', path: paths.signalMarkdown(signal.slug) },
		{ type: 'application/json', path: paths.signalJson(signal.slug) },
	];
	return { ...head(site, facts, 'article', article, withdrawn ? [] : [newsArticle(site, signal)]), alternates };
}

function signalCard({ config }: Site, { category, band }: Signal): SharedCard {
	const range = words.score.range(formatScore(band.from), formatScore(band.to));
	return { path: paths.card(category.slug, band.rank), alt: words.card.ofSignal(config.title, category.label, range, band.label) };
}

/** @returns a signal's title where the page itself cannot be seen: a withdrawn signal says so. */
export function signalTitle({ title, withdrawn }: Signal): string {
	return withdrawn ? words.feed.entryTitle(words.feed.kinds.withdrawal, title) : title;
}

/** @returns a list's own feeds, of those its page offers. */
export function ownFeeds({ feeds }: PageHead, list: string): FeedLink[] {
	return feeds.filter(({ path }) => path.slice(0, path.lastIndexOf('/') + 1) === list);
}

/** @returns the text, or as many whole words of it as fit, with an ellipsis. A word longer than that is cut between characters. */
export function cutAtWord(text: string, length: number): string {
	const characters = [...text];
	if (characters.length <= length) return text;
	const cut = characters.slice(0, length - 1).join('');
	const space = cut.lastIndexOf(' ');
	return `${(space > length / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:.–—-]+$/u, '')}…`;
}

function head(
	site: Site,
	facts: PageFacts,
	type: 'website' | 'article',
	article: PageHead['properties'],
	graph: readonly object[],
): PageHead {
	const canonical = url(site.config, facts.path);
	const crumbs = facts.crumbs ? [breadcrumbs(site, [{ name: site.config.title, path: paths.home }, ...facts.crumbs])] : [];
	const nodes = [...graph, ...crumbs];
	const { path, alt } = facts.card ?? { path: paths.siteCard, alt: words.card.ofSite(site.config.title, site.config.description) };
	return {
		title: words.documentTitle(facts.title, site.config.title),
		description: facts.description,
		path: facts.path,
		canonical,
		isIndexed: facts.isIndexed ?? true,
		properties: [
			{ property: 'og:type', content: type },
			{ property: 'og:site_name', content: site.config.title },
			{ property: 'og:title', content: facts.title },
			{ property: 'og:description', content: facts.description },
			{ property: 'og:url', content: canonical },
			{ property: 'og:image', content: url(site.config, path) },
			{ property: 'og:image:width', content: String(cardSize.width) },
			{ property: 'og:image:height', content: String(cardSize.height) },
			{ property: 'og:image:alt', content: alt },
			{ property: 'twitter:card', content: 'summary_large_image' },
			...article,
		],
		feeds: feedsFor(site, facts.list ?? facts.path),
		alternates: [],
		jsonLd: nodes.length > 0 ? serializeJsonLd(nodes) : undefined,
		section: facts.section,
		hasFeed: facts.hasFeed ?? false,
		narrowing: narrowingOf(site.bands, facts.listed ?? []),
	};
}
