import { describe, expect, it } from 'vitest';
import { thread } from '../../src/site/thread.ts';
import { makeSignal, makeSite } from '../feeds/make-site.ts';

const signals = [
	makeSignal('g', { date: '2026-05-07T00:00:00Z', follows: 'f' }),
	makeSignal('f', { date: '2026-05-06T00:00:00Z', follows: 'c' }),
	makeSignal('e', { date: '2026-05-05T00:00:00Z', follows: 'c' }),
	makeSignal('d', { date: '2026-05-04T00:00:00Z' }),
	makeSignal('c', { date: '2026-05-03T00:00:00Z', follows: 'b' }),
	makeSignal('b', { date: '2026-05-02T00:00:00Z', follows: 'a', withdrawn: { date: '2026-05-08T00:00:00Z', reason: 'Wrong.' } }),
	makeSignal('a', { date: '2026-05-01T00:00:00Z' }),
];
const threadOf = (slug: string, all = signals) => {
	const site = {
		...makeSite({ signals: all }),
		continuations: (of: string) => all.filter(({ follows, withdrawn }) => follows === of && !withdrawn).toReversed(),
	};
	const signal = site.signal(slug);
	return signal && thread(site, signal).map((member) => member.slug);
};

describe('the thread of a signal', () => {
	it('runs back over withdrawn signals and forward over more than one step, oldest first', () => {
		expect(threadOf('c')).toEqual(['a', 'b', 'c', 'e', 'f', 'g']);
		expect(threadOf('g')).toEqual(['a', 'b', 'c', 'f', 'g']);
	});

	it('is empty for a signal that stands alone', () => {
		expect(threadOf('d')).toEqual([]);
	});

	it('is cut four signals before and after, however long the chain', () => {
		const chain = Array.from({ length: 20 }, (_, index) =>
			makeSignal(`s${index + 10}`, { date: `2026-05-${index + 10}T00:00:00Z`, ...(index > 0 && { follows: `s${index + 9}` }) }),
		).toReversed();
		expect(threadOf('s20', chain)).toEqual(['s16', 's17', 's18', 's19', 's20', 's21', 's22', 's23', 's24']);
	});

	it('shows the oldest four of however many branches', () => {
		const date = (index: number) => new Date(Date.UTC(2026, 5, 1) + index * 1000).toISOString();
		const branches = Array.from({ length: 200_000 }, (_, index) => makeSignal(`b${index}`, { date: date(index), follows: 'root' }));
		const root = makeSignal('root');
		const site = { ...makeSite({ signals: [root] }), continuations: (of: string) => (of === 'root' ? branches : []) };
		expect(thread(site, root).map(({ slug }) => slug)).toEqual(['root', 'b0', 'b1', 'b2', 'b3']);
	});
});
