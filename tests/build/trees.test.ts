import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startLookingAtOutput, startLookingAtSpare } from '../../src/build/look-at-trees.ts';
import { digestOfListing, TreeWriter } from '../../src/build/tree.ts';
import { putBack, Trees } from '../../src/build/trees.ts';
import { dyingAfter } from '../helpers/dying-process.ts';
import { makeFolder } from '../helpers/make-content.ts';
import { listTree } from '../helpers/tree.ts';

type Files = Readonly<Record<string, string>>;

describe.each([
	['looked at when it is needed', false],
	['looked at by a thread beforehand', true],
])('an output and the tree beside it, %s', (_, hasThread) => {
	const start = () => {
		const folder = makeFolder();
		const [outDir, cacheDir] = [path.join(folder, 'dist'), path.join(folder, 'cache')];
		/** Publishes files. @returns the names of those that had to be written */
		const publish = async (files: Files): Promise<string[]> => {
			const looking = startLookingAtSpare(outDir, cacheDir, hasThread ? Infinity : 0);
			const trees = new Trees(outDir, cacheDir, looking.seen);
			const writer = new TreeWriter(trees.folder, await trees.takeSpare());
			for (const [name, text] of Object.entries(files)) writer.put(name, `key of ${text}`, text);
			const record = await writer.finish();
			trees.publish({ version: '1', held: [], surroundings: new Map(), record });
			looking.stop();
			return [...writer.written];
		};
		const read = () => Object.fromEntries(listTree(outDir).map((name) => [name, readFileSync(path.join(outDir, name), 'utf8')]));
		const notes = () => {
			const root = path.join(cacheDir, 'trees');
			return readdirSync(root, { recursive: true, encoding: 'utf8' })
				.filter((name) => name.endsWith('.log'))
				.map((name) => path.join(root, name));
		};
		const isIntact = async () => {
			const trees = new Trees(outDir, cacheDir);
			const isIntact = trees.isPublishedIntact();
			expect((await startLookingAtOutput(outDir, hasThread ? Infinity : 0).digest()) === trees.publishedDigest()).toBe(isIntact);
			return isIntact;
		};
		return { outDir, spare: path.join(folder, '.dist.spare'), publish, read, notes, isIntact };
	};
	const [one, two] = [
		{ 'a.html': 'A', 'b/b.html': 'B', 'c/d/d.html': 'D' },
		{ 'a.html': 'A', 'b/b.html': 'changed', 'e.html': 'E' },
	];

	it('cost what differs: of the first two, and then of every other', async () => {
		const { publish, read, outDir } = start();
		expect(await publish(one)).toEqual(['a.html', 'b/b.html', 'c/d/d.html']);
		expect(await publish(two)).toEqual(['b/b.html', 'e.html']);
		expect(read()).toEqual(two);
		expect(existsSync(path.join(outDir, 'c'))).toBe(false);
		expect(await publish(two)).toEqual(['b/b.html', 'e.html']);
		expect(await publish(two)).toEqual([]);
		expect(await publish(one)).toEqual(['b/b.html', 'c/d/d.html']);
		expect(read()).toEqual(one);
	});

	it('are forgotten when many others were published since', async () => {
		const cacheDir = makeFolder();
		const publish = async (outDir: string) => {
			const trees = new Trees(outDir, cacheDir);
			const writer = new TreeWriter(trees.folder, await trees.takeSpare());
			writer.put('a.html', 'key', 'A');
			trees.publish({ version: '1', held: [], surroundings: new Map(), record: await writer.finish() });
		};
		const outDirs = Array.from({ length: 40 }, () => path.join(makeFolder(), 'dist'));
		for (const outDir of outDirs) await publish(outDir);
		// To add to a note counts as well as to make one.
		await publish(outDirs[8] ?? '');
		await publish(path.join(makeFolder(), 'dist'));
		const known = outDirs.map((outDir) => new Trees(outDir, cacheDir).published !== undefined);
		expect(known.filter(Boolean)).toHaveLength(31);
		expect([known[8], known[9], known.at(-1)]).toEqual([true, false, true]);
	});

	it('are two from the first, though a build before was killed while it made the second', async () => {
		const { publish, read, outDir, isIntact } = start();
		const left = path.join(path.dirname(outDir), '.dist.twin');
		mkdirSync(left);
		writeFileSync(path.join(left, 'a.html'), 'half');
		await publish(one);
		expect(readdirSync(path.dirname(outDir)).sort()).toEqual(['.dist.spare', 'cache', 'dist']);
		expect(await isIntact()).toBe(true);
		expect(await publish(two)).toEqual(['b/b.html', 'e.html']);
		expect(read()).toEqual(two);
	});

	it('are whole, one or the other, whenever the build between them is killed, and the next one is right', async () => {
		const three = { 'a.html': 'A3', 'b/b.html': 'B', 'f/f.html': 'F' };
		// Each build with a thread takes a hundred times as long.
		for (const before of hasThread ? [[one, two]] : [[], [one], [one, two], [one, two, one]]) {
			let isDead = true;
			for (let last = 0; isDead; last += hasThread ? 8 : 1) {
				const { publish, read, isIntact, outDir } = start();
				for (const files of before) await publish(files);
				isDead = await dyingAfter(last, () => publish(three));
				putBack(outDir);
				expect([before.at(-1) ?? {}, three], `killed after ${last} calls`).toContainEqual(existsSync(outDir) ? read() : {});
				await publish(two);
				expect(read()).toEqual(two);
				expect(await isIntact()).toBe(true);
				await publish(one);
				expect(await publish(one)).toHaveLength(2);
				expect(await publish(one)).toEqual([]);
				expect([read(), await isIntact()]).toEqual([one, true]);
			}
		}
	});

	it('are none when the first is refused', async () => {
		const { outDir } = start();
		const trees = new Trees(outDir, path.join(path.dirname(outDir), 'cache'));
		const writer = new TreeWriter(trees.folder, await trees.takeSpare());
		writer.put('a.html', 'key', 'A');
		trees.prepare({ version: '1', held: [], surroundings: new Map(), record: await writer.finish() });
		trees.discard();
		expect(readdirSync(path.dirname(outDir))).toEqual([]);
	});

	it('never change together, though a file may be one', async () => {
		const { publish, read, spare } = start();
		await publish(one);
		await publish(two);
		expect(readFileSync(path.join(spare, 'b/b.html'), 'utf8')).toBe('B');
		expect(read()).toEqual(two);
	});

	it.each<[what: string, (folder: string) => void]>([
		['changed', (folder) => writeFileSync(path.join(folder, 'a.html'), 'X')],
		['changed, with its old time', keepingTimes((file) => writeFileSync(file, 'X'))],
		['longer', (folder) => appendFileSync(path.join(folder, 'a.html'), 'X')],
		['cut short', (folder) => writeFileSync(path.join(folder, 'a.html'), '')],
		['gone', (folder) => rmSync(path.join(folder, 'a.html'))],
		[
			'a folder now',
			(folder) => {
				rmSync(path.join(folder, 'a.html'));
				mkdirSync(path.join(folder, 'a.html'));
			},
		],
		['beside one of somebody else', (folder) => writeFileSync(path.join(folder, 'b/foreign.html'), 'X')],
	])('are whole again when a file was %s in one of them', async (_, damage) => {
		for (const where of ['outDir', 'spare'] as const) {
			const site = start();
			await site.publish(one);
			await site.publish(two);
			damage(site[where]);
			if (where === 'outDir') expect(await site.isIntact()).toBe(false);
			await site.publish(one);
			expect(site.read()).toEqual(one);
			await site.publish(two);
			expect(site.read()).toEqual(two);
		}
	});

	it.each<[what: string, (file: string) => void | Promise<void>]>([
		['cut short', (file) => writeFileSync(file, readFileSync(file, 'utf8').slice(0, -20))],
		['changed', (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('key of A', 'key of X'))],
		['empty', (file) => writeFileSync(file, '')],
		['gone', (file) => rmSync(file)],
		['that of another output', async (file) => writeFileSync(file, await noteOfAnother())],
	])('need no note: one that is %s is not believed', async (_, damage) => {
		const { publish, notes, isIntact, read } = start();
		await publish(one);
		await publish(two);
		for (const file of notes()) await damage(file);
		expect(await isIntact()).toBe(false);
		await publish(one);
		expect(read()).toEqual(one);
		await publish(two);
		expect(read()).toEqual(two);
	});

	/** Changes a file and gives it its old time back. */
	function keepingTimes(change: (file: string) => void): (folder: string) => void {
		return (folder) => {
			const file = path.join(folder, 'a.html');
			const { atime, mtime } = statSync(file);
			change(file);
			utimesSync(file, atime, mtime);
		};
	}

	async function noteOfAnother(): Promise<string> {
		const { publish, notes } = start();
		await publish({ 'a.html': 'other' });
		return readFileSync(notes()[0] ?? '', 'utf8');
	}
});

describe('the digest of an output', () => {
	const names = Array.from({ length: 10_000 }, (_, index) => `signals/${index}.md`).sort();
	const listing = (changed?: number) => ({
		files: new Map(names.map((name, index) => [name, index === changed ? 'other' : 'same'])),
		folders: ['signals', 'tags'],
	});

	it('is another one when any of its files is, however many there are', () => {
		const some = [undefined, 0, 4095, 4096, 4097, 8191, 8192, 9999];
		expect(new Set(some.map((index) => digestOfListing(listing(index)))).size).toBe(some.length);
	});

	it('is the same in whatever order a folder is listed', () => {
		const { files, folders } = listing();
		expect(digestOfListing({ files: new Map([...files].toReversed()), folders: folders.toReversed() })).toBe(digestOfListing(listing()));
	});
});
