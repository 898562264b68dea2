import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { feedId, signalId } from '../../src/feeds/id.ts';
import { fileContent } from '../../src/site/files.ts';
import type { Site } from '../../src/site/site.ts';
import { makeSignal, makeSite } from './make-site.ts';

const config = { authority: 'signals.example' };

describe('the id of a signal', () => {
	it.each([
		['plain', 'tag:signals.example,2026:signal/plain'],
		['100% "über"/#1', 'tag:signals.example,2026:signal/100%25%20%22%C3%BCber%22%2F%231'],
		['https://elsewhere.example/?p=1', 'https://elsewhere.example/?p=1'],
		['tag:elsewhere.example,2020:1', 'tag:elsewhere.example,2020:1'],
		['urn:uuid:b5d5e9f0-0000-4000-8000-000000000000', 'urn:uuid:b5d5e9f0-0000-4000-8000-000000000000'],
		['note: with a space', 'tag:signals.example,2026:signal/note%3A%20with%20a%20space'],
	])('%s', (id, expected) => {
		expect(signalId(config, { id, date: '2026-05-19T16:01:00Z' })).toBe(expected);
	});

	it('is the same in Atom, RSS and JSON Feed', () => {
		const site = makeSite({ signals: [makeSignal('a'), makeSignal('b', { id: 'https://elsewhere.example/?p=1&q=2' })] });
		const ids = ['tag:signals.example,2026:signal/a', 'https://elsewhere.example/?p=1&q=2'];
		expect(parseAtomFeed(read(site, '/atom.xml')).entries?.map(({ id }) => id)).toEqual(ids);
		expect(parseRssFeed(read(site, '/rss.xml')).items?.map(({ guid }) => guid?.value)).toEqual(ids);
		expect(parseJsonFeed(read(site, '/feed.json')).items?.map(({ id }) => id)).toEqual(ids);
	});

	it('survives another slug, title, address and base', () => {
		const before = makeSite({ signals: [makeSignal('old', { id: 'kept', title: 'Old' })] });
		const after = makeSite({
			signals: [makeSignal('new', { id: 'kept', title: 'New' })],
			config: { url: 'https://other.example', base: '/b/' },
		});
		expect(atomIds(after, '/atom.xml')).toEqual(atomIds(before, '/atom.xml'));
		expect(parseAtomFeed(read(after, '/atom.xml')).id).toBe(parseAtomFeed(read(before, '/atom.xml')).id);
	});
});

describe('the id of a feed', () => {
	it('differs by list and authority, and is a version 5 UUID', () => {
		const ids = [feedId(config, '/'), feedId(config, '/min/7/'), feedId({ authority: 'other.example' }, '/')];
		expect(new Set(ids).size).toBe(3);
		for (const id of ids) expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	});

	it('is the one any generator makes of that name', () => {
		// python3 -c "import uuid; print(uuid.uuid5(uuid.NAMESPACE_URL, 'https://signals.example/'))"
		expect(feedId(config, '/')).toBe('urn:uuid:da952ed1-5953-5cdb-b75c-bd1fcc1f4558');
	});
});

describe('ids in the feed of corrections', () => {
	const updates = [
		{ date: '2026-06-02T00:00:00Z', kind: 'update', text: 'Third.' },
		{ date: '2026-06-01T00:00:00Z', kind: 'correction', text: 'First.' },
		{ date: '2026-06-01T00:00:00Z', kind: 'update', text: 'Second.' },
	] as const;

	it('name signal and instant, and tell changes of one instant apart', () => {
		const gone = makeSignal('gone', { id: 'https://elsewhere.example/1', withdrawn: { date: '2026-06-01T00:00:00Z', reason: 'Wrong.' } });
		const site = makeSite({ signals: [makeSignal('x', { updates }), gone] });
		expect(atomIds(site, '/corrections/atom.xml')).toEqual([
			'tag:signals.example,2026:signal/x/update/2026-06-02T00:00:00Z',
			'tag:signals.example,2026:signal/https%3A%2F%2Felsewhere.example%2F1/withdrawal/2026-06-01T00:00:00Z',
			'tag:signals.example,2026:signal/x/update/2026-06-01T00:00:00Z',
			'tag:signals.example,2026:signal/x/update/2026-06-01T00:00:00Z/2',
		]);
	});

	it('stay when a change is worded anew', () => {
		const reworded = updates.map((update) => ({ ...update, text: `A ${update.text}` }));
		const before = makeSite({ signals: [makeSignal('x', { updates })] });
		const after = makeSite({ signals: [makeSignal('x', { updates: reworded })] });
		expect(atomIds(after, '/corrections/atom.xml')).toEqual(atomIds(before, '/corrections/atom.xml'));
	});
});

function atomIds(site: Site, path: string): (string | undefined)[] | undefined {
	return parseAtomFeed(read(site, path)).entries?.map(({ id }) => id);
}

function read(site: Site, path: string): string {
	return fileContent(site, path).text;
}
