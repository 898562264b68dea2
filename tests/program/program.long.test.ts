import { createHash } from 'node:crypto';
import {
	appendFileSync,
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	realpathSync,
	rmSync,
	symlinkSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { findProgram, isOfProgram, keepProgram, renewProgram } from '../../src/program/program.ts';
import { copyProject } from '../helpers/copy-project.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { runSignals } from '../helpers/run-signals.ts';
import { hashTree } from '../helpers/tree.ts';

/** A project of its own, with the program as it was compiled. */
let project: string;
let modules: readonly string[];

const now = new Date(Date.UTC(2026, 10, 22));
const kept = () => path.join(project, '.program');
const found = () => findProgram(project, now);
const signals = (args: readonly string[], env: Record<string, string> = {}) =>
	runSignals(args, { cwd: project, program: path.join(project, 'src/cli/signals.mjs'), env });

beforeAll(async () => {
	project = copyProject(realpathSync(mkdtempSync(path.join(tmpdir(), 'signals-test-'))));
	rmSync(kept(), { recursive: true, force: true });
	modules = await keepProgram(project);
});

beforeEach(() => renewProgram(project, now));

afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Takes the program away. */
function withoutProgram(): void {
	rmSync(kept(), { recursive: true });
}

/** @returns the folder of the program, which has to be the only one. */
function onlyKept(): string {
	const names = readdirSync(kept());
	expect(names).toHaveLength(1);
	return path.join(kept(), names[0] ?? '');
}

/** Makes the program write a mark when it starts, and leaves no trace of that. */
function mark(): void {
	const [main, note] = [path.join(onlyKept(), 'main.mjs'), path.join(onlyKept(), 'kept.json')];
	const hash = () => createHash('sha256').update(readFileSync(main)).digest('hex');
	const before = hash();
	appendFileSync(main, "\nprocess.stdout.write('compiled ');");
	writeFileSync(note, readFileSync(note, 'utf8').replace(before, hash()));
}

it('runs when it fits its source, but never for the development server', async () => {
	mark();
	expect((await signals(['--version'])).out).toMatch(/^compiled \d/);
	expect((await signals(['dev', '--help'])).out).toMatch(/^signals dev /);
	withoutProgram();
	expect((await signals(['--version'])).out).toMatch(/^\d/);
});

it('says the same as its source does, of good content and of bad', async () => {
	const content = makeContent(`-- signals/a.md --\n${signalText({ score: '9,5' })}\n-- signals/b.md --\n${signalText()}`);
	const commands = [
		['check', '--content', content],
		['check', '--content', content, '--format', 'sarif'],
		['next', '--content', content],
		['--help'],
	];
	const compiled = await Promise.all(commands.map((args) => signals(args)));
	withoutProgram();
	expect(await Promise.all(commands.map((args) => signals(args)))).toEqual(compiled);
	expect(compiled.map(({ code }) => code)).toEqual([1, 1, expect.any(Number), 0]);
});

it('publishes the same bytes as its source does, which then compiles it again', async () => {
	const content = makeContent(`-- signals/a.md --\n${signalText()}`);
	const build = async (name: string, env: Record<string, string> = {}) => {
		const out = path.join(project, name);
		const { code, err } = await signals(['build', '--content', content, '--as-of', '2026-06-01T00:00Z', '--out', out], env);
		expect([code, err]).toEqual([0, expect.stringMatching(/^Checking the content\nRendering \d+ files\nVerifying the result\n$/)]);
		return hashTree(out);
	};
	const compiled = await build('compiled');
	withoutProgram();
	expect(await build('source', { CI: 'true' })).toEqual(compiled);
	expect(found()).toBeUndefined();
	await build('source again');
	expect(found()).toBe(path.join(onlyKept(), 'main.mjs'));
});

it('is not compiled by what takes less time than that', async () => {
	withoutProgram();
	expect((await signals(['check', '--content', makeContent(`-- signals/a.md --\n${signalText()}`)])).code).toBe(0);
	expect((await signals(['build', '--help'])).code).toBe(0);
	expect(found()).toBeUndefined();
});

it('does not run when its source is another', async () => {
	const file = path.join(project, 'src/cli/main.ts');
	const before = readFileSync(file, 'utf8');
	writeFileSync(file, before.replace('says more', 'tells more'));
	try {
		expect((await signals(['--help'])).out).toContain('signals <command> --help tells more');
	} finally {
		writeFileSync(file, before);
	}
	expect((await signals(['--help'])).out).toContain('signals <command> --help says more');
	expect(found()).toBeDefined();
});

it('runs on when an editor or a system leaves a file beside its source', () => {
	const stray = ['.main.ts.swp', '.DS_Store', 'main.ts~'].map((name) => path.join(project, 'src/cli', name));
	for (const file of stray) writeFileSync(file, '');
	const program = found();
	for (const file of stray) rmSync(file);
	expect(program).toBeDefined();
});

it('does not run when other packages are installed, or when it cannot be told which', () => {
	const modules = path.join(project, 'node_modules');
	const installed = realpathSync(modules);
	rmSync(modules);
	mkdirSync(modules);
	try {
		const note = path.join(modules, '.package-lock.json');
		cpSync(path.join(installed, '.package-lock.json'), note);
		expect(found()).toBeDefined();
		appendFileSync(note, ' ');
		expect(found()).toBeUndefined();
		rmSync(note);
		expect(found()).toBeUndefined();
	} finally {
		rmSync(modules, { recursive: true });
		symlinkSync(installed, modules);
	}
});

it.each<[string, (file: string) => void]>([
	['was cut short', (file) => truncateSync(file, 100)],
	['says something else', (file) => appendFileSync(file, "\nprocess.stdout.write('foreign');")],
	['is missing', (file) => rmSync(file)],
])('does not run when a file of it %s, and is made again', async (_, damage) => {
	damage(path.join(onlyKept(), 'main.mjs'));
	expect(found()).toBeUndefined();
	const { code, out } = await signals(['--help']);
	expect(code).toBe(0);
	expect(out).not.toContain('foreign');
	await renewProgram(project, now);
	expect(found()).toBeDefined();
});

it('is the same by whatever name its project is called', async () => {
	const link = path.join(makeFolder(), 'project');
	symlinkSync(project, link);
	withoutProgram();
	expect(await keepProgram(link)).toEqual(modules);
	expect((await signals(['check', '--content', makeContent(`-- signals/a.md --\n${signalText()}`)])).code).toBe(0);
	expect(found()).toBeDefined();
});

it('is made whole once when two processes make it', async () => {
	withoutProgram();
	await Promise.all([renewProgram(project, now), renewProgram(project, now)]);
	expect(found()).toBe(path.join(onlyKept(), 'main.mjs'));
});

it('leaves the command as it is when it cannot be found at all', async () => {
	const loop = path.join(project, 'src/cli/loop.ts');
	symlinkSync('loop.ts', loop);
	try {
		const { code, err } = await signals(['--version']);
		expect([code, err]).toEqual([0, '']);
	} finally {
		rmSync(loop);
	}
});

it('is known by all that it is made of', () => {
	expect(modules).toContain('src/cli/commands/build.ts');
	expect(modules.filter((name) => !isOfProgram(name))).toEqual([]);
});

it('starts its threads, and requires its parser, as they were compiled', () => {
	const files = readdirSync(onlyKept()).filter((name) => name.endsWith('.mjs'));
	const entries = ['parse-worker.mjs', 'parse-here.mjs', 'write-worker.mjs', 'look-worker.mjs'];
	expect(files).toEqual(expect.arrayContaining(['main.mjs', ...entries]));
	const addresses = files.flatMap((name) => [
		...readFileSync(path.join(onlyKept(), name), 'utf8').matchAll(/new URL\(["'`]([\w-]+\.mjs)["'`], ?(.+?)\)/g),
	]);
	expect(addresses.map(([, file, base]) => [file, base])).toEqual(expect.arrayContaining(entries.map((file) => [file, 'import.meta.url'])));
	expect(addresses.filter(([, , base]) => base !== 'import.meta.url')).toEqual([]);
});
