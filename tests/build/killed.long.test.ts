import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
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
		const child = spawn(process.execPath, [path.join(projectDir, 'src/cli/signals.mjs'), ...args(out)], {
			env: { ...process.env, NODE_ENV: '', VITEST: '' },
			stdio: 'ignore',
		});
		const ended = once(child, 'close');
		await Promise.race([sleep((whole * (point + 1)) / 30), ended]);
		child.kill('SIGKILL');
		await ended;
		const left = existsSync(out) ? out : path.join(folder, 'site/.dist.previous');
		expect(states.has(stateOf(left)), `point ${point}`).toBe(true);
		if (point % 5 === 4) {
			expect(await runSignals(args(out))).toMatchObject({ code: 0 });
			expect(stateOf(out)).toBe(stateOf(clean));
		}
	}
}, 600_000);

/** @returns a hash of every file of a folder, with its name. */
function stateOf(folder: string): string {
	return sha256(
		listTree(folder)
			.map((name) => `${name} ${sha256(readFileSync(path.join(folder, name)))}`)
			.join('\n'),
	);
}
