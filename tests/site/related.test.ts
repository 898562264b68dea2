import { describe, expect, it } from 'vitest';
import { compareSignals } from '../../src/signals/order.ts';
import type { Signal, Tag } from '../../src/signals/signal.ts';
import { formatRelation, related } from '../../src/site/related.ts';
import type { Site } from '../../src/site/site.ts';
import { categories, makeSignal, makeSite } from '../feeds/make-site.ts';

const [models, policy] = categories;
const tags = (...slugs: string[]): Tag[] => slugs.map((slug) => ({ slug, label: slug.toUpperCase() }));

/** A signal of May 2026, in the category Policy. */
const made = (slug: string, day: number, changes: Partial<Signal> = {}) =>
	makeSignal(slug, { date: `2026-05-${String(day).padStart(2, '0')}T00:00:00Z`, ...(policy && { category: policy }), ...changes });

function siteOf(signals: readonly Signal[]): Site {
	const sorted = signals.toSorted(compareSignals);
	const listed = sorted.filter(({ withdrawn }) => !withdrawn);
	return {
		...makeSite({ signals: sorted }),
		continuations: (of) => sorted.filter(({ follows }) => follows === of).toReversed(),
		neighbours: (signal) => ({ earlier: listed[listed.indexOf(signal) + 1], later: listed[listed.indexOf(signal) - 1] }),
	};
}
const relatedTo = (signal: Signal, others: readonly Signal[]) => related(siteOf([signal, ...others]), signal);
const slugs = (list: ReturnType<typeof related>) => list.map(({ signal }) => signal.slug);

/** Stand just before and after the tenth of May, and are shown as its neighbours. */
const neighbours = [made('before', 9, { tags: tags('rare', 'common') }), made('after', 11, { tags: tags('rare', 'common') })];
const signal = made('it', 10, { tags: tags('common', 'rare'), ...(models && { category: models }) });

describe('related signals', () => {
	it('share a rare tag rather than a common one, and say which', () => {
		const common = Array.from({ length: 12 }, (_, index) => made(`common-${index}`, 12 + index, { tags: tags('common') }));
		const list = relatedTo(signal, [...neighbours, ...common, made('rare', 1, { tags: tags('rare'), score: 1 })]);
		expect(slugs(list)[0]).toBe('rare');
		expect(list).toHaveLength(5);
		expect(list.map(formatRelation).slice(0, 2)).toEqual(['RARE', 'COMMON']);
	});

	it('name the tags both have, the rarest first, at most three, and then the category', () => {
		const own = tags('a', 'b', 'c', 'd');
		const filler = Array.from({ length: 8 }, (_, index) => made(`filler-${index}`, 20, { tags: own.slice(0, 1) }));
		const [first] = relatedTo(made('it', 10, { tags: own }), [...filler, made('twin', 25, { tags: own })]);
		expect(first && formatRelation(first)).toBe('B, C, D; same category');
	});

	it('are never the signal itself, of its thread, its neighbours in time, or withdrawn', () => {
		const others = [
			made('root', 2, { tags: tags('rare') }),
			made('next', 25, { tags: tags('rare'), follows: 'it' }),
			made('gone', 3, { tags: tags('rare'), withdrawn: { date: '2026-05-20T00:00:00Z', reason: 'Wrong.' } }),
			made('other', 4, { tags: tags('rare') }),
		];
		expect(slugs(relatedTo({ ...signal, follows: 'root' }, [...neighbours, ...others]))).toEqual(['other']);
	});

	it('of a withdrawn signal are none', () => {
		const withdrawn = { ...signal, withdrawn: { date: '2026-05-20T00:00:00Z', reason: 'Wrong.' } };
		expect(relatedTo(withdrawn, [made('other', 4, { tags: tags('rare') })])).toEqual([]);
	});

	it('come from its category where fewer than three share a tag, which they then say', () => {
		const others = [1, 2, 3, 4, 5].map((day) => made(`other-${day}`, day, models && { category: models }));
		const list = relatedTo(signal, [...neighbours, ...others, made('rare', 1, { tags: tags('rare') })]);
		expect(slugs(list)).toEqual(['rare', 'other-5', 'other-4']);
		expect(list.map(formatRelation)).toEqual(['RARE', 'same category', 'same category']);
	});

	it('are the same whatever the order of tags and of signals, equal ones in the order of lists', () => {
		const own = made('it', 10, { tags: tags('odd', 'even') });
		const others = ['b', 'd', 'a', 'c', 'f', 'e'].map((slug, index) => made(slug, 20, { tags: tags(index % 2 === 0 ? 'even' : 'odd') }));
		const filler = [made('first', 9), made('last', 11)];
		const expected = ['a', 'b', 'c', 'd', 'e'];
		expect(slugs(relatedTo(own, [...others, ...filler]))).toEqual(expected);
		expect(slugs(relatedTo({ ...own, tags: own.tags.toReversed() }, [...filler, ...others.toReversed()]))).toEqual(expected);
	});

	it('are no more than a year away, so that an old page settles', () => {
		const near = ['2025-05-10', '2027-05-10'].map((day) => made(`near-${day}`, 1, { date: `${day}T23:00:00Z`, tags: tags('rare') }));
		const far = ['2025-05-09', '2027-05-11'].map((day) => made(`far-${day}`, 1, { date: `${day}T00:00:00Z`, tags: tags('rare') }));
		expect(slugs(relatedTo(signal, [...neighbours, ...near, ...far])).toSorted()).toEqual(['near-2025-05-10', 'near-2027-05-10']);

		const before = relatedTo(signal, [...neighbours, ...near]);
		const years = Array.from({ length: 3000 }, (_, index) =>
			made(`later-${index}`, 1, { date: '2029-01-01T00:00:00Z', tags: tags('rare') }),
		);
		expect(relatedTo(signal, [...neighbours, ...near, ...years])).toEqual(before);
	});

	it('are found by looking at few of many signals', () => {
		const many = Array.from({ length: 20_000 }, (_, index) =>
			made(`s${index}`, 1, { date: new Date(Date.UTC(2026, 0, 1) + index * 1_000_000).toISOString(), tags: tags('common') }),
		).toSorted(compareSignals);
		const middle = many[10_000];
		if (!middle) throw new Error('There is no middle.');
		let read = 0;
		const counted = new Proxy(many, {
			get(target, key, receiver): unknown {
				if (typeof key === 'string' && /^\d+$/.test(key)) read += 1;
				return Reflect.get(target, key, receiver);
			},
		});
		const [common] = tags('common');
		const site: Site = {
			...makeSite(),
			signals: counted,
			tag: () => common && { term: common, signals: counted },
			category: () => policy && { term: policy, signals: counted },
		};
		expect(related(site, middle)).toHaveLength(5);
		expect(read).toBeGreaterThan(0);
		expect(read).toBeLessThan(200);
	});
});
