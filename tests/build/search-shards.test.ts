import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findIndexer, IndexerError } from '../../src/build/indexer.ts';
import { makeSearchIndex, writeSearchIndex, type SearchIndexOptions } from '../../src/build/search-index.ts';
import { indexKeys } from '../../src/build/shard-key.ts';
import { searchFaults } from '../../src/build/verify-search.ts';
import { searchShards } from '../../src/site/search-shards.ts';
import type { Site } from '../../src/site/site.ts';
import type { Signal } from '../../src/signals/signal.ts';
import { makeSignal, makeSite } from '../feeds/make-site.ts';
import { fakeIndexer } from '../helpers/fake-indexer.ts';
import { isAlive } from '../helpers/is-alive.ts';
import { makeFolder } from '../helpers/make-content.ts';
import { hashTree } from '../helpers/tree.ts';

/** Two signals in each of six years, newest first. */
const signals = Array.from({ length: 12 }, (_, index) =>
	makeSignal(`signal-${index}`, { date: `${2026 - Math.floor(index / 2)}-0${3 - (index % 2)}-01T00:00:00Z`, score: index % 10 }),
);

/** Every year is a shard. */
const shardsOf = (site: Site) => searchShards(site.signals, { limit: 2, most: 20 });

const siteOf = (all: readonly Signal[] = signals, words: Readonly<Record<string, string>> = {}) =>
	makeSite({
		signals: all,
		bodies: Object.fromEntries(all.map(({ slug, digest }) => [slug, `<p>${words[slug] ?? `Word${digest}.`}</p>`])),
	});

/** @returns the folder, and for each index whether it was kept */
async function build(site: Site, options: SearchIndexOptions = {}) {
	const folder = makeFolder();
	const shards = shardsOf(site);
	const indexes = await writeSearchIndex(site, folder, { shards, ...options });
	expect(searchFaults(site, folder, { shards })).toEqual([]);
	return { folder, indexes, kept: indexes.map(({ isKept }) => isKept) };
}

/** A clean build of all signals, and what it kept. */
let clean: string;
beforeAll(async () => {
	clean = mkdtempSync(path.join(tmpdir(), 'signals-test-'));
	const site = siteOf();
	await writeSearchIndex(site, path.join(clean, 'output'), { shards: shardsOf(site), cacheDir: path.join(clean, 'cache') });
});
afterAll(() => {
	rmSync(clean, { recursive: true });
});

/** @returns a copy of it, for one test alone */
function cleanBuild(): { readonly folder: string; readonly cacheDir: string } {
	const copy = makeFolder();
	cpSync(clean, copy, { recursive: true, preserveTimestamps: true });
	return { folder: path.join(copy, 'output'), cacheDir: path.join(copy, 'cache') };
}

const edited = (slug: string, changes: Partial<Signal>) =>
	signals.map((signal) => (signal.slug === slug ? { ...signal, ...changes } : signal));

describe('an index in shards', () => {
	it('has the same bytes with what was kept and without', async () => {
		const cacheDir = makeFolder();
		const made = await build(siteOf(), { cacheDir });
		const again = await build(siteOf(), { cacheDir });
		const without = await build(siteOf());
		expect([made.kept, again.kept, without.kept]).toEqual([Array(7).fill(false), Array(7).fill(true), Array(7).fill(false)]);
		expect(hashTree(again.folder)).toEqual(hashTree(made.folder));
		expect(hashTree(without.folder)).toEqual(hashTree(made.folder));
	});

	it('gives every file once, made or kept, with the index it is of', async () => {
		const cacheDir = makeFolder();
		const { folder } = cleanBuild();
		for (const isKept of [false, true]) {
			const given = new Map<string, string>();
			const site = siteOf();
			const indexes = await makeSearchIndex(site, { shards: shardsOf(site), cacheDir }, ({ place }, files) => {
				for (const { name, bytes } of files) {
					expect([given.has(name), `/${name}`.startsWith(place)]).toEqual([false, true]);
					given.set(name, createHash('sha256').update(bytes).digest('hex'));
				}
			});
			expect(indexes.map((index) => index.isKept)).toEqual(Array(7).fill(isKept));
			expect(Object.fromEntries(given)).toEqual(hashTree(folder));
		}
	});

	it('makes the next only when whoever takes it is done with the last but one', async () => {
		const site = siteOf();
		let [open, most] = [0, 0];
		// However busy the machine, the first is not done before another is made.
		const other = Promise.withResolvers<undefined>();
		await makeSearchIndex(site, { shards: shardsOf(site) }, async () => {
			most = Math.max(most, (open += 1));
			if (open === 2) other.resolve(undefined);
			await other.promise;
			await setTimeout(50);
			open -= 1;
		});
		expect([open, most]).toEqual([0, 2]);
	});

	it('holds the code once', () => {
		const { folder } = cleanBuild();
		const files = Object.keys(hashTree(folder));
		expect(files.filter((file) => file.endsWith('pagefind.js'))).toEqual(['pagefind/pagefind.js']);
		const code = files.filter((file) => file.endsWith('wasm.en.pagefind')).map((file) => readFileSync(path.join(folder, file)).length);
		expect(code.filter((length) => length > 12)).toHaveLength(1);
	});

	it('makes no record when nothing changed', async () => {
		const { cacheDir } = cleanBuild();
		const body = () => {
			throw new Error('A record was made.');
		};
		expect((await build({ ...siteOf(), body }, { cacheDir })).kept).not.toContain(false);
		await expect(build({ ...siteOf(edited('signal-0', { digest: 'other' })), body }, { cacheDir })).rejects.toThrow('A record was made.');
	});

	it('makes the shard of an edited signal and the index of words, and has the bytes of a clean build', async () => {
		const { cacheDir } = cleanBuild();
		const site = siteOf(edited('signal-5', { digest: 'other' }));
		const { folder, kept } = await build(site, { cacheDir });
		expect(kept).toEqual([true, true, false, true, true, true, false]);
		expect(hashTree(folder)).toEqual(hashTree((await build(site)).folder));
	});

	it('keeps the index of words when an edit brings none and takes none', async () => {
		const cacheDir = makeFolder();
		const words = Object.fromEntries(signals.map(({ slug }) => [slug, 'The same words.']));
		await build(siteOf(signals, words), { cacheDir });
		expect((await build(siteOf(edited('signal-5', { digest: 'other' }), words), { cacheDir })).kept).toEqual([
			true,
			true,
			false,
			true,
			true,
			true,
			true,
		]);
	});

	it.each([
		['added', [makeSignal('newest', { date: '2027-01-01T00:00:00Z' }), ...signals], 2],
		['taken away', signals.slice(0, -1), 2],
		[
			'moved to another year',
			[...edited('signal-0', { date: '2026-01-01T00:00:00Z', digest: 'other' })].sort((a, b) => (a.date < b.date ? 1 : -1)),
			2,
		],
	])('makes no more than two anew when a signal is %s', async (_, all, most) => {
		const { cacheDir } = cleanBuild();
		const { folder, kept } = await build(siteOf(all), { cacheDir });
		expect(kept.filter((isKept) => !isKept).length).toBeLessThanOrEqual(most);
		expect(hashTree(folder)).toEqual(hashTree((await build(siteOf(all))).folder));
	});

	it('keeps a whole one, too', async () => {
		const cacheDir = makeFolder();
		const one = siteOf(signals.slice(0, 2));
		const made = await build(one, { cacheDir });
		const again = await build(one, { cacheDir });
		expect([made.kept, again.kept]).toEqual([[false], [true]]);
		expect(hashTree(again.folder)).toEqual(hashTree(made.folder));
		expect(existsSync(path.join(again.folder, 'pagefind/shards'))).toBe(false);
	});
});

describe('what is kept of an index', () => {
	const largest = (cacheDir: string) =>
		readdirSync(cacheDir)
			.map((name) => path.join(cacheDir, name))
			.sort((a, b) => readFileSync(b).length - readFileSync(a).length)[0] ?? '';

	it.each<readonly [string, (file: string, cacheDir: string) => void]>([
		['truncated', (file) => writeFileSync(file, readFileSync(file).subarray(0, -1))],
		['cut in its list', (file) => writeFileSync(file, readFileSync(file).subarray(0, 200))],
		['empty', (file) => writeFileSync(file, '')],
		['longer', (file) => writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from('x')]))],
		['altered in a file', (file) => writeFileSync(file, flip(readFileSync(file), -100))],
		['altered in its list', (file) => writeFileSync(file, flip(readFileSync(file), 140))],
		[
			'of another shard',
			(file, cacheDir) => {
				const other = readdirSync(cacheDir).find((name) => name !== path.basename(file)) ?? '';
				writeFileSync(file, readFileSync(path.join(cacheDir, other)));
			},
		],
		[
			'a folder',
			(file) => {
				rmSync(file);
				mkdirSync(file);
			},
		],
	])('is made again when it is %s', async (_, harm) => {
		const { folder, cacheDir } = cleanBuild();
		const site = siteOf();
		harm(largest(cacheDir), cacheDir);
		const { folder: healed, kept } = await build(site, { cacheDir });
		expect(kept.filter((isKept) => !isKept)).toHaveLength(1);
		expect(hashTree(healed)).toEqual(hashTree(folder));
		expect((await build(site, { cacheDir })).kept).not.toContain(false);
	});

	it('is bounded: of what no build uses, as much stays as is in use, the latest', async () => {
		const cacheDir = makeFolder();
		for (let version = 0; version < 12; version += 1) await build(siteOf(edited('signal-0', { digest: `v${version}` })), { cacheDir });
		// Six shards, their words, and the index of words.
		expect(readdirSync(cacheDir)).toHaveLength(2 * 13);
		// The last but one is there still.
		expect((await build(siteOf(edited('signal-0', { digest: 'v10' })), { cacheDir })).kept).not.toContain(false);
	});

	it('is whole or not there when a build is stopped', async () => {
		const cacheDir = makeFolder();
		const interrupt = new AbortController();
		let read = 0;
		const plain = siteOf();
		const site: Site = {
			...plain,
			body: (signal) => {
				// Said by a shard that is at work, or as the reason by one that would have begun.
				if ((read += 1) === 7) interrupt.abort(new Error('Interrupted'));
				return plain.body(signal);
			},
		};
		await expect(build(site, { cacheDir, interrupted: interrupt.signal })).rejects.toThrow('Interrupted');
		const done = existsSync(cacheDir) ? readdirSync(cacheDir).filter((name) => !name.endsWith('.words')).length : 0;
		expect(done).toBeLessThan(7);
		const { folder, kept } = await build(plain, { cacheDir });
		expect(kept.filter(Boolean)).toHaveLength(done);
		expect(hashTree(folder)).toEqual(hashTree(cleanBuild().folder));
	});
});

describe('the key of an index', () => {
	const [first = makeSignal('a')] = signals;
	const key = (site: Site, all: readonly Signal[] = site.signals, program?: string) => indexKeys(site, program).ofSignals(all, true);
	const plain = siteOf();
	const changed = (changes: Partial<Signal>) => key(plain, [{ ...first, ...changes }, ...signals.slice(1)]);
	const program = () => {
		const file = path.join(makeFolder(), 'indexer');
		writeFileSync(file, 'another');
		return file;
	};

	it('is the same for the same', () => {
		expect(key(siteOf())).toBe(key(plain));
	});

	it.each<readonly [string, () => string]>([
		['the file of a signal', () => changed({ digest: 'other' })],
		['the name of a signal', () => changed({ slug: 'other' })],
		['the label of a category', () => changed({ category: { ...first.category, label: 'Other' } })],
		['the slug of a category', () => changed({ category: { ...first.category, slug: 'other' } })],
		['a tag', () => changed({ tags: [{ slug: 'tag', label: 'Tag' }] })],
		['the order', () => key(plain, signals.toReversed())],
		['one signal less', () => key(plain, signals.slice(1))],
		['the language', () => key(makeSite({ signals, config: { language: 'de' } }))],
		['the base', () => key(makeSite({ signals, config: { base: '/x/' } }))],
		['the sections of house style', () => key(makeSite({ signals, config: { houseSections: ['Context'] } }))],
		['a band', () => key({ ...plain, bands: plain.bands.map((band) => ({ ...band, label: 'Other' })) })],
		['the program', () => key(plain, signals, program())],
		['its being a part', () => indexKeys(plain, undefined).ofSignals(signals, false)],
	])('changes with %s', (_, other) => {
		expect(other()).not.toBe(key(plain));
	});

	it('changes with what the program is, and is never the same where that is unknown', () => {
		const file = program();
		const before = key(plain, signals, file);
		expect(key(plain, signals, file)).toBe(before);
		writeFileSync(file, 'updated');
		expect(key(plain, signals, file)).not.toBe(before);
		const unknown = path.join(makeFolder(), 'nowhere');
		expect(key(plain, signals, unknown)).not.toBe(key(plain, signals, unknown));
	});

	it('tells the labels of a tag apart', () => {
		expect(changed({ tags: [{ slug: 'tag', label: 'Tag' }] })).not.toBe(changed({ tags: [{ slug: 'tag', label: 'tag' }] }));
	});
});

describe('an indexer of several shards', () => {
	it('is started twice at the most', async () => {
		const folder = makeFolder();
		const program = path.join(folder, 'indexer');
		const starts = path.join(folder, 'starts');
		writeFileSync(program, `#!/bin/sh\necho started >> '${starts}'\nexec '${findIndexer()}' "$@"\n`, { mode: 0o755 });
		const { indexes } = await build(siteOf(), { program });
		expect(indexes).toHaveLength(7);
		expect(readFileSync(starts, 'utf8')).toBe('started\nstarted\n');
	});

	it('is not started when the build was interrupted before', async () => {
		const program = fakeIndexer();
		const interrupted = AbortSignal.abort();
		await expect(build(siteOf(), { program, interrupted })).rejects.toThrow(interrupted.reason as Error);
		expect(existsSync(`${program}.priority`)).toBe(false);
	});

	it('leaves the processor to whoever gives it records, when there are many', async () => {
		const priorities: number[] = [];
		for (const count of [6, 1]) {
			const program = fakeIndexer();
			const cacheDir = makeFolder();
			const made = build(siteOf(signals.slice(0, 2 * count)), { program, cacheDir });
			await expect(made).rejects.toThrow('made no');
			priorities.push(Number(readFileSync(`${program}.priority`, 'utf8')));
		}
		// A higher number is a lower priority (POSIX, nice), up to 19.
		expect(priorities[0]).toBe(Math.min(19, getPriority() + 10));
		expect(priorities[1]).toBe(getPriority());
	});

	it('that fails at one of them is an error, and none is running any more', async () => {
		const folder = makeFolder();
		const program = path.join(folder, 'indexer');
		const code = `require('node:fs').writeFileSync(${JSON.stringify(folder)} + '/' + process.pid + '.pid', '');
setTimeout(() => process.exit(4), require('node:fs').readdirSync(${JSON.stringify(folder)}).length > 2 ? 200 : 60000);`;
		writeFileSync(program, `#!${process.execPath}\n${code}\n`, { mode: 0o755 });
		await expect(build(siteOf(), { program })).rejects.toThrow(IndexerError);
		const started = readdirSync(folder).flatMap((name) => (name.endsWith('.pid') ? [Number.parseInt(name, 10)] : []));
		expect(started).toHaveLength(2);
		expect(started.filter(isAlive)).toEqual([]);
	});
});

describe('verifying an index in shards', () => {
	it('tells each kind of damage', async () => {
		const site = siteOf();
		const shards = shardsOf(site);
		const damaged = (harm: (index: string) => void) => {
			const { folder } = cleanBuild();
			harm(path.join(folder, 'pagefind'));
			return searchFaults(site, folder, { shards });
		};
		const fragmentIn = (index: string, start: string) => {
			const [name = ''] = readdirSync(path.join(index, 'shards', start, 'fragment'));
			return path.join(index, 'shards', start, 'fragment', name);
		};
		const [newest, oldest] = ['2026-01-01', '2020-01-01'];

		expect(damaged(() => undefined)).toEqual([]);
		expect(
			damaged((index) => {
				rmSync(path.join(index, 'shards', newest), { recursive: true });
			}),
		).toEqual([`The search index lacks shards/${newest}/pagefind-entry.json.`]);
		expect(
			damaged((index) => {
				renameSync(fragmentIn(index, newest), path.join(index, 'shards', oldest, 'fragment', 'moved'));
			}),
		).toEqual([
			expect.stringMatching(/^The search index lacks \/signals\/signal-[01]\/\.$/),
			expect.stringMatching(/^The search index holds \/signals\/signal-[01]\/, which does not belong there, or is there twice\.$/),
		]);
		expect(
			damaged((index) => {
				writeFileSync(fragmentIn(index, oldest), 'cut short');
			}),
		).toEqual([
			expect.stringMatching(/^shards\/2020-01-01\/fragment\/\S+ of the search index is not whole\.$/),
			expect.stringMatching(/^The search index lacks \/signals\/signal-1[01]\/\.$/),
		]);
		expect(
			damaged((index) => {
				rmSync(path.join(index, 'shards', oldest, 'wasm.en.pagefind'));
			}),
		).toEqual(['The search index lacks shards/2020-01-01/wasm.en.pagefind.']);
		expect(
			damaged((index) => {
				writeFileSync(path.join(index, 'shards', oldest, 'pagefind-entry.json'), '{');
			}),
		).toContain('shards/2020-01-01/pagefind-entry.json of the search index is not whole.');
		const fewer = makeFolder();
		await writeSearchIndex(site, fewer, { shards: [...shards.slice(0, -1), ...shardsOf(siteOf(signals.slice(0, 2)))] });
		expect(
			damaged((index) => {
				rmSync(path.join(index, 'filter'), { recursive: true });
				renameSync(path.join(fewer, 'pagefind/filter'), path.join(index, 'filter'));
			}),
		).toEqual(['The index of words lacks the shard 2020-01-01.', 'The index of words names a shard 0000-01-01, which is not there.']);
		expect(
			damaged((index) => {
				rmSync(path.join(index, 'pagefind.js'));
			}),
		).toEqual(['The search index lacks pagefind.js.']);
		expect(
			damaged((index) => {
				mkdirSync(path.join(index, 'shards/1999-01-01'));
				writeFileSync(path.join(index, 'shards', newest, 'pagefind.js'), '');
			}),
		).toEqual(['shards/2026-01-01/pagefind.js is no part of the search index.', 'shards/1999-01-01 is no part of the search index.']);
		expect(
			damaged((index) => {
				const entry = path.join(index, 'pagefind-entry.json');
				writeFileSync(entry, readFileSync(entry, 'utf8').replace('"page_count":6', '"page_count":5'));
			}),
		).toEqual(['The search index counts 5 shards, but 6 are listed.']);
	});
});

function flip(bytes: Buffer, place: number): Buffer {
	const at = place < 0 ? bytes.length + place : place;
	bytes[at] = (bytes[at] ?? 0) ^ 1;
	return bytes;
}
