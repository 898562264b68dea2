import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeContent, signalText } from '../helpers/make-content.ts';
import { runHere } from '../helpers/run-signals.ts';
import { hashTree, listTree } from '../helpers/tree.ts';

const content = (files = '') =>
	makeContent(`-- tags.yml --\n- slug: open-weights\n  label: open weights\n  aliases: [open-weight]\n${files}`);
const importText = (cwd: string, text: string, ...words: string[]) => {
	writeFileSync(path.join(cwd, 'source'), text);
	return runHere(['import', 'source', ...words, '--content', '.'], { cwd });
};
const signalsOf = (cwd: string) => listTree(cwd).filter((file) => file.startsWith('signals/'));
const read = (cwd: string, file: string) => readFileSync(path.join(cwd, file), 'utf8');
const check = async (cwd: string) => {
	const { out } = await runHere(['check', '--content', '.', '--format', 'json'], { cwd });
	const { problems } = JSON.parse(out) as { problems: { severity: string; code: string }[] };
	return new Set(problems.map(({ severity, code }) => `${severity} ${code}`));
};

const feed = `<rss version="2.0"><channel><title>t</title>
<item><title>A model ships</title><link>https://example.org/1</link><guid isPermaLink="false">tag:example.org,2026:1</guid><pubDate>Tue, 19 May 2026 16:01:00 GMT</pubDate><category>Open Weight</category><category>industry</category><description>&lt;p&gt;It &lt;b&gt;ships&lt;/b&gt;.&lt;script&gt;x&lt;/script&gt;</description></item>
<item><title>日本</title><link>https://example.org/japan-news.html</link><guid>https://example.org/2</guid></item>
</channel></rss>`;

describe('signals import', () => {
	it('shows what it would write, and writes nothing', async () => {
		const cwd = content();
		const { code, out, err } = await importText(cwd, feed);
		expect([code, signalsOf(cwd)]).toEqual([0, []]);
		expect(out.replaceAll(`${cwd}/`, '').replace(/ {2,}/g, '  ')).toMatchInlineSnapshot(`
			"item  file  date  title  still to write
			  1  signals/2026/05/a-model-ships.md  2026-05-19T16:01Z  A model ships  score
			  2  signals/2026/11/japan-news.md  日本  score, category, date, text

			2 new signals (2 drafts), none there already.
			"
		`);
		expect(err).toBe('Nothing was written yet. Run the command again with --write.\n');
	});

	it('writes signals that pass check but for their blanks, and keeps the identity of each', async () => {
		const cwd = content();
		expect((await importText(cwd, feed, '--write')).err).toBe('2 files written.\n');
		expect(read(cwd, 'signals/2026/05/a-model-ships.md')).toMatchInlineSnapshot(`
			"---
			title: "A model ships"
			score: "{{ 0 to 10: how much the event weighs }}"
			category: Industry
			date: 2026-05-19T16:01Z
			tags: [open-weights]
			sources:
			  - url: https://example.org/1
			    title: "A model ships"
			draft: true
			id: "tag:example.org,2026:1"
			---

			It **ships**.
			"
		`);
		expect(await check(cwd)).toEqual(new Set(['warning blank/left', 'warning house/section-missing']));
	});

	it('takes category and score for what does not say them, and then publishes', async () => {
		const cwd = content();
		const text = JSON.stringify([
			{ title: 'One', date: '2026-05-19', body: 'Text.', url: 'https://example.org/' },
			{ title: 'Two', date: '2026-05-20', score: 9, category: 'industry', body: 'Text.', tags: 'Open weight' },
		]);
		expect((await importText(cwd, text, '--write', '--category', 'INDUSTRY', '--score', '3')).code).toBe(0);
		expect(read(cwd, 'signals/2026/05/one.md')).toContain('score: 3\ncategory: Industry\n');
		expect(read(cwd, 'signals/2026/05/two.md')).toContain('score: 9\ncategory: industry\ndate: 2026-05-20\ntags: [open-weights]\n');
		expect(read(cwd, 'signals/2026/05/two.md')).not.toContain('draft');
	});

	it('leaves out what is there already, by id, slug, former slug or the id of our own feeds', async () => {
		const cwd = content(
			`-- signals/a.md --\n${signalText({ id: 'known', aliases: '[former]' })}-- signals/b.md --\n${signalText({ date: '2026-05-19' })}`,
		);
		const items = [
			{ title: 'x', id: 'known' },
			{ title: 'A' },
			{ title: 'Former' },
			{ title: 'y', id: 'tag:signals.example,2026:signal/b' },
		];
		const { out } = await importText(cwd, JSON.stringify(items), '--write');
		expect(out.replaceAll(`${cwd}/`, '')).toMatchInlineSnapshot(`
			"Item 1, "x", is there already as signals/a.md.
			Item 2, "A", is there already as signals/a.md.
			Item 3, "Former", is there already as signals/a.md.
			Item 4, "y", is there already as signals/b.md.

			0 new signals, 4 there already.
			"
		`);
		expect(signalsOf(cwd)).toEqual(['signals/a.md', 'signals/b.md']);
		const again = content();
		await importText(again, feed, '--write');
		expect((await importText(again, feed, '--write')).out).toContain('0 new signals, 2 there already.');
	});

	it('takes an id of another feed, or a title of another source, for no signal that is there', async () => {
		const cwd = content();
		const feedOf = (site: string) =>
			JSON.stringify({
				version: 'https://jsonfeed.org/version/1.1',
				title: site,
				feed_url: `https://${site}/feed.json`,
				items: [{ id: '1', title: `From ${site}`, url: `https://${site}/p`, content_text: 'x', date_published: '2026-05-19T00:00:00Z' }],
			});
		await importText(cwd, feedOf('x.example'), '--write');
		const other = await importText(cwd, feedOf('other.example'), '--write');
		expect(other.out).toContain('signals/2026/05/from-x-example.md has the id "1" as well, but other sources.');
		expect(read(cwd, 'signals/2026/05/from-other-example.md')).toContain('id: "https://other.example/feed.json#1"\n');

		const item = (link: string) =>
			`<rss version="2.0"><channel><title>t</title><item><title>From x.example</title><link>${link}</link><description>x</description></item></channel></rss>`;
		expect((await importText(cwd, item('https://x.example/p'), '--write')).out).toContain('0 new signals, 1 there already.');
		expect((await importText(cwd, item('https://y.example/q'), '--write')).err).toBe('1 file written.\n');
		expect(signalsOf(cwd)).toHaveLength(3);

		const before = hashTree(cwd);
		for (const text of [feedOf('x.example'), feedOf('other.example'), item('https://y.example/q')])
			expect((await importText(cwd, text, '--write')).out).toContain('0 new signals, 1 there already.');
		expect({ ...hashTree(cwd), source: '' }).toEqual({ ...before, source: '' });
		expect(await check(cwd)).toEqual(new Set(['warning blank/left', 'warning house/section-missing']));
	});

	it('writes one of two signals that two imports want to write at once', async () => {
		const cwd = content();
		const imports = ['2026-05-19', '2026-06-19'].map((date) => {
			writeFileSync(path.join(cwd, date), JSON.stringify([{ title: date, slug: 'dup', date, score: 1, category: 'Industry', body: 'x' }]));
			return runHere(['import', date, '--write', '--content', '.'], { cwd });
		});
		const results = await Promise.all(imports);
		expect(results.map(({ code }) => code)).toEqual([0, 0]);
		expect(signalsOf(cwd)).toHaveLength(1);
		expect(results.filter(({ out }) => out.includes('is there already as '))).toHaveLength(1);
	});

	it('writes a tag once, however often and in whatever spelling an item has it', async () => {
		const cwd = content();
		const tags = ['AI', 'ai', 'C++', 'C#', 'open weights', 'Open-Weight'];
		const item = `<item><title>T</title><pubDate>Tue, 19 May 2026 16:01:00 GMT</pubDate>${tags.map((tag) => `<category>${tag}</category>`).join('')}<description>x</description></item>`;
		const list = { title: 'L', date: '2026-05-19', score: 1, category: 'Industry', body: 'x', tags };
		for (const text of [`<rss version="2.0"><channel><title>t</title>${item}</channel></rss>`, JSON.stringify([list])]) {
			const { code, out } = await importText(cwd, text, '--write', '--score', '1', '--category', 'Industry');
			expect([code, out]).toEqual([0, expect.stringContaining('The tag "C#" is left out. It would share an address with "C++"')]);
		}
		for (const slug of ['t', 'l']) expect(read(cwd, `signals/2026/05/${slug}.md`)).toContain('tags: [AI, C++, open weights]\n');
	});

	it('makes a draft only of what the check finds a blank in, and counts as drafts all that are', async () => {
		const cwd = content();
		const item = { date: '2026-05-19', score: 1, category: 'Industry' };
		const items = [
			{ ...item, title: 'Code', body: 'A `{{ y }}` and\n\n    {{ z }}', summary: 'Of `{{ x }}`.' },
			{ ...item, title: 'Asked', body: 'x', draft: true },
			{ ...item, title: 'Blank', body: 'A {{ y }}.', summary: 'Of {{ x }}.' },
		];
		const { out } = await importText(cwd, JSON.stringify(items), '--write');
		expect(out).toContain('3 new signals (2 drafts), none there already.');
		expect(out).toMatch(/Blank +summary, text\n/);
		expect(read(cwd, 'signals/2026/05/code.md')).not.toContain('draft');
		expect(read(cwd, 'signals/2026/05/blank.md')).toContain('draft: true');
		expect(await check(cwd)).not.toContain('error blank/left');
	});

	it('gives two items of one title two names', async () => {
		const cwd = content(`-- signals/same.md --\n${signalText()}`);
		const item = { title: 'Same', date: '2026-05-19', score: 1, category: 'Industry', body: 'x' };
		await importText(
			cwd,
			JSON.stringify([
				{ ...item, id: '1' },
				{ ...item, id: '2' },
			]),
			'--write',
		);
		expect(signalsOf(cwd)).toEqual(['signals/2026/05/same-2026-05-19-2.md', 'signals/2026/05/same-2026-05-19.md', 'signals/same.md']);
	});

	it('tells errors by the number of the item, and then writes nothing of all', async () => {
		const cwd = content();
		const good = { title: 'Good', date: '2026-05-19', score: 1, category: 'Industry', body: 'x' };
		const text = JSON.stringify([
			good,
			{ ...good, title: 'Bad', score: 11, category: 'Industri' },
			{ ...good, title: 'Worse', date: '2026-05-19T10:00', body: '<b>x</b>' },
		]);
		const { code, out, err } = await importText(cwd, text, '--write');
		expect([code, signalsOf(cwd)]).toEqual([1, []]);
		expect(
			out
				.split('\n')
				.filter((line) => line.includes(' error '))
				.map((line) => line.replaceAll(`${cwd}/`, '')),
		).toEqual([
			expect.stringMatching(/^Item 2 \(signals\/2026\/05\/bad\.md:3:8\) error score\/range: score is 11/),
			expect.stringMatching(/^Item 2 \(signals\/2026\/05\/bad\.md:4:11\) error category\/unknown: There is no category "Industri"/),
			expect.stringMatching(/^Item 3 \(.*\) error date\/zone: /),
			expect.stringMatching(/^Item 3 \(.*\) error body\/raw-html: /),
		]);
		expect(err).toBe('Nothing was written: correct the 4 errors above in the file that is imported.\n');
	});

	it('writes nothing when one of the files cannot be written', async () => {
		const cwd = content();
		mkdirSync(path.join(cwd, 'signals/2026'), { recursive: true });
		writeFileSync(path.join(cwd, 'signals/2026/06'), '');
		const before = hashTree(cwd);
		const items = ['2026-05-19', '2026-06-19'].map((date) => ({ title: `On ${date}`, date, score: 1, category: 'Industry', body: 'x' }));
		const { code } = await importText(cwd, JSON.stringify(items), '--write');
		expect([code, { ...hashTree(cwd), source: '' }]).toEqual([74, { ...before, source: '' }]);
	});

	it('takes text that would be a formula, a blank, a path or a terminal’s command for text', async () => {
		const cwd = content();
		const cell = '"=HYPERLINK(""https://x"",""\u001b[2J../../../etc"")"';
		const { code, out } = await importText(cwd, `title,date,score,category,body\n${cell},2026-05-19,1,Industry,x\n`, '--write');
		expect([code, out.includes('\u001b')]).toEqual([0, false]);
		const [file = ''] = signalsOf(cwd);
		expect(read(cwd, file)).toContain('title: "=HYPERLINK(\\"https://x\\",\\"[2J../../../etc\\")"');
	});

	it.each([
		[['--score', '11'], '--score: score is 11'],
		[['--category', 'x'], '--category: There is no category "x".'],
		[['--category', 'x', '--score', '7,5'], /^--category: There is no category "x"\..*\n--score: /],
		[['--format', 'xml'], '--format is "xml", but must be one of json, csv, rss, atom, jsonfeed.'],
	])('refuses %j', async (words, message) => {
		const { code, err } = await importText(content(), feed, ...words);
		expect(code).toBe(2);
		expect(err).toMatch(message);
	});

	it('names the file and the line of what cannot be read, and the way to import from the network', async () => {
		const cwd = content();
		expect(await importText(cwd, '<!DOCTYPE rss><rss/>')).toEqual({
			code: 1,
			out: '',
			err: 'source:1: The file has a DOCTYPE or declares entities, which are not read. Remove the declaration.\nNothing was written.\n',
		});
		expect((await importText(cwd, JSON.stringify([{ title: 'x', slug: '../../x' }]))).err).toContain(
			'source: Item 1: the slug "../../x" must be',
		);
		truncateSync(path.join(cwd, 'source'), 10 * 1024 ** 3);
		expect((await runHere(['import', 'source', '--content', '.'], { cwd })).err).toContain('The file has more than 20 MiB. Split it.');
		expect((await runHere(['import', 'https://example.org/feed.xml', '--content', '.'], { cwd })).err).toContain(
			'Nothing is fetched from the network.',
		);
		expect((await runHere(['import', 'none.xml', '--content', '.'], { cwd })).err).toContain('There is no file none.xml.');
		expect((await runHere(['import', '--content', '.'], { cwd })).err).toContain('One file is needed');
	});
});
