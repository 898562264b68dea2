import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import Ajv4 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { checkReportJsonSchema } from '../../src/cli/formats/json.ts';
import { problemCodes } from '../../src/signals/problem-codes.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { projectDir, runHere } from '../helpers/run-signals.ts';

/** Errors and warnings, with and without a field and a hint, in the body, the frontmatter, the vocabulary and the whole file. */
const faulty = `-- signals/a.md --
${signalText({ score: '11', tags: '["{{ blank }}", x{1}]', titel: 'x' }, '\nSee [this](/signals/nope/), <b>HTML</b> and {braces}.\n')}
-- signals/b.md --
${signalText({ sources: '[{ url: "http://example.org/" }]', follows: 'no-such-signal' })}
-- signals/c.md --
---
title: Never closed
-- tags.yml --
- { slug: gpus, label: GPUs, aliases: [gpu] }
- { slug: gpu, label: GPU }
`;

/** Content in a repository, as a checkout beside others. */
function makeRepository(text: string): string {
	const repository = makeFolder();
	mkdirSync(path.join(repository, '.git'));
	renameSync(makeContent(text), path.join(repository, 'content'));
	return repository;
}

describe('--format json', { timeout: 30_000 }, () => {
	const validate = new Ajv2020({ allErrors: true }).compile(checkReportJsonSchema());

	it.each([
		['with problems of every kind', faulty],
		['without any', `-- signals/x.md --\n${signalText()}`],
		['of no signals at all', ''],
	])('prints a report %s that its published schema describes', async (_name, text) => {
		const { out } = await runHere(['check', '--content', makeContent(text), '--format', 'json']);
		expect([validate(JSON.parse(out)), validate.errors]).toEqual([true, null]);
	});

	it('has a schema that refuses what is no report', () => {
		const problem = { code: 'score/range', severity: 'error', file: 'x.md', line: 1, column: 1, field: null, message: 'x', hint: null };
		const wrong = [
			{ code: 'score/none' },
			{ severity: 'note' },
			{ line: 0 },
			{ column: 1.5 },
			{ field: '' },
			{ message: undefined },
			{ more: 1 },
		];
		expect(validate({ ok: false, signals: 1, problems: [problem] })).toBe(true);
		for (const change of wrong)
			expect(validate({ ok: false, signals: 1, problems: [{ ...problem, ...change }] }), JSON.stringify(change)).toBe(false);
		expect(validate({ ok: true, signals: 1 })).toBe(false);
	});

	it('has its schema in the repository', () => {
		const published: unknown = JSON.parse(readFileSync(path.join(projectDir, 'src/cli/formats/check-report.schema.json'), 'utf8'));
		expect(published, 'run npm run schema').toEqual(checkReportJsonSchema());
	});

	it('says whether the files that were named pass', async () => {
		const cwd = makeContent(`-- signals/a.md --\n${signalText({ score: '11' })}-- signals/b.md --\n${signalText()}`);
		const { code, out } = await runHere(['check', 'signals/b.md', '--format', 'json'], { cwd });
		expect([code, JSON.parse(out)]).toEqual([0, { ok: true, signals: 2, problems: [] }]);
	});
});

describe('--format github', { timeout: 30_000 }, () => {
	const annotate = async (repository: string, env: Record<string, string> = {}) =>
		(await runHere(['check', '--content', path.join(repository, 'content'), '--format', 'github'], { env })).out;

	it('prints an annotation for each problem, then the closing line', async () => {
		const repository = makeRepository(`-- signals/x.md --\n${signalText({ score: '11' })}`);
		expect(await annotate(repository)).toBe(
			'::error file=content/signals/x.md,line=3,col=8,title=score/range::score is 11, but must be between 0 and 10.%0AWrite a number such as 7 or 7.5.\n' +
				'1 signal checked: 1 error.\n',
		);
	});

	it('encodes content as the runner decodes it, so that none becomes a command', async () => {
		const repository = makeRepository('');
		const name = 'a\n::add-mask::x,%0A::set-env name=y::z\r.md';
		writeFileSync(path.join(repository, 'content/signals', name), signalText({ category: '"x %0A::add-mask::z"' }));
		const out = await annotate(repository);
		const commands = out.trimEnd().split('\n').slice(0, -1).map(decode);
		expect(commands.length).toBeGreaterThan(1);
		for (const { command, properties, message } of commands) {
			expect(command).toBe('error');
			expect(Object.keys(properties)).toEqual(['file', 'line', 'col', 'title']);
			expect(properties['file']).toBe(`content/signals/${name}`);
			expect(Object.keys(problemCodes)).toContain(properties['title']);
			expect(message).not.toMatch(/^::/m);
		}
		expect(commands.map(({ message }) => message).join('\n')).toContain('%0A::add-mask::z');
	});

	it('names files from the root of the checkout they lie in, else of the workspace, else of the folder it runs in', async () => {
		const text = `-- signals/x.md --\n${signalText({ score: '11' })}`;
		const repository = makeRepository(text);
		expect(await annotate(repository, { GITHUB_WORKSPACE: path.dirname(repository) })).toContain('file=content/signals/x.md,');
		const content = makeContent(text);
		const args = ['check', '--content', content, '--format', 'github'];
		expect((await runHere(args, { env: { GITHUB_WORKSPACE: path.dirname(content) } })).out).toContain(
			`file=${path.basename(content)}/signals/x.md,`,
		);
		expect((await runHere(args, { cwd: content })).out).toContain('file=signals/x.md,');
		expect((await runHere(args)).out).toContain(`file=${content}/signals/x.md,`);
	});
});

describe('--format sarif', { timeout: 30_000 }, () => {
	const schema = JSON.parse(
		readFileSync(path.join(projectDir, 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
	) as object;
	const ajv = new Ajv4({ strict: false, allErrors: true, unicodeRegExp: false });
	addFormats(ajv);
	const validate = ajv.compile(schema);

	const log = async (repository: string, ...more: string[]) => {
		const { out } = await runHere(['check', '--content', path.join(repository, 'content'), '--format', 'sarif', ...more]);
		return { out, sarif: JSON.parse(out) as Sarif };
	};

	it.each([
		['with problems of every kind', faulty],
		['without any', `-- signals/x.md --\n${signalText()}`],
	])('prints a log %s that the schema of SARIF 2.1.0 describes', async (_name, text) => {
		const { sarif } = await log(makeRepository(text));
		expect([validate(sarif), validate.errors]).toEqual([true, null]);
	});

	it('is checked by a schema that refuses what is no log', async () => {
		const { sarif } = await log(makeRepository(faulty));
		expect(validate({ ...sarif, version: '2.0.0' })).toBe(false);
		const results = sarif.runs[0]?.results.map((result) => ({ ...result, level: 'fatal' }));
		expect(validate({ ...sarif, runs: [{ ...sarif.runs[0], results }] })).toBe(false);
	});

	it('has every problem with its rule and place, in order', async () => {
		const repository = makeRepository(faulty);
		const { sarif } = await log(repository);
		const { out } = await runHere(['check', '--content', path.join(repository, 'content'), '--format', 'json']);
		const { problems } = JSON.parse(out) as { problems: { code: string; severity: string; file: string; line: number; column: number }[] };
		const [run] = sarif.runs;
		expect(
			run?.results.map(({ ruleId, ruleIndex, level, locations: [location] }) => {
				const { artifactLocation, region } = location?.physicalLocation ?? {};
				expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
				expect(artifactLocation?.uriBaseId).toBe('SRCROOT');
				return [ruleId, level, `${repository}/${decodeURIComponent(artifactLocation?.uri ?? '')}`, region?.startLine, region?.startColumn];
			}),
		).toEqual(problems.map(({ code, severity, file, line, column }) => [code, severity, file, line, column]));
		expect(run?.results.length).toBeGreaterThan(5);
		expect([run?.columnKind, Object.keys(run?.originalUriBaseIds ?? {})]).toEqual(['utf16CodeUnits', ['SRCROOT']]);
	});

	it('describes every rule', async () => {
		const { sarif } = await log(makeRepository(''));
		expect(sarif.runs[0]?.tool.driver.rules.map(({ id }) => id)).toEqual(Object.keys(problemCodes));
		for (const { shortDescription, help } of sarif.runs[0]?.tool.driver.rules ?? [])
			expect([shortDescription.text, help.text]).not.toContain('');
	});

	it('encodes file names, and braces and links in messages', async () => {
		const repository = makeRepository(`-- signals/x.md --\n${signalText({ category: '"{0} [x](y)"' })}`);
		writeFileSync(path.join(repository, 'content/signals/Ä b#%.md'), signalText());
		const { sarif } = await log(repository);
		const results = sarif.runs[0]?.results ?? [];
		expect(results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri)).toContain(
			'content/signals/%C3%84%20b%23%25.md',
		);
		expect(results.map(({ message }) => message.text).join()).toContain('"{{0}} \\[x](y)"');
	});

	it('is the same from any folder, and knows nothing of the machine', async () => {
		const [one, two] = [makeRepository(faulty), makeRepository(faulty)];
		expect((await log(one)).out).toBe((await log(two)).out);
		expect((await log(one)).out).not.toContain(one);
	});
});

interface Sarif {
	readonly runs: readonly {
		readonly columnKind: string;
		readonly originalUriBaseIds: object;
		readonly tool: {
			readonly driver: { readonly rules: readonly { id: string; shortDescription: { text: string }; help: { text: string } }[] };
		};
		readonly results: readonly {
			readonly ruleId: string;
			readonly ruleIndex: number;
			readonly level: string;
			readonly message: { readonly text: string };
			readonly locations: readonly {
				readonly physicalLocation: {
					readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
					readonly region: { readonly startLine: number; readonly startColumn: number };
				};
			}[];
		}[];
	}[];
}

/** Reads a workflow command as the runner does (actions/runner, ActionCommand.TryParseV2). */
function decode(line: string): { command: string; properties: Record<string, string>; message: string } {
	const [, command = '', list = '', message = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
	const unescape = (text: string) =>
		text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%');
	const properties = list.split(',').map((property) => {
		const [name = '', value = ''] = property.split(/=(.*)/s);
		return [name, unescape(value)] as const;
	});
	return {
		command,
		properties: Object.fromEntries(properties),
		message: message.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%'),
	};
}
