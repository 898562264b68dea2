import { describe, expect, it } from 'vitest';
import { loadFaces } from '../../src/cards/faces.ts';

const { figures, headline, label } = loadFaces();
const widths = (text: string) => [...text].map((character) => headline.font.advance(character.codePointAt(0) ?? 0));

describe('a font', () => {
	it('knows the characters it has', () => {
		for (const { font } of [figures, headline, label]) {
			for (const character of 'Az09é–…Ωж') expect(font.advance(character.codePointAt(0) ?? 0), character).toBeGreaterThan(0);
			for (const character of '人ذ🤖\u{10FFFF}') expect(font.advance(character.codePointAt(0) ?? 0), character).toBeUndefined();
		}
	});

	it('knows how wide they are', () => {
		expect(widths('iM')).toMatchInlineSnapshot(`
			[
			  0.32,
			  0.938,
			]
		`);
		// Numerals are as wide as each other.
		expect(new Set(widths('0123456789')).size).toBe(1);
	});
});
