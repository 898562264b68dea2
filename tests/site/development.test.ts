import { execFileSync } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Instant } from '../../src/signals/signal.ts';
import { authorMark, authorNotes } from '../../src/site/author-notes.ts';
import { configFile, readConfig } from '../../src/site/config-file.ts';
import type { SiteConfig } from '../../src/site/config.ts';
import { createDevelopment, type Outcome } from '../../src/site/development.ts';
import { getSite } from '../../src/site/site.ts';
import { houseBody, makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { projectDir } from '../helpers/run-signals.ts';
import { tinyPng } from '../helpers/tiny-png.ts';

afterEach(() => vi.useRealTimers());

describe('a development', () => {
	it('shows what is held back, and finds the problems that check finds', async () => {
		const { folder, outcome } = await read(`
-- signals/public.md --
${signalText({ follows: 'sketch' })}
-- signals/sketch.md --
${signalText({ draft: 'true', sources: '[]', tags: '[unheard of]' })}`);
		expect(outcome?.isShown).toBe(false);
		expect(outcome?.problems.map(({ file, code, severity }) => `${file} ${severity} ${code}`)).toEqual([
			'content/signals/public.md error follows/held-back',
			'content/signals/sketch.md warning house/source-missing',
		]);
		expect(outcome?.problems[0]).toMatchObject({ excerpt: { text: 'follows: sketch' }, location: path.join(folder, 'signals/public.md') });
		const site = outcome?.opened?.site;
		expect(site?.signals.map(({ slug }) => slug)).toEqual(['public', 'sketch']);
		expect(site?.tag('unheard-of')?.signals).toHaveLength(1);
	});

	it('marks a draft, a scheduled signal and warnings, and nothing else', async () => {
		const { outcome } = await read(`
-- signals/draft.md --
${signalText({ draft: 'true', date: '2026-05-04' })}
-- signals/plain.md --
${signalText({ date: '2026-05-02' })}
-- signals/scheduled.md --
${signalText({ date: '2027-05-01' })}
-- signals/sloppy.md --
${signalText({ sources: '[]', date: '2026-05-03' })}
-- signals/unfinished.md --
${signalText({ draft: 'true', date: '2026-05-01' }, `${houseBody}\n{{ more }}\n`)}`);
		const site = outcome?.opened?.site;
		if (!site) throw new Error('The content was not read.');
		expect(site.signals.map((signal) => [signal.slug, authorMark(site, signal)])).toEqual([
			['scheduled', 'Scheduled'],
			['draft', 'Draft'],
			['sloppy', '1 warning'],
			['plain', undefined],
			['unfinished', 'Draft, 1 blank'],
		]);
		expect(site.signals.map((signal) => authorNotes({ ...site, development: undefined }, signal))).not.toContainEqual(expect.anything());
	});

	it('keeps the last good site while there are errors, and shows the next good one', async () => {
		const { development, folder } = await read(`-- signals/x.md --\n${signalText({ title: 'Good' })}`);
		const save = async (fields: Record<string, string>) => {
			writeFileSync(path.join(folder, 'signals/x.md'), signalText(fields));
			await development.reload();
			return [development.outcome?.isShown, getSite().signal('x')?.title];
		};
		expect(await save({ title: 'Bad', score: '11' })).toEqual([false, 'Good']);
		expect(await save({ title: 'Better' })).toEqual([true, 'Better']);
	});

	it('keeps the files of the site that is shown open, and no others', async () => {
		const { development, folder, outcome } = await read(`-- signals/x.md --\n${signalText()}`);
		const closed: string[] = [];
		const follow = (name: string, found: Outcome | undefined) => {
			if (!found?.opened) throw new Error('The content was not read.');
			vi.spyOn(found.opened.content, 'close').mockImplementation(() => void closed.push(name));
		};
		follow('first', outcome);
		writeFileSync(path.join(folder, 'signals/x.md'), signalText({ score: '11' }));
		await development.reload();
		expect(closed).toEqual([]);
		writeFileSync(path.join(folder, 'signals/x.md'), signalText({ score: '8' }));
		await development.reload();
		expect(closed).toEqual(['first']);
	});

	it('waits for a file that is empty, as one that is being written is for a moment, or for longer on a busy machine', async () => {
		const { development, folder, beforeReading } = await read(`-- signals/x.md --\n${signalText()}`);
		const location = path.join(folder, 'signals/x.md');
		let readings = 0;
		beforeReading(() => (readings += 1));
		writeFileSync(location, '');
		setTimeout(() => writeFileSync(location, signalText({ title: 'Written at last' })), 150);
		await development.reload();
		expect([development.outcome?.isShown, getSite().signal('x')?.title]).toEqual([true, 'Written at last']);
		// A busy machine may read it for the first time when it is written.
		expect(readings).toBeLessThanOrEqual(2);
	});

	it('shows that a file is empty when nobody writes it, and does not wait for it again', async () => {
		const { development, folder, beforeReading } = await read(`-- signals/x.md --\n${signalText()}`);
		const location = path.join(folder, 'signals/x.md');
		let readings = 0;
		beforeReading(() => (readings += 1));
		for (const text of ['', '', '\n', '\n']) {
			writeFileSync(location, text);
			await development.reload();
			expect(development.outcome?.problems.map(({ code }) => code)).toEqual(['file/empty']);
		}
		expect(readings).toBe(4);
	});

	it('tells of no reading that found what was found before, and keeps what is shown', async () => {
		const { development, folder } = await read(`-- signals/late.md --
${signalText({ date: '2026-11-23' })}
-- signals/x.md --
${signalText()}`);
		const told: number[] = [];
		development.listen(({ version }) => told.push(version));
		const [site, location] = [getSite(), path.join(folder, 'signals/x.md')];
		for (const text of [signalText(), signalText({ score: '11' }), signalText({ score: '11' })]) {
			writeFileSync(location, text);
			await development.reload();
			expect(getSite()).toBe(site);
		}
		expect(told).toEqual([3]);
		expect(development.outcome?.problems).toHaveLength(1);
		expect(site.development?.version).toBe(1);

		writeFileSync(location, signalText());
		await development.reload();
		expect([told, getSite().development?.version]).toEqual([[3, 5], 5]);
	});

	it('tells of every kind of change in what it reads', async () => {
		const date = { date: '2026-11-23' };
		const { development, folder, given } = await read(
			`-- signals/x.md --\n${signalText(date)}\n-- tags.yml --\n- slug: peculiar-word\n  label: Peculiar word\n`,
		);
		writeFileSync(path.join(folder, 'signals/a.png'), tinyPng);
		await development.reload();
		let told = 0;
		development.listen(() => (told += 1));
		const changes = {
			'a signal': () => writeFileSync(path.join(folder, 'signals/x.md'), signalText(date, houseBody.replace('take', 'view'))),
			'a name of a signal': () => renameSync(path.join(folder, 'signals/x.md'), path.join(folder, 'signals/y.md')),
			'a label': () => writeFileSync(path.join(folder, 'tags.yml'), '- slug: peculiar-word\n  label: Special word\n'),
			'an image': () => writeFileSync(path.join(folder, 'signals/a.png'), Buffer.concat([tinyPng, Buffer.alloc(1)])),
			'where a fault is': () => writeFileSync(path.join(folder, 'categories.yml'), '- slug: Foo Bar\n  label: Foo\n  description: Bar.\n'),
			'the line with a fault': () =>
				writeFileSync(path.join(folder, 'categories.yml'), '- slug: Foo_Bar\n  label: Foo\n  description: Bar.\n'),
			'the minute': () => (given.asOf = '2026-11-22T00:01:00Z'),
			'the configuration': () => (given.config = { title: 'Another' }),
		};
		const heard: string[] = [];
		for (const [kind, change] of Object.entries(changes)) {
			const before = told;
			change();
			await development.reload();
			if (told === before + 1) heard.push(kind);
		}
		expect(heard).toEqual(Object.keys(changes));
	});

	it('survives that nothing can be read, and says why', async () => {
		const { development, beforeReading } = await read(`-- signals/x.md --\n${signalText()}`);
		beforeReading(() => {
			throw new Error('No space left.');
		});
		await development.reload();
		expect(development.outcome).toMatchObject({ isShown: false, problems: [], failure: { message: 'No space left.' } });
		beforeReading(() => undefined);
		await development.reload();
		expect(development.outcome?.isShown).toBe(true);
	});

	it('reads once for changes that come together, and not at all for those of other folders', async () => {
		vi.useFakeTimers();
		const options = vi.fn(() => Promise.reject(new Error('as good as any')));
		const development = createDevelopment({ contentDir: '/content', configFile: '/site.config.ts', options });
		for (const file of ['/elsewhere/a.md', '/content-of-others/a.md']) development.changed(file);
		await vi.advanceTimersByTimeAsync(1000);
		expect(options).toHaveBeenCalledTimes(0);
		for (const file of ['/content/signals/a.md', '/content/tags.yml', '/site.config.ts']) {
			development.changed(file);
			await vi.advanceTimersByTimeAsync(5);
		}
		await vi.advanceTimersByTimeAsync(1000);
		expect(options).toHaveBeenCalledTimes(1);
		development.changed('/content');
		await vi.advanceTimersByTimeAsync(1000);
		expect(options).toHaveBeenCalledTimes(2);
	});

	it('reads once more for all changes that come during a reading, after it', async () => {
		vi.useFakeTimers();
		let finish: () => void = () => undefined;
		const options = vi.fn(() => new Promise<never>((_resolve, reject) => (finish = () => reject(new Error('as good as any')))));
		const development = createDevelopment({ contentDir: '/content', configFile: '/site.config.ts', options });
		const told: Outcome[] = [];
		development.listen((outcome) => told.push(outcome));
		for (let time = 0; time < 4; time++) {
			development.changed('/content/signals/a.md');
			await vi.advanceTimersByTimeAsync(1000);
		}
		expect(options).toHaveBeenCalledTimes(1);
		for (const readings of [2, 2]) {
			finish();
			await vi.advanceTimersByTimeAsync(1000);
			expect(options).toHaveBeenCalledTimes(readings);
		}
		expect(told.map(({ version }) => version)).toEqual([1, 2]);
	});

	it('forgets a change once it is closed', async () => {
		vi.useFakeTimers();
		const options = vi.fn(() => Promise.reject(new Error('never')));
		const development = createDevelopment({ contentDir: '/content', configFile: '/site.config.ts', options });
		development.changed('/content/signals/a.md');
		development.close();
		await vi.advanceTimersByTimeAsync(1000);
		expect(options).not.toHaveBeenCalled();
	});
});

describe('the configuration', () => {
	it('is read as it stands in the file, however often that changes', async () => {
		const file = path.join(makeFolder(), 'site.config.ts');
		const config = await readConfig();
		for (const title of ['One', 'Two', 'One']) {
			writeFileSync(file, `export default ${JSON.stringify({ ...config, title })};\n`);
			expect((await readConfig(file)).title).toBe(title);
		}
		expect((await readConfig(configFile)).title).toBe(config.title);
	});

	it('that cannot be used is told in words of its owner, with the line where there is one', () => {
		const messageFor = (text: string) => {
			const file = path.join(makeFolder(), 'site.config.ts');
			writeFileSync(file, text);
			return messageInNode(file);
		};
		expect(messageFor("export default {\n\ttitle: 'x';\n};\n")).toMatch(
			/^src\/site\.config\.ts:2: this is not valid TypeScript \(.*\)\. Often a comma.*\n\nexport default \{\n {4}title: 'x';\n {14}\^\n\};$/,
		);
		expect(messageFor('export default {\n\ttitle: nothing,\n};\n')).toBe('src/site.config.ts:2: nothing is not defined');
		expect(messageFor("import x from './nowhere.ts';\n")).toMatch(
			/^src\/site\.config\.ts imports what is not there: Cannot find module .*nowhere\.ts'/,
		);
		expect(messageFor('export const config = {};\n')).toMatch(/exports no configuration\. It has to read: export default/);
		expect(messageFor('export default {};\n')).toMatch(/has values it cannot have:\n {2}title: is missing/);
	});
});

/** Vitest would load the file in its own way. */
function messageInNode(file: string): string {
	const script = `import { readConfig } from '${pathToFileURL(path.join(projectDir, 'src/site/config-file.ts')).href}';
		await readConfig(process.argv[1]).catch((error) => process.stdout.write(error.name === 'ConfigError' ? error.message : 'Another error'));`;
	return execFileSync(process.execPath, ['--input-type=module', '-e', script, file], { encoding: 'utf8' }).trimEnd();
}

/** What the next reading is given. */
interface Given {
	asOf: Instant;
	config: Partial<SiteConfig>;
}

async function read(content: string) {
	const folder = makeContent(content);
	const cacheDir = makeFolder();
	let before: () => void = () => undefined;
	const given: Given = { asOf: '2026-11-22T00:00:00Z', config: {} };
	const development = createDevelopment({
		contentDir: folder,
		configFile,
		async options() {
			before();
			const config = { ...(await readConfig()), ...given.config };
			return { config, contentDir: folder, contentName: 'content', cacheDir, asOf: given.asOf };
		},
	});
	await development.reload();
	return { development, folder, given, outcome: development.outcome, beforeReading: (act: () => void) => (before = act) };
}
