/** The paths of each dynamic route, as `getStaticPaths` wants them: a slice of the plan. */
import type { Day } from '../signals/signal.ts';
import { type Output, plan, type Route } from './plan.ts';
import { getSite, type Site } from './site.ts';

/** The parameters of a page, as Astro gives them. */
export type Params = Readonly<Record<string, string | undefined>>;

export interface StaticPath {
	params: Record<string, string>;
}

const planned = new WeakMap<Site, Map<Route, Output[]>>();

/** @returns the parameters of every page of a route. */
export function staticPaths(route: Route): StaticPath[] {
	const site = getSite();
	let routes = planned.get(site);
	if (!routes) {
		routes = Map.groupBy(plan(site), (output) => output.route);
		planned.set(site, routes);
	}
	return (routes.get(route) ?? []).map(({ params }) => ({ params: { ...params } }));
}

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
