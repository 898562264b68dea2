import type { APIRoute, GetStaticPaths } from 'astro';
import { fileContent, filePaths } from '../site/files.ts';
import { param } from '../site/params.ts';
import { getSite } from '../site/site.ts';

// Astro takes and gives parameters as text; paths are encoded as in a URL.
export const getStaticPaths: GetStaticPaths = () => filePaths(getSite()).map((path) => ({ params: { file: decodeURI(path).slice(1) } }));

export const GET: APIRoute = ({ params }) => {
	const { text, type } = fileContent(getSite(), encodeURI(`/${decodeURI(param(params, 'file'))}`));
	return new Response(text, { headers: { 'Content-Type': type } });
};
