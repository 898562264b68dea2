import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slugFault, suggestSlug, tagSlug } from '../../src/signals/slug.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });

describe('slugs', () => {
	it('of tags stay as they are when made again', () => {
		fc.assert(
			fc.property(text, (label) => tagSlug(tagSlug(label)) === tagSlug(label)),
			{ seed: 1 },
		);
	});

	it('of tags do not depend on how a letter is composed', () => {
		fc.assert(
			fc.property(text, (label) => tagSlug(label.normalize('NFD')) === tagSlug(label.normalize('NFC'))),
			{ seed: 1 },
		);
	});

	it('that are suggested are good ones, or nothing', () => {
		fc.assert(
			fc.property(text, (title) => {
				const slug = suggestSlug(title);
				return slug === '' || slugFault(slug) === undefined || slugFault(slug)?.includes('reserved');
			}),
			{ seed: 1 },
		);
	});

	it.each([
		['Ørsted and Łódź', 'orsted-and-lodz'],
		['Größer: STRAẞE', 'grosser-strasse'],
		['Æther, Œuvre, Þór, ĐẶNG, Iğdır', 'aether-oeuvre-thor-dang-igdir'],
	])('that are suggested of %j keep every Latin letter', (title, slug) => {
		expect(suggestSlug(title)).toBe(slug);
	});

	it.each(['A', 'a_b', 'a--b', '-a', 'a-', 'é', 'a b', 'a.b', '..', 'index', 'con', 'a'.repeat(81)])('refuse %j', (slug) => {
		expect(slugFault(slug)).toBeDefined();
	});
});
