import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { signalShape, type IndexJson, type SignalJson } from '../../src/machines/shape.ts';
import { destinationsOf } from '../../src/signals/destinations.ts';
import { splitFrontmatter } from '../../src/signals/frontmatter.ts';
import { builtSite, type BuiltSite } from '../helpers/built-site.ts';
import { listTree } from '../helpers/tree.ts';

describe.for(['example', 'stress', 'good'] as const)('the JSON files of the %s site', (name) => {
	let site: BuiltSite;
	const read = (file: string): unknown => JSON.parse(readFileSync(path.join(site.folder, file), 'utf8'));
	const signals = () => listTree(site.folder).filter((file) => /^signals\/[^/]+\.json$/.test(file));
	const validator = (file: string) => {
		const ajv = new Ajv2020({ strict: true, allErrors: true });
		addFormats(ajv);
		return ajv.compile(read(file) as object);
	};

	beforeAll(async () => {
		site = await builtSite(name);
	});

	it('of signals fit their schema, and hold no field that it does not explain', () => {
		const validate = validator('api/schema/signal.json');
		expect(signals().length).toBeGreaterThan(20);
		for (const file of signals()) {
			expect([file, validate(read(file)), validate.errors]).toEqual([file, true, null]);
			expect(signalShape.strict().safeParse(read(file)).error?.issues ?? []).toEqual([]);
		}
	});

	it('have Markdown beside them that our own reader understands, with absolute addresses only', () => {
		for (const file of signals()) {
			const markdown = readFileSync(path.join(site.folder, file.replace(/json$/, 'md')), 'utf8');
			const split = splitFrontmatter(markdown);
			if ('problems' in split) throw new Error(`${file}: ${split.problems.map(({ message }) => message).join(' ')}`);
			const { id, title, score, category, date, updated } = read(file) as SignalJson;
			expect([file, split.yaml.problems]).toEqual([file, []]);
			expect(split.yaml.value).toMatchObject({ id, title, score, category: category.label, published: date, updated });
			expect(
				destinationsOf(split.body).filter(({ address }) => !/^(?:https?|mailto):/i.test(address)),
				file,
			).toEqual([]);
			expect(markdown).not.toMatch(/[\0-\b]|<!--.*\w.*-->/);
		}
	});

	it('that is the index is announced by the front page and the page of feeds, which leads to it', () => {
		const page = (file: string) => readFileSync(path.join(site.folder, file), 'utf8');
		for (const file of ['index.html', 'feeds/index.html'])
			expect(page(file)).toContain(`<link rel="alternate" type="application/json" href="${site.base}api/signals.json">`);
		expect(page('feeds/index.html')).toContain(`<a href="${site.base}api/signals.json">`);
	});

	it('that is the index fits its schema and names every signal', () => {
		const validate = validator('api/schema/signals.json');
		const index = read('api/signals.json') as IndexJson;
		expect([validate(index), validate.errors]).toEqual([true, null]);
		const named = (index.signals ?? []).map(({ json }) => json.slice(json.indexOf('/signals/') + 1));
		expect(named.toSorted()).toEqual(signals().toSorted());
		for (const { json, ...entry } of index.signals ?? []) {
			const signal = read(json.slice(json.indexOf('/signals/') + 1)) as SignalJson;
			expect(entry).toMatchObject({ id: signal.id, url: signal.url, score: signal.score, date: signal.date, updated: signal.updated });
			expect(entry.withdrawn).toBe(signal.withdrawn?.date);
		}
	});
});
