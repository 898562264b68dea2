import { spawn, spawnSync } from 'node:child_process';
import {
	accessSync,
	copyFileSync,
	linkSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	unlinkSync,
	watch,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { InputOutputError } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/commands.ts';
import { reportFailure } from '../../src/cli/failure.ts';
import { copyProject } from '../helpers/copy-project.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { projectDir, runHere, runSignals } from '../helpers/run-signals.ts';

const program = path.join(projectDir, 'src/cli/signals.mjs');

describe('wrong usage', () => {
	it.each([
		[[], 'Which command?\n\nsignals <command> [options]\n'],
		[['frobnicate'], 'There is no command "frobnicate".\n\nsignals <command> [options]\n'],
		[['chekc'], 'There is no command "chekc". Did you mean check?\n'],
		[['help', 'biuld'], 'There is no command "biuld". Did you mean build?\n'],
		[['check', '--fromat', 'json'], 'There is no option --fromat. Did you mean --format?\nsignals check --help says what it takes.\n'],
		[['check', '--no-strict'], 'There is no option --no-strict. Did you mean --strict?\n'],
		[['preview', '-x'], 'There is no option -x. The options are --out, --port, --help.\n'],
		[['check', '--as-of'], '--as-of needs a value after it, as in --as-of=VALUE.\n'],
		[['check', '--as-of', '--strict'], '--as-of needs a value after it, as in --as-of=VALUE.\n'],
		[['check', '--strict=yes'], '--strict stands alone and takes no value.\n'],
		[['check', '--content='], '--content needs the name of a folder after it.\n'],
		[['preview', 'dist'], '"dist" is one word too many: this command takes options only.\n'],
	])('%j exits 2 and says what to write', async (args, message) => {
		const { code, out, err } = await runHere(args);
		expect(err.slice(0, message.length)).toBe(message);
		expect([code, out]).toEqual([2, '']);
	});

	it('shows nothing to the terminal but text, whatever was typed', async () => {
		const { err } = await runHere(['\u001B]0;pwned\u0007']);
		expect(err).toContain('There is no command "\\x1b]0;pwned\\x07".');
		expect(err).not.toMatch(/[\u001B\u0007]/);
	});

	it.each([
		[undefined, 'signals'],
		['npx', 'npx signals'],
		['signals', 'npm run -s signals --'],
		['check', 'npm run -s signals --'],
	])('names a command that can be pasted, when it was started by %s', async (script, program) => {
		const { err } = await runHere(['check', '--fromat'], { env: script === undefined ? {} : { npm_lifecycle_event: script } });
		expect(err).toContain(`\n${program} check --help says what it takes.\n`);
	});

	it('notices an option that npm kept for itself, of any command', async () => {
		const { code, err } = await runHere(['check'], { env: { npm_config_single_use_tags: 'true', npm_lifecycle_event: 'check' } });
		expect(err).toContain('npm kept --single-use-tags for itself. Options follow two hyphens: npm run check -- --single-use-tags …');
		expect(code).toBe(2);
		const { err: viaSignals } = await runHere(['check'], { env: { npm_config_fix: 'true', npm_lifecycle_event: 'signals' } });
		expect(viaSignals).toContain('npm run signals -- check --fix …');
		// Of --format json, npm takes the option for an abbreviation of one of its own and passes the value on.
		const { err: format } = await runHere(['check', 'json'], { env: { npm_lifecycle_event: 'check' } });
		expect(format).toContain('npm kept --format for itself. Options follow two hyphens: npm run check -- --format …');
	});
});

describe('a failure', () => {
	const report = (error: unknown, interrupted = new AbortController().signal) => {
		let err = '';
		return [reportFailure(error, 'build', { env: {}, err: { write: (text) => (err += text) }, interrupted }), err] as const;
	};

	it('of reading or writing exits 74 and gives its reasons', () => {
		const reason = Object.assign(new Error('ENOSPC: no space left on device, write'), { syscall: 'write', errno: -28, code: 'ENOSPC' });
		expect(report(new InputOutputError('The cache cannot be written.', { cause: reason }))).toEqual([
			74,
			'The cache cannot be written.\nReason: A file cannot be written to: the disk is full. Make room, and run this again.\n',
		]);
		expect(report(reason)).toEqual([74, 'A file cannot be written to: the disk is full. Make room, and run this again.\n']);
	});

	it('of the system says what could not be done with which file, why, and what helps', () => {
		const file = path.join(makeFolder(), 'a');
		writeFileSync(file, '');
		const told = (act: () => unknown) => {
			try {
				act();
				return 'It could be done.';
			} catch (error) {
				return report(error)[1].replaceAll(file, 'a');
			}
		};
		expect(told(() => mkdirSync(file))).toBe('a cannot be made: something else is there. Move that away, or use another place.\n');
		expect(told(() => readdirSync(file))).toMatch(/^a cannot be read: what should be a folder is a file\. /);
		expect(told(() => readFileSync(path.join(file, 'b')))).toMatch(/^a\/b cannot be opened: what should be a folder is a file\. /);
		expect(told(() => readFileSync(`${file}b`))).toMatch(/^ab cannot be opened: it, or a folder on the way to it, is not there\. /);
		expect(told(() => accessSync(`${file}b`))).toMatch(/^ab cannot be written to: it, or /);
		expect(told(() => unlinkSync(path.dirname(file)))).toMatch(/ cannot be removed: (?:it is a folder|the system does not permit it)\. /);
		expect(told(() => linkSync(file, file))).toMatch(/^a cannot be linked to a: something else is there\. /);
		expect(told(() => renameSync(file, makeFolder()))).toMatch(/^a cannot be renamed to .+: it is a folder\. /);
		expect(told(() => copyFileSync(file, `${file}b/c`))).toMatch(/^a cannot be copied to ab\/c: it, or /);
		// Nobody knows what else there is.
		expect(told(() => watch(`${file}b`))).toMatch(/^ENOENT: no such file or directory, watch /);
	});

	it('that nobody foresaw is a bug: it exits 70 with the stack', () => {
		const [code, err] = report(new TypeError('x is not a function'));
		expect(err).toMatch(/^This is a bug in signals\.\nTypeError: x is not a function\n {4}at /);
		expect(code).toBe(70);
	});

	it('after an interruption is one, and exits 130', () => {
		expect(report(new Error('stopped half-way'), AbortSignal.abort())).toEqual([130, 'Interrupted. Nothing was published.\n']);
	});
});

describe('help', { timeout: 30_000 }, () => {
	it('lists every command, in the order an author needs them', async () => {
		const { code, out } = await runHere(['--help']);
		expect(out.match(/^ {2}\w+/gm)).toEqual(commands.map(({ name }) => `  ${name}`));
		expect(code).toBe(0);
		expect(await runHere(['help'])).toEqual({ code, out, err: '' });
	});

	it.each(commands.map(({ name }) => name))('of %s names its options and exit codes', async (name) => {
		const command = await commands.find((entry) => entry.name === name)?.load();
		const { code, out } = await runHere([name, '--help']);
		expect(out.startsWith(`signals ${name} `)).toBe(true);
		expect(out).toContain('Exit codes: 0 ');
		for (const option of Object.keys(command?.options ?? {}).filter((each) => each !== 'help')) expect(out).toContain(`--${option}`);
		expect(await runHere(['help', name])).toEqual({ code, out, err: '' });
		expect([code, out.split('\n').filter((line) => line.length > 140)]).toEqual([0, []]);
	});

	it('tells the version', async () => {
		const { version } = JSON.parse(readFileSync(path.join(projectDir, 'package.json'), 'utf8')) as { version: string };
		expect(await runHere(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
	});
});

describe('as a program', { timeout: 60_000 }, () => {
	it('ends without a word when the reader of its report has left', async () => {
		const content = makeContent(
			Array.from({ length: 300 }, (_, index) => `-- signals/s-${index}.md --\n${signalText({ score: '11' })}`).join(''),
		);
		// More than the two of them hold back between them.
		const child = spawn(process.execPath, [program, 'check', '--format', 'sarif', '--content', content], {
			env: { ...process.env, VITEST: '' },
		});
		let err = '';
		child.stderr.on('data', (data: Buffer) => (err += data.toString()));
		child.stdout.once('data', () => child.stdout.destroy());
		const code = await new Promise((resolve) => child.on('close', resolve));
		expect([code, err]).toEqual([1, '']);
	});

	it('exits 130 when interrupted, even during work that never pauses', async () => {
		const content = makeContent(`-- signals/s.md --\n${signalText()}`);
		// What is cached is checked without a pause.
		expect((await runSignals(['check', '--content', content])).code).toBe(0);
		const child = spawn(process.execPath, ['--import', interruptAtOnce(), program, 'check', '--content', content], {
			env: { ...process.env, VITEST: '' },
		});
		let [out, err] = ['', ''];
		child.stdout.on('data', (data: Buffer) => (out += data.toString()));
		child.stderr.on('data', (data: Buffer) => (err += data.toString()));
		const code = await new Promise((resolve) => child.on('close', resolve));
		expect([code, out, err]).toEqual([130, '', 'Interrupted.\n']);
	});

	it('exits 2 and says in a sentence what is wrong with the configuration', async () => {
		const project = copyProject();
		writeFileSync(path.join(project, 'src/site.config.ts'), "export default { title: 'x' };\n");
		const { code, out, err } = await runSignals(['check'], { program: path.join(project, 'src/cli/signals.mjs') });
		expect(err).toMatch(/^src\/site\.config\.ts has values it cannot have:\n/);
		expect(err).not.toContain('    at ');
		expect([code, out]).toEqual([2, '']);
	});

	it('checks also where nothing can be kept, and says so', async () => {
		const project = copyProject();
		writeFileSync(path.join(project, '.cache'), 'no folder');
		const content = makeContent(`-- signals/a.md --\n${signalText({ score: '11' })}`);
		const { code, out, err } = await runSignals(['check', '--content', content], { program: path.join(project, 'src/cli/signals.mjs') });
		expect(err.replace(project, 'project')).toBe(
			'project/.cache/content cannot be made: what should be a folder is a file. Move that away, or use another place. Until then nothing is kept, and every file is read anew.\n',
		);
		expect([code, out]).toEqual([1, expect.stringContaining('error score/range')]);
	});

	it('knows what makes a configuration unreadable, and where', () => {
		const folder = makeFolder();
		const faults = [
			[
				"export default {\n\ttitle: 'x'\n\tlanguage: 'en',\n};\n",
				/^src\/site\.config\.ts:3: this is not valid TypeScript \(.+\)\. Often a comma/,
			],
			['export default { title: name };\n', /^src\/site\.config\.ts:1: name is not defined$/],
			["import { x } from './nowhere.ts';\nexport default x;\n", /^src\/site\.config\.ts imports what is not there: /],
			['export const config = {};\n', /^src\/site\.config\.ts exports no configuration\./],
		] as const;
		const files = faults.map(([text], index) => {
			const file = path.join(folder, `config-${index}.ts`);
			writeFileSync(file, text);
			return file;
		});
		// What Node says of a module, Vitest's way of loading modules would hide.
		const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', tellFaults, configReader, ...files], {
			encoding: 'utf8',
		});
		const messages = JSON.parse(stdout) as string[];
		expect(messages).toHaveLength(faults.length);
		for (const [index, [, message]] of faults.entries()) {
			expect(messages[index]).toMatch(message);
			expect(messages[index]).not.toContain('    at ');
		}
	});
});

const configReader = pathToFileURL(path.join(projectDir, 'src/site/config-file.ts')).href;

/** A program that prints what is said of each file that is named to it. */
const tellFaults = `
const [, reader, ...files] = process.argv;
const { readConfig } = await import(reader);
const told = await Promise.allSettled(files.map((file) => readConfig(file)));
console.log(JSON.stringify(told.map(({ reason }) => reason?.message ?? 'nothing')));
`;

/** @returns a module that interrupts the process as soon as it listens, as if Ctrl+C had been pressed. */
function interruptAtOnce(): string {
	const file = path.join(makeFolder(), 'interrupt.mjs');
	writeFileSync(
		file,
		`const once = process.once.bind(process);
process.once = (name, listener) => {
	once(name, listener);
	if (name === 'SIGINT') process.kill(process.pid, 'SIGINT');
	return process;
};
`,
	);
	return `file://${file}`;
}
