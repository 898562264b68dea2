import { parseFeed as parseWithRowan } from '@rowanmanning/feed-parser';
import { parseAtomFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import { describe, expect, it } from 'vitest';
import { fileContent, filePaths } from '../../src/site/files.ts';
import { makeSignal, makeSite, type SiteParts } from './make-site.ts';
import { xmlFault } from './well-formed.ts';

const withdrawn = { date: '2026-05-15T00:00:00Z', reason: 'Wrong.' };
const signals = [
	makeSignal('running', { date: '2026-11-20T00:00:00Z' }),
	makeSignal('heavy', { date: '2026-05-19T00:00:00Z', score: 9.1, title: 'AT&T <b> & more' }),
	makeSignal('light', { date: '2026-05-20T00:00:00Z', score: 2, updated: '2026-07-01T00:00:00Z' }),
	makeSignal('notable', { date: '2026-05-18T00:00:00Z', score: 5 }),
	makeSignal('gone', { date: '2026-05-04T00:00:00Z', updated: withdrawn.date, withdrawn }),
];
const feedOf = (parts: SiteParts = {}) => fileContent(makeSite({ signals, ...parts }), '/briefings/atom.xml').text;

describe('the feed of briefings', () => {
	const text = feedOf();

	it('has an entry for each week that is over, with ids and dates of the weeks', () => {
		expect(xmlFault(text)).toBeUndefined();
		const { entries, title, updated } = parseAtomFeed(text);
		expect([textOf(title), updated]).toEqual(['Signals: Briefings', '2026-07-01T00:00:00Z']);
		expect(
			entries?.map(({ id, title: name, published, updated: changed, links }) => [id, textOf(name), published, changed, links?.[0]?.href]),
		).toEqual([
			[
				'tag:signals.example,2026:briefing/2026-W21',
				'Week 21, 2026',
				'2026-05-25T00:00:00Z',
				'2026-07-01T00:00:00Z',
				'https://signals.example/briefings/2026-W21/',
			],
			[
				'tag:signals.example,2026:briefing/2026-W19',
				'Week 19, 2026',
				'2026-05-11T00:00:00Z',
				'2026-05-15T00:00:00Z',
				'https://signals.example/briefings/2026-W19/',
			],
		]);
	});

	it('says the same to other readers', async () => {
		const rss = await new RssParser<object, { id: string }>().parseString(text);
		expect(rss.items.map(({ id, title }) => [id, title])).toEqual(parseAtomFeed(text).entries?.map(({ id, title }) => [id, textOf(title)]));
		expect(parseWithRowan(text).items.map(({ id, url }) => [id, url])).toEqual(
			parseAtomFeed(text).entries?.map(({ id, links }) => [id, links?.[0]?.href]),
		);
	});

	it('carries the briefing in full: the first with its body, the next with its take, the rest as headlines', () => {
		const html = String(contentOf(text, 0));
		expect(html).toContain('<h2><a href="https://signals.example/signals/heavy/">AT&amp;T &lt;b&gt; &amp; more</a></h2>');
		expect(html).toContain('<h3>Why</h3>\n<p>Body of heavy.</p>');
		expect(html).toContain('Take of notable');
		expect(html).not.toContain('Body of notable');
		expect(html).toContain('<li>2 <a href="https://signals.example/signals/light/">light</a></li>');
		expect(html).not.toContain('Take of light');
		expect(html.match(/<h([1-6])/g)?.join('')).toBe('<h2<h3<h2<h3<h2<h3');
	});

	it('says of a week that was withdrawn nothing but that', () => {
		expect(contentOf(text, 1)).toBe('<p>Everything that was published this week has been withdrawn.</p>');
	});

	it('keeps an entry byte for byte when later weeks come, and holds the newest of the configured length', () => {
		const later = [makeSignal('later', { date: '2026-06-01T00:00:00Z', score: 10 }), ...signals];
		expect(entriesOf(feedOf({ signals: later })).slice(1)).toEqual(entriesOf(text));
		expect(entriesOf(feedOf({ signals: later, config: { feedLength: 2 } }))).toEqual(entriesOf(feedOf({ signals: later })).slice(0, 2));
	});

	it('is there, and empty, on a site without a week', () => {
		expect(filePaths(makeSite())).toContain('/briefings/atom.xml');
		expect(entriesOf(feedOf({ signals: [] }))).toEqual([]);
	});
});

function textOf(value: string | { readonly value?: string | undefined } | undefined): string | undefined {
	return typeof value === 'object' ? value.value : value;
}

function contentOf(text: string, index: number): string | undefined {
	return textOf(parseAtomFeed(text).entries?.[index]?.content);
}

function entriesOf(text: string): string[] {
	return text.match(/<entry>[\s\S]*?<\/entry>/g) ?? [];
}
