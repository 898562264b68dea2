import { describe, expect, it } from 'vitest';
import { fileContent } from '../../src/site/files.ts';
import { outputKeys } from '../../src/site/output-keys.ts';
import { plan } from '../../src/site/plan.ts';
import type { Signal } from '../../src/signals/signal.ts';
import type { Site } from '../../src/site/site.ts';
import { makeSignal, makeSite } from '../feeds/make-site.ts';

/** @returns the keys of the parts that a long index of signals has, and their texts, by path */
const partsOf = (site: Site) => {
	const keys = outputKeys(site);
	const outputs = plan(site).filter(({ path }) => path.startsWith('/api/signals-'));
	return new Map(outputs.map((output) => [output.path, { key: keys.of(output), text: fileContent(site, output.path).text }]));
};

describe('the key of a part of the index of signals', () => {
	const signals = Array.from({ length: 5002 }, (_, index) =>
		makeSignal(`s${index}`, { date: `${index < 2500 ? '2026' : '2023'}-06-01T00:00:00Z`, listDigest: `${index}` }),
	);
	const last = makeSignal('last', { date: '2026-07-01T00:00:00Z', listDigest: 'last', follows: 's4000' });
	const before = partsOf(makeSite({ signals: [last, ...signals] }));

	it.each([
		['a signal in it changes', [makeSignal('last', { ...last, score: 3, listDigest: 'changed' }), ...signals], ['/api/signals-2026.json']],
		[
			'a signal in another changes that one in it names',
			[
				last,
				...signals.map((signal) =>
					signal.slug === 's4000' ? makeSignal('s4000', { ...signal, id: 'other', listDigest: 'other' }) : signal,
				),
			],
			['/api/signals-2023.json', '/api/signals-2026.json'],
		],
	])('changes when %s', (_, all, changed) => {
		const after = partsOf(makeSite({ signals: all }));
		const pathsOf = (what: 'key' | 'text') =>
			[...after].filter(([path, part]) => part[what] !== before.get(path)?.[what]).map(([path]) => path);
		expect(pathsOf('text').sort()).toEqual(changed);
		expect(pathsOf('key').sort()).toEqual(changed);
	});
});

describe('the keys of lists and feeds of weeks', () => {
	const weekly = Array.from({ length: 100 }, (_, index) =>
		makeSignal(`w${index}`, {
			date: new Date(Date.UTC(2026, 5, 3) - index * 7 * 86_400_000).toISOString(),
			listDigest: `${index}`,
			digest: '',
		}),
	);
	const keysOf = (signals: readonly Signal[], asOf = '2026-06-04T00:00:00Z') => {
		const site = { ...makeSite({ signals }), asOf };
		const keys = outputKeys(site);
		return new Map(plan(site).map((output) => [output.path, keys.of(output)]));
	};
	const before = keysOf(weekly);
	/** @returns the briefings, their lists and their feed of which the key is another when a signal is */
	const changedBy = (slug: string, changes: Partial<Signal>) => {
		const after = keysOf(weekly.map((signal) => (signal.slug === slug ? makeSignal(slug, { ...signal, ...changes }) : signal)));
		return [...after].filter(([path, key]) => path.startsWith('/briefings/') && key !== before.get(path)).map(([path]) => path);
	};
	const body = { digest: 'changed' };
	const title = { title: 'changed', listDigest: 'changed', digest: 'changed' };

	it('know of a body only where a briefing is printed whole', () => {
		expect(changedBy('w0', body)).toEqual(['/briefings/2026-W23/']);
		expect(changedBy('w1', body).filter((path) => !path.includes('W22'))).toEqual(['/briefings/atom.xml']);
		expect(changedBy('w99', body).filter((path) => !path.includes('W28'))).toEqual([]);
	});

	it('know of a title where a list shows the week', () => {
		expect(changedBy('w0', title)).toEqual(['/briefings/', '/briefings/2026-W23/']);
		expect(changedBy('w30', title).filter((path) => !path.includes('W'))).toEqual([
			'/briefings/',
			'/briefings/page/3/',
			'/briefings/atom.xml',
		]);
		expect(changedBy('w31', title).filter((path) => !path.includes('W'))).toEqual(['/briefings/page/3/', '/briefings/atom.xml']);
		expect(changedBy('w99', title).filter((path) => !path.includes('W'))).toEqual(['/briefings/page/1/']);
	});

	it('know whether the newest week is over', () => {
		const after = keysOf(weekly, '2026-06-09T00:00:00Z');
		const changed = [...after].filter(([path, key]) => path.startsWith('/briefings/') && key !== before.get(path)).map(([path]) => path);
		expect(changed).toEqual(expect.arrayContaining(['/briefings/', '/briefings/2026-W23/', '/briefings/atom.xml']));
	});
});

describe('the key of the data of a signal', () => {
	const signals = ['new', 'between', 'old'].map((slug, index) =>
		makeSignal(slug, { date: `2026-05-${20 - index}T00:00:00Z`, listDigest: slug, ...(slug === 'new' && { follows: 'old' }) }),
	);
	const keysOf = (all: readonly Signal[]) => {
		const site = makeSite({ signals: all });
		const keys = outputKeys(site);
		return new Map(plan(site).map((output) => [output.path, keys.of(output)]));
	};

	it('is another when what it continues is, but not when what stands beside it is', () => {
		const before = keysOf(signals);
		const changedBy = (slug: string) => {
			const after = keysOf(signals.map((signal) => (signal.slug === slug ? { ...signal, listDigest: 'changed' } : signal)));
			return [...after].filter(([path, key]) => /^\/signals\/.*\.json$/.test(path) && key !== before.get(path)).map(([path]) => path);
		};
		expect(changedBy('between')).toEqual(['/signals/between.json']);
		expect(changedBy('old')).toEqual(['/signals/new.json', '/signals/old.json']);
	});
});
