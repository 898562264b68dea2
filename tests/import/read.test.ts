import { describe, expect, it } from 'vitest';
import { ImportError } from '../../src/import/import-error.ts';
import { readImport } from '../../src/import/read.ts';

const read = (text: string | Uint8Array) => readImport(typeof text === 'string' ? Buffer.from(text) : text);
const fault = (text: string | Uint8Array) => {
	try {
		return `read as ${read(text).format}`;
	} catch (error) {
		if (!(error instanceof ImportError)) throw error;
		return `${error.line ?? '-'}: ${error.message}`;
	}
};

describe('a JSON list', () => {
	it('gives fields by our names and by common ones', () => {
		expect(
			read(
				JSON.stringify([
					{ title: 'A', score: 7, tags: ['x', 'y'], sources: ['https://example.org/'], body: 'Text.' },
					{
						Headline: 'B',
						published_at: '2026-05-19',
						keywords: 'x; y, z',
						url: 'https://example.org/',
						publisher: 'P',
						author: 'Ann',
						html: '<p>T',
					},
					{ title: 'C', watch: [{ what: 'x', by: '2026-01-01', status: 'open' }], nothing: null, titel: 1 },
				]),
			),
		).toEqual({
			format: 'json',
			items: [
				{
					number: 1,
					fields: { title: 'A', score: 7, tags: ['x', 'y'], sources: [{ url: 'https://example.org/' }] },
					body: 'Text.',
					subjects: [],
					notes: [],
					slug: undefined,
				},
				{
					number: 2,
					fields: {
						title: 'B',
						date: '2026-05-19',
						tags: ['x', 'y, z'],
						sources: [{ url: 'https://example.org/', publisher: 'P' }],
						authors: ['Ann'],
					},
					body: 'T',
					subjects: [],
					notes: [],
					slug: undefined,
				},
				{
					number: 3,
					fields: { title: 'C', watch: [{ what: 'x', by: '2026-01-01', status: 'open' }] },
					body: '',
					subjects: [],
					notes: ['"titel" is no field of a signal and is left out. Did you mean title?'],
					slug: undefined,
				},
			],
		});
	});

	it.each([
		['[{"title": "A",\n"title": "B"}]', '2: The key "title" stands twice in one object. Remove one of the two.'],
		['[{"a": {"b": 1, "\\u0062": 2}}]', '1: The key "b" stands twice in one object. Remove one of the two.'],
		['['.repeat(100_000), '1: Brackets are nested more than 100 deep. Signals need three levels.'],
		['[{"title": "A"\n,}]', '2: This is not valid JSON: often a comma, a quote or a bracket is missing or one too many here.'],
		['{"title": "A"}', '-: The file must be a list of objects, [{ "title": … }, …], or a JSON Feed with its version.'],
		['[1]', '-: Item 1 is no object.'],
		['null', '-: The file must be a list of objects, [{ "title": … }, …], or a JSON Feed with its version.'],
		['"x"', '-: The file must be a list of objects, [{ "title": … }, …], or a JSON Feed with its version.'],
		['[{"body": {}}]', '-: Item 1 gives as body what is no text. Write it as text.'],
		[JSON.stringify(Array.from({ length: 10_001 }, () => ({}))), '-: The file has 10001 items; the limit is 10000. Split it.'],
	])('is refused by name, case %#', (text, message) => {
		expect(fault(text)).toBe(message);
	});

	it('prefers our own names, then the better of others, and says what it leaves out', () => {
		const item = {
			created_at: '2026-01-01',
			published_at: '2026-05-19',
			description: 'D',
			excerpt: 'E',
			headline: 'H',
			title: 'T',
			url: 'https://example.org/u',
			sources: ['https://example.org/s'],
			body_html: '<p>h</p>',
			body: 'b',
			uuid: 7,
		};
		const { fields, body, notes } = read(JSON.stringify([item])).items[0] ?? {};
		expect([fields, body]).toEqual([
			{ title: 'T', date: '2026-05-19', summary: 'E', sources: [{ url: 'https://example.org/s' }], id: '7' },
			'b',
		]);
		expect(notes).toEqual([
			'"created_at" is left out: "published_at" counts.',
			'"description" is left out: "excerpt" counts.',
			'"headline" is left out: "title" counts.',
			'"url" is left out: "sources" counts.',
			'"body_html" is left out: "body" counts.',
		]);
		expect(read('[{"publisher": "P"}]').items[0]?.notes).toEqual(['"publisher" is left out: there is no source_url.']);
		expect(read('[{"title": "T", "name": "T"}]').items[0]?.notes).toEqual([]);
	});

	it('is not confused by what its texts hold', () => {
		expect(read(String.raw`[{"title": "a \" : { [ \\", "body": "{\"title\": 1, \"title\": 2}"}]`).items[0]).toMatchObject({
			fields: { title: String.raw`a " : { [ ` + '\\' },
		});
		expect(read(JSON.stringify([{ body: '"'.repeat(3_000_000) }])).items).toHaveLength(1);
	});

	it('pollutes nothing', () => {
		read('[{"__proto__": {"polluted": 1}, "sources": [{"__proto__": {"polluted": 1}}]}]');
		expect('polluted' in {}).toBe(false);
	});
});

describe('a table', () => {
	it('has its columns named by the first row; cells are text, formulas as well', () => {
		const { format, items } = read(
			'\uFEFFTitle,Score,Tags,Source URL,Body\r\n"=HYPERLINK(""x"",""y"")",7.5,open weights; MCP,https://example.org/,"Two\r\nlines, and a comma"\r\n',
		);
		expect([format, items]).toEqual([
			'csv',
			[
				{
					number: 1,
					fields: { title: '=HYPERLINK("x","y")', score: 7.5, tags: ['open weights', 'MCP'], sources: [{ url: 'https://example.org/' }] },
					body: 'Two\r\nlines, and a comma',
					subjects: [],
					notes: [],
					slug: undefined,
				},
			],
		]);
	});

	it('may have semicolons or tabs between its cells', () => {
		for (const sign of [';', '\t']) expect(read(`title${sign}score\nA${sign}7`).items[0]?.fields).toEqual({ title: 'A', score: 7 });
		expect(read('title;"body,more"\nA;b').items[0]?.fields).toEqual({ title: 'A' });
		expect(read('sep=;\r\ntitle;score\r\nA;7').items[0]?.fields).toEqual({ title: 'A', score: 7 });
		expect(fault('sep=;\ntitle;score\nA;7;8')).toMatch(/^3: This row has another number of cells/);
	});

	it('has a column of titles, which not every text has', () => {
		expect(fault('Notes of today\n\nFirst, this.\nThen that.')).toBe(
			'1: No column is named title. Read as a table, the file has one column: "Notes of today". Is it a list of signals? Then name its columns in the first row.',
		);
		expect(fault('score,body\n7,x')).toContain('the file has 2 columns: "score", "body".');
	});

	it.each([
		['title,score\n"A,7\n', '2: A quote that was opened is never closed. Inside a quoted cell a quote is written twice: "".'],
		['title,score\n"A" b,7\n', '2: A quoted cell goes on after its closing quote. Inside a quoted cell a quote is written twice: "".'],
		['title,score\nA,7,8\n', '2: This row has another number of cells than the first. A cell that holds a comma must be in quotes.'],
		['title,title\nA,B\n', '1: Two columns are named "title". Rename one of them.'],
		[`${'a,'.repeat(200_000)}\n`, '1: The table has more than 200 columns. Signals have far fewer; is this the right file?'],
		[`${'a,'.repeat(300)}\n`, '1: The table has more than 200 columns. Signals have far fewer; is this the right file?'],
	])('is refused by name, case %#', (text, message) => {
		expect(fault(text)).toBe(message);
	});
});

const rss = (items: string) => `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>${items}</channel></rss>`;

describe('a feed', () => {
	it('of RSS', () => {
		const { format, items } = read(
			rss(
				'<item><title>A &amp;amp; B</title><link>https://example.org/1</link><guid isPermaLink="false">g</guid><pubDate>Tue, 19 May 2026 16:01:00 GMT</pubDate><category>AI</category><description>&lt;p&gt;Text.</description></item>',
			),
		);
		expect([format, items]).toEqual([
			'rss',
			[
				{
					number: 1,
					fields: { title: 'A & B', date: '2026-05-19T16:01Z', sources: [{ url: 'https://example.org/1', title: 'A & B' }], id: 'g' },
					body: 'Text.',
					subjects: ['AI'],
					notes: [],
				},
			],
		]);
	});

	it('of RSS 1.0', () => {
		const text =
			'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>t</title></channel><item rdf:about="https://example.org/1"><title>T</title><link>https://example.org/1</link><dc:date>2026-05-19</dc:date><dc:creator>Ann</dc:creator></item></rdf:RDF>';
		expect(read(text).items[0]?.fields).toEqual({
			title: 'T',
			date: '2026-05-19',
			sources: [{ url: 'https://example.org/1', title: 'T' }],
			authors: ['Ann'],
			id: 'https://example.org/1',
		});
	});

	it('of Atom, with an update only where it is later', () => {
		const entry = (updated: string) =>
			`<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><id>tag:a,2026:1</id><title type="html">A &amp;lt;b&amp;gt;</title><link href="https://example.org/a"/><published>2026-05-19T16:01:00Z</published><updated>${updated}</updated><author><name>Ann</name></author><category term="ai"/><summary>In short.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text <b>here</b>.</p></div></content></entry></feed>`;
		const [item] = read(entry('2026-05-20T16:01:00Z')).items;
		expect(item).toMatchObject({
			fields: {
				title: 'A <b>',
				date: '2026-05-19T16:01Z',
				updated: '2026-05-20T16:01Z',
				authors: ['Ann'],
				id: 'tag:a,2026:1',
				summary: 'In short.',
			},
			body: 'Text **here**.',
			subjects: ['ai'],
		});
		expect(read(entry('2026-05-19T16:01:00Z')).items[0]?.fields).not.toHaveProperty('updated');
	});

	it('of JSON, whose summary is left out when it is the beginning of the text', () => {
		const feed = (summary: string) => ({
			version: 'https://jsonfeed.org/version/1.1',
			title: 't',
			items: [{ id: '1', title: 'T', content_text: 'It begins here.\n\nIt ends.', summary, tags: ['a'] }],
		});
		expect(read(JSON.stringify(feed('Else.')))).toMatchObject({
			format: 'jsonfeed',
			items: [{ fields: { title: 'T', id: '1', summary: 'Else.' }, body: 'It begins here.\n\nIt ends.', subjects: ['a'] }],
		});
		expect(read(JSON.stringify(feed('It begins…'))).items[0]?.fields).not.toHaveProperty('summary');
	});

	it('whose texts are plain is not read as HTML', () => {
		const plain = 'Uses <think> tokens & vector<int>';
		const json = { version: 'https://jsonfeed.org/version/1.1', items: [{ id: '1', title: plain, content_text: 'x', summary: plain }] };
		const atom = (type: string, text: string) =>
			`<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>T</title><summary${type}>${text}</summary><content>x</content></entry></feed>`;
		const escaped = plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
		const markdown = 'Uses \\<think> tokens & vector\\<int>';
		expect(read(JSON.stringify(json)).items[0]?.fields).toMatchObject({ title: plain, summary: markdown });
		for (const type of ['', ' type="text"']) expect(read(atom(type, escaped)).items[0]?.fields['summary']).toBe(markdown);
		expect(read(atom(' type="html"', '&lt;b>bold&lt;/b> &amp;lt;')).items[0]?.fields['summary']).toBe('**bold** <');
	});

	it('whose entries have a summary only has it as their text; of several paragraphs it is no summary', () => {
		const item = { id: '1', title: 'T', summary: 'One.\n\nTwo.' };
		const feed = (more: object) => JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [{ ...item, ...more }] });
		expect(read(feed({})).items[0]).toMatchObject({ body: 'One.\n\nTwo.', notes: [] });
		expect(read(feed({ content_text: 'Else.' })).items[0]).toMatchObject({
			body: 'Else.',
			notes: ['Its summary has more than one paragraph, and is left out.'],
		});
	});

	it('of Atom has its addresses start from xml:base', () => {
		const text =
			'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/b/"><title>t</title><entry xml:base="c/"><title>T</title><link href="p.html"/><content type="html" xml:base="d/">&lt;a href="e">f&lt;/a></content></entry></feed>';
		expect(read(text).items[0]).toMatchObject({
			fields: { sources: [{ url: 'https://a.example/b/c/p.html' }] },
			body: '[f](https://a.example/b/c/d/e)',
		});
	});

	it.each([
		['rss', '<rss version="2.0"><channel></channel></rss>'],
		['rss', '<rss version="2.0"><channel><title>t</title></channel></rss>'],
		['atom', '<feed xmlns="http://www.w3.org/2005/Atom"/>'],
		['jsonfeed', '{"version":"https://jsonfeed.org/version/1.1","items":[]}'],
	])('of %s may be empty, case %#', (format, text) => {
		expect(read(text)).toEqual({ format, items: [] });
	});

	it('whose link or date cannot stand has blanks for them', () => {
		const [item] = read(rss('<item><title>T</title><link>http://example.org/1</link><pubDate>soon</pubDate></item>')).items;
		expect(item?.fields).toEqual({
			title: 'T',
			date: '{{ when it happened; the feed says soon }}',
			sources: [{ url: '{{ https address of http://example.org/1 }}' }],
		});
		expect(item?.notes).toEqual(['Its link, http://example.org/1, is no https address.']);
	});

	it.each([
		['<!DOCTYPE x [<!ENTITY a "b">]><rss/>', '1: The file has a DOCTYPE or declares entities, which are not read. Remove the declaration.'],
		[
			'<?xml version="1.0"?>\n<!DOCTYPE r SYSTEM "file:///etc/passwd"><rss/>',
			'2: The file has a DOCTYPE or declares entities, which are not read. Remove the declaration.',
		],
		[
			'<?xml version="1.0" encoding="ISO-8859-1"?><rss/>',
			'1: The file says that its encoding is ISO-8859-1, but only UTF-8 is read. Save it as UTF-8.',
		],
		['<a>'.repeat(100_000), '1: Elements are nested more than 100 deep, as in no feed.'],
		[
			`<rss>\n<channel></rss>`,
			"2: This is not well-formed XML. Expected closing tag 'channel' (opened in line 2, col 1) instead of closing tag 'rss'.",
		],
		['<html><body>Hello</body></html>', '-: This is no feed that is read: RSS, Atom or JSON Feed.'],
		[
			rss(`<item><description>${'&lt;div&gt;'.repeat(20_000)}</description></item>`),
			'-: The HTML of item 1 is nested too deeply to be read.',
		],
	])('is refused by name, case %#', (text, message) => {
		expect(fault(text)).toBe(message);
	});

	it('may hold a document type in its text', () => {
		expect(read(rss('<item><description><![CDATA[<!DOCTYPE html><p>Text.]]></description></item>')).items[0]?.body).toBe('Text.');
	});
});

describe('bytes', () => {
	it.each([
		[Buffer.from('\uFEFFtitle\nA', 'utf16le'), 'The file is UTF-16, but only UTF-8 is read. Save it as UTF-8.'],
		[Buffer.from([0x63, 0x61, 0x66, 0xe9]), 'The file is not UTF-8. Save it as UTF-8.'],
		[Buffer.from('title\nA\0'), 'The file holds a NUL character, which no text has. Export it again.'],
		[Buffer.from(' \n'), 'The file is empty.'],
		[Buffer.alloc(20 * 1024 * 1024 + 1, 'a'), 'The file has more than 20 MiB. Split it.'],
	])('that are no text of ours are refused by name', (bytes, message) => {
		expect(fault(bytes)).toContain(message);
	});

	it('of another format than the one named are refused', () => {
		expect(() => readImport(Buffer.from('title\nA'), 'json')).toThrow('The file is not JSON.');
		expect(() => readImport(Buffer.from('[]'), 'rss')).toThrow('The file is JSON, not RSS.');
	});
});
