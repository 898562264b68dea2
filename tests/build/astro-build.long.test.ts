import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { takeLock } from '../../src/build/lock.ts';
import { asOf, builtSite } from '../helpers/built-site.ts';
import { makeFolder } from '../helpers/make-content.ts';
import { projectDir } from '../helpers/run-signals.ts';
import { hashTree } from '../helpers/tree.ts';

it('`astro build` makes the same bytes as `signals build`', async () => {
	const { folder } = await builtSite('example');
	const out = path.join(makeFolder(), 'dist');
	const lock = await takeLock(path.join(projectDir, '.cache/build.lock'), true, new AbortController().signal);
	const env = {
		...process.env,
		NODE_ENV: '',
		VITEST: '',
		SOURCE_DATE_EPOCH: String(Date.parse(asOf) / 1000),
		ASTRO_TELEMETRY_DISABLED: '1',
	};
	try {
		await promisify(execFile)(process.execPath, [path.join(projectDir, 'node_modules/astro/bin/astro.mjs'), 'build', '--outDir', out], {
			cwd: projectDir,
			env,
		});
	} finally {
		lock.release();
	}
	expect(hashTree(out)).toEqual(hashTree(folder));
});
