/** Every picture that a site draws of itself. */
import { readFileSync } from 'node:fs';
import { paths } from '../site/routes.ts';
import type { Site } from '../site/site.ts';
import { type Card, drawCard } from './card.ts';
import { loadFaces } from './faces.ts';
import { cardSize, colours, touchIconWidth } from './look.ts';

/** What is to be drawn, so that equal pictures are drawn once. */
export interface Picture {
	readonly svg: string;
	/** In pixels: one for a PNG, several for an ICO file. */
	readonly widths: readonly number[];
	readonly format: 'png' | 'ico';
	/** Colour behind the drawing. */
	readonly ground: string;
}

const memory = new WeakMap<Site, ReadonlyMap<string, () => Picture>>();

/** @returns the pictures by their path, root-relative and without the base, in a fixed order. Nothing is drawn before it is asked for. */
export function pictures(site: Site): ReadonlyMap<string, () => Picture> {
	const known = memory.get(site);
	if (known) return known;
	const found = new Map([
		[paths.iconFile, iconFile] as const,
		[paths.touchIcon, touchIcon] as const,
		[paths.siteCard, () => card(site, undefined, site.config.description)] as const,
		...signalCards(site),
	]);
	memory.set(site, found);
	return found;
}

/** One for each category and band that has a signal. */
function signalCards(site: Site): (readonly [string, () => Picture])[] {
	const inUse = new Set(site.signals.map(({ category, band }) => paths.card(category.slug, band.rank)));
	return site.categories.flatMap(({ term }) =>
		site.bands.flatMap((band) => {
			const path = paths.card(term.slug, band.rank);
			return inUse.has(path) ? [[path, () => card(site, band, term.label)] as const] : [];
		}),
	);
}

function card({ config, bands }: Site, band: Card['band'], headline: string): Picture {
	const { title, direction, url } = config;
	const svg = drawCard({ title, host: new URL(url).hostname, direction, bands, band, headline }, loadFaces());
	return { svg, widths: [cardSize.width], format: 'png', ground: colours.paper };
}

/** On paper, because the frame of a window may be as dark as the ink. */
function iconFile(): Picture {
	return { svg: readIcon().toString('utf8'), widths: [16, 32, 48], format: 'ico', ground: colours.paper };
}

/** Phones cut the corners off. */
function touchIcon(): Picture {
	const address = `data:image/svg+xml;base64,${readIcon().toString('base64')}`;
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="-4 -4 40 40"><image width="32" height="32" href="${address}"/></svg>`;
	return { svg, widths: [touchIconWidth], format: 'png', ground: colours.paper };
}

function readIcon(): Buffer {
	return readFileSync(new URL('../../public/icon.svg', import.meta.url));
}
