/** Registers the signals as an Astro content collection: for Astro's own tools, and for pages that a site owner adds. */
import { defineCollection } from 'astro:content';
import { signalSchema } from './signals/schema.ts';
import { readAsOf } from './site/as-of.ts';
import { signalLoader } from './site/loader.ts';

export const collections = {
	signals: defineCollection({
		loader: signalLoader({ asOf: readAsOf(process.env['SOURCE_DATE_EPOCH'], Date.now()) }),
		schema: signalSchema,
	}),
};
