import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Receipt } from '../../src/build/receipt.ts';
import { fingerprintContent } from '../../src/signals/cache/fingerprint.ts';
import { formatInstant } from '../../src/signals/time.ts';
import siteConfig from '../../src/site.config.ts';
import { nextChange } from '../../src/site/next-change.ts';
import { openSite } from '../../src/site/open.ts';
import { outputKeys } from '../../src/site/output-keys.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { hashTree } from '../helpers/tree.ts';
import { runHere, runSignals } from '../helpers/run-signals.ts';

const asOf = '2026-11-20T10:00:00Z';
const two = `-- signals/a.md --\n${signalText()}\n-- signals/deep/b.md --\n${signalText({ title: 'Another title' })}`;
const file = (folder: string) => path.join(folder, 'signals/a.md');

const changes: readonly (readonly [what: string, change: (folder: string) => void])[] = [
	['is longer', (folder) => appendFileSync(file(folder), 'more\n')],
	[
		'has another text of the same length',
		(folder) => writeFileSync(file(folder), readFileSync(file(folder), 'utf8').replace('lab', 'LAB')),
	],
	[
		'has another text of the same length and its old time',
		(folder) => {
			const { atime, mtime } = statSync(file(folder));
			writeFileSync(file(folder), readFileSync(file(folder), 'utf8').replace('lab', 'LAB'));
			utimesSync(file(folder), atime, mtime);
		},
	],
	['is gone', (folder) => rmSync(file(folder))],
	['has another name', (folder) => renameSync(file(folder), path.join(folder, 'signals/c.md'))],
	[
		'is a folder now',
		(folder) => {
			rmSync(file(folder));
			mkdirSync(file(folder));
		},
	],
	['has another beside it', (folder) => writeFileSync(path.join(folder, 'signals/c.md'), signalText())],
	['has an image beside it', (folder) => writeFileSync(path.join(folder, 'signals/c.png'), '')],
	['has tags now', (folder) => writeFileSync(path.join(folder, 'tags.yml'), '')],
	['has another category', (folder) => appendFileSync(path.join(folder, 'categories.yml'), '- slug: b\n  label: B\n  description: B.\n')],
	['has lost its categories', (folder) => rmSync(path.join(folder, 'categories.yml'))],
	['has lost its folder', (folder) => rmSync(path.join(folder, 'signals'), { recursive: true })],
];

describe('a fingerprint of content', () => {
	it.each(changes)('is another when a file %s', (_, change) => {
		const [folder, clock] = [makeContent(two), makeFolder()];
		const taken = fingerprintContent(folder, clock).now;
		expect(taken.unsettled).toEqual(['signals/a.md', 'signals/deep/b.md']);
		expect(fingerprintContent(folder, clock, taken).isSame).toBe(true);
		change(folder);
		expect(fingerprintContent(folder, clock, taken).isSame).toBe(false);
	});

	it('is another whatever changes long after it was taken', async () => {
		const clock = makeFolder();
		const folders = changes.map(([what, change]) => ({ what, change, folder: makeContent(two) }));
		await setTimeout(2600);
		for (const { what, change, folder } of folders) {
			const settled = fingerprintContent(folder, clock).now;
			expect(settled.unsettled, what).toEqual([]);
			expect(fingerprintContent(folder, clock, settled).isSame, what).toBe(true);
			change(folder);
			expect(fingerprintContent(folder, clock, settled).isSame, what).toBe(false);
		}
	});

	it('stays the same while files settle, and tells them by what the system says of them then', async () => {
		const [folder, clock] = [makeContent(two), makeFolder()];
		const fresh = fingerprintContent(folder, clock).now;
		await setTimeout(2600);
		const { isSame, now } = fingerprintContent(folder, clock, fresh);
		expect([isSame, now.unsettled]).toEqual([true, []]);
		const again = fingerprintContent(folder, clock, now);
		expect([again.isSame, again.now]).toEqual([true, now]);
	});

	it('reads every file where it cannot tell the time', () => {
		const folder = makeContent(two);
		expect(fingerprintContent(folder, path.join(file(folder), 'no-folder')).now.unsettled).toHaveLength(2);
	});
});

describe('a receipt', () => {
	const start = () => {
		const [contentDir, cacheDir] = [makeContent(two), makeFolder()];
		const circumstances = { outDir: '/dist', cacheDir, contentDir, asOf, others: { key: 'a' } };
		const take = (changed: Partial<typeof circumstances> = {}) => new Receipt<string>({ ...circumstances, ...changed });
		const kept = () =>
			readdirSync(path.join(cacheDir, 'trees'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.log'));
		take().keep('digest', '2026-11-21T00:00:00Z', 'What was said.');
		return { take, contentDir, log: path.join(cacheDir, 'trees', kept()[0] ?? '') };
	};
	const digest = () => Promise.resolve('digest');

	it('says again what was said, as long as nothing changed', async () => {
		const { take } = start();
		expect(await take().said(digest)).toBe('What was said.');
		expect(await take({ asOf: '2026-11-20T23:59:59Z' }).said(digest)).toBe('What was said.');
	});

	it.each<[what: string, changed: object]>([
		['the time at which something else comes out', { asOf: '2026-11-21T00:00:00Z' }],
		['an earlier time', { asOf: '2026-11-20T09:59:59Z' }],
		['another output', { outDir: '/other' }],
		['other code', { others: { key: 'b' } }],
		['other content', { contentDir: '/other' }],
	])('says nothing for %s', async (_, changed) => {
		expect(await start().take(changed).said(digest)).toBeUndefined();
	});

	it('says nothing of an output that was touched, or not seen', async () => {
		const { take } = start();
		for (const output of ['other', undefined]) expect(await take().said(() => Promise.resolve(output))).toBeUndefined();
	});

	it.each(changes)('says nothing of content in which a file %s', async (_, change) => {
		const { take, contentDir } = start();
		change(contentDir);
		expect(await take().said(digest)).toBeUndefined();
	});

	it.each<[what: string, damage: (log: string) => void]>([
		['cut short', (log) => writeFileSync(log, readFileSync(log, 'utf8').slice(0, -9))],
		['altered', (log) => writeFileSync(log, readFileSync(log, 'utf8').replace('What', 'That'))],
		['empty', (log) => writeFileSync(log, '')],
		['gone', (log) => rmSync(log)],
	])('says nothing when it is %s', async (_, damage) => {
		const { take, log } = start();
		damage(log);
		expect(await take().said(digest)).toBeUndefined();
	});
});

describe('the next change', () => {
	const config = { ...siteConfig, gradeInflation: { share: 0.1, days: 1, least: 1 } };
	const hour = 3_600_000;
	/** @returns all that a build could make of content at an instant: keys of outputs, problems, what is held back */
	const stateAt = async (contentDir: string, cacheDir: string, milliseconds: number) => {
		const instant = formatInstant(milliseconds);
		const opened = await openSite({ config, contentDir, contentName: 'content', cacheDir, asOf: instant });
		const keys = outputKeys(opened.site);
		const state = JSON.stringify([
			opened.outputs.map((output) => [output.path, keys.of(output)]),
			opened.problems,
			opened.content.heldBack.map(({ slug, held }) => [slug, held]),
		]);
		return { state, next: Date.parse(nextChange(opened.content, instant, config.gradeInflation.days)) };
	};

	it('is not before anything comes out otherwise', async () => {
		const cacheDir = makeFolder();
		let changes = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.record({ hours: fc.integer({ min: -60, max: 60 }), score: fc.constantFrom(5, 10), isDraft: fc.boolean() }), {
					minLength: 1,
					maxLength: 6,
				}),
				fc.integer({ min: 0, max: 24 * 60 }),
				fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { minLength: 2, maxLength: 2 }),
				async (signals, minutes, parts) => {
					const files = signals.map(
						({ hours, score, isDraft }, index) =>
							`-- signals/s-${index}.md --\n${signalText({
								title: `Title number ${index}`,
								date: formatInstant(Date.parse(asOf) + hours * hour),
								score: String(score),
								...(isDraft ? { draft: 'true' } : {}),
								...(hours < 0 ? { watch: `[{ what: It happens., by: 2026-11-2${index + 1}, status: open }]` } : {}),
							})}`,
					);
					const contentDir = makeContent(files.join('\n'));
					const start = Date.parse(asOf) + minutes * 60_000;
					const { state, next } = await stateAt(contentDir, cacheDir, start);
					for (const part of [...parts, 0.999_999]) {
						const later = start + Math.floor(((next - start) * part) / 1000) * 1000;
						if (next > later) expect((await stateAt(contentDir, cacheDir, later)).state).toBe(state);
					}
					if ((await stateAt(contentDir, cacheDir, next)).state !== state) changes += 1;
				},
			),
			{ numRuns: 40 },
		);
		expect(changes).toBeGreaterThan(10);
	}, 60_000);
});

describe('a build of what did not change', () => {
	const content = () => makeContent(`-- signals/a.md --\n${signalText({ tags: '[alone]' }, 'The take.\n')}`);

	it('says what the last one said, warnings included, and touches nothing', async () => {
		const [contentDir, out] = [content(), path.join(makeFolder(), 'dist')];
		const args = ['build', '--content', contentDir, '--out', out, '--as-of', asOf, '--wait'];
		const first = await runHere(args);
		const before = hashTree(out);
		const inode = statSync(out).ino;
		const second = await runHere(args);
		const plain = ({ out: text }: typeof first) => text.replace(/in [\d.]+ s; \d+ of/, 'in');
		expect(first.out).toContain('warning');
		expect([second.code, second.err]).toEqual([0, 'Checking the content\n']);
		expect(plain(second)).toBe(
			plain(first)
				.replace(/^Published/m, 'Nothing changed.\nPublished')
				.replace('Pages were compiled.\n', ''),
		);
		expect([hashTree(out), statSync(out).ino]).toEqual([before, inode]);
	}, 120_000);

	it('is refused all the same once warnings are failures', async () => {
		const [contentDir, out] = [content(), path.join(makeFolder(), 'dist')];
		const args = ['build', '--content', contentDir, '--out', out, '--as-of', asOf, '--wait'];
		await runHere(args);
		const { code, out: said } = await runHere([...args, '--strict']);
		expect([code, said.includes('error')]).toEqual([1, true]);
	}, 120_000);

	it('mends an output that somebody touched, and asks an indexer of the user anew', async () => {
		const [contentDir, out] = [content(), path.join(makeFolder(), 'dist')];
		const args = ['build', '--content', contentDir, '--out', out, '--as-of', asOf];
		await runSignals(args);
		const before = hashTree(out);
		writeFileSync(path.join(out, 'index.html'), 'touched');
		expect((await runSignals(args)).out).not.toContain('Nothing changed.');
		expect(hashTree(out)).toEqual(before);
		const { code, err } = await runSignals(args, { env: { PAGEFIND_BINARY_PATH: '/nowhere' } });
		expect([code, err.includes('/nowhere')]).toEqual([74, true]);
	}, 120_000);
});
