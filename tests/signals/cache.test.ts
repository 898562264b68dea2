import {
	appendFileSync,
	cpSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	truncateSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { Caches } from '../../src/signals/cache/caches.ts';
import { entryOf } from '../../src/signals/cache/entry.ts';
import { FileTable, type Signature } from '../../src/signals/cache/file-table.ts';
import { appendLog, readLog, writeLog } from '../../src/signals/cache/log.ts';
import { RenderCache } from '../../src/signals/cache/render-cache.ts';
import { createRenderer } from '../../src/signals/markdown/render.ts';
import { parseSignal } from '../../src/signals/parse.ts';
import type { Signal } from '../../src/signals/signal.ts';
import siteConfig from '../../src/site.config.ts';
import { openSite } from '../../src/site/open.ts';
import { corpusAsOf, corpusDir } from '../helpers/corpus.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { tinyPng } from '../helpers/tiny-png.ts';

const optionsOf = (contentDir: string, cacheDir: string) =>
	({ config: siteConfig, contentDir, contentName: 'content', cacheDir, asOf: corpusAsOf }) as const;
const open = (contentDir: string, cacheDir: string) => openSite(optionsOf(contentDir, cacheDir));

/** @returns titles by slug, and how many files were taken from the cache. */
async function titlesOf(contentDir: string, cacheDir: string) {
	const { site, content } = await open(contentDir, cacheDir);
	return { titles: Object.fromEntries(site.signals.map(({ slug, title }) => [slug, title])), reused: content.reused };
}

function packsIn(cacheDir: string): string[] {
	const folder = path.join(cacheDir, 'content');
	return readdirSync(folder)
		.filter((name) => name.endsWith('.pack'))
		.map((name) => path.join(folder, name));
}

function flipByte(file: string) {
	const bytes = readFileSync(file);
	bytes[10] = ~(bytes[10] ?? 0);
	writeFileSync(file, bytes);
}

function plainRenderer() {
	return createRenderer({ words: { footnotes: '', backToText: '', table: '' }, houseSections: [] });
}

/** @returns bytes of what is still reachable. */
function heldBytes(): number {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
	return process.memoryUsage().heapUsed;
}

const titled = (title: string) => signalText({ title });
const aMinute = 60_000;

describe('a file is known as unchanged', () => {
	const signature: Signature = { size: 10, mtimeMs: 1000, ctimeMs: 1000.25, ino: 7, dev: 1 };
	const tableIn = (folder: string, version = '1') => new FileTable(folder, '/content', version);
	/** @returns the table as the next process reads it. */
	const kept = (known: Signature, { folder = makeFolder(), version = '1' } = {}) => {
		const table = tableIn(folder);
		table.begin();
		table.add('signals/a.md', known, { key: 'k' });
		table.save(1, () => true);
		return tableIn(folder, version);
	};

	it('by its size, both times, inode and device, all of them', () => {
		const table = kept(signature);
		expect(table.find('signals/a.md', signature)).toEqual({ key: 'k' });
		expect(table.find('signals/b.md', signature)).toBeUndefined();
		for (const field of ['size', 'mtimeMs', 'ctimeMs', 'ino', 'dev'] as const)
			expect(table.find('signals/a.md', { ...signature, [field]: signature[field] + 1 }), field).toBeUndefined();
	});

	it('only if its times are clearly older than its reading, so that no later change can have the same', () => {
		const now = Date.now();
		const at = (time: number): Signature => ({ ...signature, mtimeMs: 1000, ctimeMs: time });
		for (const time of [now - 10, now - 1000, now + aMinute])
			expect(kept(at(time)).find('signals/a.md', at(time)), String(time - now)).toBeUndefined();
		const changedMtime: Signature = { ...signature, mtimeMs: now };
		expect(kept(changedMtime).find('signals/a.md', changedMtime)).toBeUndefined();
		expect(kept(at(now - aMinute)).find('signals/a.md', at(now - aMinute))).toEqual({ key: 'k' });
	});

	it('only if the clock of the file system was read before it was', () => {
		const [folder, table] = [makeFolder(), tableIn('/dev/null/nowhere')];
		table.begin();
		table.add('signals/a.md', signature, { key: 'k' });
		table.save(1, () => true);
		expect(readdirSync(folder)).toEqual([]);
		expect(table.find('signals/a.md', signature)).toBeUndefined();
	});

	it('only by the same code', () => {
		expect(kept(signature, { version: '2' }).find('signals/a.md', signature)).toBeUndefined();
	});
});

describe('what is kept of a content folder', () => {
	it('is never taken for what has changed, however little', { timeout: aMinute }, async () => {
		const cacheDir = makeFolder();
		const names = ['edited', 'replaced', 'restored', 'unchanged'];
		const folder = makeContent(names.map((name) => `-- signals/${name}.md --\n${titled('Before')}`).join(''));
		const file = (name: string, root = folder) => path.join(root, 'signals', `${name}.md`);
		// Until the clock has moved on, no file is certain.
		await setTimeout(3000);
		await open(folder, cacheDir);
		const table = readdirSync(path.join(cacheDir, 'content')).filter((name) => name.startsWith('files-'));
		expect(table).toHaveLength(1);
		expect(readFileSync(path.join(cacheDir, 'content', table[0] ?? ''), 'utf8').match(/signals\//g)).toHaveLength(names.length);

		writeFileSync(file('edited'), titled('After.'));
		const { atime, mtime } = lstatSync(file('restored'));
		writeFileSync(file('restored'), titled('After.'));
		utimesSync(file('restored'), atime, mtime);
		writeFileSync(`${file('replaced')}.new`, titled('After.'));
		utimesSync(`${file('replaced')}.new`, atime, mtime);
		renameSync(`${file('replaced')}.new`, file('replaced'));
		expect(lstatSync(file('restored')).mtimeMs).toBe(lstatSync(file('replaced')).mtimeMs);
		const after = { edited: 'After.', replaced: 'After.', restored: 'After.', unchanged: 'Before' };
		expect((await titlesOf(folder, cacheDir)).titles).toEqual(after);

		const moved = `${folder}-moved`;
		renameSync(folder, moved);
		expect(await titlesOf(moved, cacheDir)).toEqual({ titles: after, reused: names.length });
		renameSync(moved, folder);

		// Another folder, with the same names in it.
		const other = makeContent(names.map((name) => `-- signals/${name}.md --\n${titled('Others')}`).join(''));
		expect(new Set(Object.values((await titlesOf(other, cacheDir)).titles))).toEqual(new Set(['Others']));
		expect(await titlesOf(folder, cacheDir)).toEqual({ titles: after, reused: names.length });
	});

	it('notices a change of the same size just after it was read', async () => {
		const [folder, cacheDir] = [makeContent(''), makeFolder()];
		const file = path.join(folder, 'signals/a.md');
		for (const title of ['One', 'Two', 'Six']) {
			writeFileSync(file, titled(title));
			expect((await titlesOf(folder, cacheDir)).titles).toEqual({ a: title });
		}
	});

	it('says the same of every signal and every fault as the files themselves', async () => {
		const [folder, cacheDir] = [makeFolder(), makeFolder()];
		cpSync(path.join(corpusDir, 'good'), folder, { recursive: true });
		for (const name of ['several-files', 'image-of-another-type'])
			cpSync(path.join(corpusDir, 'sets', name, 'signals'), path.join(folder, 'signals', name), { recursive: true });
		const [first, second] = [everything(await open(folder, cacheDir)), everything(await open(folder, cacheDir))];
		expect(first.signals.length).toBeGreaterThan(50);
		expect(second).toEqual(first);
	});

	it('is read anew where packs were lost after the index was read', async () => {
		const [folder, cacheDir] = [makeContent(`-- signals/a.md --\n${titled('Kept in a pack')}`), makeFolder()];
		await open(folder, cacheDir);
		const { site } = await open(folder, cacheDir);
		for (const name of readdirSync(path.join(cacheDir, 'content'))) writeFileSync(path.join(cacheDir, 'content', name), 'nothing');
		expect(site.signals.map(({ title, words }) => [title, words > 0])).toEqual([['Kept in a pack', true]]);
	});

	it('is read anew where a letter of a pack is another', async () => {
		const [folder, cacheDir] = [makeContent(`-- signals/a.md --\n${titled('A title')}`), makeFolder()];
		await open(folder, cacheDir);
		for (const name of readdirSync(path.join(cacheDir, 'content')).filter((each) => each.endsWith('.pack'))) {
			const pack = path.join(cacheDir, 'content', name);
			writeFileSync(pack, readFileSync(pack, 'utf8').replaceAll('A title', 'A fable').replaceAll('The take', 'The fake'));
		}
		const { site } = await open(folder, cacheDir);
		expect(site.signals.map((signal) => [signal.title, site.lead(signal)])).toEqual([['A title', 'The take.']]);
	});

	it('is not taken for damaged when it is new, of another version, or as it was written', async () => {
		const [folder, cacheDir] = [makeContent(`-- signals/a.md --\n${titled('A title')}`), makeFolder()];
		const isDamaged = async () => (await open(folder, cacheDir)).content.isCacheDamaged;
		const index = path.join(cacheDir, 'content/index.log');
		expect(await isDamaged()).toBe(false);
		expect(await isDamaged()).toBe(false);
		writeLog(index, 'another', [{ strings: [], rows: [] }]);
		expect(await isDamaged()).toBe(false);
		truncateSync(index, 60);
		expect(await isDamaged()).toBe(true);
		appendFileSync(index, 'torn');
		expect(await isDamaged()).toBe(true);
		expect(await isDamaged()).toBe(false);
	});

	it('is rendered once where a pack is damaged, and kept again by the next process', async () => {
		const [folder, cacheDir] = [makeContent(''), makeFolder()];
		const files = ['a', 'b', 'c'].map((name) => path.join(folder, `signals/${name}.md`));
		const write = () => files.forEach((file) => writeFileSync(file, titled(`The title of ${path.basename(file)}`)));
		const remove = () => files.forEach((file) => rmSync(file));
		const texts = ({ site }: Awaited<ReturnType<typeof open>>) =>
			site.signals.map((signal) => [signal.title, site.lead(signal), site.body(signal)]);
		write();
		const whole = texts(await open(folder, cacheDir));
		const [pack = ''] = packsIn(cacheDir);
		flipByte(pack);

		const damaged = await open(folder, cacheDir);
		expect(texts(damaged)).toEqual(whole);
		expect([damaged.content.reused, damaged.content.isCacheDamaged]).toEqual([2, true]);
		remove();
		expect(texts(damaged)).toEqual(whole);
		write();
		const { content } = await open(folder, cacheDir);
		expect([content.reused, content.isCacheDamaged]).toEqual([0, true]);

		const mended = await open(folder, cacheDir);
		expect([mended.content.reused, mended.content.isCacheDamaged]).toEqual([3, false]);
		remove();
		expect(texts(mended)).toEqual(whole);
		expect(mended.content.reused).toBe(3);
	});

	it('knows images, and notices when one changes', async () => {
		const body = '\nLead.\n\n## Technical Context\n\n![a](there.png)\n\n## Why It Matters\n\nx\n\n## What to Watch Next\n\nx\n';
		const [folder, cacheDir] = [makeContent(`-- signals/a.md --\n${signalText({}, body)}`), makeFolder()];
		const image = path.join(folder, 'signals/there.png');
		writeFileSync(image, tinyPng);
		await setTimeout(3000);
		const imagesOf = async () => [...(await open(folder, cacheDir)).content.images.values()];
		const first = await imagesOf();
		expect(first).toMatchObject([{ width: 1, height: 1, fault: undefined }]);
		expect(await imagesOf()).toEqual(first);
		writeFileSync(image, 'no image');
		expect(await imagesOf()).toMatchObject([{ width: 0, fault: { code: 'image/type' } }]);
	});
});

describe('the index of the cache', () => {
	it('loses no more than a line that was not written to its end', async () => {
		const [folder, cacheDir] = [makeContent(`-- signals/a.md --\n${titled('One')}`), makeFolder()];
		await open(folder, cacheDir);
		writeFileSync(path.join(folder, 'signals/b.md'), titled('Two'));
		await open(folder, cacheDir);
		const index = path.join(cacheDir, 'content/index.log');
		truncateSync(index, lstatSync(index).size - 10);
		expect(await titlesOf(folder, cacheDir)).toEqual({ titles: { a: 'One', b: 'Two' }, reused: 1 });
		expect(await titlesOf(folder, cacheDir)).toEqual({ titles: { a: 'One', b: 'Two' }, reused: 2 });
	});

	it('leaves nothing old of other versions beside it when it is written anew', () => {
		const folder = makeFolder();
		const old = new Date(Date.now() - 60 * aMinute);
		const others = ['index.json', `${'0'.repeat(32)}.pack`, 'x.tmp', `files-${'0'.repeat(32)}.log`];
		for (const name of others) writeFileSync(path.join(folder, name), '');
		for (const name of others) utimesSync(path.join(folder, name), old, old);
		writeFileSync(path.join(folder, 'young.pack'), '');
		mkdirSync(path.join(folder, 'folder'));
		utimesSync(path.join(folder, 'folder'), old, old);
		const cache = new RenderCache(folder, '1');
		cache.add('key', { parsed: undefined, problems: [] });
		cache.save();
		expect(readdirSync(folder).sort()).toEqual([`files-${'0'.repeat(32)}.log`, 'folder', 'index.log', 'young.pack']);
	});

	it('gives each its own texts, those asked for last from memory, and others as long as they can be read', () => {
		const folder = makeFolder();
		const { parsed } = parseSignal(Buffer.from(signalText()), plainRenderer(), []);
		if (!parsed) throw new Error('A model of a signal cannot be read.');
		const keys = Array.from({ length: 100 }, (_, number) => `key-${number}`);
		const written = new RenderCache(folder, '1');
		for (const key of keys) written.add(key, { parsed: { ...parsed, lead: `The lead of ${key}.` }, problems: [] });
		written.save();
		const cache = new RenderCache(folder, '1');
		const ask = (asked: readonly string[]) => asked.map((key) => cache.texts(key)?.lead);
		const order = [...keys, ...keys.toReversed(), ...keys.flatMap((key) => [key, 'key-3', key])];
		expect(ask(order)).toEqual(order.map((key) => `The lead of ${key}.`));
		expect(cache.texts('key-99')).toBe(cache.texts('key-99'));
		cache.close();
		for (const name of readdirSync(folder).filter((each) => each.endsWith('.pack'))) rmSync(path.join(folder, name));
		expect(ask(['key-99', 'key-50'])).toEqual(['The lead of key-99.', undefined]);
		expect(cache.isDamaged).toBe(true);
	});

	it('holds none of the texts it was made from', () => {
		const { parsed } = parseSignal(Buffer.from(signalText()), plainRenderer(), []);
		const before = heldBytes();
		const entries = Array.from({ length: 20 }, (_, number) => {
			const html = `/signals/a-slug-of-some-length-${number}/ ${'x'.repeat(2 ** 20)}`;
			return entryOf({ parsed: parsed && { ...parsed, html }, problems: [] });
		});
		expect(heldBytes() - before).toBeLessThan(10 * 2 ** 20);
		expect(entries.map(({ mentions }) => mentions)).toContainEqual(['a-slug-of-some-length-19']);
	});

	it('says the same of links to the site, whatever the address it was served at when they were read', async () => {
		const links = ['https://one.example/signals/none/', 'https://two.example/signals/gone/', '/signals/lost/', 'https://three.example/'];
		const contentDir = makeContent(
			`-- signals/x.md --\n${signalText({}, `\n${links.map((link) => `<${link}> [a](${link})`).join('\n\n')}\n`)}`,
		);
		const told = async (url: string, cacheDir: string) => {
			const { problems } = await openSite({ ...optionsOf(contentDir, cacheDir), config: { ...siteConfig, url } });
			return problems.filter(({ code }) => code.startsWith('link/')).map(({ line, message }) => [line, message]);
		};
		for (const first of ['https://one.example', 'https://two.example', 'https://four.example']) {
			const cacheDir = makeFolder();
			await told(first, cacheDir);
			for (const url of ['https://one.example', 'https://two.example', 'https://four.example'])
				expect(await told(url, cacheDir)).toEqual(await told(url, makeFolder()));
		}
		expect(await told('https://two.example', makeFolder())).toMatchObject([
			[expect.any(Number), 'There is no signal "gone".'],
			[expect.any(Number), 'There is no signal "gone".'],
			[expect.any(Number), 'There is no signal "lost".'],
		]);
	});

	it('has links to the site at hand, without a pack', async () => {
		const link = 'https://one.example/signals/none/';
		const [contentDir, cacheDir] = [makeContent(`-- signals/x.md --\n${signalText({}, `\n[a](${link})\n`)}`), makeFolder()];
		const options = { ...optionsOf(contentDir, cacheDir), config: { ...siteConfig, url: 'https://one.example' } };
		await openSite(options);
		const { content } = await openSite(options);
		expect(content.loaded.get('x')?.siteLinks?.links).toMatchObject([{ path: '/signals/none/', fragment: '' }]);
		expect(content.loaded.get('x')?.siteLinks?.links).toEqual(content.loaded.get('x')?.links);
	});

	it('drops, of what no file uses, the oldest when there is too much of it', () => {
		const folder = makeFolder();
		const cache = new RenderCache(folder, '1');
		for (let index = 0; index < 12_000; index += 1) cache.add(`key-${index}`, { parsed: undefined, problems: [] });
		cache.save();
		const next = new RenderCache(folder, '1');
		expect(next.get('key-0')).toBeDefined();
		next.add('new', { parsed: undefined, problems: [] });
		next.save();
		const last = new RenderCache(folder, '1');
		expect(['key-0', 'key-1', 'key-11999', 'new'].map((key) => last.get(key) !== undefined)).toEqual([true, false, true, true]);
	});

	it('may name damaged packs when small ones become one', async () => {
		const [folder, cacheDir] = [makeContent(''), makeFolder()];
		const add = (number: number) => writeFileSync(path.join(folder, `signals/s${number}.md`), titled(`Title ${number}`));
		for (let round = 0; round < 16; round += 1) {
			add(round);
			await open(folder, cacheDir);
		}
		const [damaged = '', ...others] = packsIn(cacheDir);
		expect(others).toHaveLength(15);
		flipByte(damaged);
		add(16);
		const titles = Object.fromEntries(Array.from({ length: 17 }, (_, number) => [`s${number}`, `Title ${number}`]));
		expect(await titlesOf(folder, cacheDir)).toEqual({ titles, reused: 15 });
		expect(await titlesOf(folder, cacheDir)).toEqual({ titles, reused: 16 });
		expect(await titlesOf(folder, cacheDir)).toEqual({ titles, reused: 17 });
	});

	it('keeps few packs, however often something changed', { timeout: aMinute }, async () => {
		const [folder, cacheDir] = [makeContent(''), makeFolder()];
		for (let round = 0; round < 20; round += 1) {
			writeFileSync(path.join(folder, `signals/s${round}.md`), titled(`Title ${round}`));
			expect((await open(folder, cacheDir)).content.reused).toBe(round);
		}
		const index = readFileSync(path.join(cacheDir, 'content/index.log'), 'utf8');
		expect(new Set(index.match(/[0-9a-f]{32}\.pack/g)).size).toBeLessThan(17);
		const { titles, reused } = await titlesOf(folder, cacheDir);
		expect(reused).toBe(20);
		expect(Object.entries(titles).every(([slug, title]) => title === `Title ${slug.slice(1)}`)).toBe(true);
	});
});

describe('a log', () => {
	const logWith = (values: readonly object[]) => {
		const file = path.join(makeFolder(), 'x.log');
		writeLog(file, 'v1', values);
		return file;
	};

	it('holds what was written and appended, in order', () => {
		const file = logWith([{ a: 'ä\n' }]);
		appendLog(file, 'v1', [{ b: 1 }, { c: 2 }]);
		expect(readLog(file, 'v1')).toEqual({ values: [{ a: 'ä\n' }, { b: 1 }, { c: 2 }], isSound: true, isDamaged: false });
	});

	it('leaves out lines that are torn, altered or of another version, and tells that it did, and which is damage', () => {
		const whole = [{ a: 1 }, { b: 2 }];
		const harm: [name: string, harm: (file: string) => void, values: object[]][] = [
			['torn', (file) => truncateSync(file, lstatSync(file).size - 3), [{ a: 1 }]],
			['altered', (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('"a":1', '"a":3')), [{ b: 2 }]],
			['other version', (file) => appendLog(file, 'v2', [{ c: 3 }]), whole],
			['garbage', (file) => appendFileSync(file, '\0\0\n'), whole],
			['empty', (file) => writeFileSync(file, ''), []],
		];
		for (const [name, damage, values] of harm) {
			const file = logWith(whole);
			damage(file);
			expect(readLog(file, 'v1'), name).toEqual({ values, isSound: false, isDamaged: name !== 'other version' });
		}
		expect(readLog(path.join(makeFolder(), 'missing.log'), 'v1')).toEqual({ values: [], isSound: false, isDamaged: false });
	});
});

/** Every field, also those that are read only when they are asked for. */
function everything({ site, content, problems, outputs }: Awaited<ReturnType<typeof open>>) {
	const signals = [...site.signals, ...site.withdrawn].map((signal) => ({
		...Object.fromEntries(fields.map((field) => [field, signal[field]])),
		frontmatter: site.frontmatter(signal),
		lead: site.lead(signal),
		body: site.body(signal),
		markdown: site.markdown(signal),
	}));
	const members = [...content.members.values()].map(({ slug, data, ids, links, images, ownLinks, origins, siteLinks, lastDay, held }) => ({
		...{ slug, data, ids, links, images, ownLinks, origins, siteLinks, lastDay, held },
	}));
	return { signals, members, problems, outputs, tags: site.tags.map(({ term }) => term) };
}

const fields = [
	...(['slug', 'id', 'file', 'title', 'score', 'band', 'category', 'date', 'updated', 'tags', 'take', 'sources', 'authors'] as const),
	...(['updates', 'scores', 'watch', 'follows', 'withdrawn', 'aliases', 'headings', 'words', 'images', 'digest'] as const),
] satisfies (keyof Signal)[];

describe('caches that are kept between readings', () => {
	it('show what is on disk, whatever happens to what they were read from', async () => {
		const texts = ['a', 'b', 'c'].map((slug) => `-- signals/${slug}.md --\n${signalText().replace('The take.', `The take of ${slug}.`)}`);
		const [contentDir, cacheDir] = [makeContent(texts.join('')), makeFolder()];
		const caches = new Caches();
		const read = async (asked: readonly string[]) => {
			const { site, content } = await openSite({ ...optionsOf(contentDir, cacheDir), caches });
			const takeOf = (signal: Signal) => /The take[^.<]*/.exec(content.texts(signal).lead)?.[0];
			return site.signals.map((signal) => [signal.slug, signal.title, ...(asked.includes(signal.slug) ? [takeOf(signal)] : [])]);
		};
		const write = (slug: string, title: string) => writeFileSync(path.join(contentDir, `signals/${slug}.md`), signalText({ title }));
		const model = 'A lab releases a model';
		await read(['a', 'b']);
		write('a', 'Another title');
		expect(await read(['a', 'b'])).toEqual([
			['a', 'Another title', 'The take'],
			['b', model, 'The take of b'],
			['c', model],
		]);
		rmSync(cacheDir, { recursive: true });
		write('b', 'A third title');
		// Nobody has asked for the texts of the last one before.
		expect(await read(['a', 'b', 'c'])).toEqual([
			['a', 'Another title', 'The take'],
			['b', 'A third title', 'The take'],
			['c', model, 'The take of c'],
		]);
		for (const slug of ['a', 'c']) rmSync(path.join(contentDir, `signals/${slug}.md`));
		expect(await read(['b'])).toEqual([['b', 'A third title', 'The take']]);
		expect((await titlesOf(contentDir, cacheDir)).titles).toEqual({ b: 'A third title' });
	});
});
