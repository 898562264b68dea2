import stringWidth from 'fast-string-width';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { emailOf } from '../../src/email/email.ts';
import { serializeMessage } from '../../src/email/message.ts';
import { sheet } from '../../src/email/style.ts';
import { fileContent, filePaths } from '../../src/site/files.ts';
import type { Site } from '../../src/site/site.ts';
import { weekNamed } from '../../src/site/weeks.ts';
import { limits } from '../../src/signals/limits.ts';
import { createRenderer } from '../../src/signals/markdown/render.ts';
import { categories, makeSignal, makeSite, type SiteParts } from '../feeds/make-site.ts';

const [models, policy] = categories;
if (!models || !policy) throw new Error('The fixture has two categories.');

/** Every part of Markdown, as the renderer writes it. */
const everything = `<h2 id="technical-context"><a href="https://signals.example/signals/s0/#technical-context">Technical Context</a></h2>
<p>A <em>take</em>, <strong>bold</strong>, <del>gone</del>, <code>a {{b}} c</code>,<br>
a <a href="https://example.org/a?b=1&#x26;c=2">link</a>, <a href="https://example.org/bare">https://example.org/bare</a> and a note.<sup><a href="https://signals.example/signals/s0/#note-fn-1" id="note-fnref-1" data-footnote-ref aria-describedby="footnote-label">1</a></sup></p>
<h3 id="x"><a href="https://signals.example/signals/s0/#x">Third</a></h3>
<div class="table" role="region" tabindex="0" aria-label="Table 1"><table>
<thead>
<tr>
<th>Model</th>
<th align="right">Price</th>
</tr>
</thead>
<tbody>
<tr>
<td>One</td>
<td align="right">1.25</td>
</tr>
</tbody>
</table></div>
<pre><code class="hljs language-ts"><span class="hljs-keyword">const</span> answer = "&#x3C;b>42&#x3C;/b>"; // ${'long '.repeat(20)}
  indented
</code></pre>
<p><img src="https://signals.example/signals/s0/chart.png" alt="A chart" width="640" height="480" loading="lazy" decoding="async"></p>
<blockquote>
<p>A quotation ${'that goes on '.repeat(10)}</p>
</blockquote>
<hr>
<ol start="3">
<li>three
<ul>
<li>nested</li>
</ul>
</li>
<li>
<p>four</p>
</li>
</ol>
<ul class="contains-task-list">
<li class="task-list-item"><input type="checkbox" checked disabled aria-label="done"> done</li>
</ul>
<section data-footnotes class="footnotes"><h2 class="vh" id="footnote-label">Footnotes</h2>
<ol>
<li id="note-fn-1">
<p>The note. <a href="https://signals.example/signals/s0/#note-fnref-1" data-footnote-backref="" aria-label="Back to reference 1">↩</a></p>
</li>
</ol>
</section>`;

const small = makeSite({
	signals: [
		makeSignal('s0', {
			score: 9.1,
			title: 'Everything <b>&</b> more {{unsubscribe_url}}',
			take: { html: 'A <em>take</em> with <a href="https://example.org/t">a link</a>.', text: 'A take with a link.', isLead: true },
			updates: [{ date: '2026-05-20T00:00:00Z', kind: 'correction', text: 'It was 3.' }],
			sources: [{ url: 'https://example.org/source', title: 'A source', publisher: 'P & Q' }],
		}),
		makeSignal('s1', { score: 7.5, category: policy }),
		makeSignal('s2', { score: 3.2, date: '2026-05-18T09:00:00Z', title: '研究所が重みを公開した'.repeat(6) }),
	],
	bodies: { s0: everything },
});
const mailOf = (site: Site) => emailOf(site, weekNamed(site, '2026-W21'));

const wide = '人工知能の研究所が新しい大規模言語モデルを公開し、その重みを誰でも使えるようにした。';
/** A week of long texts in a script whose letters have three bytes. */
const busy = (count: number, parts: SiteParts = {}) =>
	makeSite({
		signals: Array.from({ length: count }, (_, index) =>
			makeSignal(`s${index}-${'slug'.repeat(15)}`, {
				score: Math.max(0, 9.9 - Math.floor(index / 3) / 10),
				title: `${index} ${wide.repeat(4)}`.slice(0, 200),
				category: index % 2 === 0 ? models : policy,
				date: '2026-05-19T10:00:00Z',
				take: { html: wide.repeat(20), text: wide.repeat(20), isLead: true },
			}),
		),
		...parts,
	});

describe('the HTML of a mail', () => {
	it.each([
		['60 signals', busy(60)],
		['2,000 signals', busy(2000)],
		[
			'60 signals, the first of which is as long as a file may be',
			busy(60, { bodies: { [`s0-${'slug'.repeat(15)}`]: `<p>${wide.repeat(2000)}</p>` } }),
		],
		['a first signal whose take is longer than a mail', longTake()],
	])('has at most 80 kB with %s, and says how many stand online', (_, site) => {
		const { html } = mailOf(site);
		expect(Buffer.byteLength(html)).toBeLessThanOrEqual(80_000);
		const named = new Set(html.match(/https:\/\/signals\.example\/signals\/[^/"]+\//g)).size;
		const more = site.signals.length - named;
		if (more > 0) expect(html).toContain(`${String(more).replace(/(?=\d{3}$)/, more > 999 ? ',' : '')} more online`);
		expect(html).toContain('That is everything for week 21.');
	});

	it('drops takes before headlines, from the lowest score', () => {
		const { html } = mailOf(busy(60));
		expect(html.match(/<h3 dir="auto"/g)).toHaveLength(10);
		const takes = html.split('<h3 dir="auto"').map((part) => part.includes(wide.repeat(20)));
		expect(takes.lastIndexOf(true)).toBeLessThan(10);
		expect(takes.slice(1)).toEqual(takes.slice(1).toSorted((a, b) => Number(b) - Number(a)));
	});

	it('is composed once for all its files', () => {
		expect(mailOf(small)).toBe(mailOf(small));
	});

	it('is whole when it fits', () => {
		const { html } = mailOf(small);
		expect(html).not.toContain('more online');
		expect(html).toContain('The note.');
		expect(html).toContain('It was 3.');
		expect(html).toContain('>A source</a>, P &#x26; Q');
	});

	it.each([
		['of every part of Markdown', small],
		['of many signals', busy(60)],
		['of a week that was withdrawn', withdrawnWeek()],
	])('%s has elements and attributes that mail programs know, and no others', (_, site) => {
		const { html } = mailOf(site);
		const faults = elementsOf(parse(html)).flatMap(({ tagName, attrs }) => [
			...(allowedTags.has(tagName) ? [] : [tagName]),
			...attrs
				.filter(
					({ name, value }) => !allowedAttributes.has(name) || /url\(|expression|\brem\b|@import|var\(/.test(name === 'style' ? value : ''),
				)
				.map(({ name, value }) => `${tagName} ${name}=${value}`),
		]);
		expect(faults).toEqual([]);
		expect(html.match(/<style>/g)).toHaveLength(1);
		expect(sheet.length).toBeLessThanOrEqual(2000);
		expect(sheet).not.toMatch(/url\(|@import|@font-face|rem\b/);
	});

	it('leads by whole addresses, and to the place where a reader unsubscribes', () => {
		const links = elementsOf(parse(mailOf(small).html)).flatMap(({ attrs }) =>
			attrs.filter(({ name }) => name === 'href').map(({ value }) => value),
		);
		expect(links.filter((link) => !link.startsWith('https://'))).toEqual(['{{unsubscribe_url}}']);
		expect(links).toContain('https://signals.example/briefings/2026-W21/');
	});

	it('lays itself out by tables that say they are no tables, and leaves those of the author as they are', () => {
		const tables = elementsOf(parse(mailOf(small).html)).filter(({ tagName }) => tagName === 'table');
		const roles = tables.map(({ attrs }) => attrs.find(({ name }) => name === 'role')?.value);
		expect(roles.filter((role) => role === undefined)).toHaveLength(1);
		expect(new Set(roles)).toEqual(new Set(['presentation', undefined]));
	});

	it('shows the score as text and as a bar of its length', () => {
		const { html } = mailOf(small);
		expect(textOf(parse(html))).toMatch(/9\.1 Critical/);
		expect(html).toMatch(/<td class="b3" width="91%" bgcolor="#1b1b1a" height="8"/);
		expect(html).toMatch(/<td class="h" width="9%"/);
	});

	it('holds braces only where its sender fills something in, whatever a signal says', () => {
		const { html } = mailOf(small);
		const inText = html.replace(/<style>.*?<\/style>/s, '').match(/\{[^}]*\}+/g);
		expect(inText).toEqual(['{{unsubscribe_url}}', '{{postal_address}}']);
		expect(textOf(parse(html))).toContain('a {{b}} c');
	});
});

describe('the text of a mail', () => {
	it('says what the HTML does, in its order, every address on a line of its own', () => {
		expect(mailOf(small).text).toMatchInlineSnapshot(`
			"Signals
			Week 21, 2026, 18 to 24 May 2026
			3 signals, 132 words, 1 minute

			View online
			https://signals.example/briefings/2026-W21/

			------------------------------------------------------------------------

			Heaviest of the week

			9.1 Critical, Models, 19 May 2026, 16:01 UTC
			Everything <b>&</b> more { {unsubscribe_url} }
			https://signals.example/signals/s0/

			A take with a link [1].
			[1] https://example.org/t

			Correction, 20 May 2026: It was 3.

			Technical Context
			-----------------

			A take, bold, ~~gone~~, a { {b} } c,
			a link [2], [3] and a note.(1)
			[2] https://example.org/a?b=1&c=2
			[3] https://example.org/bare

			Third

			Model | Price
			One | 1.25

			    const answer = "<b>42</b>"; // long long long long long long long
			    long long long long long long long long long long long long long
			      indented

			[Image: A chart]

			> A quotation that goes on that goes on that goes on that goes on that
			> goes on that goes on that goes on that goes on that goes on that goes
			> on

			* * *

			3. three
			   - nested
			4. four

			- ☑ done

			Footnotes
			---------

			1. The note.

			Sources
			-------

			1. A source [4], P & Q
			   [4] https://example.org/source

			------------------------------------------------------------------------

			The next heaviest

			7.5 Major, Policy, 19 May 2026, 16:01 UTC
			s1
			https://signals.example/signals/s1/

			Take of s1

			------------------------------------------------------------------------

			In brief, by category

			Models

			3.2  研究所が重みを公開した研究所が重みを公開した研究所が重みを公開した
			     研究所が重みを公開した研究所が重みを公開した研究所が重みを公開した
			     https://signals.example/signals/s2/

			------------------------------------------------------------------------

			That is everything for week 21.

			You receive this because you subscribed to Signals.

			Unsubscribe
			{{unsubscribe_url}}

			{{postal_address}}
			"
		`);
	});

	it.each([
		['of every part of Markdown', small],
		['of many signals', busy(60)],
	])('%s has lines of at most 72 columns, but for addresses', (_, site) => {
		expect(longLines(mailOf(site).text)).toEqual([]);
	});

	it('keeps addresses whole, whatever braces they hold', () => {
		const { text } = mailOf(withBody('<p>Ask <code>https://example.org/?t={{id}}&amp;u={1}</code></p>'));
		expect(text).toContain('\nhttps://example.org/?t=%7B%7Bid%7D%7D&u=%7B1%7D\n');
	});

	it('wraps words that only begin like an address', () => {
		const { text } = mailOf(withBody(`<p>httpd 2.4.70 ${'mends what was wrong '.repeat(6)}</p>`));
		expect(longLines(text)).toEqual([]);
		expect(text).toContain('\nhttpd 2.4.70 mends what was wrong mends');
	});

	it('marks what is struck out', () => {
		expect(mailOf(withBody('<p>It has <del>3</del> 4 billion.</p>')).text).toContain('It has ~~3~~ 4 billion.');
	});

	const { depth, indentation, markersInLine } = limits.body;
	const deep = (marker: string, levels: number) =>
		Array.from({ length: levels }, (_, level) => `${' '.repeat(level * marker.length)}${marker}${level}`).join('\n');

	it.each([
		['numbers as wide as they come', `${'999999999. '.repeat(7)}## x\n\n${'999999999. '.repeat(7)}x`],
		['lists as deep as one line opens them', `${'- '.repeat(markersInLine)}## x`],
		[
			'quotes as deep as one line opens them',
			`${'> '.repeat(markersInLine)}## x\n${'> '.repeat(markersInLine)}\n${'> '.repeat(markersInLine)}x`,
		],
		['lists as deep as lines may', `${deep('- ', depth / 2 - 5)}\n\n${' '.repeat(depth - 10)}## x\n\n${' '.repeat(depth - 10)}---`],
		['lists as far to the side as they may', deep('999999999. ', 1 + Math.floor(indentation / 11))],
		['a listing in them', `${deep('- ', depth / 2 - 5)}\n\n${' '.repeat(depth - 10)}~~~\n${' '.repeat(depth - 10)}${'long '.repeat(30)}`],
		[
			'a table in them',
			`${deep('- ', 40)}\n\n${' '.repeat(80)}| a | b |\n${' '.repeat(80)}| - | - |\n${' '.repeat(80)}| ${'c '.repeat(40)}| d |`,
		],
	])('keeps to its columns with %s', (_, markdown) => {
		expect(longLines(mailOf(withBody(render(markdown))).text)).toEqual([]);
	});

	it('names the same signals as the HTML', () => {
		const site = busy(2000);
		const { html, text } = mailOf(site);
		const named = (of: string) => [...new Set(of.match(/https:\/\/signals\.example\/signals\/[^/"\s]+\//g))];
		expect(named(text)).toEqual(named(html));
	});
});

describe('subject and preheader', () => {
	it.each([
		['short', makeSite({ signals: [makeSignal('a', { title: 'A model' })] }), 'Week 21: A model'],
		['none', withdrawnWeek(), 'Week 21, 2026'],
	])('%s', (_, site, subject) => {
		expect(mailOf(site).subject).toBe(subject);
	});

	it('are at most 60 and 100 characters', () => {
		const { subject, preheader } = mailOf(busy(3));
		expect([...subject].length).toBeLessThanOrEqual(60);
		expect([...preheader].length).toBeLessThanOrEqual(100);
		expect(subject.endsWith('…')).toBe(true);
	});
});

describe('the message of a mail', () => {
	const site = makeSite({
		signals: small.signals.map((signal) => ({ ...signal, updated: '2026-07-01T00:00:00Z' })),
		bodies: { s0: `${everything}<pre><code>\n----_NmP-2026-W21-Part_1\n----_NmP-=_2026-W21-Part_1--\n</code></pre>` },
		config: { title: 'Sïgnals', publisher: { name: 'Rédaction „Signale“, 東京', contact: 'editors@signals.example' } },
	});
	const week = weekNamed(site, '2026-W21');

	it('is read back by a mail parser as it was meant', async () => {
		const { subject, html, text } = emailOf(site, week);
		const mail = await PostalMime.parse(await serializeMessage(site, week));
		expect(mail.subject).toBe(subject);
		expect(mail.from).toEqual({ name: 'Rédaction „Signale“, 東京', address: 'editors@signals.example' });
		expect(mail.messageId).toBe('<briefing.2026-W21.signals.example@signals.example>');
		expect(mail.date).toBe('2026-05-25T00:00:00.000Z');
		expect(mail.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(text.trimEnd());
		expect(mail.html?.replaceAll('\r\n', '\n').trimEnd()).toBe(html.trimEnd());
		expect(mail.attachments).toEqual([]);
		const headers = new Map(mail.headers.map(({ key, value }) => [key, value]));
		expect(headers.get('list-id')).toBe('<briefings.signals.example>');
		expect(headers.get('list-unsubscribe')).toBe('<{{unsubscribe_url}}>');
		expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
	});

	it('has the text first, in lines of at most 76 ASCII characters that end as mail demands', async () => {
		const message = await serializeMessage(site, week);
		expect(message).toMatch(/^Content-Type: multipart\/alternative;/m);
		expect(message.indexOf('text/plain')).toBeLessThan(message.indexOf('text/html'));
		expect(message.match(/^Content-Transfer-Encoding: quoted-printable\r$/gm)).toHaveLength(2);
		expect(message.split('\r\n').filter((line) => line.length > 76 || /[^\x20-\x7e\t]/.test(line))).toEqual([]);
	});

	it('keeps whole, in the encoded message, what its sender fills in', async () => {
		const message = await serializeMessage(site, week);
		expect(message.split('{{unsubscribe_url}}')).toHaveLength(4);
		expect(message.split('{{postal_address}}')).toHaveLength(3);
	});

	it('is the same bytes each time', async () => {
		expect(await serializeMessage(site, week)).toBe(await serializeMessage(site, week));
	});

	it.each([
		['a publisher reached by a page', { contact: 'https://signals.example/contact' }, 'signals.example', 'briefings@signals.example'],
		['an authority that is an address', { contact: 'https://signals.example/contact' }, 'ann@signals.example', 'ann@signals.example'],
	])('comes from the authority with %s', async (_, { contact }, authority, sender) => {
		const other = makeSite({ signals: [...small.signals], config: { authority, publisher: { name: 'P', contact } } });
		const mail = await PostalMime.parse(await serializeMessage(other, weekNamed(other, '2026-W21')));
		expect(mail.from?.address).toBe(sender);
		expect(mail.messageId).toMatch(/^<[^\s<>@]+@signals\.example>$/);
	});
});

describe('the mails of a site', () => {
	it('stand beside the weeks that are over, and do not change when later weeks come', () => {
		const running = makeSignal('later', { date: '2026-11-20T00:00:00Z', score: 10, follows: 's0' });
		const grown = makeSite({ signals: [running, ...small.signals], bodies: { s0: everything } });
		expect(filePaths(grown).filter((path) => path.includes('email'))).toEqual([
			'/briefings/2026-W21/email.html',
			'/briefings/2026-W21/email.txt',
		]);
		for (const path of ['/briefings/2026-W21/email.html', '/briefings/2026-W21/email.txt'])
			expect(fileContent(grown, path).text).toBe(fileContent(small, path).text);
	});
});

function longLines(text: string): string[] {
	return text.split('\n').filter((line) => stringWidth(line) > 72 && !/^[\s>]*(?:\[\d+\] )?https?:\/\/\S+$/.test(line));
}

/** @returns the HTML of a body that no rule refuses */
function render(markdown: string): string {
	const renderer = createRenderer({ houseSections: [], words: { footnotes: 'Footnotes', backToText: 'Back', table: 'Table' } });
	const { html, problems } = renderer.body(markdown, 1, undefined);
	expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
	return html;
}

function withBody(html: string): Site {
	return makeSite({ signals: [makeSignal('s0')], bodies: { s0: html } });
}

function withdrawnWeek(): Site {
	return makeSite({ signals: [makeSignal('a', { withdrawn: { date: '2026-06-01T00:00:00Z', reason: 'Wrong.' } })] });
}

function longTake(): Site {
	const long = wide.repeat(1000);
	return makeSite({ signals: [makeSignal('a', { take: { html: long, text: long, isLead: true } }), makeSignal('b', { score: 5 })] });
}

const allowedTags = new Set(
	'html head meta title style body div table tbody thead tr td th p h1 h2 h3 h4 h5 h6 a b strong em del code pre br sup ul ol li blockquote hr'.split(
		' ',
	),
);
const allowedAttributes = new Set(
	'lang dir charset name content class style role width height cellpadding cellspacing border bgcolor align valign href start'.split(' '),
);

function elementsOf(node: DefaultTreeAdapterTypes.Node): DefaultTreeAdapterTypes.Element[] {
	const children = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : [];
	return 'tagName' in node ? [node, ...children] : children;
}

function textOf(node: DefaultTreeAdapterTypes.Node): string {
	if ('value' in node) return node.value;
	return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
