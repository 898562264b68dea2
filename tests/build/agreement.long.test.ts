import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SignalData } from '../../src/signals/schema.ts';
import { createRenderer } from '../../src/signals/markdown/render.ts';
import { parseSignal } from '../../src/signals/parse.ts';
import { words } from '../../src/site/words.ts';
import { builtSite } from '../helpers/built-site.ts';
import { corpusAsOf, corpusCases, corpusCategories, corpusDir, type CorpusCase } from '../helpers/corpus.ts';
import { editedSignal } from '../helpers/edited-signal.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { runHere, runSignals } from '../helpers/run-signals.ts';
import { tinyPng } from '../helpers/tiny-png.ts';
import { listTree } from '../helpers/tree.ts';

const asOf = ['--as-of', corpusAsOf];
const renderer = createRenderer({ houseSections: [], words: words.body });
const body = (text: string) => `\nTake.\n\n## Technical Context\n\n${text}\n\n## Why It Matters\n\nx\n\n## What to Watch Next\n\nx\n`;

const strict = ['--strict', ...asOf];

describe('check and build agree on the corpora', () => {
	/** Cases that are no fault under another name or in company, besides the sets. */
	const alone = new Set([
		'aliases/own',
		'link/year',
		// Beside files that cannot be read, a signal that is not there may be one of them under its former name.
		...['percent', 'unknown-file-dots', 'unknown-file', 'unknown-part-of-itself', 'unknown-signal', 'wrong-case'].map(
			(name) => `link/${name}`,
		),
	]);
	const files = corpusCases().filter(({ name }) => !name.startsWith('sets/') && !alone.has(name));
	const sets = corpusCases().filter(({ name }) => name.startsWith('sets/') || alone.has(name));

	/** Puts cases of one file each into one content folder, under the names of their cases. */
	const together = (cases: readonly CorpusCase[]) => {
		const content = makeContent('');
		writeFileSync(path.join(content, 'categories.yml'), corpusCategories);
		for (const { name, location } of cases) cpSync(location, path.join(content, 'signals', fileOf(name)));
		return content;
	};
	const fileOf = (name: string) => `${name.replace('/', '-')}.md`;

	it('build refuses every bad file with the report of check, and leaves nothing behind', async () => {
		const content = together(files);
		const out = path.join(makeFolder(), 'out');
		const checked = await runHere(['check', '--content', content, ...strict]);
		const built = await runHere(['build', '--content', content, '--out', out, '--wait', ...strict]);
		expect(built).toEqual({ ...checked, code: 1, err: expect.stringContaining('Nothing was published.') as string });
		expect(files.filter(({ name }) => !checked.out.includes(`/${fileOf(name)}:`)).map(({ name }) => name)).toEqual([]);
		expect(readdirSync(path.dirname(out))).toEqual([]);
	});

	it('build publishes what is unusual, written in a hurry, or only warned of, from any folder and into any folder', async () => {
		const content = makeContent(`-- tags.yml --
- { slug: cpp, label: C++, aliases: [cplusplus] }
-- signals/notes.md --
${signalText({ tags: '["C++", "日本", "Ünïcode", constructor, toString]', watch: '[{ what: x, by: 2027-01-01, status: open, evidence: "https://example.org/a%20b" }]' }, body('Claim.[^é] **Bold.[^50%]** A heading next.[^注]\n\n### Heading[^é]\n\n[^é]: One.\n\n[^50%]: Two.\n\n[^注]: Three.'))}
-- signals/links.md --
${signalText({ date: '2026-05-18', sources: '[{ url: "https://example.org/?q=\\">x" }, { url: "HTTPS://EXAMPLE.ORG/caf\u00e9" }]' }, body('See [a tag](/tags/日本/), [itself](#why-it-matters), [a source](/signals/links/#s2), [notes](notes.md#h-heading), [a day](/2026/05/19/), [cpp](/tags/cpp/), `/signals/no-such/`.'))}
-- signals/pictured.md --
${signalText({ date: '2026-05-17', summary: '"A *take* with [a link](/signals/notes/)."' }, body('![one][p] and ![two](pixel.png)\n\n[p]: pixel.png'))}
-- signals/thread.md --
${signalText({ date: '2026-05-16', follows: 'gone', aliases: '[old-thread]', score: '10' })}
-- signals/gone.md --
${signalText({ date: '2026-05-15', withdrawn: '{ date: 2026-05-16, reason: "It was <wrong> & \\"quoted\\"." }', tags: '[only-here]', score: '0' })}
-- signals/title.md --
${signalText({ title: `"${'Wort '.repeat(39)}Ende"`, date: '2026-05-14', sources: '[{ url: "https://example.org/", date: 1950-10-01 }]' })}
-- signals/draft.md --
${signalText({ draft: 'true', tags: '[fresh]', id: 'old-thread', date: '2026-05-13T10:00:00.000Z' }, body('See [its tag](/tags/fresh/) and [notes](/signals/notes/).'))}
-- signals/soon.md --
${signalText({ date: '2027-06-01', follows: 'thread' })}
-- signals/later.md --
${signalText({ date: '2027-07-01', follows: 'soon' })}
`);
		writeFileSync(path.join(content, 'signals/pixel.png'), tinyPng);
		writeFileSync(path.join(content, 'signals/.soon.md.swp'), 'x');
		expect((await runHere(['check', '--content', content, ...asOf])).out).toBe('9 signals checked: no problems.\n');

		const warned = files.filter(({ expected }) => !readFileSync(expected, 'utf8').includes(' error '));
		for (const { name, location } of warned) cpSync(location, path.join(content, 'signals', fileOf(name)));
		const edited = new Map<string, { text: string; data: Partial<SignalData> }>();
		for (const [index, text] of fc.sample(editedSignal, { numRuns: 200, seed: 6 }).entries()) {
			const { parsed } = parseSignal(Buffer.from(text), renderer, []);
			if (parsed) edited.set(`edited-${index}`, { text, data: parsed.data });
		}
		expect(edited.size).toBeGreaterThan(20);
		for (const [slug, { text }] of edited) writeFileSync(path.join(content, `signals/${slug}.md`), text);
		// Some of them are at fault beside others only.
		const { problems } = JSON.parse((await runHere(['check', '--content', content, ...asOf, '--format', 'json'])).out) as {
			problems: { file: string; severity: string }[];
		};
		for (const slug of problems.filter(({ severity }) => severity === 'error').map(({ file }) => path.basename(file, '.md'))) {
			if (edited.delete(slug)) rmSync(path.join(content, `signals/${slug}.md`));
		}
		expect(edited.size).toBeGreaterThan(10);
		expect(await runHere(['check', '--content', content, ...asOf])).toMatchObject({ code: 0 });

		const cwd = makeFolder();
		const { code, err } = await runSignals(['build', '--content', content, '--out', 'site/dist', '--base', '/x/y/', ...asOf], { cwd });
		expect(err).not.toMatch(/bug|Reason/);
		expect(code).toBe(0);
		const drafts = new Set(warned.filter(({ location }) => readFileSync(location, 'utf8').includes('draft: true')));
		const isPublished = ({ name }: CorpusCase) =>
			existsSync(path.join(cwd, 'site/dist/signals', path.parse(fileOf(name)).name, 'index.html'));
		for (const [slug, { data }] of edited) {
			const isHeld = data.draft === true || (data.date ?? '') > corpusAsOf;
			expect(existsSync(path.join(cwd, 'site/dist/signals', slug, 'index.html')), slug).toBe(!isHeld);
		}
		expect(warned.length).toBeGreaterThan(drafts.size);
		expect(warned.filter((one) => isPublished(one) === drafts.has(one)).map(({ name }) => name)).toEqual([]);
	});

	it('build refuses every bad set with the report of check', { timeout: 300_000 }, async () => {
		for (const { name, write } of sets) {
			const content = makeFolder();
			write(content);
			const checked = await runHere(['check', '--content', content, ...strict]);
			const built = await runHere(['build', '--content', content, '--out', path.join(makeFolder(), 'out'), '--wait', ...strict]);
			expect({ name, ...built, err: '' }).toEqual({ name, ...checked, code: 1, err: '' });
		}
	});

	it('check passes every good one, and build publishes each that is not held back', async () => {
		const { folder } = await builtSite('good');
		const content = path.join(corpusDir, 'good');
		const { out, code } = await runHere(['check', '--content', content, ...strict]);
		expect(out).toMatch(/^\d+ signals checked: no problems\.\n$/);
		expect(code).toBe(0);

		const files = listTree(path.join(content, 'signals')).filter((file) => file.endsWith('.md'));
		expect(files.length).toBeGreaterThan(40);
		const held = new Set(['draft', 'draft-two', 'scheduled', 'scheduled-later']);
		const slugs = files.map((file) => path.posix.basename(file, '.md'));
		expect(slugs.filter((slug) => existsSync(path.join(folder, 'signals', slug, 'index.html')) === held.has(slug))).toEqual([]);
	});
});

describe('a link to a page that a broken or unpublished signal would make', () => {
	it('is no fault of its own', async () => {
		const content = makeContent(`-- signals/a.md --
${signalText({}, body('[tag](/tags/gpu/) [day](/2026/05/01/) [old](/signals/old-b/) [b](/signals/b/)'))}
-- signals/b.md --
${signalText({ score: '15', tags: '[GPU]', date: '2026-05-01', aliases: '[old-b]' })}
`);
		const { out } = await runHere(['check', '--content', content, ...asOf]);
		expect(out.replaceAll(`${content}/signals/`, '')).toMatchInlineSnapshot(`
			"a.md:14:39 warning link/moved: "old-b" has moved to "b". Link to /signals/b/.
			b.md:3:8 error score/range: score is 15, but must be between 0 and 10. Write a number such as 7 or 7.5.
			2 signals checked: 1 error, 1 warning.
			"
		`);
	});
});

describe('what build would refuse, check refuses, with a place', () => {
	it.each([
		[
			'a link to a former slug that names a part',
			{ 'a.md': signalText({}, body('[b](/signals/old/#why-it-matters)')), 'b.md': signalText({ aliases: '[old]' }) },
			'a.md:14:1 error link/moved',
		],
		['an image that is also linked', { 'a.md': signalText({}, body('![c][p] [see][p]\n\n[p]: pixel.png')) }, 'a.md:16:1 error image/link'],
		['an address without slashes', { 'a.md': signalText({ sources: '[{ url: "https:example.org" }]' }) }, 'a.md:7:18 error sources/url'],
		['the same in a text', { 'a.md': signalText({}, body('[x](https:foo)')) }, 'a.md:14:1 error link/url'],
		['a link to nothing', { 'a.md': signalText({}, body('[x]()')) }, 'a.md:14:1 error link/empty'],
		[
			'the address of a draft in a text',
			{ 'a.md': signalText({}, body('`/signals/hidden/`')), 'hidden.md': signalText({ draft: 'true' }) },
			'a.md:14:2 error link/held-back',
		],
		[
			'a thread that would break when it is published',
			{ 'a.md': signalText({ date: '2027-01-01', follows: 'b' }), 'b.md': signalText({ date: '2027-06-01' }) },
			'a.md:8:10 error follows/held-back',
		],
		['a control character written as an escape', { 'a.md': signalText({ summary: '"A\\x03b."' }) }, 'a.md:8:10 error yaml/character'],
		['an override of direction written as a reference', { 'a.md': signalText({}, body('a&#x202E;b')) }, 'a.md:14:2 error body/character'],
		['a tag too long for a file name', { 'a.md': signalText({ tags: `["${'क़'.repeat(60)}"]` }) }, 'a.md:6:8 error tags/length'],
		['nesting that the parser cannot follow', { 'a.md': signalText({}, `\n${'>'.repeat(5000)} x\n`) }, 'a.md:10:17 error body/too-deep'],
		[
			'a title of a heading that is too long',
			{ 'a.md': signalText({}, `\n# ${'x'.repeat(201)}\n\nTake.\n`).replace(/title:.*\n/, '') },
			'a.md:9:1 error title/length',
		],
		[
			'raw HTML in such a title',
			{ 'a.md': signalText({}, '\n# A <script>x</script>\n\nTake.\n').replace(/title:.*\n/, '') },
			'a.md:9:5 error body/raw-html',
		],
		['text between two comments', { 'a.md': signalText({}, body('<!-- a --> Lost text. <!-- b -->')) }, 'a.md:14:1 error body/raw-html'],
		[
			'a missing image, beside a draft',
			{ 'a.md': signalText({}, body('![x](gone.png)')), 'b.md': signalText({ draft: 'true' }) },
			'a.md:14:1 error image/missing',
		],
		[
			'a link to nowhere, beside a broken file',
			{ 'a.md': signalText({}, body('[x](/nope/)')), 'b.md': signalText({ score: '15' }) },
			'a.md:14:1 error link/broken',
		],
		['no category at all', { 'a.md': signalText(), '../categories.yml': '[]\n' }, 'categories.yml:1:1 error categories/empty'],
		['a file where the signals should be', { '../signals': 'x' }, 'signals:1:1 error file/unknown'],
	] as const)('%s', async (_name, files, expected) => {
		const hasFolder = !('../signals' in files);
		const content = hasFolder ? makeContent('') : makeFolder();
		writeFileSync(path.join(content, 'categories.yml'), '- { slug: industry, label: Industry, description: x }\n');
		for (const [name, text] of Object.entries(files))
			writeFileSync(path.join(content, 'signals/..', hasFolder ? 'signals' : '', hasFolder ? name : 'signals'), text);
		if (hasFolder) writeFileSync(path.join(content, 'signals/pixel.png'), tinyPng);
		const { code, out } = await runHere(['check', '--content', content, ...asOf]);
		expect(out.replaceAll(`${content}/`, '').replaceAll('signals/', '')).toContain(expected);
		expect(code).toBe(1);
	});
});
