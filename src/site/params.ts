/** The parameters of the page that is being rendered, as Astro gives them. */
import type { Day } from '../signals/signal.ts';

export type Params = Readonly<Record<string, string | undefined>>;

/**
 * @returns one parameter of the page being rendered
 * @throws Error when the route has none of that name.
 */
export function param(params: Params, name: string): string {
	const value = params[name];
	if (value === undefined) throw new Error(`The route has no parameter [${name}].`);
	return value;
}

/** @returns the number of the archive page being rendered. */
export function pageParam(params: Params): number {
	return Number(param(params, 'page'));
}

/** @returns the day whose page is being rendered. */
export function dayParam(params: Params): Day {
	return `${param(params, 'year')}-${param(params, 'month')}-${param(params, 'day')}`;
}
