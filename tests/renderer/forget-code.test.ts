import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openRenderer } from '../../src/renderer/renderer.ts';
import siteConfig from '../../src/site.config.ts';
import { makeFolder } from '../helpers/make-content.ts';
import { withFs } from '../helpers/with-fs.ts';

it('pages are compiled, too, where compiled code is being written that should be removed', async () => {
	const [projectDir, cacheDir] = [makeFolder(), makeFolder()];
	const { rmSync } = fs;
	let refused = 0;
	const refuse: typeof rmSync = (target, options) => {
		if (target !== path.join(cacheDir, 'node/signals')) {
			rmSync(target, options);
			return;
		}
		refused += 1;
		throw Object.assign(new Error('ENOTEMPTY, Directory not empty'), { code: 'ENOTEMPTY' });
	};
	await withFs({ rmSync: refuse }, async () => {
		const options = { projectDir, cacheDir, address: siteConfig, key: 'key', now: new Date(0), interrupted: new AbortController().signal };
		// There are no pages in an empty project, which is found out by compiling them.
		expect(await openRenderer(options)).toMatchObject({ kind: 'none', reason: expect.stringContaining('compiling them failed') as string });
		expect(refused).toBe(1);
	});
});
