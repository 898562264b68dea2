import { describe, expect, it } from 'vitest';
import { fileContent } from '../../src/site/files.ts';
import { decodeFacts, encodeFacts } from '../../src/site/search-facts.ts';
import { minimumChoices, searchLabel, searchTexts, type SearchTexts } from '../../src/site/search-page.ts';
import { searchShards } from '../../src/site/search-shards.ts';
import { makeSignal, makeSite } from '../feeds/make-site.ts';
import { xmlFault } from '../feeds/well-formed.ts';

describe('the search page', () => {
	const site = makeSite({ config: { base: '/x/y/' }, signals: [makeSignal('a'), makeSignal('b')] });

	it('hands its script texts and addresses, with names where it fills in', () => {
		expect(JSON.parse(searchTexts(site)) as SearchTexts).toMatchObject({
			index: '/x/y/pagefind/',
			shards: {},
			categoryPath: '/x/y/categories/{slug}/',
			one: '1 signal',
			many: '{count} signals',
			found: '{signals} for “{text}”, {order}.',
		});
		expect(searchLabel(site)).toBe('Search 2 signals');
	});

	it('names the shards of a large index, newest first', () => {
		const days = ['2026-05-02T00:00:00Z', '2026-05-01T00:00:00Z'].map((date) => makeSignal(date.slice(0, 10), { date }));
		const texts = JSON.parse(searchTexts(site, searchShards(days, { limit: 1, most: 9 }))) as SearchTexts;
		expect(Object.entries(texts.shards)).toEqual([
			['2026-05-02', '/x/y/pagefind/shards/2026-05-02/'],
			['2026-05-01', '/x/y/pagefind/shards/2026-05-01/'],
		]);
	});

	it('offers every band as a minimum, all first', () => {
		expect(minimumChoices(site)).toEqual([
			{ value: '', label: 'All' },
			{ value: '4', label: '4+ Notable' },
			{ value: '7', label: '7+ Major' },
			{ value: '9', label: '9+ Critical' },
		]);
	});

	it('gets back the facts of a result as they were', () => {
		const facts = { score: 7.5, written: '7,5', weight: 2, band: 'Ernst & "so" ___', date: '2026-05-19T16:01:00Z', when: '19 Mai 2026' };
		expect(encodeFacts(facts)).toMatch(/^\S+$/);
		expect(decodeFacts(encodeFacts(facts))).toEqual(facts);
	});
});

describe('opensearch.xml', () => {
	it('names the search page and is well-formed, whatever the title', () => {
		const { text, type } = fileContent(makeSite({ config: { base: '/x/y/', title: 'News & <signals> of the field' } }), '/opensearch.xml');
		expect(type).toBe('application/opensearchdescription+xml; charset=utf-8');
		expect(xmlFault(text)).toBeUndefined();
		expect(text).toContain('<ShortName>News &amp; &lt;signals&gt;</ShortName>');
		expect(text).toContain('<Url type="text/html" template="https://signals.example/x/y/search/?q={searchTerms}"/>');
	});
});
