import fc from 'fast-check';
import { expect, it } from 'vitest';
import { titleParts } from '../../src/site/title-parts.ts';

const wholes = (title: string) => titleParts(title).flatMap(({ text, isWhole }) => (isWhole ? [text] : []));

it('words of which a line break would leave a letter or two stay whole', () => {
	expect(wholes('OpenAI co-founder files an S-1, and GPT-5 is AI-assisted')).toEqual(['co-founder', 'S-1,', 'GPT-5', 'AI-assisted']);
	expect(wholes('The stateless 2026-07-28 protocol')).toEqual(['2026-07-28']);
});

it('other words, and those too long for a phone, may break', () => {
	expect(wholes('Pre-training is state-of-the-art, vis-à-vis post-training - or not')).toEqual(['vis-à-vis']);
	expect(wholes('An e-administration-for-everybody')).toEqual([]);
	expect(wholes('')).toEqual([]);
});

it('nothing of a title is lost', () => {
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom('a', 'B', '-', ' ', 'é', '5', '日', '\u{1F600}') }), (title) => {
			expect(
				titleParts(title)
					.map(({ text }) => text)
					.join(''),
			).toBe(title);
		}),
	);
});
