import type { Content } from '../signals/load.ts';
import { resolveMarks } from '../signals/markdown/marks.ts';
import { compareText } from '../signals/order.ts';
import { once, remember, rememberLast } from '../signals/remember.ts';
import type { Band, Day, Signal, Tag } from '../signals/signal.ts';
import { dayOf } from '../signals/time.ts';
import type { SiteConfig } from './config.ts';
import { related } from './related.ts';
import { href, paths, url } from './routes.ts';
import type { LinkStyle, Site, Topic } from './site.ts';

/** Arranges loaded content into what pages ask for. Every index is made once, here, when it is first asked for. */
export function createSite(
	content: Content,
	config: SiteConfig,
	bands: readonly Band[],
	circumstances: Pick<Site, 'asOf' | 'development'>,
): Site {
	const signals = content.signals.filter(({ withdrawn }) => !withdrawn);
	const bySlug = once(() => new Map(content.signals.map((signal) => [signal.slug, signal])));
	const byPrefix = once(() => groupMany(signals, ({ date }) => [date.slice(0, 4), date.slice(0, 7), dayOf(date)]));
	const byCategory = once(() => groupMany(signals, ({ category }) => [category.slug]));
	const categories = once(() => content.categories.map((term) => ({ term, signals: byCategory().get(term.slug) ?? [] })));
	const tags = once(() => {
		const byTag = groupMany(signals, (signal) => signal.tags.map(({ slug }) => slug));
		const terms = new Map<string, Tag>();
		for (const signal of content.signals) for (const tag of signal.tags) terms.set(tag.slug, tag);
		return [...terms.values()].sort((a, b) => compareText(a.slug, b.slug)).map((term) => ({ term, signals: byTag.get(term.slug) ?? [] }));
	});
	const days = once(() => [...new Set(signals.map(({ date }): Day => dayOf(date)))]);
	const categoriesBySlug = once(() => topicsBySlug(categories()));
	const tagsBySlug = once(() => topicsBySlug(tags()));
	const aliases = once(
		() =>
			new Map(
				content.signals
					.flatMap(({ slug, aliases }) => aliases.map((alias) => [alias, slug] as const))
					.sort(([a], [b]) => compareText(a, b)),
			),
	);
	const tagAliases = once(
		() =>
			new Map(
				[...content.tagAliases]
					.filter(([alias, slug]) => tagsBySlug().has(slug) && !tagsBySlug().has(alias))
					.sort(([a], [b]) => compareText(a, b)),
			),
	);
	const continuations = once(() => groupMany(content.signals.toReversed(), ({ follows }) => (follows === undefined ? [] : [follows])));
	const places = once(() => new Map(signals.map(({ slug }, index) => [slug, index])));
	const atLeast = remember((key: string) => {
		const [score = '', category] = key.split('/', 2);
		return (category === undefined ? signals : (byCategory().get(category) ?? [])).filter((signal) => signal.score >= Number(score));
	});

	const resolve = (signal: Signal, text: string, links: LinkStyle = 'path', isOwnPage = links === 'path') => {
		const address = (path: string) => (links === 'absolute' ? url(config, path) : href(config, path));
		return resolveMarks(text, {
			base: address('/'),
			page: isOwnPage ? '' : address(paths.signal(signal.slug)),
			image: (name) => {
				const image = signal.images.find((candidate) => candidate.name === name);
				if (!image) throw new Error(`${signal.file} shows ${name}, which was not loaded.`);
				return { src: address(paths.signalFile(signal.slug, name)), width: image.width, height: image.height };
			},
		});
	};

	const site: Site = {
		config,
		url: url(config, '/'),
		...circumstances,
		bands,
		signals,
		withdrawn: content.signals.filter(({ withdrawn }) => withdrawn),
		get categories() {
			return categories();
		},
		get tags() {
			return tags();
		},
		get days() {
			return days();
		},
		get aliases() {
			return aliases();
		},
		get tagAliases() {
			return tagAliases();
		},
		copies: new Map(
			content.signals.flatMap(({ slug, images }) =>
				images.map(({ name, file }) => [paths.signalFile(slug, name), content.images.get(file)?.location ?? ''] as const),
			),
		),
		signal: (slug) => bySlug().get(slug),
		category: (slug) => categoriesBySlug().get(slug),
		tag: (slug) => tagsBySlug().get(slug),
		atLeast: (score, category) => atLeast(category === undefined ? String(score) : `${score}/${category}`),
		during: (prefix) => byPrefix().get(prefix) ?? [],
		body: (signal, links) => resolve(signal, content.texts(signal).html, links),
		lead: (signal, links) => resolve(signal, content.texts(signal).lead, links),
		take: (signal, links) => resolve(signal, signal.take.html, links, false),
		markdown: (signal) => {
			const { markdown, summary } = content.texts(signal);
			return { body: resolve(signal, markdown, 'absolute'), summary: resolve(signal, summary, 'absolute') };
		},
		frontmatter: ({ slug, file }) => {
			const loaded = content.loaded.get(slug);
			if (!loaded) throw new Error(`${file} was not loaded.`);
			return loaded.data;
		},
		continuations: (slug) => continuations().get(slug) ?? [],
		neighbours: ({ slug }) => {
			const place = places().get(slug);
			return place === undefined ? { earlier: undefined, later: undefined } : { earlier: signals[place + 1], later: signals[place - 1] };
		},
		related: rememberLast((signal) => related(site, signal)),
	};
	return site;
}

function groupMany<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		for (const key of keysOf(item)) {
			const group = groups.get(key);
			if (group) group.push(item);
			else groups.set(key, [item]);
		}
	}
	return groups;
}

function topicsBySlug<T extends { readonly slug: string }>(topics: readonly Topic<T>[]): ReadonlyMap<string, Topic<T>> {
	return new Map(topics.map((topic) => [topic.term.slug, topic]));
}
