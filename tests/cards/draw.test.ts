import { readdirSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { imageSize } from 'image-size';
import { describe, expect, it } from 'vitest';
import { drawPicture, forgetOldest } from '../../src/cards/draw.ts';
import { type Picture, pictures } from '../../src/cards/pictures.ts';
import { makeSignal, makeSite } from '../feeds/make-site.ts';
import { makeFolder } from '../helpers/make-content.ts';

const square: Picture = {
	svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><rect width="2" height="4" fill="#b0121b"/></svg>',
	widths: [16],
	format: 'png',
	ground: '#fdfcfa',
};

describe('a picture', () => {
	it('is kept, and what is kept is drawn no second time', async () => {
		const folder = path.join(makeFolder(), 'pictures');
		const drawn = await drawPicture(square, folder);
		const [name = '', ...others] = readdirSync(folder);
		expect(others).toEqual([]);
		utimesSync(path.join(folder, name), 1, 1);
		expect(Buffer.compare(await drawPicture(square, folder), drawn)).toBe(0);
		expect(readdirSync(folder)).toEqual([name]);
		expect(statSync(path.join(folder, name)).mtimeMs).toBe(1000);
		await drawPicture({ ...square, ground: '#ffffff' }, folder);
		await drawPicture({ ...square, widths: [32] }, folder);
		expect(readdirSync(folder)).toHaveLength(3);
	});

	it.each([
		['truncated', (file: string) => truncateSync(file, 100)],
		['emptied', (file: string) => truncateSync(file, 0)],
		['altered', (file: string) => writeFileSync(file, readFileSync(file).fill(255, 90, 100))],
	])('is drawn again when what is kept was %s', async (_, damage) => {
		const folder = makeFolder();
		const drawn = await drawPicture(square, folder);
		const file = path.join(folder, readdirSync(folder)[0] ?? '');
		const whole = readFileSync(file);
		damage(file);
		expect(Buffer.compare(await drawPicture(square, folder), drawn)).toBe(0);
		expect(Buffer.compare(readFileSync(file), whole)).toBe(0);
	});

	it('is forgotten when it is among the oldest of too many', async () => {
		const folder = makeFolder();
		for (const [index, width] of [8, 9, 10].entries()) {
			const before = new Set(readdirSync(folder));
			await drawPicture({ ...square, widths: [width] }, folder);
			for (const name of readdirSync(folder)) if (!before.has(name)) utimesSync(path.join(folder, name), 1000 + index, 1000 + index);
		}
		const newest = readdirSync(folder).filter((name) => readFileSync(path.join(folder, name)).includes('IHDR\0\0\0\x0A'));
		forgetOldest(folder, 1);
		expect(readdirSync(folder)).toEqual(newest);
		forgetOldest(path.join(folder, 'missing'), 1);
	});

	it('that is no SVG ends the build', async () => {
		await expect(drawPicture({ ...square, svg: '<svg' }, makeFolder())).rejects.toThrow();
	});
});

describe('the pictures of a site', () => {
	it('are its icons, its card, and one card for each category and band that has a signal', () => {
		const withdrawn = { date: '2026-05-20T00:00:00Z', reason: 'Forged.' };
		const signals = [makeSignal('a'), makeSignal('b'), makeSignal('c', { score: 9 }), makeSignal('d', { score: 1, withdrawn })];
		expect([...pictures(makeSite({ signals })).keys()]).toEqual([
			'/favicon.ico',
			'/apple-touch-icon.png',
			'/cards/site.png',
			'/cards/models-2.png',
			'/cards/models-3.png',
		]);
	});

	it('have the sizes that pages say', async () => {
		const site = makeSite({ signals: [makeSignal('a')] });
		const folder = makeFolder();
		const sizeOf = async (name: string) => {
			const picture = pictures(site).get(name);
			if (!picture) throw new Error(`There is no ${name}.`);
			const { type, width, height, images } = imageSize(await drawPicture(picture(), folder));
			return images ? [type, ...images.map((image) => `${image.width}x${image.height}`)] : [type, `${width}x${height}`];
		};
		expect(await sizeOf('/favicon.ico')).toEqual(['ico', '16x16', '32x32', '48x48']);
		expect(await sizeOf('/apple-touch-icon.png')).toEqual(['png', '180x180']);
		expect(await sizeOf('/cards/site.png')).toEqual(['png', '1200x630']);
		expect(await sizeOf('/cards/models-2.png')).toEqual(['png', '1200x630']);
	});
});
