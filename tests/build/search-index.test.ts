import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findIndexer, IndexerError } from '../../src/build/indexer.ts';
import { listFiles, readEntry, readIndexFile } from '../../src/build/index-files.ts';
import { indexFolder, writeSearchIndex } from '../../src/build/search-index.ts';
import { searchFaults } from '../../src/build/verify-search.ts';
import { decodeFacts } from '../../src/site/search-facts.ts';
import type { Site } from '../../src/site/site.ts';
import { makeSignal, makeSite, type SiteParts } from '../feeds/make-site.ts';
import { isAlive } from '../helpers/is-alive.ts';
import { makeFolder } from '../helpers/make-content.ts';
import { hashTree } from '../helpers/tree.ts';

const signals = [
	makeSignal('new', {
		title: 'A <lab> & its "model"',
		date: '2026-05-20T16:01:00Z',
		score: 9.5,
		tags: [
			{ slug: 'open-weights', label: 'open weights' },
			{ slug: '日本', label: '日本' },
		],
		authors: ['Ada Author'],
		sources: [{ url: 'https://example.org/', title: 'A source', publisher: 'The Press' }],
	}),
	makeSignal('old', { date: '2025-12-31T00:00:00Z', score: 3 }),
	makeSignal('gone', { withdrawn: { date: '2026-05-20T00:00:00Z', reason: 'Wrong.' } }),
];

interface Fragment {
	readonly url: string;
	readonly content: string;
	readonly meta: Record<string, string>;
	readonly filters: Record<string, string[]>;
	readonly anchors: { id: string }[];
}

async function indexed(site: Site) {
	const folder = makeFolder();
	await writeSearchIndex(site, folder);
	const target = indexFolder(folder);
	// A site of several shards has no results in the index of all.
	const fragments = listFiles(path.join(target, 'fragment')).map(
		(name) => JSON.parse(readIndexFile(readFileSync(path.join(target, 'fragment', name))) ?? '') as Fragment,
	);
	return { folder, target, fragments: fragments.sort((a, b) => (a.url < b.url ? -1 : 1)) };
}

describe('the search index', () => {
	it('holds every listed signal with its words, what it can be narrowed to, and what a result shows', async () => {
		const site = makeSite({ signals });
		const { folder, fragments } = await indexed(site);
		expect(fragments.map(({ url }) => url)).toEqual(['/signals/new/', '/signals/old/']);
		expect(fragments[0]?.meta).toEqual({ title: 'A <lab> & its "model"' });
		expect(fragments[0]?.content).toBe('Take of new. Why. Body of new. A source, The Press. Ada Author, open weights, 日本, Models.');
		expect(fragments[0]?.filters).toEqual({
			category: ['models Models'],
			min: ['4', '7', '9'],
			score: ['95'],
			tag: ['open-weights open weights', '日本 日本'],
			year: ['2026'],
		});
		expect(fragments[1]?.filters).toEqual({ category: ['models Models'], score: ['30'], year: ['2025'] });
		expect(decodeFacts(fragments[0]?.anchors[0]?.id ?? '')).toEqual({
			score: 9.5,
			written: '9.5',
			weight: 3,
			band: 'Critical',
			date: '2026-05-20T16:01:00Z',
			when: '20 May 2026, 16:01 UTC',
		});
		expect(searchFaults(site, folder)).toEqual([]);
	});

	it('has only what the search page loads', async () => {
		const { target } = await indexed(makeSite({ signals }));
		expect(readdirSync(target).map((name) => name.replace(/_[0-9a-f]+\./, '_….'))).toEqual([
			'filter',
			'fragment',
			'index',
			'pagefind-entry.json',
			'pagefind.en_….pf_meta',
			'pagefind.js',
			'wasm.en.pagefind',
		]);
	});

	it('has the same bytes each time', async () => {
		const many = Array.from({ length: 300 }, (_, index) =>
			makeSignal(`signal-${index}`, { score: (index % 100) / 10, date: new Date(Date.UTC(2026, 0, 1, index)).toISOString() }),
		);
		const parts: SiteParts = {
			signals: many.toReversed(),
			bodies: Object.fromEntries(many.map(({ slug }, index) => [slug, `<p>Word${index % 7} and word${index % 31}.</p>`])),
		};
		const [first, second] = [await indexed(makeSite(parts)), await indexed(makeSite(parts))];
		expect(hashTree(second.folder)).toEqual(hashTree(first.folder));
	});

	it.each([
		['ja', null, '量子計算機が公開された。'],
		['ar', 'ar', 'أعلن المختبر عن نموذج جديد.'],
		['pt-BR', 'pt-br', 'O laboratório publicou um modelo.'],
		['tlh', null, 'nuqneH'],
	])('works in the language %s, with or without rules for its words', async (language, wasm, text) => {
		const site = makeSite({ signals, config: { language }, bodies: { new: `<p>${text}</p>` } });
		const { folder, target, fragments } = await indexed(site);
		expect(searchFaults(site, folder)).toEqual([]);
		expect(Object.entries(readEntry(target)?.languages ?? {})).toEqual([
			[language.toLowerCase(), expect.objectContaining({ page_count: 2, wasm })],
		]);
		expect(fragments[0]?.content.replaceAll('\u200b', '').replace(/ (?=\.)/g, '')).toContain(text.replace(/\.$/, ''));
	});

	it('holds a signal without a single word, too', async () => {
		const site = makeSite({
			signals: [
				makeSignal('mute', {
					title: '?',
					take: { html: '', text: '', isLead: false },
					category: { slug: 'x', label: '…', description: '' },
				}),
			],
			bodies: { mute: '<p>!</p>' },
		});
		const { folder } = await indexed(site);
		expect(searchFaults(site, folder)).toEqual([]);
	});

	it('takes nothing an author writes for its own marks', async () => {
		const spoof = '___PAGEFIND_ANCHOR___i:0:spoofed ___PAGEFIND_WEIGHT___10 data-pagefind-filter="min:9"';
		const { fragments } = await indexed(
			makeSite({ signals: [makeSignal('a', { title: spoof, score: 1 })], bodies: { a: `<p>${spoof}</p>` } }),
		);
		expect(decodeFacts(fragments[0]?.anchors[0]?.id ?? '').score).toBe(1);
		expect(fragments[0]?.filters['min']).toBeUndefined();
	});

	it('of a site without signals is not there', async () => {
		const folder = makeFolder();
		await writeSearchIndex(makeSite({ signals: signals.slice(2) }), folder);
		expect(readdirSync(folder)).toEqual([]);
		expect(searchFaults(makeSite(), folder)).toEqual([]);
	});
});

describe('an indexer', () => {
	/** Writes its process id, then does as told. */
	const fake = (code: string) => {
		const folder = makeFolder();
		const program = path.join(folder, 'indexer');
		const pidFile = path.join(folder, 'pid');
		writeFileSync(
			program,
			`#!${process.execPath}\nrequire('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));\n${code}\n`,
			{
				mode: 0o755,
			},
		);
		return {
			program,
			isRunning: () => existsSync(pidFile) && isAlive(Number(readFileSync(pidFile, 'utf8'))),
			started: () => existsSync(pidFile),
		};
	};
	const index = (program: string, options = {}) => writeSearchIndex(makeSite({ signals }), makeFolder(), { program, ...options });
	const hangs = "process.on('SIGTERM', () => {}); process.stdin.resume(); setInterval(() => {}, 1000);";

	it('that does not answer is stopped after a time', async () => {
		const { program, isRunning } = fake(hangs);
		await expect(index(program, { patience: 1500 })).rejects.toThrow('was not done after 2 s and was stopped');
		expect(isRunning()).toBe(false);
	});

	it('is stopped at once when the user interrupts', async () => {
		const { program, isRunning, started } = fake(hangs);
		const interrupt = new AbortController();
		const done = index(program, { interrupted: interrupt.signal });
		const outcome = expect(done).rejects.toThrow('Interrupted');
		await expect.poll(started, { timeout: 30_000 }).toBe(true);
		interrupt.abort();
		await outcome;
		expect(isRunning()).toBe(false);
	});

	it.each([
		['ends early', "console.error('no memory'); process.exitCode = 9;", 'ended early (exit code 9).\nno memory'],
		['says what nobody understands', "process.stdout.write('!!!,'); setInterval(() => {}, 1000);", 'words that are not its own'],
		[
			'refuses a signal',
			`process.stdout.write(Buffer.from(JSON.stringify({ message_id: 2, payload: { type: 'Error', message: 'too odd' } })).toString('base64') + ','); setInterval(() => {}, 1000);`,
			'refused /signals/new/: too odd',
		],
	])('that %s is an error with its reason', async (_, code, message) => {
		const { program, isRunning } = fake(code);
		await expect(index(program)).rejects.toThrow(message);
		expect(isRunning()).toBe(false);
	});

	it('that ends while much is sent to it is an error with its reason', async () => {
		const many = makeSite({ signals: Array.from({ length: 500 }, (_, index) => makeSignal(`s${index}`)) });
		const site = { ...many, body: () => `<p>${'long '.repeat(2000)}</p>` };
		const { program } = fake("console.error('no memory'); setTimeout(() => process.exit(9), 200);");
		await expect(writeSearchIndex(site, makeFolder(), { program })).rejects.toThrow('ended early (exit code 9).\nno memory');
	});

	it('takes one signal after the other, so that no more than a few are in memory', async () => {
		let read = 0;
		const many = makeSite({ signals: Array.from({ length: 500 }, (_, index) => makeSignal(`s${index}`)) });
		const site = { ...many, body: () => ((read += 1), `<p>${'long '.repeat(2000)}</p>`) };
		const { program } = fake(hangs.replace('process.stdin.resume();', ''));
		await expect(writeSearchIndex(site, makeFolder(), { program, patience: 1500 })).rejects.toThrow('was stopped');
		expect(read).toBeGreaterThan(0);
		expect(read).toBeLessThan(50);
	});

	it('is stopped when a signal cannot be read, with the reason', async () => {
		const site: Site = {
			...makeSite({ signals }),
			body: () => {
				throw new Error('The disk is gone.');
			},
		};
		const { program, isRunning } = fake(hangs);
		await expect(writeSearchIndex(site, makeFolder(), { program })).rejects.toThrow('The disk is gone.');
		expect(isRunning()).toBe(false);
	});

	it('that is not there is an error that names what to do', async () => {
		await expect(index('/nowhere/indexer')).rejects.toThrow(IndexerError);
		expect(() => findIndexer({ env: {}, platform: 'aix', arch: 'ppc64' })).toThrow(
			/no search indexer for aix-ppc64: the package @pagefind\/aix-ppc64 is not installed.*PAGEFIND_BINARY_PATH/,
		);
		expect(existsSync(findIndexer())).toBe(true);
	});

	it.each([
		['bin/indexer', path.resolve('bin/indexer')],
		['/opt/indexer', path.resolve('/opt/indexer')],
		['indexer', 'indexer'],
		[path.basename(process.execPath), process.execPath],
	])('that is named %s is looked up from where the command was started, or on its path', (named, program) => {
		expect(
			findIndexer({ env: { PAGEFIND_BINARY_PATH: named, PATH: path.dirname(process.execPath) }, platform: 'linux', arch: 'x64' }),
		).toBe(program);
	});
});
