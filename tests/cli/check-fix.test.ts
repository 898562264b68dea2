import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { houseBody, makeContent, signalText } from '../helpers/make-content.ts';
import { runHere } from '../helpers/run-signals.ts';

const asOf = ['--as-of', '2026-11-22'];

async function fix(content: string, ...words: string[]) {
	const { code, out, err } = await runHere(['check', '--fix', '--content', content, ...asOf, ...words]);
	return { code, out: out.replaceAll(`${content}/`, ''), err: err.replaceAll(`${content}/`, '') };
}

const read = (content: string, file: string) => readFileSync(path.join(content, file), 'utf8');

/** Every file of a folder with its text. */
function snapshot(content: string): Map<string, string> {
	const files = readdirSync(content, { recursive: true, encoding: 'utf8' }).sort();
	return new Map(files.filter((file) => statSync(path.join(content, file)).isFile()).map((file) => [file, read(content, file)]));
}

describe('check --fix', { timeout: 30_000 }, () => {
	it('says what it changed, and what is left', async () => {
		const content = makeContent(`-- signals/x.md --\n${signalText({ score: '"7,5"', category: 'Industri' })}`);
		expect(await fix(content)).toEqual({
			code: 1,
			out: `signals/x.md:3 fixed: "7,5" → 7.5
Fixed 1 place in 1 file.
signals/x.md:4:11 error category/unknown: There is no category "Industri". Did you mean Industry? The categories are Industry; a new one is added in categories.yml.
1 signal checked: 1 error.
`,
			err: '',
		});
	});

	it.each([
		['a number in quotes', { score: '"7.5"' }, 'score: 7.5\n'],
		['a number with a comma, and leaves the comment after it', { score: '7,5 # rubric' }, 'score: 7.5 # rubric\n'],
		['a date with a space instead of its T', { date: '2026-05-19 16:01Z' }, 'date: 2026-05-19T16:01Z\n'],
		['small letters in a date', { date: '"2026-05-19t16:01z"' }, 'date: "2026-05-19T16:01Z"\n'],
		['spaces around a title', { title: "' Title '" }, 'title: "Title"\n'],
		['an alias that is the own slug', { aliases: '[x]' }, 'aliases: []\n'],
		['an alias given twice', { aliases: '[old, older, old]' }, 'aliases: [old, older]\n'],
		['a tag given twice', { tags: "[GPU, gpu, 'G P U', Gpu]" }, "tags: [GPU, 'G P U']\n"],
	])('mends %s', async (_name, fields, line) => {
		const content = makeContent(`-- signals/x.md --\n${signalText(fields)}`);
		expect(await fix(content)).toMatchObject({ code: 0 });
		expect(read(content, 'signals/x.md')).toContain(`\n${line}`);
	});

	it.each([
		['a time without a zone', { date: '2026-05-19T16:01' }],
		['a score out of range', { score: '"75"' }],
		['a http address', { sources: '[{ url: "http://example.org/" }]' }],
		['a list that is none', { tags: 'one, two' }],
		['a boolean as text', { draft: '"true"' }],
		['a misspelt category', { category: 'Industri' }],
		['a number, where YAML cannot be read', { score: '"7,5"', title: '"x" y' }],
		['a number, where a key is given twice', { score: '"7,5"', title: 'One\ntitle: Two' }],
	])('leaves %s, which has more than one answer', async (_name, fields) => {
		const content = makeContent(`-- signals/x.md --\n${signalText(fields)}`);
		const before = snapshot(content);
		expect((await fix(content)).out).toContain('There was nothing to fix.\n');
		expect(snapshot(content)).toEqual(before);
	});

	it('writes a registered tag by its slug, unless by its label, and any other as published signals do most often', async () => {
		const content = makeContent(`-- tags.yml --
- { slug: gpus, label: GPUs, aliases: [graphics cards] }
-- signals/a.md --
${signalText({ tags: '[Graphics Cards, open weights, gpus]' })}
-- signals/b.md --
${signalText({ tags: '[GPUS, Open Weights]' })}
-- signals/c.md --
${signalText({ tags: '\n  - GPUs # its label\n  - Open Weights' })}
-- signals/d.md --
${signalText({ tags: '[open-weights]', draft: 'true' })}
-- signals/e.md --
${signalText({ tags: '[open-weights]', draft: 'true' })}
-- signals/f.md --
${signalText({ tags: '[open-weights]', draft: 'true' })}
`);
		expect((await fix(content)).out).toBe(`signals/a.md:6 fixed: removed gpus
signals/a.md:6 fixed: Graphics Cards → gpus
signals/a.md:6 fixed: open weights → Open Weights
signals/b.md:6 fixed: GPUS → gpus
signals/d.md:6 fixed: open-weights → Open Weights
signals/e.md:6 fixed: open-weights → Open Weights
signals/f.md:6 fixed: open-weights → Open Weights
Fixed 7 places in 5 files.
6 signals checked: no problems.
`);
		expect(read(content, 'signals/a.md')).toContain('tags: [gpus, Open Weights]\n');
		expect(read(content, 'signals/c.md')).toContain('tags: \n  - GPUs # its label\n  - Open Weights\n');
	});

	it('removes of two names of one tag what check warned of', async () => {
		const content = makeContent(
			`-- tags.yml --\n- { slug: gpus, label: Accelerators, aliases: [chips] }\n-- signals/a.md --\n${signalText({ tags: '[chips, Accelerators, other, Chips, gpus]' })}`,
		);
		const { out } = await runHere(['check', '--content', content, ...asOf]);
		expect(out.replaceAll(`${content}/`, '').replace(/\d+ signal .*\n$/, '')).toBe(
			`signals/a.md:6:15 warning tags/duplicate: "Accelerators" is the same tag as "chips" by tags.yml. Keep one of them.
signals/a.md:6:36 error tags/duplicate: "Chips" is the same tag as "chips". Keep one of them.
signals/a.md:6:43 warning tags/duplicate: "gpus" is the same tag as "chips" by tags.yml. Keep one of them.
`,
		);
		expect((await fix(content)).out).toContain('Fixed 4 places in 1 file.\n1 signal checked: no problems.\n');
		expect(read(content, 'signals/a.md')).toContain('tags: [gpus, other]\n');
	});

	it('leaves tags alone while tags.yml has errors, without which it knows no label', async () => {
		const content = makeContent(`-- tags.yml --
- { slug: gpus, label: GPUs, alias: [GPU] }
-- signals/a.md --
${signalText({ tags: '[gpu]' })}
-- signals/b.md --
${signalText({ tags: '[GPU]' })}
`);
		expect((await fix(content)).out).toContain('There was nothing to fix.\n');
	});

	it('names a signal that moved by its present slug, where it is continued or is evidence', async () => {
		const content = makeContent(`-- signals/new.md --
${signalText({ date: '2026-01-01', aliases: '[old]' })}
-- signals/x.md --
${signalText({ follows: '"old"', watch: '\n  - what: It happens\n    by: 2026-06-01\n    status: happened\n    resolved: 2026-05-19\n    evidence: old # so it was' })}
`);
		const { out } = await runHere(['check', '--content', content, ...asOf]);
		expect(out.replaceAll(`${content}/`, ''))
			.toBe(`signals/x.md:8:10 error follows/moved: The signal "old" has moved to "new". Write follows: new.
signals/x.md:14:15 error watch/evidence: The signal "old" has moved to "new". Write evidence: new.
2 signals checked: 2 errors.
`);
		expect(await fix(content)).toEqual({
			code: 0,
			out: `signals/x.md:8 fixed: "old" → "new"
signals/x.md:14 fixed: old → new
Fixed 2 places in 1 file.
2 signals checked: no problems.
`,
			err: '',
		});
	});

	it.each([
		['its own', `-- signals/x.md --\n${signalText({ follows: 'old', aliases: '[old]' })}`, 'comes back to this signal: x → x.'],
		[
			'one that is held back',
			`-- signals/y.md --\n${signalText({ draft: 'true', aliases: '[old]' })}-- signals/x.md --\n${signalText({ follows: 'old' })}`,
			'"y" will not be published before this signal.',
		],
		[
			'one that continues it',
			`-- signals/y.md --\n${signalText({ aliases: '[old]', follows: 'x' })}-- signals/x.md --\n${signalText({ follows: 'old' })}`,
			'comes back to this signal: x → y → x.',
		],
		[
			'two signals',
			`-- signals/y.md --\n${signalText({ aliases: '[old]' })}-- signals/z.md --\n${signalText({ aliases: '[old]' })}-- signals/x.md --\n${signalText({ follows: 'old' })}`,
			'There is no signal "old".',
		],
	])('leaves a former slug of %s, and says what is wrong with it', async (_, files, message) => {
		const { out } = await fix(makeContent(files));
		expect(out).toContain('There was nothing to fix.\n');
		expect(out).toContain(message);
	});

	it('tells links as they are written, and in a summary over several lines by where they lead', async () => {
		const content = makeContent(`-- signals/new.md --
${signalText({ aliases: '[old]' })}
-- signals/x.md --
${signalText({ summary: '>-\n  See [it](/signals/old/)\n  now.' }, `${houseBody}\nSee [this](old.md) and [that](/signals/old/).\n`)}`);
		const { out } = await fix(content);
		expect(out.match(/fixed: .*/g)).toEqual([
			'fixed: /signals/old/ → /signals/new/',
			'fixed: old.md → /signals/new/',
			'fixed: /signals/old/ → /signals/new/',
		]);
	});

	it('leads links to a former address to the present one, and adds a slash, outside of code', async () => {
		const body = `
See [a](/signals/old/ "title"), [b](<old.md#why-it-matters>), [c][r], [d](/tags/gpu) and \`[x](/signals/old/)\`.

> [r]: /signals/old/
`;
		const content = makeContent(`-- signals/new.md --
${signalText({ aliases: '[old]', tags: '[gpu]' })}
-- signals/x.md --
${signalText({ summary: "'See [it](/signals/old/).'", tags: '[gpu]' }, body + houseBody)}`);
		expect((await fix(content)).out).toContain('2 signals checked: no problems.');
		expect(read(content, 'signals/x.md')).toBe(
			signalText(
				{ summary: "'See [it](/signals/new/).'", tags: '[gpu]' },
				body
					.replace('(/signals/old/ ', '(/signals/new/ ')
					.replace('<old.md#', '</signals/new/#')
					.replace('[r]: /signals/old/', '[r]: /signals/new/')
					.replace('/tags/gpu', '/tags/gpu/') + houseBody,
			),
		);
	});

	it.each([
		['would not be published before the one that links to it', { draft: 'true' }, '/signals/old/'],
		['lacks the part that the link names', {}, '/signals/old/#no-such-part'],
	])('leaves a link to a signal that %s', async (_name, fields, address) => {
		const content = makeContent(
			`-- signals/new.md --\n${signalText({ aliases: '[old]', ...fields })}-- signals/x.md --\n${signalText({}, `\n[a](${address})\n${houseBody}`)}`,
		);
		expect((await fix(content)).out).toContain('There was nothing to fix.\n');
	});

	it('changes nothing else: line ends, byte-order mark, comments and quotes stay', async () => {
		const text = `\uFEFF${signalText({ score: '"7,5"   # why', title: "'It''s' # note" })}`
			.replaceAll('\n', '\r\n')
			.replace('The take.\r\n', 'The take.\n');
		const content = makeContent('');
		writeFileSync(path.join(content, 'signals/x.md'), text);
		await fix(content);
		expect(read(content, 'signals/x.md')).toBe(text.replace('"7,5"', '7.5'));
	});

	it('changes the named files alone', async () => {
		const content = makeContent(
			`-- signals/a.md --\n${signalText({ score: '"7,5"' })}-- signals/b.md --\n${signalText({ score: '"7,5"' })}`,
		);
		const { code, out } = await fix(content, path.join(content, 'signals/a.md'));
		expect(out).toContain(
			'Fixed 1 place in 1 file.\n2 signals checked: no problems in the named files. 1 problem in other files is not shown.\n',
		);
		expect([code, read(content, 'signals/b.md').includes('"7,5"')]).toEqual([0, true]);
	});

	it('follows no link out of the content', async () => {
		const [content, elsewhere] = [makeContent(''), makeContent(`-- signals/x.md --\n${signalText({ score: '"7,5"' })}`)];
		symlinkSync(path.join(elsewhere, 'signals/x.md'), path.join(content, 'signals/x.md'));
		expect((await fix(content)).out).toContain('There was nothing to fix.\n');
		expect(read(elsewhere, 'signals/x.md')).toContain('"7,5"');
	});

	it('keeps what it says out of a report for programs', async () => {
		const content = makeContent(`-- signals/x.md --\n${signalText({ score: '"7,5"' })}`);
		const { out, err } = await fix(content, '--format', 'json');
		expect([JSON.parse(out), err]).toEqual([
			{ ok: true, signals: 1, problems: [] },
			'signals/x.md:3 fixed: "7,5" → 7.5\nFixed 1 place in 1 file.\n',
		]);
	});

	it('once done has nothing left to do, and brings no problem that was not there', async () => {
		const spelling = fc.constantFrom(
			'GPU',
			'gpu',
			'G-PU',
			'Graphics Cards',
			'graphics-cards',
			'AI: safety',
			"it's",
			'C++',
			'x, y',
			'日本',
			'#1',
			'true',
			'7',
		);
		const signal = fc.record({
			tags: fc.array(spelling, { maxLength: 5 }),
			score: fc.constantFrom('7', '"7.5"', '7,5', "'8'", '10', '"10"'),
			date: fc.constantFrom('2026-05-19', '2026-05-19 16:01Z', '"2026-05-19 16:01+02:00"', '2026-05-19t16:01z'),
			aliases: fc.array(fc.constantFrom('a', 'old', 'older'), { maxLength: 4 }),
			isBlock: fc.boolean(),
			link: fc.constantFrom('/signals/old0/', '/signals/a1', 'old2.md#why-it-matters', '/tags/gpu', '/'),
		});
		const list = (items: readonly string[], isBlock: boolean) =>
			isBlock && items.length > 0 ? `\n${items.map((item) => `  - ${JSON.stringify(item)} # c`).join('\n')}` : JSON.stringify(items);
		await fc.assert(
			fc.asyncProperty(fc.array(signal, { minLength: 20, maxLength: 40 }), async (signals) => {
				const content = makeContent(
					`-- tags.yml --\n- { slug: gpu, label: GPU, aliases: [graphics cards] }\n${signals
						.map(({ tags, score, date, aliases, isBlock, link }, index) => {
							const former = aliases.map((alias) => `${alias}${index}`);
							const fields = { tags: list(tags, isBlock), score, date, aliases: list(former, isBlock) };
							return `-- signals/a${index}.md --\n${signalText(fields, `\nSee [x](${link}).\n${houseBody}`)}`;
						})
						.join('')}`,
				);
				const codes = async (...words: string[]) => {
					const { code, out, err } = await runHere(['check', '--content', content, '--format', 'json', ...asOf, ...words]);
					expect(code, err).toBeLessThan(2);
					const { problems } = JSON.parse(out) as { problems: { code: string; file: string; message: string }[] };
					return problems.map(({ code, file, message }) => `${file} ${code} ${message}`);
				};
				const before = await codes();
				const after = await codes('--fix');
				const once = snapshot(content);
				expect(after.filter((problem) => !before.includes(problem))).toEqual([]);
				expect(await codes('--fix')).toEqual(after);
				expect(snapshot(content)).toEqual(once);
			}),
			{ numRuns: 4, seed: 3, endOnFailure: true },
		);
	}, 60_000);
});
