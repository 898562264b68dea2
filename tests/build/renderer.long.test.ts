import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import siteConfig from '../../src/site.config.ts';
import { asOf } from '../helpers/built-site.ts';
import { copyProject } from '../helpers/copy-project.ts';
import { runSignals } from '../helpers/run-signals.ts';
import { smallContent } from '../helpers/small-content.ts';
import { hashTree, listTree } from '../helpers/tree.ts';

/** A project of its own, whose code a test may change; and the site that it builds as it is. */
let project: string;
let expected: Record<string, string>;

const program = () => path.join(project, 'src/cli/signals.mjs');
const args = () => ['build', '--as-of', asOf, '--out', path.join(project, 'dist')];
const kept = () => path.join(project, '.cache/renderer');
const site = () => hashTree(path.join(project, 'dist'));
const page = (name: string) => readFileSync(path.join(project, 'dist', name, 'index.html'), 'utf8');

async function build(env: Record<string, string> = {}) {
	const { code, out, err } = await runSignals(args(), { cwd: project, program: program(), env });
	return { code, out, err, remarks: out.split('\n').filter((line) => line.startsWith('Pages were')) };
}

/** Changes a file of the project until the work is done. */
async function withChange(name: string, change: (text: string) => string, work: () => Promise<void>): Promise<void> {
	const file = path.join(project, name);
	const before = readFileSync(file, 'utf8');
	const after = change(before);
	expect(after, `${name} is not what this test takes it for`).not.toBe(before);
	writeFileSync(file, after);
	try {
		await work();
	} finally {
		writeFileSync(file, before);
	}
}

/** @returns the folder of what was compiled last for the project as it is. */
function onlyKept(): string {
	const names = readdirSync(kept());
	expect(names).toHaveLength(1);
	return path.join(kept(), names[0] ?? '');
}

beforeAll(async () => {
	project = copyProject(mkdtempSync(path.join(tmpdir(), 'signals-test-')));
	rmSync(path.join(project, 'content'), { recursive: true });
	for (const [file, data] of smallContent()) {
		mkdirSync(path.dirname(path.join(project, 'content', file)), { recursive: true });
		writeFileSync(path.join(project, 'content', file), data);
	}
	const { code, remarks } = await build();
	expect([code, remarks]).toEqual([0, ['Pages were compiled.']]);
	expected = site();
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Starts a build that has to compile, and ends it by a signal once it does. */
async function endWhileCompiling(signal: 'SIGINT' | 'SIGKILL', out: string) {
	const before = readdirSync(kept());
	const child = spawn(process.execPath, [program(), 'build', '--as-of', asOf, '--out', out], {
		cwd: project,
		env: { ...process.env, NODE_ENV: '', VITEST: '' },
	});
	const closed = once(child, 'close');
	let err = '';
	child.stderr.on('data', (data: Buffer) => (err += data.toString()));
	await expect.poll(() => readdirSync(kept()).some((name) => !before.includes(name)), { timeout: 30_000, interval: 20 }).toBe(true);
	child.kill(signal);
	return { result: await closed, err };
}

/** Makes a process, but not those it starts without its output, tell every module that it loaded. */
const tellModules = `--import=data:text/javascript,${encodeURIComponent(
	"import { registerHooks } from 'node:module'; registerHooks({ load(url, context, next) { process.stderr.write(`loaded ${url}\\n`); return next(url, context); } });",
)}`;

describe('compiled pages that were kept', () => {
	it('give the same bytes, and need neither Astro nor Vite', async () => {
		rmSync(path.join(project, '.cache/trees'), { recursive: true });
		const { code, err, remarks } = await build({ NODE_OPTIONS: tellModules });
		expect([code, remarks]).toEqual([0, []]);
		expect(site()).toEqual(expected);
		const loaded = [...err.matchAll(/^loaded (\S+)$/gm)].map(([, url = '']) => url);
		expect(loaded.filter((url) => url.includes('/.cache/renderer/'))).toHaveLength(1);
		expect(loaded.filter((url) => /\/node_modules\/(?:astro|vite|rolldown|@astrojs\/[^/]+)\//.test(url))).toEqual([]);
	});

	it('are compiled again when they are damaged, which is told, unless that build is interrupted or killed', async () => {
		const before = onlyKept();
		const pages = path.join(before, 'pages');
		const entry = readdirSync(pages).find((name) => name.endsWith('.mjs')) ?? '';
		// A build that was ended as late as on a busy machine has compiled them whole.
		const damage = () => truncateSync(path.join(pages, entry), 100);
		const out = path.join(project, 'ended/dist');
		mkdirSync(path.dirname(out));
		damage();
		const interrupted = await endWhileCompiling('SIGINT', out);
		expect(interrupted.result).toEqual([130, null]);
		expect(interrupted.err).toContain('Interrupted. Nothing was published.');
		expect(listTree(path.dirname(out))).toEqual([]);
		damage();
		expect((await endWhileCompiling('SIGKILL', out)).result).toEqual([null, 'SIGKILL']);
		expect(existsSync(out)).toBe(false);
		damage();

		// A build that has nothing to do does not look at them.
		expect(await build()).toMatchObject({ code: 0, remarks: [] });
		rmSync(path.join(project, 'dist'), { recursive: true });
		const { code, remarks } = await build();
		expect([code, remarks]).toEqual([0, [`Pages were compiled again, because pages/${entry} is not what it was.`]]);
		expect(site()).toEqual(expected);
		expect(onlyKept()).toBe(before);
		expect((await build()).remarks).toEqual([]);
	});

	it('show texts that are rendered again when what was kept of them is damaged, which is told', async () => {
		const content = path.join(project, '.cache/content');
		for (const name of readdirSync(content).filter((each) => each.endsWith('.pack'))) truncateSync(path.join(content, name), 3);
		rmSync(path.join(project, 'dist'), { recursive: true });
		const remark = 'Some texts were rendered again, because what was kept of them in .cache/ is damaged.';
		const { code, out } = await build();
		expect([code, out.includes(remark)]).toEqual([0, true]);
		expect(site()).toEqual(expected);
		// The pack itself is noticed by who reads it, and made again by who finds it gone.
		rmSync(path.join(project, 'dist'), { recursive: true });
		await build();
		rmSync(path.join(project, 'dist'), { recursive: true });
		expect((await build()).out).not.toContain(remark);
		expect(site()).toEqual(expected);
	});

	it('are not used for another template or another file of public/, which fail a build for their own reasons', async () => {
		const change = (text: string) =>
			text
				.replace('<h1>{about.title}</h1>', '<h1>Quite another title</h1>')
				.replace(
					'const site = getSite();',
					"const site = getSite();\nif (process.env['FAULT'] === 'throws') throw new Error('Out of paper');\nif (process.env['FAULT'] === 'leads on') return Astro.redirect('/');",
				)
				.concat('\n<style>\n\th1 {\n\t\tletter-spacing: 1px;\n\t}\n</style>\n');
		const published = { 'robots.txt': 'User-agent: *\nDisallow: /\n', 'favicon.ico': 'no icon' };
		const publish = () => Object.entries(published).forEach(([file, text]) => writeFileSync(path.join(project, 'public', file), text));
		const takeBack = () => Object.keys(published).forEach((file) => rmSync(path.join(project, 'public', file), { force: true }));
		onTestFinished(takeBack);
		await withChange('src/pages/about.astro', change, async () => {
			publish();
			for (const round of ['compiled', 'kept']) {
				const { code, err } = await build({ FAULT: 'throws' });
				expect([code, err], round).toEqual([70, expect.stringContaining('This is a bug in signals.\nError: Out of paper\n')]);
			}
			const { code, err } = await build({ FAULT: 'leads on' });
			expect([code, err]).toEqual([70, expect.stringContaining('https://signals.example/about/ was answered with 302.')]);
			expect(site()).toEqual(expected);

			expect((await build()).remarks).toEqual([]);
			expect(page('about')).toMatch(/<h1[^>]*>Quite another title<\/h1>/);
			// A style belongs to the template it stands in, and to no other page.
			expect([page('about'), page('')].map((html) => html.split('rel="stylesheet"').length - 1)).toEqual([2, 1]);
			// These are published in the place of what would be written there.
			for (const [file, text] of Object.entries(published)) expect(readFileSync(path.join(project, 'dist', file), 'utf8')).toBe(text);
			takeBack();
		});
		expect((await build()).remarks).toEqual([]);
		expect(site()).toEqual(expected);
	});
});

describe('without compiled pages, Astro alone gives the same bytes,', () => {
	const cases: Record<string, [file: string, change: (text: string) => string, reason: string]> = {
		'where a site owner added what takes part in every build': [
			'astro.config.mjs',
			(text) => text.replace('siteImages(),', "siteImages(), { name: 'census', hooks: { 'astro:build:done': () => {} } },"),
			'astro.config.mjs has the integration census, which takes part in every build',
		],
		'where Astro asks routes for their paths': [
			'src/renderer/entry.ts',
			(text) => text.replace("origin: 'internal'", "origin: 'project'"),
			'this version of Astro works in another way',
		],
		'where a template is none of the plan': [
			'src/site/plan.ts',
			(text) => text.replace("\t'/trends',\n", ''),
			'the plan of outputs does not know the route /trends',
		],
	};
	it.each(Object.entries(cases))('%s', async (_name, [file, change, reason]) => {
		await withChange(file, change, async () => {
			const { code, remarks } = await build();
			expect([code, remarks]).toEqual([0, [`Pages were rendered by Astro alone, which takes longer, because ${reason}.`]]);
			expect(site()).toEqual(expected);
		});
	});

	// What follows is that of the first of these cases.
	it('also where it compiles pages elsewhere than before', async () => {
		const change = (text: string) => text.replace('const { prerender, client }', 'const { elsewhere: prerender, client }');
		await withChange('src/renderer/compile.ts', change, async () => {
			const compiling = fork(path.join(project, 'src/renderer/compile-process.ts'), {
				cwd: project,
				env: { ...process.env, NODE_ENV: 'production', VITEST: '' },
				execArgv: [],
				stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
			});
			const answered = once(compiling, 'message');
			compiling.send({ projectDir: project, address: { url: siteConfig.url, base: '/' }, folder: path.join(project, '.cache/apart') });
			expect((await answered)[0]).toEqual({ kind: 'unsupported', reason: 'Astro compiles pages in another environment than before' });
		});
	});
});
