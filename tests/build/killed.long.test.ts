import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sha256 } from '../../src/build/tree.ts';
import { builtSite } from '../helpers/built-site.ts';
import { makeFolder, signalText } from '../helpers/make-content.ts';
import { projectDir, runSignals } from '../helpers/run-signals.ts';
import { listTree } from '../helpers/tree.ts';

it('a build that is killed at any of 30 points leaves the last good output, and the next build makes what a clean one makes', async () => {
	const folder = makeFolder();
	const content = path.join(folder, 'content');
	cpSync((await builtSite('small')).content, content, { recursive: true });
	const [out, clean] = [path.join(folder, 'site/dist'), path.join(folder, 'clean/dist')];
	const args = (to: string) => ['build', '--content', content, '--out', to, '--as-of', '2026-12-31', '--wait'];
	const states = new Set<string>();
	const edit = async (text: string) => {
		writeFileSync(path.join(content, 'signals/killed.md'), signalText({ title: text, tags: '[One more]' }));
		expect(await runSignals(args(clean))).toMatchObject({ code: 0 });
		states.add(stateOf(clean));
	};
	await edit('Before');
	const started = Date.now();
	expect(await runSignals(args(out))).toMatchObject({ code: 0 });
	const whole = Date.now() - started;

	for (let point = 0; point < 30; point += 1) {
		if (point % 5 === 0) await edit(`Edit ${point}`);
		await killAfter((whole * (point + 1)) / 30, args(out));
		const left = existsSync(out) ? out : path.join(folder, 'site/.dist.previous');
		expect(states.has(stateOf(left)), `point ${point}`).toBe(true);
		if (point % 5 === 4) {
			expect(await runSignals(args(out))).toMatchObject({ code: 0 });
			expect(stateOf(out)).toBe(stateOf(clean));
		}
	}
}, 600_000);

it('a first build that is killed leaves nothing, or all of it, and the next one makes it', async () => {
	const folder = makeFolder();
	const { content } = await builtSite('small');
	const args = (to: string) => ['build', '--content', content, '--out', to, '--as-of', '2026-12-31', '--wait'];
	const clean = path.join(folder, 'clean/dist');
	const started = Date.now();
	expect(await runSignals(args(clean))).toMatchObject({ code: 0 });
	const whole = Date.now() - started;
	for (let point = 0; point < 8; point += 1) {
		const out = path.join(folder, `site-${point}/dist`);
		// Most of the time goes by before the first file is written.
		await killAfter((whole * (13 + point)) / 20, args(out));
		if (existsSync(out)) expect(stateOf(out), `point ${point}`).toBe(stateOf(clean));
		expect(await runSignals(args(out))).toMatchObject({ code: 0 });
		expect(stateOf(out)).toBe(stateOf(clean));
		expect(readdirSync(path.dirname(out)).sort()).toEqual(['.dist.spare', 'dist']);
		expect((await runSignals(args(out))).out).toContain('Nothing changed.');
	}
}, 300_000);

/** Starts a command and kills it. */
async function killAfter(milliseconds: number, args: readonly string[]): Promise<void> {
	const child = spawn(process.execPath, [path.join(projectDir, 'src/cli/signals.mjs'), ...args], {
		env: { ...process.env, NODE_ENV: '', VITEST: '' },
		stdio: 'ignore',
	});
	const ended = once(child, 'close');
	await Promise.race([sleep(milliseconds), ended]);
	child.kill('SIGKILL');
	await ended;
}

/** @returns a hash of every file of a folder, with its name. */
function stateOf(folder: string): string {
	return sha256(
		listTree(folder)
			.map((name) => `${name} ${sha256(readFileSync(path.join(folder, name)))}`)
			.join('\n'),
	);
}
