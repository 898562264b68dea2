import { describe, expect, it } from 'vitest';
import { categoryList, dayList, minList } from '../../src/site/lists.ts';
import { type PageHead, signalHead } from '../../src/site/metadata.ts';
import { makeSignal, makeSite } from '../feeds/make-site.ts';

const signal = makeSignal('a', { title: 'A claim' });
const site = makeSite({ signals: [signal, makeSignal('b')], config: { listLength: 1 } });

describe('the head of a withdrawn signal', () => {
	const head = signalHead(site, { ...signal, withdrawn: { date: '2026-05-20T00:00:00Z', reason: 'The source was forged.' } });

	it('says so wherever it names the signal, and gives the reason in place of the take', () => {
		expect(head.title).toBe('Withdrawn: A claim — Signals');
		expect(head.description).toBe('The source was forged.');
		expect(head.properties).toContainEqual({ property: 'og:title', content: 'Withdrawn: A claim' });
		expect(head.properties).toContainEqual({ property: 'og:description', content: 'The source was forged.' });
		expect(head.isIndexed).toBe(false);
	});

	it('shows no score where it is shared', () => {
		expect(head.properties).toContainEqual({ property: 'og:image', content: 'https://signals.example/cards/site.png' });
		expect(signalHead(site, signal).properties).toContainEqual({
			property: 'og:image',
			content: 'https://signals.example/cards/models-2.png',
		});
	});

	it('repeats the claim nowhere', () => {
		const said = JSON.stringify(head);
		expect(said).not.toContain('Take of a');
		expect(said.replaceAll('Withdrawn: A claim', '')).not.toContain('A claim');
	});
});

describe('the head of a signal', () => {
	const { properties, jsonLd = '' } = signalHead(site, signal);

	it('says in words what its picture shows', () => {
		expect(properties).toContainEqual({ property: 'og:image:alt', content: 'Signals: Models. Score 7 to 8.9 out of 10, Major.' });
	});

	it('offers picture and logo as news', () => {
		expect(JSON.parse(jsonLd)).toMatchObject({
			'@graph': [
				{
					'@type': 'NewsArticle',
					image: 'https://signals.example/cards/models-2.png',
					publisher: { logo: { '@type': 'ImageObject', url: 'https://signals.example/apple-touch-icon.png', width: 180, height: 180 } },
				},
				{ '@type': 'BreadcrumbList' },
			],
		});
	});
});

describe('the way to a list', () => {
	it('is the path of the pages above it', () => {
		expect(way(categoryList(site, 'models').head)).toEqual(['Signals /', 'Categories /categories/', 'Models /categories/models/']);
		expect(way(minList(site, 7, 'models').head)).toEqual([
			'Signals /',
			'Models /categories/models/',
			'7 and above: Major /categories/models/min/7/',
		]);
		expect(way(dayList(site, '2026-05-19').head)).toEqual(['Signals /', '2026 /2026/', 'May 2026 /2026/05/', '19 May 2026 /2026/05/19/']);
	});

	it('goes on from the list to its archive pages', () => {
		expect(way(categoryList(site, 'models', 2).head).slice(2)).toEqual(['Models /categories/models/', 'Page 2 /categories/models/page/2/']);
	});
});

describe('an empty list', () => {
	it('asks not to be indexed', () => {
		expect(categoryList(site, 'models').head.isIndexed).toBe(true);
		expect(categoryList(site, 'policy').head.isIndexed).toBe(false);
		expect(minList(site, 7).head.isIndexed).toBe(true);
		expect(minList(site, 9).head.isIndexed).toBe(false);
	});
});

function way({ jsonLd = '' }: PageHead): string[] {
	return [...jsonLd.matchAll(/"name":"([^"]*)","item":"https:\/\/signals\.example([^"]*)"/g)].map(([, name, path]) => `${name} ${path}`);
}
