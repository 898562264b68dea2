/** The paths of each dynamic route, as `getStaticPaths` wants them: a slice of the plan. */
import { planRoute, type Route } from './plan.ts';
import { getSite } from './site.ts';

export interface StaticPath {
	params: Record<string, string>;
}

/** @returns the parameters of every page of a route. */
export function staticPaths(route: Route): StaticPath[] {
	return planRoute(getSite(), route).map(({ params }) => ({ params: { ...params } }));
}
