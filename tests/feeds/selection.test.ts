import { parseAtomFeed, parseOpml } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { feedDirectory, feedsFor } from '../../src/feeds/directory.ts';
import type { Signal } from '../../src/signals/signal.ts';
import { fileContent, filePaths } from '../../src/site/files.ts';
import type { Site } from '../../src/site/site.ts';
import { categories, makeSignal, makeSite } from './make-site.ts';

const [models, policy] = categories;
if (!models || !policy) throw new Error('The fixture has two categories.');

const chips = { slug: 'chips', label: 'Chips', description: 'Silicon.' };
const lost = { slug: 'lost', label: 'Lost' };
const withdrawn = { date: '2026-06-01T00:00:00Z', reason: 'Wrong.' };

const site = makeSite({
	signals: [
		makeSignal('critical', { date: '2026-05-04T00:00:00Z', score: 9, category: policy, tags: [chips] }),
		makeSignal('gone', { date: '2026-05-03T00:00:00Z', score: 7, tags: [chips, lost], withdrawn }),
		makeSignal('major', { date: '2026-05-02T00:00:00Z', score: 7, tags: [chips] }),
		makeSignal('notable', { date: '2026-05-01T00:00:00Z', score: 6.9 }),
		makeSignal('lost', { date: '2026-04-30T00:00:00Z', score: 3, category: policy, withdrawn }),
	],
});

describe('a feed holds what its list shows, and the withdrawn signals that stood there', () => {
	it.each([
		['/atom.xml', ['critical', 'Withdrawn: gone', 'major', 'notable', 'Withdrawn: lost']],
		['/categories/models/atom.xml', ['Withdrawn: gone', 'major', 'notable']],
		['/categories/policy/atom.xml', ['critical', 'Withdrawn: lost']],
		['/min/4/atom.xml', ['critical', 'Withdrawn: gone', 'major', 'notable']],
		['/min/7/atom.xml', ['critical', 'Withdrawn: gone', 'major']],
		['/min/9/atom.xml', ['critical']],
		['/tags/chips/atom.xml', ['critical', 'Withdrawn: gone', 'major']],
		['/tags/lost/atom.xml', ['Withdrawn: gone']],
		['/corrections/atom.xml', ['Withdrawn: gone', 'Withdrawn: lost']],
	])('%s', (path, expected) => {
		expect(titles(site, path)).toEqual(expected);
	});

	it('gives the reason of a withdrawal and not the text', () => {
		const [, gone] = parseAtomFeed(fileContent(site, '/atom.xml').text).entries ?? [];
		const content = JSON.stringify(gone);
		expect(content).toContain('Wrong.');
		expect(content).not.toContain('Body of gone');
		expect(content).not.toContain('Take of gone');
	});

	it('ends after the newest of the configured length, withdrawn ones counted', () => {
		const signals = Array.from({ length: 9 }, (_, index) => makeSignal(`s${9 - index}`, { date: `2026-05-0${9 - index}T00:00:00Z` }));
		const few = makeSite({
			config: { feedLength: 3 },
			signals: signals.map((signal, index) => (index === 1 || index > 3 ? { ...signal, withdrawn } : signal)),
		});
		expect(titles(few, '/atom.xml')).toEqual(['s9', 'Withdrawn: s8', 's7']);
	});

	it('orders signals of one instant by score, then by slug, whatever order they come in', () => {
		const order = (signals: readonly Signal[]) => titles(makeSite({ signals }), '/atom.xml');
		const signals = [makeSignal('b', { score: 5 }), makeSignal('a', { score: 5 }), makeSignal('c', { score: 9, withdrawn })];
		expect(order(signals)).toEqual(['Withdrawn: c', 'a', 'b']);
		expect(order(signals.toReversed())).toEqual(['Withdrawn: c', 'a', 'b']);
	});

	it('is as new as its latest change, not its first entry', () => {
		const changed = makeSite({
			signals: [makeSignal('b'), makeSignal('a', { date: '2026-05-01T00:00:00Z', updated: '2026-07-01T00:00:00Z' })],
		});
		expect(parseAtomFeed(fileContent(changed, '/atom.xml').text).updated).toBe('2026-07-01T00:00:00Z');
	});
});

describe('the directory of feeds', () => {
	it('groups them, and leaves out tags that list nothing', () => {
		const groups = feedDirectory(site).map(({ title, feeds }) => [title, feeds.map(({ label, count }) => `${label} ${count}`)]);
		expect(groups).toEqual([
			['Everything', ['All signals 3']],
			['Briefings', ['Briefings 2']],
			['Corrections', ['Corrections 2']],
			['Categories', ['Models 2', 'Policy 1']],
			['Minimum scores', ['Score 4 and above 3', 'Score 7 and above 2', 'Score 9 and above 1']],
			['Tags', ['Chips 2']],
		]);
	});

	it('lists the hundred most used tags at most', () => {
		const tags = Array.from({ length: 150 }, (_, index) => ({ slug: `t${String(index).padStart(3, '0')}`, label: `T${index}` }));
		const many = makeSite({ signals: [makeSignal('a', { tags }), makeSignal('b', { tags: tags.slice(140) })] });
		const labels = feedDirectory(many)
			.at(-1)
			?.feeds.map(({ label }) => label);
		expect(labels).toHaveLength(100);
		expect(labels?.slice(0, 11)).toEqual(['T140', 'T141', 'T142', 'T143', 'T144', 'T145', 'T146', 'T147', 'T148', 'T149', 'T0']);
	});

	it('names only files the site has', () => {
		const files = new Set(filePaths(site));
		for (const link of feedDirectory(site).flatMap(({ feeds }) => feeds.flatMap(({ links }) => links))) expect(files).toContain(link.path);
	});

	it('is the OPML file, each feed once', () => {
		const opml = parseOpml(fileContent(site, '/feeds.opml').text);
		const listed = opml.body?.outlines?.flatMap(({ outlines }) => outlines ?? []);
		const described = feedDirectory(site).flatMap(({ feeds }) => feeds);
		expect(listed?.map(({ type, text, xmlUrl, htmlUrl }) => ({ type, text, xmlUrl, htmlUrl }))).toEqual(
			described.map(({ title, list, links }) => ({
				type: 'rss',
				text: title,
				xmlUrl: `https://signals.example${links[0]?.path}`,
				htmlUrl: `https://signals.example${list}`,
			})),
		);
	});
});

describe('feeds a page announces', () => {
	const whole = ['Signals (Atom)', 'Signals (RSS)', 'Signals (JSON Feed)'];

	it.each([
		['/', whole],
		['/categories/models/', ['Signals: Models (Atom)', 'Signals: Models (RSS)', 'Signals: Models (JSON Feed)', ...whole]],
		['/tags/chips/', ['Signals: Chips (Atom)', ...whole]],
		['/tags/lost/', ['Signals: Lost (Atom)', ...whole]],
		['/min/7/', ['Signals: Score 7 and above (Atom)', ...whole]],
		['/briefings/', ['Signals: Briefings (Atom)', ...whole]],
		['/corrections/', ['Signals: Corrections (Atom)', ...whole]],
		['/about/', whole],
	])('%s', (list, expected) => {
		expect(feedsFor(site, list).map(({ title }) => title)).toEqual(expected);
	});

	it('come with media type and path', () => {
		expect(feedsFor(site, '/tags/chips/')[0]).toEqual({
			title: 'Signals: Chips (Atom)',
			format: 'Atom',
			type: 'application/atom+xml',
			path: '/tags/chips/atom.xml',
		});
	});
});

function titles(of: Site, path: string): unknown[] | undefined {
	return parseAtomFeed(fileContent(of, path).text).entries?.map(({ title }) => (typeof title === 'object' ? title.value : title));
}
