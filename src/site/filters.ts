/** The two filters above a list, minimum score and category, as links to pages that exist. */
import type { Category } from '../signals/signal.ts';
import { type AxisPart, axisParts } from './band.ts';
import { paths } from './routes.ts';
import type { Site } from './site.ts';

/** What a list is narrowed to. */
export interface Filter {
	readonly category?: string | undefined;
	/** A lower bound of a band; 0 for all. */
	readonly min: number;
}

export interface ScoreLink extends AxisPart {
	readonly path: string;
	readonly count: number;
	readonly isCurrent: boolean;
}

export interface CategoryLink {
	/** Undefined for all categories. */
	readonly category: Category | undefined;
	readonly path: string;
	readonly count: number;
	readonly isCurrent: boolean;
}

/** The most categories the bar names; the index of categories has them all. */
const categoriesShown = 12;

/** @returns a link for each band's lower bound, lowest first, that keeps the category. */
export function scoreLinks(site: Site, filter: Filter): ScoreLink[] {
	return axisParts(site.bands).map((part) => ({
		...part,
		path: listPath({ ...filter, min: part.band.from }),
		count: site.atLeast(part.band.from, filter.category).length,
		isCurrent: part.band.from === filter.min,
	}));
}

/** @returns a link to all and to the first categories that hold a signal, the current one always, that keep the minimum score. */
export function categoryLinks(site: Site, filter: Filter): { links: CategoryLink[]; isCut: boolean } {
	const filled = site.categories.filter(({ term, signals }) => signals.length > 0 || term.slug === filter.category);
	const shown = filled.filter(({ term }, index) => index < categoriesShown || term.slug === filter.category);
	const links = [undefined, ...shown.map(({ term }) => term)].map((category) => ({
		category,
		path: listPath({ ...filter, category: category?.slug }),
		count: site.atLeast(filter.min, category?.slug).length,
		isCurrent: category?.slug === filter.category,
	}));
	return { links, isCut: shown.length < filled.length };
}

/** @returns the path of the list a filter stands for. */
export function listPath({ category, min }: Filter): string {
	if (min > 0) return paths.min(min, category);
	return category === undefined ? paths.home : paths.category(category);
}
