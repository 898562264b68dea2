import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	appendFileSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Receipt } from '../../src/build/receipt.ts';
import { fingerprintContent, isSameContent } from '../../src/signals/cache/fingerprint.ts';
import { formatInstant } from '../../src/signals/time.ts';
import siteConfig from '../../src/site.config.ts';
import { nextChange } from '../../src/site/next-change.ts';
import { openSite } from '../../src/site/open.ts';
import { outputKeys } from '../../src/site/output-keys.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { hashTree, listTree } from '../helpers/tree.ts';
import { runHere, runSignals } from '../helpers/run-signals.ts';

const asOf = '2026-11-20T10:00:00Z';
const two = `-- signals/a.md --\n${signalText()}\n-- signals/deep/b.md --\n${signalText({ title: 'Another title' })}`;
const file = (folder: string) => path.join(folder, 'signals/a.md');

/** Puts a pipe into the place of a file. */
function makePipe(place: string): void {
	rmSync(place);
	execFileSync('mkfifo', [place]);
}

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
	[
		'is a link to the same text',
		(folder) => {
			renameSync(file(folder), path.join(folder, 'elsewhere'));
			symlinkSync('../elsewhere', file(folder));
		},
	],
	[
		'is in a folder that is a link now',
		(folder) => {
			renameSync(path.join(folder, 'signals'), path.join(folder, 'elsewhere'));
			symlinkSync('elsewhere', path.join(folder, 'signals'));
		},
	],
	[
		'has categories by a link',
		(folder) => {
			renameSync(path.join(folder, 'categories.yml'), path.join(folder, 'elsewhere'));
			symlinkSync('elsewhere', path.join(folder, 'categories.yml'));
		},
	],
	['has lost its folder', (folder) => rmSync(path.join(folder, 'signals'), { recursive: true })],
];

describe('a fingerprint of content', () => {
	const look = (folder: string) => fingerprintContent(folder, makeFolder());
	const isSame = (folder: string, before: ReturnType<typeof look>) => isSameContent(folder, before, look(folder));

	it.each(changes)('is another when a file %s', (_, change) => {
		const folder = makeContent(two);
		const taken = look(folder);
		expect(Object.keys(taken.unsettled).sort()).toEqual(['categories.yml', 'signals/a.md', 'signals/deep/b.md']);
		expect(isSame(folder, taken)).toBe(true);
		change(folder);
		expect(isSame(folder, taken)).toBe(false);
	});

	it('is another whatever changes long after it was taken', async () => {
		const folders = changes.map(([what, change]) => ({ what, change, folder: makeContent(two) }));
		await setTimeout(2600);
		for (const { what, change, folder } of folders) {
			const settled = look(folder);
			expect(settled.unsettled, what).toEqual({});
			expect(isSame(folder, settled), what).toBe(true);
			change(folder);
			expect(isSame(folder, settled), what).toBe(false);
		}
	});

	it('stays the same while files settle', async () => {
		const folder = makeContent(two);
		const fresh = look(folder);
		await setTimeout(2600);
		expect([isSame(folder, fresh), look(folder).unsettled]).toEqual([true, {}]);
	});

	it('is another when a file that could not be told by its looks has other bytes', () => {
		const folder = makeContent(two);
		const taken = look(folder);
		const unsettled = { ...taken.unsettled, 'signals/a.md': taken.unsettled['signals/deep/b.md'] ?? '' };
		expect(isSame(folder, { ...taken, unsettled })).toBe(false);
	});

	it('reads every file where it cannot tell the time', () => {
		const folder = makeContent(two);
		expect(Object.keys(fingerprintContent(folder, path.join(file(folder), 'no-folder')).unsettled)).toHaveLength(3);
	});

	it.each<[what: string, damage: (folder: string) => void]>([
		['a pipe in the place of a signal', (folder) => makePipe(file(folder))],
		['a pipe in the place of the categories', (folder) => makePipe(path.join(folder, 'categories.yml'))],
		['a link to what has no end', (folder) => symlinkSync('/dev/zero', path.join(folder, 'tags.yml'))],
		['a name that is too long for the system', (folder) => mkdirSync(path.join(folder, 'signals', 'x'.repeat(200)))],
	])('waits for nothing, and throws nothing: %s', (_, damage) => {
		const folder = makeContent(two);
		const taken = look(folder);
		damage(folder);
		expect(isSame(folder, taken)).toBe(false);
	});
});

describe('a receipt', () => {
	const start = () => {
		const [contentDir, cacheDir] = [makeContent(two), makeFolder()];
		const circumstances = { outDir: '/dist', cacheDir, contentDir, asOf, others: { key: 'a' } };
		const take = (changed: Partial<typeof circumstances> = {}) => new Receipt<string>({ ...circumstances, ...changed });
		const kept = () =>
			readdirSync(path.join(cacheDir, 'trees'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.log'));
		const read = (name: string) =>
			createHash('sha256')
				.update(readFileSync(path.join(contentDir, name)))
				.digest('hex');
		const made = { output: 'digest', until: '2026-11-21T00:00:00Z', read };
		take().keep(made, 'What was said.');
		return { take, made, contentDir, log: path.join(cacheDir, 'trees', kept()[0] ?? '') };
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

	it('is not kept when what was read is not what was looked at: it changed in between, and back', async () => {
		const { take, made, contentDir } = start();
		const receipt = take();
		const first = readFileSync(file(contentDir));
		writeFileSync(file(contentDir), 'read by the build');
		const { read } = made;
		const wasRead = new Map(['signals/a.md', 'signals/deep/b.md', 'categories.yml'].map((name) => [name, read(name)]));
		writeFileSync(file(contentDir), first);
		receipt.keep({ ...made, read: (name) => wasRead.get(name) }, 'What was said of the other.');
		expect(await take().said(digest)).toBeUndefined();
	});

	it('that cannot be written is done without', async () => {
		const { take, made, log } = start();
		const receipt = take();
		rmSync(path.dirname(log), { recursive: true });
		writeFileSync(path.dirname(log), 'in the way');
		receipt.keep(made, 'What was said.');
		expect(await take().said(digest)).toBeUndefined();
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
		// Categories that were just written are read again.
		await setTimeout(2600);
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
		expect((await runHere(args, { interrupted: AbortSignal.abort() })).code).toBe(130);
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
		const index = listTree(out).filter((name) => name.startsWith('pagefind/'));
		for (const name of ['index.html', ...[0, 1, Math.floor(index.length / 2), index.length - 1].map((at) => index[at] ?? '')]) {
			appendFileSync(path.join(out, name), 'touched');
			const { code, out: said } = await runSignals(args);
			expect([code, said.includes('Nothing changed.'), hashTree(out)], name).toEqual([0, false, before]);
		}
		const { code, err } = await runSignals(args, { env: { PAGEFIND_BINARY_PATH: '/nowhere' } });
		expect([code, err.includes('/nowhere')]).toEqual([74, true]);
	}, 120_000);
});
