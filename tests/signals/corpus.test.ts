import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { splitFrontmatter } from '../../src/signals/frontmatter.ts';
import { signalSchema } from '../../src/signals/schema.ts';
import { fieldAt, keysOf, schemaAt } from '../../src/signals/schema-fields.ts';
import { corpusCases, corpusDir, reportOf } from '../helpers/corpus.ts';
import { makeFolder } from '../helpers/make-content.ts';
import { listTree } from '../helpers/tree.ts';

describe('bad content is told exactly as its case expects', () => {
	for (const { name, expected, write } of corpusCases()) {
		it(name, async () => {
			const folder = makeFolder();
			write(folder);
			await expect(await reportOf(folder)).toMatchFileSnapshot(expected);
		});
	}
});

describe('good content', () => {
	it('has every field there is', () => {
		const signals = path.join(corpusDir, 'good/signals');
		const given = new Set<string>();
		for (const file of listTree(signals).filter((name) => name.endsWith('.md'))) {
			const split = splitFrontmatter(
				readFileSync(path.join(signals, file), 'utf8')
					.replace(/^\uFEFF/, '')
					.replaceAll('\r', ''),
			);
			if ('yaml' in split) for (const name of split.yaml.keys.keys()) given.add(name.replaceAll(/\.\d+/g, ''));
		}
		expect(fieldsOf(signalSchema).filter((name) => !given.has(name))).toEqual([]);
	});
});

/** @returns the names of the fields of a map, and those of the maps in it: `watch`, `watch.by`. */
function fieldsOf(schema: z.ZodType): string[] {
	return keysOf(schema).flatMap((name) => {
		const field = schemaAt(schema, [name]);
		const item = field instanceof z.ZodArray ? fieldAt(schema, [name, 0]) : field;
		return [name, ...(item instanceof z.ZodObject ? fieldsOf(item).map((inner) => `${name}.${inner}`) : [])];
	});
}
