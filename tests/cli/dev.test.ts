import { writeFileSync } from 'node:fs';
import { createServer, Server, type AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBaseKeeper } from '../../src/cli/base-keeper.ts';
import { createTeller } from '../../src/cli/teller.ts';
import type { Problem } from '../../src/signals/problem.ts';
import { readConfig } from '../../src/site/config-file.ts';
import { ConfigError } from '../../src/site/config.ts';
import type { ShownProblem } from '../../src/site/development.ts';
import { openForDevelopment } from '../../src/site/open.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { runHere } from '../helpers/run-signals.ts';

afterEach(() => vi.restoreAllMocks());

describe('what signals dev tells of a save', () => {
	it('is every new problem, errors last, and never one that was told before', async () => {
		const tell = await listen();
		const range = { message: 'score is 11.' };
		const style = { code: 'house/source-missing', severity: 'warning', message: 'No source.' } as const;
		expect(tell([range, style])).toEqual([
			'content/signals/x.md:3:1 warning house/source-missing: No source.',
			'content/signals/x.md:3:1 error score/range: score is 11.',
			'Not shown until it is mended: 1 error, 1 warning. See http://127.0.0.1:1/',
		]);
		expect(tell([{ ...range, line: 5 }, style])).toEqual(['Not shown until it is mended: 1 error, 1 warning. See http://127.0.0.1:1/']);
		expect(tell([style, { ...style, file: 'content/signals/y.md' }])[0]).toBe(
			'content/signals/y.md:3:1 warning house/source-missing: No source.',
		);
		expect(tell([range])[0]).toBe('content/signals/x.md:3:1 error score/range: score is 11.');
	});

	it('is a warning once more when it has become an error', async () => {
		const tell = await listen();
		const late = { code: 'blank/left', message: 'Still to write: x.' } as const;
		expect(tell([{ ...late, severity: 'warning' }])).toHaveLength(2);
		expect(tell([{ ...late, severity: 'error' }])[0]).toBe('content/signals/x.md:3:1 error blank/left: Still to write: x.');
	});

	it('is one line for all blanks of a file, at the first, and nothing while they are filled', async () => {
		const tell = await listen();
		const blanks = ['a', 'b', 'c'].map(
			(name, index) => ({ code: 'blank/left', severity: 'warning', message: `Still to write: ${name}.`, line: 4 + index }) as const,
		);
		expect(tell(blanks)[0]).toBe('content/signals/x.md:4:1 warning blank/left: 3 blanks are left, the first on line 4.');
		expect(tell(blanks.slice(1))).toHaveLength(1);
		expect(tell([...blanks.slice(1), { ...blanks[0], file: 'content/signals/y.md', message: 'Still to write: y.' }])[0]).toBe(
			'content/signals/y.md:4:1 warning blank/left: Still to write: y.',
		);
	});

	it('is cut at twenty problems of a kind', async () => {
		const lines = (await listen())(Array.from({ length: 23 }, (_, index) => ({ message: `Error ${index}.`, line: index + 1 })));
		expect(lines.slice(19)).toEqual([
			'content/signals/x.md:20:1 error score/range: Error 19.',
			'and 3 more, which signals check lists.',
			'Not shown until it is mended: 23 errors. See http://127.0.0.1:1/',
		]);
	});

	it('is why nothing can be read, once', async () => {
		const tell = await listen();
		const failure = new ConfigError('title: is missing');
		expect(tell([], failure)).toEqual([
			'title: is missing',
			'Not shown until it is mended: the site cannot be read. See http://127.0.0.1:1/',
		]);
		expect(tell([], failure)).toHaveLength(1);
		expect(tell([])).toHaveLength(1);
		expect(tell([], failure)).toHaveLength(2);
	});
});

describe('the path of the site', () => {
	it('stays as the server was started with, and another is told once', async () => {
		let out = '';
		const config = await readConfig();
		const keep = createBaseKeeper('/', { out: { write: (text) => (out += text) } });
		expect(keep(config)).toEqual({ ...config, base: '/' });
		expect(out).toBe('');
		for (let time = 0; time < 2; time++)
			expect(keep({ ...config, base: '/new/', title: 'New' })).toMatchObject({ base: '/', title: 'New' });
		expect(out).toBe('Stop and start signals dev to see the site under /new/\n');
		keep(config);
		expect(out.split('\n')).toHaveLength(2);
	});
});

describe('--port', () => {
	it('is refused by dev and preview when another program has it', async () => {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		try {
			for (const args of [['dev'], ['preview', '--out', siteLikeFolder()]]) {
				const { code, err } = await runHere([...args, '--port', String(port)]);
				expect([code, err]).toEqual([2, expect.stringMatching(`^Port ${port} is in use, .* --port 0 for any that is free\\.\n`)]);
			}
		} finally {
			server.close();
		}
	});

	it.each(['0x10', '1e3', '', ' 80', '65536', '-1', '80.0'])('%j is no number of a port', async (text) => {
		for (const args of [['dev'], ['preview', '--out', siteLikeFolder()]]) {
			const { code, err } = await runHere([...args, `--port=${text}`]);
			expect([code, err.split('\n')[0]]).toEqual([2, `--port is "${text}", but must be a number up to 65535.`]);
		}
	});

	it.each([
		['EACCES', 2, /^The system does not let your user have port 80\. Choose another by --port/],
		['EADDRNOTAVAIL', 74, /^listen EADDRNOTAVAIL\n/],
	])('that the system refuses with %s is not called taken', async (reason, exitCode, said) => {
		vi.spyOn(Server.prototype, 'listen').mockImplementation(function (this: Server) {
			const error = Object.assign(new Error(`listen ${reason}`), { code: reason, syscall: 'listen', errno: -1 });
			setImmediate(() => this.emit('error', error));
			return this;
		});
		for (const args of [['dev'], ['preview', '--out', siteLikeFolder()]]) {
			const { code, err } = await runHere([...args, '--port', '80']);
			expect([code, err]).toEqual([exitCode, expect.stringMatching(said)]);
		}
	});
});

function siteLikeFolder(): string {
	const folder = makeFolder();
	writeFileSync(path.join(folder, 'index.html'), 'A site.');
	return folder;
}

/** @returns a function that tells what was printed, a line each, when these problems were found. */
async function listen(): Promise<(problems: readonly Partial<Problem>[], failure?: Error) => string[]> {
	const contentDir = makeContent(`-- signals/x.md --\n${signalText()}`);
	const cacheDir = makeFolder();
	const asOf = '2026-11-22T00:00:00Z';
	const opened = await openForDevelopment({ config: await readConfig(), contentDir, contentName: 'content', cacheDir, asOf }, 1);
	opened.content.close();
	let out = '';
	const tell = createTeller(
		{ contentDir, contentName: 'content', url: 'http://127.0.0.1:1/' },
		{ env: {}, out: { write: (text) => (out += text) } },
	);
	return (parts, failure) => {
		out = '';
		const problems = parts.map((part): ShownProblem => ({ ...problem, ...part }));
		const isShown = !failure && problems.every(({ severity }) => severity !== 'error');
		tell({ version: 1, isShown, problems, ...(failure ? { failure } : { opened }) });
		return out.trimEnd().split('\n');
	};
}

const problem: ShownProblem = {
	code: 'score/range',
	severity: 'error',
	file: 'content/signals/x.md',
	line: 3,
	column: 1,
	message: 'score is 11.',
	excerpt: undefined,
	location: '/content/signals/x.md',
};
