import { describe, expect, it } from 'vitest';
import { corpusCases, reportOf } from '../helpers/corpus.ts';
import { makeFolder } from '../helpers/make-content.ts';

describe('bad content is told exactly as its case expects', () => {
	for (const { name, expected, write } of corpusCases()) {
		it(name, async () => {
			const folder = makeFolder();
			write(folder);
			await expect(await reportOf(folder)).toMatchFileSnapshot(expected);
		});
	}
});
