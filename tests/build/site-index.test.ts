import { describe, expect, it } from 'vitest';
import { SiteIndex } from '../../src/build/site-index.ts';
import { makeSignal, makeSite } from '../feeds/make-site.ts';
import { makeFolder } from '../helpers/make-content.ts';

const site = makeSite({ signals: Array.from({ length: 20 }, (_, index) => makeSignal(`s${index}`)) });

const start = (interrupted = new AbortController().signal) => new SiteIndex(site, new Map(), { cacheDir: makeFolder(), interrupted });

describe('the index of a site', () => {
	it('is there when it is finished, however late it is told where it goes', async () => {
		const index = start();
		const names = new Set<string>();
		setTimeout(() => {
			index.putInto((name) => Promise.resolve(void names.add(name)));
		}, 1500);
		await index.finish(() => false);
		await index.close();
		expect([...names].filter((name) => name.includes('/fragment/'))).toHaveLength(20);
		await expect(index.made).resolves.toBeUndefined();
	});

	it('can be given up before anybody said where it goes', async () => {
		await start().close();
		const waiting = start();
		await new Promise((resolve) => setTimeout(resolve, 1500));
		await waiting.close();
	});

	it('fails for the reason a file could not be put there', async () => {
		const index = start();
		index.putInto(() => Promise.reject(new Error('The disk is full.')));
		await expect(index.finish(() => false)).rejects.toThrow('The disk is full.');
		await expect(index.made).rejects.toThrow('The disk is full.');
		await index.close();
	});

	it('is not put any further once it is interrupted', async () => {
		const interrupt = new AbortController();
		const index = start(interrupt.signal);
		let count = 0;
		index.putInto(() => {
			if ((count += 1) === 3) interrupt.abort(new Error('Enough.'));
			return Promise.resolve();
		});
		await expect(index.finish(() => false)).rejects.toThrow('Enough.');
		expect(count).toBe(3);
		await index.close();
	});
});
