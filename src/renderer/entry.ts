/**
 * The compiled pages as one function. Astro bundles this module, and all that it imports, while it compiles the project; nothing else
 * imports it. What Astro does not promise of its routes is known here and in `compile.ts` alone.
 */
import { createApp } from 'astro/app/entrypoint';

const app = createApp({ streaming: false });

// Astro would answer with its page for errors; a build has to fail for the reason the page failed for.
app.renderError = (request, { error, status }) => {
	if (error instanceof Error) throw error;
	throw new Error(`${request.url} was answered with ${status}.`, { cause: error });
};

// Astro asks `getStaticPaths` of a route before each page, but not of routes of its own: parameters then come from the address alone.
const found = new Map(app.manifest.routes.map(({ routeData }) => [routeData.route, { ...routeData, origin: 'internal' as const }]));

/** Every route that was compiled. */
export const routes: readonly string[] = [...found.keys()];

/**
 * @param route as `Output` names it
 * @param url of the page, as Astro would ask for it
 * @returns the bytes that Astro would write
 * @throws what the page threw; Error when it does not answer as a page does
 */
export async function render(route: string, url: string): Promise<Uint8Array> {
	const routeData = found.get(route);
	if (!routeData) throw new Error(`There is no route ${route}.`);
	const response = await app.render(new Request(url), { routeData });
	if (response.status !== (route === '/404' ? 404 : 200)) throw new Error(`${url} was answered with ${response.status}.`);
	return new Uint8Array(await response.arrayBuffer());
}
