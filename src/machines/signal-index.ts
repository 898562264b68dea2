/** The index of all signals, by which other programs keep in step with the site: they fetch what differs. */
import { signalId } from '../feeds/id.ts';
import { compareSignals } from '../signals/order.ts';
import type { Signal } from '../signals/signal.ts';
import { paths, url } from '../site/routes.ts';
import type { Site } from '../site/site.ts';
import { digestOf, withDigest } from './digest.ts';
import type { IndexEntry, IndexJson } from './shape.ts';
import { signalDigest } from './signal-json.ts';

/** Signals that one file holds at most, some 2 MB. */
const fileLimit = 5000;

interface Part {
	readonly path: string;
	readonly year: string;
	readonly signals: readonly Signal[];
}

/**
 * @returns path to text: `/api/signals.json` alone while it is short; else the files of each year, continued in `-2`, `-3`, …, and the
 * index of them last. The oldest come first, so that the order of full files does not change.
 */
export function indexFiles(site: Site): ReadonlyMap<string, () => string> {
	const signals = [...site.signals, ...site.withdrawn].toSorted(oldestFirst);
	if (signals.length <= fileLimit) return new Map([[paths.signalIndex, () => serializePart(site, signals)]]);
	const parts = [...Map.groupBy(signals, ({ date }) => date.slice(0, 4))].flatMap(([year, all]) =>
		Array.from({ length: Math.ceil(all.length / fileLimit) }, (_, index): Part => ({
			path: paths.signalIndexOf(index === 0 ? year : `${year}-${index + 1}`),
			year,
			signals: all.slice(index * fileLimit, (index + 1) * fileLimit),
		})),
	);
	const write = ({ path, signals: some }: Part) => withDigest(site, path, serializePart(site, some));
	return new Map([
		...parts.map((part) => [part.path, () => write(part)] as const),
		[
			paths.signalIndex,
			() =>
				serialize(site, signals, {
					parts: parts.map((part) => ({
						url: url(site.config, part.path),
						year: part.year,
						count: part.signals.length,
						updated: changed(part.signals) ?? '',
						sha256: digestOf(site, part.path, () => write(part)),
					})),
				}),
		],
	]);
}

function serializePart(site: Site, signals: readonly Signal[]): string {
	return serialize(site, signals, { signals: signals.map((signal) => entry(site, signal)) });
}

function serialize({ config, url: home }: Site, signals: readonly Signal[], items: Pick<IndexJson, 'signals' | 'parts'>): string {
	const updated = changed(signals);
	const index: IndexJson = {
		$schema: url(config, paths.signalIndexSchema),
		title: config.title,
		url: home,
		license: config.licence.url,
		count: signals.length,
		...(updated === undefined ? {} : { updated }),
		...items,
	};
	return `${JSON.stringify(index)}\n`;
}

function entry(site: Site, signal: Signal): IndexEntry {
	const { slug, title, score, category, tags, date, updated, withdrawn } = signal;
	return {
		id: signalId(site.config, signal),
		url: url(site.config, paths.signal(slug)),
		json: url(site.config, paths.signalJson(slug)),
		title,
		score,
		category: category.slug,
		tags: tags.map((tag) => tag.slug),
		date,
		updated,
		...(withdrawn ? { withdrawn: withdrawn.date } : {}),
		sha256: signalDigest(site, signal),
	};
}

function oldestFirst(a: Signal, b: Signal): number {
	return compareSignals(b, a);
}

function changed(signals: readonly Signal[]): string | undefined {
	return signals.reduce<string | undefined>((found, { updated }) => (found === undefined || updated > found ? updated : found), undefined);
}
