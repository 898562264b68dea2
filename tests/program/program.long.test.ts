import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { findProgram, isOfProgram, keepProgram, renewProgram } from '../../src/program/program.ts';
import { copyProject } from '../helpers/copy-project.ts';
import { makeContent, signalText } from '../helpers/make-content.ts';
import { runSignals } from '../helpers/run-signals.ts';
import { hashTree } from '../helpers/tree.ts';

/** A project of its own, with the program as it was compiled. */
let project: string;
let modules: readonly string[];

const kept = () => path.join(project, '.program');
const signals = (args: readonly string[]) => runSignals(args, { cwd: project, program: path.join(project, 'src/cli/signals.mjs') });

beforeAll(async () => {
	project = copyProject(mkdtempSync(path.join(tmpdir(), 'signals-test-')));
	rmSync(kept(), { recursive: true, force: true });
	modules = await keepProgram(project);
});

beforeEach(() => renewProgram(project));

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

it('says the same as its source does, of good content and of bad', async () => {
	const content = makeContent(`-- signals/a.md --\n${signalText({ score: '9,5' })}\n-- signals/b.md --\n${signalText()}`);
	const commands = [
		['check', '--content', content],
		['check', '--content', content, '--format', 'sarif'],
		['next', '--content', content],
		['--help'],
	];
	const compiled = await Promise.all(commands.map(signals));
	withoutProgram();
	expect(await Promise.all(commands.map(signals))).toEqual(compiled);
	expect(compiled.map(({ code }) => code)).toEqual([1, 1, expect.any(Number), 0]);
});

it('publishes the same bytes as its source does, which then compiles it again', async () => {
	const content = makeContent(`-- signals/a.md --\n${signalText()}`);
	const build = async (name: string) => {
		const out = path.join(project, name);
		const { code, err } = await signals(['build', '--content', content, '--as-of', '2026-06-01T00:00Z', '--out', out]);
		expect([code, err]).toEqual([0, expect.stringMatching(/^Checking the content\nRendering \d+ files\nVerifying the result\n$/)]);
		return hashTree(out);
	};
	const compiled = await build('compiled');
	withoutProgram();
	expect(await build('source')).toEqual(compiled);
	expect(findProgram(project)).toBe(path.join(onlyKept(), 'main.mjs'));
});

it('is not compiled by a check, which takes less time than that', async () => {
	withoutProgram();
	expect((await signals(['check', '--content', makeContent(`-- signals/a.md --\n${signalText()}`)])).code).toBe(0);
	expect(findProgram(project)).toBeUndefined();
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
	expect(findProgram(project)).toBeDefined();
});

it('does not run when other packages are installed', () => {
	const other = copyProject();
	expect(findProgram(project)).toBeDefined();
	rmSync(path.join(other, '.program'), { recursive: true, force: true });
	rmSync(path.join(other, 'node_modules'));
	expect(findProgram(other)).toBeUndefined();
});

it.each<[string, (file: string) => void]>([
	['was cut short', (file) => truncateSync(file, 100)],
	['says something else', (file) => appendFileSync(file, "\nprocess.stdout.write('foreign');")],
	['is missing', (file) => rmSync(file)],
])('does not run when a file of it %s', async (_, damage) => {
	damage(path.join(onlyKept(), 'main.mjs'));
	expect(findProgram(project)).toBeUndefined();
	const { code, out } = await signals(['--help']);
	expect(code).toBe(0);
	expect(out).not.toContain('foreign');
	await renewProgram(project);
	expect(findProgram(project)).toBeDefined();
});

it('is known by all that it is made of', () => {
	const names = modules.map((file) => path.relative(project, file).replaceAll(path.sep, '/'));
	expect(names).toContain('src/cli/commands/build.ts');
	expect(names.filter((name) => !isOfProgram(name))).toEqual([]);
});

it('starts its threads, and requires its parser, as they were compiled', () => {
	const files = readdirSync(onlyKept()).filter((name) => name.endsWith('.mjs'));
	expect(files).toEqual(expect.arrayContaining(['main.mjs', 'parse-worker.mjs', 'parse-here.mjs', 'write-worker.mjs', 'look-worker.mjs']));
	const addresses = files.flatMap((name) => [
		...readFileSync(path.join(onlyKept(), name), 'utf8').matchAll(/new URL\("?'?([\w-]+\.mjs)"?'?, (.+?)\)/g),
	]);
	expect(addresses.map(([, file, base]) => [file, base])).toEqual(
		expect.arrayContaining(
			['parse-worker.mjs', 'parse-here.mjs', 'write-worker.mjs', 'look-worker.mjs'].map((file) => [file, 'import.meta.url']),
		),
	);
	expect(addresses.filter(([, , base]) => base !== 'import.meta.url')).toEqual([]);
});
