import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { imageSize } from 'image-size';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Card, drawCard } from '../../src/cards/card.ts';
import { loadFaces } from '../../src/cards/faces.ts';
import { cardSize, colours, margin } from '../../src/cards/look.ts';
import { rasterize } from '../../src/cards/rasterize.ts';
import { words } from '../../src/site/words.ts';
import { bands } from '../feeds/make-site.ts';
import { contrast } from './contrast.ts';
import { labels, makeBands, makeCard } from './make-card.ts';
import { boxOf, loadBoxes, textBoxes } from './boxes.ts';

const paint = (card: Card) => rasterize(drawCard(card, loadFaces()), cardSize.width, colours.paper);

/** What a card says, line by line. */
function lines(card: Card): string[] {
	return [...drawCard(card, loadFaces()).matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, spans = '']) => spans.replace(/<[^>]*>/g, ''));
}

const rules = (card: Card) =>
	[...drawCard(card, loadFaces()).matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="([\d.]+)" fill="(#\w+)"/g)].map(
		([, x, width, height, fill]) => ({ from: Number(x), to: Number(x) + Number(width), height: Number(height), fill }),
	);

beforeAll(loadBoxes);

describe('a card', () => {
	it('is a PNG of 1200 by 630 pixels, and always of the same bytes', async () => {
		const card = await paint(makeCard());
		expect(imageSize(card)).toMatchObject({ type: 'png', width: 1200, height: 630 });
		expect(Buffer.compare(card, await paint(makeCard()))).toBe(0);
		// Another hash means that cards look different: look at some before you take it over.
		expect(createHash('sha256').update(card).digest('hex')).toMatchInlineSnapshot(
			`"3f34f0c741b7865eb11ed8c27421a75bc2563d2e283aae0bf58a923a5ac55bda"`,
		);
	});

	it('shows the band as the part of the scale it is, and says its range and its name', () => {
		expect(rules(makeCard())).toEqual([
			{ from: 80, to: 1120, height: 2, fill: colours.hairline },
			{ from: 808, to: 1016, height: 12, fill: colours.rules[2] },
		]);
		expect(lines(makeCard())).toEqual(['0', '4', '7', '9', '10', '7 to 8.9', 'Major', 'Models']);
	});

	it.each([
		['4 to 6.9', (from: string, to: string) => `${from} to ${to}`],
		['4–6.9', (from: string, to: string) => `${from}–${to}`],
		['6.9-4', (from: string, to: string) => `${to}-${from}`],
	])('sets both bounds of %s as numerals, whatever stands between them', (said, range) => {
		const spy = vi.spyOn(words.score, 'range').mockImplementation(range);
		onTestFinished(() => {
			spy.mockRestore();
		});
		const drawn = drawCard(makeCard({ band: bands[1] }), loadFaces());
		expect(lines(makeCard({ band: bands[1] }))).toContain(said);
		const large = [...drawn.matchAll(/<tspan[^>]*font-size="180"[^>]*>(.*?)<\/tspan>/g)].map(([, text = '']) => text);
		expect(large.toSorted()).toEqual(['4', '6.9']);
	});

	it('is red in the numerals of the highest band only', () => {
		const red = (card: Card) => [...drawCard(card, loadFaces()).matchAll(/<text[^>]*fill="#b0121b"[^>]*>(.*?)<\/text>/g)].length;
		expect(bands.map((band) => red(makeCard({ band })))).toEqual([0, 0, 0, 1]);
	});

	it('of the whole site shows every band and what the site covers', () => {
		const card = makeCard({ band: undefined, headline: 'Developments in AI.' });
		expect(rules(card).map(({ from, height }) => [from, height])).toEqual([
			[80, 2],
			[80, 3],
			[496, 6],
			[808, 12],
			[1016, 24],
		]);
		expect(lines(card)).toEqual(['0', '4', '7', '9', '10', 'Developments in AI.']);
	});

	it('starts on the right where reading does', () => {
		expect(rules(makeCard({ direction: 'rtl' }))[1]).toMatchObject({ from: 184, to: 392 });
	});
});

describe('bands of a site’s own', () => {
	it.each([[[0, 5]], [[0, 3, 6]], [[0, 2, 4, 6, 8, 9.5]], [[0]], [[0, 0.1, 0.2, 9.7, 9.8, 9.9]]])(
		'at %j do not run into each other',
		(bounds) => {
			const own = makeBands(bounds);
			for (const band of [...own, undefined]) {
				const card = makeCard({ bands: own, band });
				const scale = textBoxes(card).filter(({ text, size }) => size === 30 && /^[\d.]+$/.test(text));
				for (const [index, { right }] of scale.entries()) expect(right + 12).toBeLessThan(scale[index + 1]?.left ?? Infinity);
				if (band?.from === band?.to && band) expect(lines(card)).toContain(String(band.from));
			}
		},
	);
});

describe('a text', () => {
	const all = Object.values(labels);
	const cases = [
		...all.map((label) => makeCard({ headline: label })),
		...all.map((label) => makeCard({ title: label, headline: label, band: undefined })),
		...all.map((label) => {
			const own = makeBands([0, 2.5, 7.5], label);
			return makeCard({ title: label, bands: own, band: own[1] });
		}),
		...[labels.short, labels.long, labels.endless].map((label) =>
			makeCard({ title: label, headline: label, direction: 'rtl', band: bands[3] }),
		),
	];

	it('stays between the margins, whatever it is', () => {
		for (const card of cases) {
			const { x, y, width, height } = boxOf(drawCard(card, loadFaces()));
			// Letters may reach a little beyond the place they stand at.
			expect(x, JSON.stringify(card)).toBeGreaterThanOrEqual(margin - 6);
			expect(x + width, JSON.stringify(card)).toBeLessThanOrEqual(cardSize.width - margin + 6);
			expect(y, JSON.stringify(card)).toBeGreaterThanOrEqual(40);
			expect(y + height, JSON.stringify(card)).toBeLessThanOrEqual(cardSize.height - 40);
		}
	});

	it('does not touch the line above or below', () => {
		for (const card of cases) {
			const rows = textBoxes(card);
			for (const [index, one] of rows.entries())
				for (const other of rows.slice(index + 1)) {
					const isApart = one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
					expect(isApart, `${one.text} / ${other.text}`).toBe(true);
				}
		}
	});

	it('that the faces cannot show is left out, and the host stands in for the title', () => {
		for (const label of [labels.japanese, labels.arabic, labels.hebrew, labels.hindi, labels.emojiAlone]) {
			expect(lines(makeCard({ headline: label })), label).toEqual(['0', '4', '7', '9', '10', '7 to 8.9', 'Major']);
			expect(lines(makeCard({ title: label })), label).toContain('signals.example');
		}
		for (const label of [labels.greek, labels.cyrillic]) expect(lines(makeCard({ headline: label }))).toContain(label);
	});

	it('loses emoji and what is invisible, and is escaped', () => {
		expect(lines(makeCard({ headline: labels.emoji }))).toContain('Robots &amp; &lt;machines&gt;');
		expect(lines(makeCard({ headline: labels.controls }))).toContain('a bc d');
	});

	it('that is too long is cut at an ellipsis', () => {
		expect(lines(makeCard({ headline: labels.endless })).slice(-2)).toEqual([
			expect.stringMatching(/^All of it and/),
			expect.stringMatching(/[^ ]…$/),
		]);
	});

	it('makes no card heavier than 60 kB', async () => {
		const heavy = [labels.long, labels.wide, labels.endless, labels.accents].flatMap((label) => {
			const own = makeBands([0, 2.5, 7.5], label);
			return [
				makeCard({ headline: label, title: label, bands: own, band: own[1] }),
				makeCard({ headline: label, title: label, band: undefined }),
			];
		});
		for (const card of heavy) expect((await paint(card)).length, card.headline).toBeLessThanOrEqual(60_000);
	});
});

describe('the colours of cards', () => {
	it('are those of the pages', () => {
		const sheet = readFileSync(new URL('../../src/styles/tokens.css', import.meta.url), 'utf8');
		const light = (name: string) => new RegExp(`--${name}: light-dark\\((#\\w+)`).exec(sheet)?.[1];
		const { paper, ink, muted, hairline, red, rules } = colours;
		// The tone that is used but once has no name of its own: it is that of the rule, `--t`.
		expect([paper, ink, muted, hairline, red, ...rules]).toEqual(
			['bg', 'text', 'muted', 'hair', 'hot', 'b0', 'b1', 't', 'text'].map(light),
		);
	});

	it('stand out from the paper: texts 4.5 to 1, rules 3 to 1', () => {
		for (const colour of [colours.ink, colours.muted, colours.red]) expect(contrast(colour, colours.paper)).toBeGreaterThanOrEqual(4.5);
		for (const colour of colours.rules) expect(contrast(colour, colours.paper)).toBeGreaterThanOrEqual(3);
	});
});
