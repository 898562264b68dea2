import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { IndexJson, SignalJson } from '../../src/machines/shape.ts';
import { splitFrontmatter } from '../../src/signals/frontmatter.ts';
import { fileContent, filePaths } from '../../src/site/files.ts';
import type { Site } from '../../src/site/site.ts';
import { makeSignal, makeSite } from '../feeds/make-site.ts';
import { xmlFault } from '../feeds/well-formed.ts';

const text = (site: Site, path: string) => fileContent(site, path).text;
const signalOf = (site: Site, path: string) => JSON.parse(text(site, path)) as SignalJson;
const indexOf = (site: Site, path: string) => JSON.parse(text(site, path)) as IndexJson;
const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

const odd = 'A "title": with [brackets], <b>, \\ and *stars* — 日本 👩‍👩‍👧';
const full = makeSignal('full', {
	title: odd,
	id: 'https://elsewhere.example/1',
	tags: [{ slug: 'c-plus-plus', label: 'C++, fast' }],
	sources: [{ url: 'https://z.example/?a=1&b="2"', title: 'yes: "no"', date: '2026-05-18' }],
	updates: [{ date: '2026-05-20T00:00:00Z', kind: 'correction', text: 'It was 3, not 4: #sorry.' }],
	scores: [{ date: '2026-05-20T00:00:00Z', from: 8, to: 8.4, why: 'Confirmed.' }],
	watch: [{ what: 'Weights are published', by: '2026-09-30', status: 'happened', resolved: '2026-06-01', evidence: 'next' }],
	authors: ['Ada Lovelace'],
	updated: '2026-05-20T00:00:00Z',
});
const next = makeSignal('next', { date: '2026-06-01T00:00:00Z', follows: 'full', take: { html: '', text: '', isLead: false } });
const gone = makeSignal('gone', {
	withdrawn: { date: '2026-05-21T00:00:00Z', reason: 'The *source* was retracted.' },
	updated: '2026-05-21T00:00:00Z',
	watch: [{ what: 'Nothing', by: '2026-09-30', status: 'open' }],
	date: '2026-05-01T00:00:00Z',
});
const site = makeSite({ config: { base: '/b/' }, signals: [next, full, gone] });

describe('a signal as Markdown', () => {
	it('has its facts in front, in YAML that our own reader understands, and the text behind them', () => {
		const split = splitFrontmatter(text(site, '/signals/full.md'));
		if ('problems' in split) throw new Error('It could not be read.');
		expect(split.yaml.problems).toEqual([]);
		expect(split.body).toBe('\n## Why\n\nBody of full.\n');
		expect(split.yaml.value).toMatchObject({
			id: 'https://elsewhere.example/1',
			title: odd,
			score: 8.4,
			band: 'Major',
			category: 'Models',
			tags: ['C++, fast'],
			published: '2026-05-19T16:01:00Z',
			updated: '2026-05-20T00:00:00Z',
			canonical: 'https://signals.example/b/signals/full/',
			license: 'https://creativecommons.org/licenses/by/4.0/',
			sources: [{ url: 'https://z.example/?a=1&b="2"', title: 'yes: "no"', date: '2026-05-18' }],
			updates: [{ text: 'It was 3, not 4: #sorry.' }],
			watch: [{ evidence: 'https://signals.example/b/signals/next/' }],
		});
	});

	it('leaves addresses as they are in text that is otherwise escaped', () => {
		const reason = 'See *this*: https://x.example/a_b?c=~d&e#f, not https://x.example/[g](h_i).';
		const one = makeSite({ signals: [makeSignal('a', { withdrawn: { date: '2026-05-21T00:00:00Z', reason } })] });
		expect(text(one, '/signals/a.md')).toContain(
			String.raw`See \*this\*: https://x.example/a_b?c=~d&e#f, not https://x.example/\[g\](h\_i).`,
		);
	});

	it('says of a withdrawn one that it is, and why, and repeats nothing of its text', () => {
		const markdown = text(site, '/signals/gone.md');
		expect(markdown).toMatch(/^withdrawn:\n {2}date: 2026-05-21T00:00:00Z\n {2}reason: "The \*source\* was retracted."$/m);
		expect(markdown).toContain('Withdrawn on 21 May 2026. The \\*source\\* was retracted.');
		expect(markdown).not.toMatch(/Body of gone|Take of gone|Nothing/);
	});
});

describe('a signal as JSON', () => {
	it('holds everything its page says', () => {
		expect(signalOf(site, '/signals/full.json')).toMatchObject({
			id: 'https://elsewhere.example/1',
			title: odd,
			summary: 'Take of full',
			content: { html: '<p>Take of full</p>\n<h2>Why</h2>\n<p>Body of full.</p>' },
			watch: [{ evidence: 'https://signals.example/b/signals/next/' }],
		});
		expect(signalOf(site, '/signals/next.json')).toMatchObject({
			follows: { id: 'https://elsewhere.example/1', url: 'https://signals.example/b/signals/full/' },
		});
		expect(signalOf(site, '/signals/next.json')).not.toHaveProperty('summary');
	});

	it('of a withdrawn one has the reason and no text', () => {
		const signal = signalOf(site, '/signals/gone.json');
		expect(signal.withdrawn).toEqual({ date: '2026-05-21T00:00:00Z', reason: 'The *source* was retracted.' });
		expect([signal.content, signal.summary, signal.watch]).toEqual([undefined, undefined, undefined]);
	});
});

describe('the index of signals', () => {
	it('names every signal, withdrawn ones included, oldest first, with the digest of its JSON', () => {
		const index = indexOf(site, '/api/signals.json');
		expect(index.signals?.map(({ json: address, withdrawn, sha256: digest }) => [address, withdrawn, digest])).toEqual(
			[
				['gone', '2026-05-21T00:00:00Z'],
				['full', undefined],
				['next', undefined],
			].map(([slug, withdrawn]) => [
				`https://signals.example/b/signals/${slug ?? ''}.json`,
				withdrawn,
				sha256(text(site, `/signals/${slug ?? ''}.json`)),
			]),
		);
		expect(index).toMatchObject({ count: 3, updated: '2026-06-01T00:00:00Z' });
	});

	it('is the same whether it is written before the signals or after them', () => {
		const again = makeSite({ config: { base: '/b/' }, signals: [next, full, gone] });
		expect(text(again, '/api/signals.json')).toBe(text(site, '/api/signals.json'));
	});

	it('of nothing is an index', () => {
		expect(indexOf(makeSite(), '/api/signals.json')).toMatchObject({ count: 0, signals: [] });
	});

	it('splits by year beyond 5,000 signals, with the digest of each part, full parts staying as they are when a signal is added', () => {
		const signals = Array.from({ length: 7000 }, (_, index) =>
			makeSignal(`s${index}`, { date: index < 6000 ? '2026-01-01T00:00:00Z' : '2025-01-01T00:00:00Z' }),
		);
		const before = makeSite({ signals });
		const after = makeSite({ signals: [makeSignal('added', { date: '2026-02-01T00:00:00Z' }), ...signals] });
		const parts = ['/api/signals-2025.json', '/api/signals-2026.json', '/api/signals-2026-2.json'];
		expect(filePaths(before).filter((path) => path.startsWith('/api/signals'))).toEqual([...parts, '/api/signals.json']);
		const index = indexOf(before, '/api/signals.json');
		expect(index).not.toHaveProperty('signals');
		expect(index.parts?.map(({ url, count, sha256: digest }) => [url, count, digest])).toEqual(
			parts.map((path, number) => [`https://signals.example${path}`, [1000, 5000, 1000][number], sha256(text(before, path))]),
		);
		expect(text(after, '/api/signals-2026.json')).toBe(text(before, '/api/signals-2026.json'));
	});
});

describe('the news sitemap', () => {
	const at = (date: string) => makeSignal(date.replace(/\D/g, ''), { date });
	const urls = (of: Site) => Array.from(text(of, '/news-sitemap.xml').matchAll(/<loc>[^<]*\/(\d+)\/<\/loc>/g), ([, slug]) => slug);

	it('names the signals of the two days before the instant it is built for, and no withdrawn one', () => {
		const dates = ['2026-11-22T00:00:00Z', '2026-11-21T12:00:00Z', '2026-11-20T00:00:00Z', '2026-11-19T23:59:59Z'];
		const taken = makeSignal('20261121', { date: '2026-11-21T00:00:00Z', withdrawn: { date: '2026-11-21T01:00:00Z', reason: 'x' } });
		const news = makeSite({ signals: [...dates.map(at), taken] });
		expect(urls(news)).toEqual(['20261122000000', '20261121120000', '20261120000000']);
	});

	it('says what each needs', () => {
		const news = makeSite({
			config: { language: 'pt-BR', title: 'A & B' },
			signals: [makeSignal('x', { title: '1 < 2', date: '2026-11-21T12:00:00Z' })],
		});
		expect(text(news, '/news-sitemap.xml')).toMatchInlineSnapshot(`
			"<?xml version="1.0" encoding="utf-8"?>
			<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
			<url>
			<loc>https://signals.example/signals/x/</loc>
			<news:news>
			<news:publication>
			<news:name>A &amp; B</news:name>
			<news:language>pt</news:language>
			</news:publication>
			<news:publication_date>2026-11-21T12:00:00Z</news:publication_date>
			<news:title>1 &lt; 2</news:title>
			</news:news>
			</url>
			</urlset>
			"
		`);
		expect(xmlFault(text(news, '/news-sitemap.xml'))).toBeUndefined();
	});

	it.each([
		['en', 'en'],
		['zh-Hant', 'zh-tw'],
		['zh', 'zh-cn'],
	])('names the language %s as %s', (language, code) => {
		const news = makeSite({ config: { language }, signals: [at('2026-11-21T12:00:00Z')] });
		expect(text(news, '/news-sitemap.xml')).toContain(`<news:language>${code}</news:language>`);
	});

	it('holds a thousand at most, and may hold none', () => {
		const many = Array.from({ length: 1200 }, (_, index) => makeSignal(String(index), { date: '2026-11-21T12:00:00Z' }));
		expect(urls(makeSite({ signals: many }))).toHaveLength(1000);
		expect(urls(site)).toEqual([]);
		expect(xmlFault(text(site, '/news-sitemap.xml'))).toBeUndefined();
	});
});

describe('llms.txt', () => {
	it('has the form that llmstxt.org describes', () => {
		expect(text(site, '/llms.txt')).toMatchInlineSnapshot(`
			"# Signals

			> Developments in AI, each weighed from 0 to 10.

			Every signal is one event with a score from 0 to 10, set by an editor for how much the event changes: Background from 0, Notable from 4, Major from 7, Critical from 9. It has a category, tags, sources and a text. All times are UTC.

			Below, each signal is linked as Markdown with its facts in front of the text. The same address with .json is the signal as data, and with a slash in place of the ending its page.

			The texts may be used under CC BY 4.0: <https://creativecommons.org/licenses/by/4.0/>

			## Newest signals

			- [next](https://signals.example/b/signals/next.md): 8.4/10 (Major), Models, 1 June 2026.
			- [A "title": with \\[brackets\\], \\<b\\>, \\\\ and \\*stars\\* — 日本 👩‍👩‍👧](https://signals.example/b/signals/full.md): 8.4/10 (Major), Models, 19 May 2026. Take of full

			## Data

			- [Index of all signals](https://signals.example/b/api/signals.json): JSON with the address, dates, score and digest of every signal, for keeping a copy in step.
			- [JSON Schema of a signal](https://signals.example/b/api/schema/signal.json): Explains every field.
			- [Atom feed](https://signals.example/b/atom.xml): The newest 50 signals in full.

			## Optional

			- [About](https://signals.example/b/about/): How scores are set, who publishes, licence of the texts.
			- [Briefings](https://signals.example/b/briefings/): A week on one page: the heaviest signal in full, the next with their takes, the rest as headlines.
			- [Watch list](https://signals.example/b/watch/): Forecasts of Signals: what is due, what is overdue, and what became of the others.
			- [Corrections](https://signals.example/b/corrections/): Corrections, updates and withdrawals, newest first.
			- [Categories](https://signals.example/b/categories/)
			- [Tags](https://signals.example/b/tags/)
			- [Archive 2026](https://signals.example/b/2026/)
			"
		`);
	});

	it('names the newest hundred', () => {
		const many = makeSite({ signals: Array.from({ length: 300 }, (_, index) => makeSignal(`s${index}`)) });
		expect(text(many, '/llms.txt').match(/\/signals\/s\d+\.md/g)).toHaveLength(100);
	});
});
