import { describe, expect, it } from 'vitest';
import { briefingOf, byCategory, daysOf } from '../../src/site/briefing.ts';
import { embedHtml, lowerHeadings, textOfHtml } from '../../src/site/embedded-html.ts';
import { weekNamed, weeks } from '../../src/site/weeks.ts';
import type { Signal } from '../../src/signals/signal.ts';
import { categories, makeSignal, makeSite } from '../feeds/make-site.ts';

const [models, policy] = categories;
if (!models || !policy) throw new Error('The fixture has two categories.');

const slugs = (signals: readonly Signal[]) => signals.map(({ slug }) => slug);
/** Signals of one week by their scores, newest first. */
const weekOfScores = (...scores: number[]) =>
	scores.map((score, index) => makeSignal(`s${index}`, { score, date: `2026-05-19T10:${String(59 - (index % 60)).padStart(2, '0')}:00Z` }));
const briefingOfScores = (...scores: number[]) => {
	const site = makeSite({ signals: weekOfScores(...scores) });
	return briefingOf(site, weekNamed(site, '2026-W21'));
};

describe('a briefing', () => {
	it('shows the heaviest in full, then the next, of equal scores the newer first', () => {
		const { first, next, rest } = briefingOfScores(6, 8, 7, 8);
		expect([first?.slug, slugs(next), slugs(rest)]).toEqual(['s1', ['s3', 's2', 's0'], []]);
	});

	it.each([
		['four of a quiet week', [5, 5, 5, 5, 5, 5, 5], 4, 2],
		['all that are major, when more', [9, 8, 8, 7, 7, 7, 7, 5, 5], 6, 2],
		['nine at most', Array.from({ length: 15 }, () => 7.5), 9, 5],
		['none of the lightest band, which are headlines everywhere', [5, 3, 2, 1], 0, 3],
		['what there is', [8, 5], 1, 0],
	])('shows with their takes: %s', (_, scores, next, rest) => {
		const briefing = briefingOfScores(...scores);
		expect([briefing.next.length, briefing.rest.length, briefing.more]).toEqual([next, rest, 0]);
	});

	it('stays a page people can read in a week of 5,000 signals, and says how many stand elsewhere', () => {
		const signals = Array.from({ length: 5000 }, (_, index) =>
			makeSignal(`s${index}`, { score: (index % 100) / 10, date: `2026-05-${24 - Math.floor(index / 715)}T10:00:00Z` }),
		);
		const site = makeSite({ signals });
		const week = weekNamed(site, '2026-W21');
		const { first, next, rest, more } = briefingOf(site, week);
		expect([first ? 1 : 0, next.length, rest.length, more]).toEqual([1, 9, 60, 4930]);
		expect(Math.max(...rest.map(({ score }) => score))).toBeLessThanOrEqual(Math.min(...next.map(({ score }) => score)));
		expect(daysOf(week).map(({ count }) => count)).toEqual([710, 715, 715, 715, 715, 715, 715]);
	});

	it('groups headlines by category in the order of the site, the heaviest first within', () => {
		const site = makeSite();
		const headlines = [makeSignal('a', { category: policy }), makeSignal('b'), makeSignal('c', { category: policy, score: 1 })];
		expect(byCategory(site, headlines).map(({ category, signals }) => [category.slug, slugs(signals)])).toEqual([
			['models', ['b']],
			['policy', ['a', 'c']],
		]);
	});

	it('of a week that was withdrawn shows nothing', () => {
		const site = makeSite({ signals: [makeSignal('a', { withdrawn: { date: '2026-06-01T00:00:00Z', reason: 'Wrong.' } })] });
		expect(briefingOf(site, weekNamed(site, '2026-W21'))).toMatchObject({ first: undefined, next: [], rest: [], more: 0 });
	});

	it('counts the words of what it shows, and no others', () => {
		const body = `<h2 id="a"><a href="#a">Two words</a></h2>\n<p>${'word '.repeat(996)}</p>`;
		const long = makeSite({ signals: weekOfScores(9, 3, 2), bodies: { s0: body, s1: 'word '.repeat(5000) } });
		const { words, minutes } = briefingOf(long, weekNamed(long, '2026-W21'));
		// 998 of the body; its take (3), title, score, band, category and time (5); two headlines of score, title and day (2 × 5).
		expect(words).toBe(998 + 3 + 4 + 5 + 2 * 5);
		expect(minutes).toBe(4);
	});

	it('does not change when later weeks come', () => {
		const signals = weekOfScores(9, 8, 7, 3);
		const later = makeSignal('later', { date: '2026-05-25T00:00:00Z', score: 10, follows: 's0' });
		const [before, after] = [makeSite({ signals }), makeSite({ signals: [later, ...signals] })];
		expect(briefingOf(after, weekNamed(after, '2026-W21'))).toEqual(briefingOf(before, weekNamed(before, '2026-W21')));
		expect(weeks(after)).toHaveLength(2);
	});
});

describe('a body inside another page', () => {
	const html =
		'<h2 id="why"><a href="#why">Why > how</a></h2>\n<h5 id="x"><a href="#x">Deep</a></h5>\n<p>A note<sup><a href="#note-fn-1" id="note-fnref-1" data-footnote-ref aria-describedby="footnote-label">1</a></sup> and <a href="/signals/b/#why" title="id=&#x22;#a&#x22; > b">b</a>.</p>';

	it('has its headings lower, at most on the sixth level, and no id or fragment of its own page', () => {
		expect(embedHtml(html, 2, 'first-')).toBe(
			'<h4 id="first-why">Why > how</h4>\n<h6 id="first-x">Deep</h6>\n<p>A note<sup><a href="#first-note-fn-1" id="first-note-fnref-1" data-footnote-ref aria-describedby="first-footnote-label">1</a></sup> and <a href="/signals/b/#why" title="id=&#x22;#a&#x22; > b">b</a>.</p>',
		);
		const own = '<h2 id="a"><a href="#b">B</a> and more</h2><p>x</p><h2 id="c"><a href="#c">C</a></h2>';
		expect(embedHtml(own, 1, 'n-')).toBe('<h3 id="n-a"><a href="#n-b">B</a> and more</h3><p>x</p><h3 id="n-c">C</h3>');
		expect(lowerHeadings('<h2>a</h2><p>h2</p>', 1)).toBe('<h3>a</h3><p>h2</p>');
	});

	it('has words where its blocks part them, and not where its marks do', () => {
		expect(textOfHtml('<p>one t<em>w</em>o</p><ul>\n<li>three</li></ul>').trim().split(/\s+/)).toEqual(['one', 'two', 'three']);
	});
});
