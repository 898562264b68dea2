import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { findIndexer, Indexer } from '../../src/build/indexer.ts';
import { fakeIndexer } from '../helpers/fake-indexer.ts';

describe('an indexer that makes one index after the other', () => {
	const record = (name: string) => ({ url: `/${name}/`, html: `<html><body data-pagefind-body><p>${name} is here.</p></body></html>` });
	const how = { language: 'en', patience: 60_000, interrupted: new AbortController().signal };

	it('makes of each what it makes of it alone', async () => {
		const indexer = new Indexer(findIndexer());
		for (const names of [['a', 'b'], ['c'], ['a', 'b']]) {
			const alone = new Indexer(findIndexer());
			expect(await indexer.index(names, record, how)).toEqual(await alone.index(names, record, how));
			await alone.close();
		}
		await indexer.close();
	});

	it('names what it refuses, whichever index it is in', async () => {
		const indexer = new Indexer(fakeIndexer());
		expect(await indexer.index(['a', 'b'], record, how)).toEqual([]);
		await expect(indexer.index(['c', 'd'], record, how)).rejects.toThrow('refused /d/: too odd');
		await indexer.close();
	});

	it('is an error with its reason where it has ended between two indexes', async () => {
		const indexer = new Indexer(fakeIndexer("if (type === 'DeleteIndex') setTimeout(() => process.exit(7), 300);"));
		await indexer.index(['a'], record, how);
		await setTimeout(1000);
		await expect(indexer.index(['b'], record, how)).rejects.toThrow('ended early (exit code 7)');
		await indexer.close();
	});

	it('can be ended when it has said what nobody waits for', { timeout: 20_000 }, async () => {
		const indexer = new Indexer(fakeIndexer());
		await indexer.index(['a'], record, how);
		await setTimeout(1000);
		await indexer.close();
	});
});
