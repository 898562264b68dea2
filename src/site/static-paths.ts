/** The paths of each dynamic route, as `getStaticPaths` wants them: a slice of the plan. */
import { type Output, plan, type Route } from './plan.ts';
import { getSite, type Site } from './site.ts';

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
