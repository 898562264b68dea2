import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs, { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { estimateFiles, notesOf } from '../../src/build/tree-notes.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { asOf, builtSite, type SiteName } from '../helpers/built-site.ts';
import { projectDir, runHere, runSignals } from '../helpers/run-signals.ts';
import { heldBack } from '../helpers/small-content.ts';
import { tinyPng } from '../helpers/tiny-png.ts';
import { hashTree, listTree } from '../helpers/tree.ts';
import { withFs } from '../helpers/with-fs.ts';

/** Every text of an output as one. */
function allText(dist: string): string {
	return listTree(dist)
		.map((file) => `${file}\n${readFileSync(path.join(dist, file), 'latin1')}`)
		.join('\n');
}

/** @returns the small site, which most tests of this file look at. */
async function small() {
	const site = await builtSite('small');
	return { ...site, read: (file: string) => readFileSync(path.join(site.folder, file), 'utf8') };
}

/** @returns a copy of a site and its hash, for tests that would replace it. */
async function copyOf(name: SiteName) {
	const out = path.join(makeFolder(), 'dist');
	cpSync((await builtSite(name)).folder, out, { recursive: true });
	return { out, before: hashTree(out) };
}

describe('a site', () => {
	it('has a page for each signal, and its text in page and feeds', async () => {
		const { folder, read } = await small();
		expect(listTree(folder).filter((file) => !/^(?:_astro|pagefind)\//.test(file))).toMatchInlineSnapshot(`
			[
			  ".nojekyll",
			  "2026/05/18/index.html",
			  "2026/05/19/index.html",
			  "2026/05/index.html",
			  "2026/index.html",
			  "404.html",
			  "_headers",
			  "_redirects",
			  "about/index.html",
			  "api/schema/signal.json",
			  "api/schema/signals.json",
			  "api/signals.json",
			  "apple-touch-icon.png",
			  "atom.xml",
			  "briefings/2026-W21/email.eml",
			  "briefings/2026-W21/email.html",
			  "briefings/2026-W21/email.txt",
			  "briefings/2026-W21/index.html",
			  "briefings/atom.xml",
			  "briefings/index.html",
			  "cards/industry-1.png",
			  "cards/industry-2.png",
			  "cards/site.png",
			  "categories/index.html",
			  "categories/industry/atom.xml",
			  "categories/industry/feed.json",
			  "categories/industry/index.html",
			  "categories/industry/min/4/index.html",
			  "categories/industry/min/7/index.html",
			  "categories/industry/min/9/index.html",
			  "categories/industry/rss.xml",
			  "corrections/atom.xml",
			  "corrections/index.html",
			  "favicon.ico",
			  "feed.json",
			  "feeds.opml",
			  "feeds/index.html",
			  "icon.svg",
			  "index.html",
			  "llms.txt",
			  "min/4/atom.xml",
			  "min/4/index.html",
			  "min/7/atom.xml",
			  "min/7/index.html",
			  "min/9/atom.xml",
			  "min/9/index.html",
			  "news-sitemap.xml",
			  "opensearch.xml",
			  "robots.txt",
			  "rss.xml",
			  "search/index.html",
			  "signals/hello.json",
			  "signals/hello.md",
			  "signals/hello/index.html",
			  "signals/new-model.json",
			  "signals/new-model.md",
			  "signals/new-model/index.html",
			  "signals/new-model/pixel.png",
			  "signals/old-model/index.html",
			  "sitemap.xml",
			  "speculation-rules.json",
			  "tags/index.html",
			  "tags/open-weights/atom.xml",
			  "tags/open-weights/index.html",
			  "trends/index.html",
			  "watch.ics",
			  "watch/index.html",
			]
		`);
		for (const file of ['signals/new-model/index.html', 'atom.xml', 'rss.xml', 'feed.json'])
			expect(read(file), file).toContain('What it changes.');
		expect(read('signals/old-model/index.html')).toContain('url=/x/y/signals/new-model/');
		expect(read('_redirects')).toContain('/x/y/signals/old-model/ /x/y/signals/new-model/ 301');
	});

	it('shows the first paragraph of a stranger once, as the lead', async () => {
		const { read } = await small();
		const html = read('signals/hello/index.html');
		expect(html.match(/The first paragraph\./g)?.length, 'once as the lead, else only in the head').toBe(
			(html.split('</head>')[0]?.match(/The first paragraph\./g)?.length ?? 0) + 1,
		);
		expect(html).toContain('<p>The second paragraph.</p>');
		expect(read('index.html')).toContain('The first paragraph.');
	});

	it('of no signal at all is small and honest', async () => {
		const { folder, report } = await builtSite('empty');
		expect(report).toContain('0 signals');
		expect(readFileSync(path.join(folder, 'index.html'), 'utf8')).toContain('Nothing has been published yet.');
		expect(readFileSync(path.join(folder, 'atom.xml'), 'utf8')).toContain('<feed');
	});

	it('holds no trace of a draft or of a scheduled signal', async () => {
		const { folder, report } = await small();
		expect(allText(folder)).not.toMatch(heldBack);
		expect(report).toContain(
			'Held back: canary-draft (draft)\nHeld back: canary-imported (draft)\nHeld back: canary-scheduled (scheduled for 2027-01-01T00:00:00Z)\n',
		);
	});

	it('publishes images beside their signal, with their size', async () => {
		const { folder, read } = await small();
		expect(readFileSync(path.join(folder, 'signals/new-model/pixel.png'))).toEqual(tinyPng);
		expect(read('signals/new-model/index.html')).toContain(
			'<img src="/x/y/signals/new-model/pixel.png" alt="A pixel" width="1" height="1"',
		);
		expect(read('atom.xml')).toContain('https://news.example.com/x/y/signals/new-model/pixel.png');
	});
});

describe('under another address', () => {
	it('every link stays below the base', async () => {
		for (const name of ['small', 'stress'] as const) {
			const { folder, base } = await builtSite(name);
			for (const file of listTree(folder).filter((found) => found.endsWith('.html'))) {
				const html = readFileSync(path.join(folder, file), 'utf8');
				expect(
					[...html.matchAll(/\s(?:href|src|action)="(\/[^"]*)"/g)]
						.map(([, address = '']) => address)
						.filter((address) => !address.startsWith(base)),
					`${name}: ${file}`,
				).toEqual([]);
			}
		}
	});

	it('every absolute address is of the site, but identities in feeds stay', async () => {
		const { folder, read } = await small();
		expect(allText(folder)).not.toContain('https://signals.example/');
		expect(read('atom.xml')).toContain('tag:signals.example,2026:signal/new-model');
		expect(read('sitemap.xml')).toContain('<loc>https://news.example.com/x/y/signals/new-model/</loc>');
	});
});

describe('the same content gives the same bytes', () => {
	it('in another folder, time zone, locale and mode, with and without cache', async () => {
		const { folder } = await builtSite('example');
		const content = path.join(makeFolder(), 'a folder with spaces', 'content');
		cpSync(path.join(projectDir, 'content'), content, { recursive: true });
		utimesSync(path.join(content, 'categories.yml'), 1, 1);
		rmSync(path.join(projectDir, '.cache/content'), { recursive: true, force: true });
		const out = path.join(makeFolder(), 'out');
		const { code } = await runSignals(['build', '--content', content, '--out', out, '--as-of', asOf], {
			env: { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', NODE_ENV: 'development', DEV: '1' },
		});
		expect(code).toBe(0);
		expect(hashTree(out)).toEqual(hashTree(folder));
	});
});

describe('signals preview', () => {
	it('serves a build under its base, with its headers, redirects and its own page for what is not there', async () => {
		const { folder } = await small();
		const child = spawn(process.execPath, [path.join(projectDir, 'src/cli/signals.mjs'), 'preview', '--out', folder, '--port', '0']);
		const [said] = (await once(child.stdout, 'data')) as [Buffer];
		const url = /http:\S+/.exec(said.toString())?.[0] ?? '';
		const get = (file: string) => fetch(new URL(file, url), { redirect: 'manual' });
		const home = await get('');
		expect([home.status, home.headers.get('content-security-policy')]).toEqual([200, expect.stringContaining("default-src 'none'")]);
		expect((await get('atom.xml')).headers.get('content-type')).toContain('application/atom+xml');
		expect((await get('signals/old-model/')).headers.get('location')).toBe('/x/y/signals/new-model/');
		const missing = await get('nope/');
		expect([missing.status, await missing.text()]).toEqual([404, expect.stringContaining('No signal at this address')]);
		for (const file of ['/', '/x/y/_headers', '/x/y/..%2f..%2f..%2fpackage.json']) expect((await get(file)).status, file).toBe(404);
		child.kill('SIGINT');
		expect(await once(child, 'close')).toEqual([0, null]);
	});
});

it('the files of an output are estimated without reading anything', async () => {
	const { folder } = await builtSite('example');
	const files = estimateFiles(notesOf(folder, path.join(projectDir, '.cache')));
	expect(files / listTree(folder).length).toBeGreaterThan(0.5);
	expect(files / listTree(folder).length).toBeLessThan(2);
	expect(estimateFiles(notesOf(makeFolder(), makeFolder()))).toBe(0);
});

describe('a build that fails', () => {
	it.each([
		['as soon as it renders', 0],
		['while a thread writes files', 300],
	])('because it is interrupted %s exits 130 and leaves nothing behind', async (_, files) => {
		const out = path.join(makeFolder(), 'dist');
		const child = spawn(process.execPath, [path.join(projectDir, 'src/cli/signals.mjs'), 'build', '--wait', '--out', out], {
			env: { ...process.env, NODE_ENV: '', VITEST: '' },
		});
		let err = '';
		child.stderr.on('data', (data: Buffer) => {
			err += data.toString();
			if (data.toString().includes('Rendering')) void interrupt();
		});
		const interrupt = async () => {
			while (files > 0 && listTree(path.dirname(out)).length < files) await setTimeout(5);
			child.kill('SIGINT');
		};
		expect(await once(child, 'close')).toEqual([130, null]);
		expect(err).toContain('Interrupted. Nothing was published.');
		expect(listTree(path.dirname(out))).toEqual([]);
		// Another test may have taken it since.
		const lock = path.join(projectDir, '.cache/build.lock');
		expect(existsSync(lock) ? readFileSync(lock, 'utf8') : '').not.toContain(`"pid":${String(child.pid)},`);
	});

	it('because it is killed leaves the last output, and the next build takes over', async () => {
		const { out: dist, before } = await copyOf('small');
		const content = makeContent(`-- signals/b.md --\n${signalText({ title: 'Another signal' })}`);
		const args = ['build', '--content', content, '--out', dist, '--as-of', asOf];
		const child = spawn(process.execPath, [path.join(projectDir, 'src/cli/signals.mjs'), ...args, '--wait'], {
			env: { ...process.env, NODE_ENV: '', VITEST: '' },
		});
		child.stderr.on('data', (data: Buffer) => {
			if (data.toString().includes('Rendering')) child.kill('SIGKILL');
		});
		expect(await once(child, 'close')).toEqual([null, 'SIGKILL']);
		expect(hashTree(dist)).toEqual(before);

		expect((await runSignals(args)).code).toBe(0);
		expect(readdirSync(path.dirname(dist)).sort()).toEqual(['.dist.spare', 'dist']);
		expect(listTree(dist)).toContain('signals/b/index.html');
	});

	it('for an error in the content says why, exits 1 and leaves the last output as it was', async () => {
		const { out: dist, before } = await copyOf('small');
		const content = makeContent(`-- signals/b.md --\n${signalText({ score: '11' })}`);
		const { code, out, err } = await runHere(['build', '--content', content, '--out', dist, '--as-of', asOf, '--wait']);
		expect(out).toContain('b.md:3:8 error score/range');
		expect(err).toContain('Nothing was published.');
		expect(code).toBe(1);
		expect(hashTree(dist)).toEqual(before);
		expect(listTree(path.dirname(dist)).every((file) => file.startsWith('dist/'))).toBe(true);
	});

	it('never replaces a folder that no build made', async () => {
		const out = makeFolder();
		writeFileSync(path.join(out, 'thesis.txt'), 'x');
		const { code, err } = await runHere(['build', '--content', makeContent(''), '--out', out, '--wait']);
		expect(err).toContain('is not empty and was not built by signals');
		expect(code).toBe(2);
		expect(listTree(out)).toEqual(['thesis.txt']);
	});

	it('because the search index cannot be made says so, exits 74 and leaves the last output as it was', async () => {
		const content = makeContent(`-- signals/a.md --\n${signalText()}`);
		const out = path.join(makeFolder(), 'dist');
		const program = path.join(makeFolder(), 'indexer');
		writeFileSync(program, `#!${process.execPath}\nconsole.error('out of order'); process.exitCode = 3;\n`, { mode: 0o755 });
		const result = await runSignals(['build', '--content', content, '--out', out, '--as-of', asOf], {
			env: { PAGEFIND_BINARY_PATH: program },
		});
		expect(result.err).toContain('The search indexer ended early (exit code 3).\nout of order\nNothing was published.\n');
		expect(result.code).toBe(74);
		expect(listTree(path.dirname(out))).toEqual([]);
	});

	it.each(['a folder', 'a link'])(
		'between the two renames leaves the last output under a name from which the next build puts it back: %s',
		async (kind) => {
			const { out: dist, before } = await copyOf('small');
			renameSync(dist, path.join(path.dirname(dist), '.dist.previous'));
			const named = path.join(makeFolder(), 'named');
			symlinkSync(path.relative(path.dirname(named), dist), named);
			const content = makeContent('-- signals/b.md --\nbroken');
			const out = kind === 'a link' ? named : dist;
			expect((await runHere(['build', '--content', content, '--out', out, '--as-of', asOf, '--wait'])).code).toBe(1);
			expect(hashTree(dist)).toEqual(before);
			expect(readdirSync(path.dirname(dist))).toEqual(['dist']);
		},
	);

	it('because nothing may be written beside the output says so before anything is read, and exits 74', async () => {
		const folder = makeFolder();
		const { accessSync } = fs;
		const refuse: typeof accessSync = (place, mode) => {
			if (place !== folder) accessSync(place, mode);
			else throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', syscall: 'access', errno: -13, path: place });
		};
		await withFs({ accessSync: refuse }, async () => {
			for (const out of [path.join(folder, 'a'), path.join(folder, 'a/b')]) {
				const { code, err } = await runHere(['build', '--content', makeContent(''), '--out', out]);
				expect(err).toBe(
					`Nothing can be published to ${out}: a build also writes beside it.\nReason: ${folder} cannot be written to: permission is denied. Give your user the right to do that, or use another place.\n`,
				);
				expect(code).toBe(74);
			}
		});
	});
});
