import type { APIRoute, GetStaticPaths } from 'astro';
import { serializeMessage } from '../../../email/message.ts';
import { param } from '../../../site/params.ts';
import { getSite } from '../../../site/site.ts';
import { staticPaths } from '../../../site/static-paths.ts';
import { weekNamed } from '../../../site/weeks.ts';

export const getStaticPaths: GetStaticPaths = () => staticPaths('/briefings/[week]/email.eml');

export const GET: APIRoute = async ({ params }) => {
	const site = getSite();
	const message = await serializeMessage(site, weekNamed(site, param(params, 'week')));
	return new Response(message, { headers: { 'Content-Type': 'message/rfc822' } });
};
