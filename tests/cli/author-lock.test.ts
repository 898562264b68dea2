import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { whileAlone } from '../../src/cli/author-lock.ts';
import { cacheDir } from '../../src/cli/settings.ts';
import { makeContent, signalText } from '../helpers/make-content.ts';
import { runHere } from '../helpers/run-signals.ts';
import { hashTree } from '../helpers/tree.ts';

const content = () =>
	makeContent(
		`-- signals/old.md --\n${signalText({ score: '"7,5"', tags: '[one, two]' })}-- items.json --\n[{ "title": "Imported", "date": "2026-05-19", "score": 1, "category": "Industry", "body": "x" }]\n`,
	);

describe('commands that write into the content', { timeout: 30_000 }, () => {
	it.each([
		['new', 'A model ships'],
		['rename', 'old', 'renamed'],
		['tags', 'merge', 'one', 'two'],
		['import', 'items.json', '--write'],
		['check', '--fix'],
	])('wait while another does, and then look at what it wrote: %s %s', async (...words) => {
		const [cwd, elsewhere] = [content(), content()];
		const run = (folder: string) => runHere([...words, '--content', '.'], { cwd: folder });
		let isFinished = false;
		const before = hashTree(cwd);
		const { held } = await whileAlone({ contentDir: cwd, cacheDir }, { interrupted: new AbortController().signal }, async () => {
			const waiting = run(cwd).finally(() => (isFinished = true));
			// The same elsewhere is done meanwhile, more than once.
			for (let times = 0; times < 3; times += 1) await run(elsewhere);
			expect([isFinished, hashTree(cwd)]).toEqual([false, before]);
			// What was there when the command started is no longer true.
			writeFileSync(path.join(cwd, 'signals/old.md'), signalText({ score: '"8,5"', tags: '[one, three]' }));
			writeFileSync(path.join(cwd, 'signals/two.md'), signalText({ tags: '[one, two]' }));
			return { held: waiting };
		});
		expect(await held).toMatchObject({ code: 0 });
		expect((await runHere(['check', '--fix', '--content', '.'], { cwd })).out).not.toContain(' error ');
	});
});
