import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadContent } from '../../src/signals/load.ts';
import { ParserPool, type Outcome } from '../../src/signals/parse-all.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';

const options = { houseSections: [], words: { footnotes: 'Notes', backToText: 'Back', table: 'Table' } };
const worker = new URL('../fixtures/workers/faulty-worker.ts', import.meta.url);

/** Parses files in threads that treat them as their text says. */
async function parse(texts: readonly string[], budget: { seconds: number; mebibytes: number }): Promise<Outcome[]> {
	const results: Outcome[] = [];
	await new ParserPool(budget, worker).parse(
		texts.map((text, index) => [String(index), Buffer.from(text)] as const),
		options,
		(name, result) => void (results[Number(name)] = result),
	);
	return results;
}

const codes = (results: readonly Outcome[]) => results.map(({ problems }) => problems.map(({ code }) => code).join());

describe('the budget of a file', { timeout: 60_000 }, () => {
	it('ends a file that takes forever, and only that', async () => {
		const results = await parse(['fine', 'forever', 'fine', 'forever'], { seconds: 0.5, mebibytes: 256 });
		expect(codes(results)).toEqual(['', 'body/budget', '', 'body/budget']);
		expect(results[1]?.problems[0]?.message).toBe('Rendering this text takes more than 0.5 seconds.');
	});

	it('ends a file that takes all memory, and only that', async () => {
		const results = await parse(['fine', 'memory', 'fine'], { seconds: 60, mebibytes: 64 });
		expect(codes(results)).toEqual(['', 'body/budget', '']);
		expect(results[1]?.problems[0]?.message).toBe('Rendering this text takes more memory than a file may have.');
	});

	it('is renewed with every file of a batch', async () => {
		const results = await parse(
			Array.from({ length: 8 }, () => 'slow'),
			{ seconds: 1, mebibytes: 256 },
		);
		expect(codes(results).join('')).toBe('');
	});

	it('does not count the start of a thread', async () => {
		expect(codes(await parse(['fine'], { seconds: 0.5, mebibytes: 256 }))).toEqual(['']);
	});

	it('is no property of the file, so that what exceeds it is not kept, and the other files are', async () => {
		const [contentDir, cacheDir] = [makeContent(`-- signals/a.md --\n${signalText()}-- signals/b.md --\nforever`), makeFolder()];
		const settings = { ...options, contentDir, contentName: 'content', cacheDir, version: '1', origin: '', asOf: '2026-11-22T00:00:00Z' };
		const rules = { bands: [], strict: false, singleUseTags: false, gradeInflation: { share: 1, days: 90, least: 10 } };
		const load = (pool?: ParserPool) => loadContent({ ...settings, ...rules, ...(pool && { pool }) });
		const first = await load(new ParserPool({ seconds: 0.5, mebibytes: 256 }, worker));
		expect(first.problems.map(({ file, code }) => [path.basename(file), code])).toEqual([['b.md', 'body/budget']]);
		const second = await load();
		expect(second.problems.map(({ file, code }) => [path.basename(file), code])).toEqual([['b.md', 'frontmatter/start']]);
		expect(second.reused).toBe(1);
	});
});

it('names the file that brings out a bug, and parses the others', { timeout: 60_000 }, async () => {
	const results = await parse(['fine', 'bug', 'fine'], { seconds: 5, mebibytes: 256 });
	expect(codes(results)).toEqual(['', 'file/bug', '']);
	expect(results[1]?.problems[0]?.message).toContain('TypeError: Nobody expects this.');
});

it(
	'says why its threads cannot load what they parse with, instead of ending the process or waiting forever',
	{ timeout: 60_000 },
	async () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'signals-alone-'));
		copyFileSync(new URL('../../src/signals/parse-worker.mjs', import.meta.url), path.join(folder, 'parse-worker.mjs'));
		const pool = new ParserPool({ seconds: 5, mebibytes: 256 }, pathToFileURL(path.join(folder, 'parse-worker.mjs')));
		pool.warm(options);
		await expect(pool.parse([['0', Buffer.from('')]], options, () => undefined)).rejects.toThrow('parse-thread.ts');
		rmSync(folder, { recursive: true });
	},
);

it('ends its threads after very many files, and starts others when there are more', { timeout: 60_000 }, async () => {
	const pool = new ParserPool({ seconds: 5, mebibytes: 256 }, worker);
	const threadsOf = async (count: number) => {
		const threads = new Set<string | undefined>();
		const files = Array.from({ length: count }, (_, index) => [String(index), Buffer.from('thread')] as const);
		await pool.parse(files, options, (_, { problems }) => threads.add(problems[0]?.message));
		return threads;
	};
	const few = await threadsOf(500);
	const many = await threadsOf(1000);
	expect(few.isDisjointFrom(many)).toBe(false);
	expect((await threadsOf(500)).isDisjointFrom(many)).toBe(true);
});
