import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { makeContent, signalText } from '../helpers/make-content.ts';
import { projectDir } from '../helpers/run-signals.ts';

const step = z.strictObject({
	name: z.string().optional(),
	uses: z.string().optional(),
	with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
	'working-directory': z.string().optional(),
	run: z.string().optional(),
});
/** Strict: a key that is not listed here has to be thought about. */
const workflow = z.strictObject({
	name: z.string(),
	on: z.unknown(),
	permissions: z.record(z.string(), z.string()),
	concurrency: z.strictObject({ group: z.string(), 'cancel-in-progress': z.boolean() }),
	jobs: z.record(
		z.string(),
		z.strictObject({
			name: z.string(),
			'runs-on': z.string(),
			'timeout-minutes': z.int().max(30),
			permissions: z.record(z.string(), z.string()),
			steps: z.array(step),
		}),
	),
});

const folder = path.join(projectDir, '.github/workflows');
const files = readdirSync(folder);

describe.each(files)('the workflow %s', (file) => {
	const text = readFileSync(path.join(folder, file), 'utf8');
	const { on, permissions, jobs } = workflow.parse(parse(text));
	const steps = Object.values(jobs).flatMap((job) => job.steps);

	it('may read the repository and nothing else, and knows no secret', () => {
		expect(permissions).toEqual({});
		expect(Object.values(jobs).map((job) => job.permissions)).toEqual([{ contents: 'read' }]);
		expect(text).not.toMatch(/secrets\.|github\.token|GITHUB_TOKEN/);
	});

	it('never runs with the rights of the target branch on what a fork brings', () => {
		expect(JSON.stringify(on)).not.toMatch(/pull_request_target|workflow_run|issue_comment/);
	});

	it('puts nothing that a contributor writes into a command', () => {
		for (const { run } of steps) expect(run ?? '').not.toContain('${{');
	});

	it('names every action by a commit, with its version beside it', () => {
		const uses = text.split('\n').filter((line) => line.includes('uses:'));
		expect(uses.length).toBeGreaterThan(0);
		for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	});

	it('leaves no credentials behind and runs no script of a package', () => {
		for (const { uses, with: inputs } of steps)
			if (uses?.startsWith('actions/checkout@')) expect(inputs).toMatchObject({ 'persist-credentials': false });
		for (const { run } of steps) if (run?.includes('npm')) expect(run).toMatch(/^npm ci .*--ignore-scripts/);
		expect(JSON.stringify(steps)).not.toContain('actions/cache');
	});
});

describe('the check of a pull request', { timeout: 60_000 }, () => {
	const { on, jobs } = workflow.parse(parse(readFileSync(path.join(folder, 'content.yml'), 'utf8')));
	const steps = jobs['check']?.steps ?? [];
	const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')).map((each) => each.with ?? {});

	it('takes the code from the target branch, and from the pull request content/ alone', () => {
		expect(on).toBe('pull_request');
		expect(checkouts).toHaveLength(2);
		expect(checkouts[0]).toEqual({ 'persist-credentials': false, 'sparse-checkout': '/content/', 'sparse-checkout-cone-mode': false });
		expect(checkouts[1]).toMatchObject({ ref: '${{ github.event.pull_request.base.sha }}', path: 'tool' });
		for (const { run, 'working-directory': where } of steps) if (run?.startsWith('npm')) expect(where).toBe('tool');
	});

	it('annotates the files of a pull request under their own names, and fails', () => {
		const { code, out } = runCheckStep(`-- content/categories.yml --
- { slug: industry, label: Industry, description: Companies. }
-- content/signals/2026/new-model.md --
${signalText({ title: '"Model::error::x"', score: '11' })}`);
		expect(out).toMatchInlineSnapshot(`
			"::error file=content/signals/2026/new-model.md,line=3,col=8,title=score/range::score is 11, but must be between 0 and 10.%0AWrite a number such as 7 or 7.5.
			1 signal checked: 1 error.
			"
		`);
		expect(code).toBe(1);
	});

	it('passes content without a mistake', () => {
		expect(
			runCheckStep(`-- content/categories.yml --
- { slug: industry, label: Industry, description: Companies. }
-- content/signals/2026/new-model.md --
${signalText()}`),
		).toMatchObject({ code: 0 });
	});

	/** Runs the very commands of the last step where the steps before it would have put the content and the code. */
	function runCheckStep(files: string) {
		const workspace = makeContent(files);
		mkdirSync(path.join(workspace, '.git'));
		symlinkSync(projectDir, path.join(workspace, String(checkouts[1]?.['path'])));
		const { status, stdout } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', steps.at(-1)?.run ?? 'false'], {
			cwd: workspace,
			encoding: 'utf8',
			env: { PATH: `${path.dirname(process.execPath)}:${process.env['PATH'] ?? ''}`, GITHUB_WORKSPACE: workspace, GITHUB_ACTIONS: 'true' },
		});
		return { code: status, out: stdout };
	}
});
