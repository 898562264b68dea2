import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import siteConfig from '../../src/site.config.ts';
import { openSite } from '../../src/site/open.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { tinyPng } from '../helpers/tiny-png.ts';

const open = (contentDir: string, { asOf = '2026-11-22T00:00:00Z', strict = false, cacheDir = makeFolder() } = {}) =>
	openSite({ config: { ...siteConfig, strict }, contentDir, contentName: 'content', cacheDir, asOf });
const problemsOf = async (text: string, prepare: (folder: string) => void = () => undefined) => {
	const folder = makeContent(text);
	prepare(folder);
	const { problems } = await open(folder);
	return problems.map(({ file, line, column, severity, code, message, hint }) =>
		`${file.replace('content/signals/', '')}:${line}:${column} ${severity} ${code}: ${message} ${hint ?? ''}`.trim(),
	);
};

describe('checks over the whole set', () => {
	it('find two files of one name, in whatever folders', async () => {
		expect(await problemsOf(`-- signals/a/same.md --\n${signalText()}-- signals/b/same.md --\n${signalText()}`)).toMatchInlineSnapshot(`
			[
			  "b/same.md:1:1 error slug/duplicate: content/signals/a/same.md has the same name; a name is the address of one signal, whatever its folder. Rename one of the two files.",
			]
		`);
	});

	it('find aliases that are taken, and ids given twice', async () => {
		expect(
			await problemsOf(`-- signals/one.md --
${signalText({ aliases: '[one, two, old]', id: 'shared' })}
-- signals/two.md --
${signalText({ aliases: '[old]', id: 'shared' })}
`),
		).toMatchInlineSnapshot(`
			[
			  "one.md:8:11 error aliases/taken: "one" is the signal's own slug. Remove it.",
			  "one.md:8:16 error aliases/taken: "two" is the slug of another signal. Remove it, or rename the other signal.",
			  "two.md:8:11 error aliases/taken: "old" is already an alias of content/signals/one.md. Keep it in one of the two.",
			  "two.md:9:5 error id/duplicate: The id "shared" is already that of content/signals/one.md. Give this signal an id of its own.",
			]
		`);
	});

	it('find threads that lead nowhere, back, or to what is held back', async () => {
		expect(
			await problemsOf(`-- signals/a.md --
${signalText({ follows: 'b' })}
-- signals/b.md --
${signalText({ follows: 'a' })}
-- signals/new-model.md --
${signalText({ follows: 'new-modle' })}
-- signals/next-model.md --
${signalText({ follows: 'new-modle' })}
-- signals/early.md --
${signalText({ follows: 'hidden' })}
-- signals/hidden.md --
${signalText({ draft: 'true' })}
`),
		).toMatchInlineSnapshot(`
			[
			  "a.md:8:10 error follows/cycle: Following the thread from here comes back to this signal: a → b → a. A signal continues an earlier one; remove follows where the thread starts.",
			  "b.md:8:10 error follows/cycle: Following the thread from here comes back to this signal: b → a → b. A signal continues an earlier one; remove follows where the thread starts.",
			  "early.md:8:10 error follows/held-back: "hidden" will not be published before this signal. Publish it first, or remove follows.",
			  "new-model.md:8:10 error follows/unknown: There is no signal "new-modle". Write the slug of a signal: the name of its file without .md.",
			  "next-model.md:8:10 error follows/unknown: There is no signal "new-modle". Did you mean new-model?",
			]
		`);
	});

	it('tell apart what they refuse for different reasons', async () => {
		expect(
			await problemsOf(`-- signals/a.md --
+++
-- signals/b.md --
${signalText({ aliases: '[old, old]', watch: '[{ what: x, by: 2026-12-01, status: open, evidence: hidden }, { what: x, by: 2026-12-01, status: open, evidence: moved }]' }, '\nTake.\n\n## Technical Context\n\n![What it shows](empty.png)\n\n## Why It Matters\n\nx\n\n## What to Watch Next\n\nx\n')}
-- signals/empty.png --
-- signals/hidden.md --
${signalText({ draft: 'true' })}
-- signals/newer.md --
${signalText({ aliases: '[moved]' })}
`),
		).toMatchInlineSnapshot(`
			[
			  "a.md:1:1 error frontmatter/start: The frontmatter is TOML, but only YAML is read. Put YAML between two lines of exactly ---.",
			  "b.md:8:16 error aliases/taken: "old" is given twice. Keep one of the two.",
			  "b.md:9:60 error watch/evidence: The signal "hidden" will not be published before this one. Publish it first, or name another source.",
			  "b.md:9:121 error watch/evidence: The signal "moved" has moved to "newer". Write evidence: newer.",
			  "b.md:16:1 error image/type: empty.png is empty. Save or copy it again.",
			]
		`);
	});

	it('find a category that is not in the list', async () => {
		expect(await problemsOf(`-- signals/a.md --\n${signalText({ category: 'Industri' })}`)).toMatchInlineSnapshot(`
			[
			  "a.md:4:11 error category/unknown: There is no category "Industri". Did you mean Industry? The categories are Industry; a new one is added in content/categories.yml.",
			]
		`);
	});

	it('take category labels and slugs in any case', async () => {
		expect(
			await problemsOf(
				`-- signals/a.md --\n${signalText({ category: 'INDUSTRY' })}-- signals/b.md --\n${signalText({ category: 'industry' })}`,
			),
		).toEqual([]);
	});

	it('find dates that are still to come, except the one that schedules', async () => {
		expect(
			await problemsOf(`-- signals/a.md --
${signalText({ updated: '2027-01-01', withdrawn: '{ date: 2027-01-02, reason: x }' })}
-- signals/scheduled.md --
${signalText({ date: '2027-05-01' })}
`),
		).toMatchInlineSnapshot(`
			[
			  "a.md:8:10 error updated/future: updated is 2027-01-01T00:00:00Z, which is still to come. Correct it; only date may lie ahead, to schedule the signal.",
			  "a.md:9:20 error withdrawn/future: withdrawn.date is 2027-01-02T00:00:00Z, which is still to come. Correct it; only date may lie ahead, to schedule the signal.",
			]
		`);
	});

	it('find broken links, moved ones, and parts that are not there', async () => {
		expect(
			await problemsOf(`-- signals/a.md --
${signalText(
	{},
	`
Lead [1](/signals/b/#why-it-matters) [2](b.md) [3](/tags/) [4](/signals/bb/) [5](/signals/old/) [6](/signals/b/#nowhere) [7](/tagz/) [8](/tags) [9](/about/#x) [10](/signals/hidden/) [11](#why-it-matters).

## Technical Context

x

## Why It Matters

x

## What to Watch Next

x
`,
)}
-- signals/b.md --
${signalText({ aliases: '[old]' })}
-- signals/hidden.md --
${signalText({ date: '2027-01-01' })}
`),
		).toMatchInlineSnapshot(`
			[
			  "a.md:10:60 error link/broken: There is no signal "bb". Did you mean b?",
			  "a.md:10:78 warning link/moved: "old" has moved to "b". Link to /signals/b/.",
			  "a.md:10:97 error link/fragment: The signal "b" has no part #nowhere. Correct the link, or remove it.",
			  "a.md:10:122 error link/broken: There is no page /tagz/. Did you mean /tags/?",
			  "a.md:10:134 error link/broken: There is no page /tags. Write /tags/ with a slash at the end.",
			  "a.md:10:145 error link/fragment: Only links to signals can name a part of the page, and /about/ is none. Link to /about/.",
			  "a.md:10:160 error link/held-back: The signal "hidden" will not be published before this one. Publish it first, or remove the link.",
			]
		`);
	});

	it('take an address with the site’s own origin for that of something else, where it may be', async () => {
		const { origin } = new URL(siteConfig.url);
		const body = `
Lead [1](${origin}/signals/nope/) [2](${origin}/tagz/1) [3](${origin}/tags/opem/) [4](${origin}/tags) [5](${origin}/tags/) [6](${origin}/2027/).

## Technical Context

x

## Why It Matters

x

## What to Watch Next

x
`;
		expect(await problemsOf(`-- signals/a.md --\n${signalText({ tags: '[open]' }, body)}`)).toMatchInlineSnapshot(`
			[
			  "a.md:10:6 error link/broken: There is no signal "nope". Correct the link, or remove it.",
			  "a.md:10:85 warning link/broken: There is no page /tags/opem/. Did you mean /tags/open/? If something else than this site is served there, leave it as it is.",
			  "a.md:10:125 warning link/broken: There is no page /tags. Write /tags/ with a slash at the end. If something else than this site is served there, leave it as it is.",
			]
		`);
	});

	it('find images that are missing, are no images, or are not shown', async () => {
		const body =
			'\nLead.\n\n## Technical Context\n\n![a](there.png) ![b](missing.png) ![c](fake.png)\n\n## Why It Matters\n\nx\n\n## What to Watch Next\n\nx\n';
		expect(
			await problemsOf(`-- signals/a.md --\n${signalText({}, body)}`, (folder) => {
				writeFileSync(path.join(folder, 'signals/there.png'), tinyPng);
				writeFileSync(path.join(folder, 'signals/unused.png'), tinyPng);
				writeFileSync(path.join(folder, 'signals/fake.png'), '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
			}),
		).toMatchInlineSnapshot(`
			[
			  "a.md:14:17 error image/missing: There is no image missing.png beside this file. Put it into the same folder, or correct the name.",
			  "a.md:14:35 error image/type: fake.png is a file of type svg, not a PNG, JPEG, WebP or GIF. Save it as a PNG, JPEG, WebP or GIF.",
			  "unused.png:1:1 warning image/unused: No signal in this folder shows the image. Remove it, or show it with ![what it shows](its name).",
			]
		`);
	});

	it('find files that do not belong, and follow no links', async () => {
		expect(
			await problemsOf(
				`-- signals/Not_A_Slug.md --\n${signalText()}-- signals/notes.txt --\nx\n-- signals/index.md --\n${signalText()}`,
				(folder) => {
					writeFileSync(path.join(folder, 'secret.md'), signalText());
					symlinkSync(path.join(folder, 'secret.md'), path.join(folder, 'signals/link.md'));
					mkdirSync(path.join(folder, 'signals/.git'));
					mkdirSync(path.join(folder, 'signals/folder.md'));
				},
			),
		).toMatchInlineSnapshot(`
			[
			  ".git:1:1 error file/unknown: A git repository of its own starts here. Keep signals in the repository around it.",
			  "Not_A_Slug.md:1:1 error file/name: The name of the file is the slug of the signal, and "Not_A_Slug" must be lower-case letters a to z and digits, joined by single hyphens. Rename it to not-a-slug.md.",
			  "folder.md:1:1 error file/unknown: This is a folder with the name of a signal. Rename the folder, or remove it.",
			  "index.md:1:1 error file/name: The name of the file is the slug of the signal, and "index" is a reserved name. Choose another name.",
			  "link.md:1:1 error file/symlink: Links to other files are not followed. Put the file itself here.",
			  "notes.txt:1:1 error file/unknown: This is neither a signal (.md) nor an image (.png, .jpg, .webp, .gif). Rename it to notes.md if it is a signal.",
			]
		`);
	});

	it('report every problem of every file in one order', async () => {
		const folder = makeContent(`-- signals/b.md --\n---\nx\n-- signals/a.md --\n${signalText({ score: '11', date: '2026-02-30' })}`);
		const { problems } = await open(folder);
		expect(problems.map(({ file, code }) => `${file} ${code}`)).toEqual([
			'content/signals/a.md score/range',
			'content/signals/a.md date/impossible',
			'content/signals/b.md frontmatter/unclosed',
		]);
	});

	it('turn house style into errors when strict', async () => {
		const folder = makeContent(`-- signals/a.md --\n${signalText({}, '\nOnly a take.\n')}`);
		expect((await open(folder)).problems.map(({ severity }) => severity)).toEqual(['warning']);
		expect((await open(folder, { strict: true })).problems.map(({ severity }) => severity)).toEqual(['error']);
	});
});

describe('tags', () => {
	const tagsOf = async (text: string) => {
		const { site, problems } = await open(makeContent(text));
		return {
			tags: site.tags.map(({ term, signals }) => `${term.slug} = ${term.label} (${signals.length})`),
			aliases: [...site.tagAliases],
			problems: problems.map(({ code, message, hint }) => `${code}: ${message} ${hint ?? ''}`),
		};
	};

	it('that differ in case, spaces or hyphens are one, under the most frequent spelling', async () => {
		const { tags, problems } = await tagsOf(
			['Open Weights', 'open-weights', 'open weights', 'open weights']
				.map((tag, index) => `-- signals/s${index}.md --\n${signalText({ tags: `["${tag}"]` })}`)
				.join(''),
		);
		expect(tags).toEqual(['open-weights = open weights (4)']);
		expect(problems).toEqual([]);
	});

	it('with different labels may not share a slug', async () => {
		expect(await tagsOf(`-- signals/a.md --\n${signalText({ tags: '["C++"]' })}-- signals/b.md --\n${signalText({ tags: '["C#"]' })}`))
			.toMatchInlineSnapshot(`
				{
				  "aliases": [],
				  "problems": [
				    "tags/collision: "C#" and "C++" would share the address /tags/c/. Register each in content/tags.yml with a slug of its own, as in slug: c-sharp, label: "C#".",
				  ],
				  "tags": [
				    "c = C# (2)",
				  ],
				}
			`);
	});

	it('that are registered are found by slug, label and alias', async () => {
		expect(
			await tagsOf(`-- tags.yml --
- { slug: cpp, label: C++, aliases: [cplusplus] }
- { slug: csharp, label: "C#" }
-- signals/a.md --
${signalText({ tags: '["C++", "C#"]' })}
-- signals/b.md --
${signalText({ tags: '[cplusplus]' })}
-- signals/c.md --
${signalText({ tags: '[cpp]' })}
`),
		).toEqual({ tags: ['cpp = C++ (3)', 'csharp = C# (1)'], aliases: [['cplusplus', 'cpp']], problems: [] });
	});

	it('that are nearly the same are warned of, versions are not', async () => {
		const { problems } = await tagsOf(
			`-- signals/a.md --\n${signalText({ tags: '[benchmark, accelerator, claude-3, gpu, policy]' })}-- signals/b.md --\n${signalText({ tags: '[benchmarks, accelerater, claude-4, gpus, policies]' })}`,
		);
		expect(problems).toMatchInlineSnapshot(`
			[
			  "tags/similar: The tag "accelerator" is close to "accelerater". Use one of them, or register both in content/tags.yml.",
			  "tags/similar: The tag "policy" is close to "policies". Use one of them, or register both in content/tags.yml.",
			  "tags/similar: The tag "benchmarks" is close to "benchmark". Use one of them, or register both in content/tags.yml.",
			]
		`);
	});

	it('keep letters of any script', async () => {
		expect((await tagsOf(`-- signals/a.md --\n${signalText({ tags: '[Künstliche Intelligenz, 人工知能]' })}`)).tags).toEqual([
			'künstliche-intelligenz = Künstliche Intelligenz (1)',
			'人工知能 = 人工知能 (1)',
		]);
	});

	it('take no label from a signal that is held back', async () => {
		const { tags } = await tagsOf(
			`-- signals/a.md --\n${signalText({ tags: '[secret plan]' })}-- signals/b.md --\n${signalText({ tags: '[Secret Plan]', draft: 'true' })}-- signals/c.md --\n${signalText({ tags: '[Secret Plan]', draft: 'true' })}`,
		);
		expect(tags).toEqual(['secret-plan = secret plan (1)']);
	});
});

describe('threads', () => {
	it('are followed to their end, however long they are, and those that lead into a cycle are not part of it', async () => {
		const long = Array.from(
			{ length: 300 },
			(_, index) => `-- signals/s${index}.md --\n${signalText(index === 0 ? {} : { follows: `s${index - 1}` })}`,
		);
		expect(await problemsOf(long.join(''))).toEqual([]);
		const problems = await problemsOf(
			[
				['a', 'b'],
				['b', 'c'],
				['c', 'b'],
				['d', 'a'],
			]
				.map(([slug = '', follows = '']) => `-- signals/${slug}.md --\n${signalText({ follows })}`)
				.join(''),
		);
		expect(problems.map((problem) => /signal: (.*)\. A/.exec(problem)?.[1])).toEqual(['b → c → b', 'c → b → c']);
	});
});

describe('the cache of rendered files', () => {
	const content = () => makeContent(`-- signals/a.md --\n${signalText()}-- signals/b.md --\n${signalText({ score: '5' })}`);
	const textOf = async (contentDir: string, cacheDir: string) => {
		const { site, content: loaded } = await open(contentDir, { cacheDir });
		return { html: site.signals.map((signal) => site.lead(signal) + site.body(signal)), reused: loaded.reused };
	};

	it('serves files that have not changed', async () => {
		const [folder, cacheDir] = [content(), makeFolder()];
		const first = await textOf(folder, cacheDir);
		expect(first.reused).toBe(0);
		expect(await textOf(folder, cacheDir)).toEqual({ ...first, reused: 2 });
		writeFileSync(path.join(folder, 'signals/a.md'), signalText({}, '\nAnother take.\n'));
		const third = await textOf(folder, cacheDir);
		expect(third.reused).toBe(1);
		expect(third.html.join()).toContain('Another take.');
	});

	it('holds the same whatever was parsed beside a file', async () => {
		const many = Array.from(
			{ length: 120 },
			(_, index) =>
				`-- signals/s${index}.md --\n${signalText({ score: String(index % 10) }, `\nTake ${index}.\n\n## Part\n\nText[^1].\n\n[^1]: Note.\n`)}`,
		);
		const [all, one] = [
			await textOf(makeContent(many.join('')), makeFolder()),
			await textOf(makeContent(many.slice(7, 8).join('')), makeFolder()),
		];
		expect(all.html).toHaveLength(120);
		expect(all.html.filter((html) => html.includes('Take 7.'))).toEqual(one.html);
	});

	it('never gives the text of a file that has changed since it was checked', async () => {
		const [folder, cacheDir] = [content(), makeFolder()];
		const { site } = await open(folder, { cacheDir });
		for (const name of readdirSync(path.join(cacheDir, 'content'))) writeFileSync(path.join(cacheDir, 'content', name), '');
		writeFileSync(path.join(folder, 'signals/a.md'), signalText({}, '\nChanged.\n'));
		expect(() => site.signals.map((signal) => site.body(signal))).toThrow(/a\.md changed while the site was built/);
	});

	it('is noticed to be damaged, and made again', async () => {
		const [folder, cacheDir] = [content(), makeFolder()];
		const { html } = await textOf(folder, cacheDir);
		const kept = path.join(cacheDir, 'content');
		const damage: ((file: string) => void)[] = [
			(file) => {
				writeFileSync(file, '');
			},
			(file) => {
				writeFileSync(file, 'null');
			},
			(file) => {
				writeFileSync(file, '{"version":1,"entries":{}}');
			},
			(file) => {
				truncateSync(file, 10);
			},
			(file) => {
				const bytes = readFileSync(file);
				bytes.fill(65, 20, 40);
				writeFileSync(file, bytes);
			},
		];
		for (const harm of damage) {
			for (const name of readdirSync(kept)) {
				harm(path.join(kept, name));
				expect((await textOf(folder, cacheDir)).html, name).toEqual(html);
			}
		}
	});
});
