import { describe, expect, it } from 'vitest';
import { forgetEntries, signalEntry } from '../../src/feeds/entry.ts';
import { feedHtml } from '../../src/feeds/html.ts';
import { signalContent } from '../../src/feeds/content.ts';
import { makeSignal, makeSite } from './make-site.ts';

const page = 'https://signals.example/signals/x/';

describe('content of an entry', () => {
	it('says in order: score, take, notices, body, sources, where it stands', () => {
		const signal = makeSignal('x', {
			take: { html: 'The <em>take</em>.', text: 'The take.', isLead: true },
			updates: [
				{ date: '2026-06-02T00:00:00Z', kind: 'update', text: 'More <is> known.' },
				{ date: '2026-06-01T00:00:00Z', kind: 'correction', text: 'Not 3 & 4.' },
			],
			sources: [
				{ url: 'https://e.example/?a=1&b=2' },
				{ url: 'https://f.example/', title: 'T', publisher: 'P', date: '2026-05-18', archive: 'https://a.example/' },
			],
		});
		expect(signalContent(makeSite({ signals: [signal] }), signal)).toMatchInlineSnapshot(`
			"<p>Score 8.4/10 (Major) · Models</p>
			<p>The <em>take</em>.</p>
			<p><strong>Update, 2 June 2026:</strong> More &lt;is&gt; known.</p>
			<p><strong>Correction, 1 June 2026:</strong> Not 3 &amp; 4.</p>
			<h2>Why</h2>
			<p>Body of x.</p>
			<h2>Sources</h2>
			<ol>
			<li><a href="https://e.example/?a=1&amp;b=2">https://e.example/?a=1&amp;b=2</a></li>
			<li><a href="https://f.example/">T</a>, P, 18 May 2026, <a href="https://a.example/">archived copy</a></li>
			</ol>
			<p><a href="https://signals.example/signals/x/">Read this signal on Signals</a></p>"
		`);
	});

	it('does not repeat a take that is quoted from the body', () => {
		const signal = makeSignal('x', { take: { html: 'Quoted.', text: 'Quoted.', isLead: false } });
		expect(signalContent(makeSite({ signals: [signal], bodies: { x: '<p>Quoted.</p>' } }), signal).match(/Quoted/g)).toHaveLength(1);
	});
});

describe('the entry of a signal', () => {
	it('is made once for all feeds of a site, until its entries are forgotten', () => {
		const signal = makeSignal('x');
		const site = makeSite({ signals: [signal] });
		const entry = signalEntry(site, signal);
		expect(signalEntry(site, signal)).toBe(entry);
		forgetEntries(site);
		const anew = signalEntry(site, signal);
		expect(anew).not.toBe(entry);
		expect(anew).toEqual(entry);
	});
});

describe('HTML for feed readers', () => {
	it.each([
		[
			'drops classes, ids, roles and data',
			'<h2 id="a" class="b">T</h2><div class="table" role="region" tabindex="0" aria-label="T"><table></table></div>',
			'<h2>T</h2><div><table></table></div>',
		],
		[
			'leads links to fragments to the page',
			'<sup><a href="#fn-1" id="fnref-1" data-footnote-ref aria-describedby="l">1</a></sup>',
			`<sup><a href="${page}#fn-1">1</a></sup>`,
		],
		[
			'keeps other links as they are',
			'<a href="https://e.example/?a=1&#x26;b=2#c" title="t > u">x</a>',
			'<a href="https://e.example/?a=1&#x26;b=2#c" title="t > u">x</a>',
		],
		[
			'unwraps highlighting',
			'<pre><code class="hljs language-js"><span class="hljs-keyword">let</span> a = "&#x3C;p>"</code></pre>',
			'<pre><code>let a = "&#x3C;p>"</code></pre>',
		],
		[
			'writes the boxes of a task list',
			'<li class="task-list-item"><input type="checkbox" checked disabled> a</li><li><input type="checkbox" disabled> b</li>',
			'<li>☑ a</li><li>☐ b</li>',
		],
		[
			'drops scripts, styles, drawings and handlers',
			'<p onclick="x()" style="color:red">a<script>b()</script><style>c</style><svg><path d="M0"/></svg><!-- d --></p>',
			'<p>a</p>',
		],
		[
			'keeps images with their size',
			'<img src="https://s.example/a.png" alt="A &#x26; b" width="2" height="1" loading="lazy">',
			'<img src="https://s.example/a.png" alt="A &#x26; b" width="2" height="1">',
		],
		['keeps the alignment of cells', '<td align="right">1</td>', '<td align="right">1</td>'],
		[
			'is not misled by attributes in single quotes or none',
			`<a title='say "a"' href=#b>c</a>`,
			`<a title="say &quot;a&quot;" href="${page}#b">c</a>`,
		],
		['leaves text alone', 'a &#x3C; b class="x" id="y" > c', 'a &#x3C; b class="x" id="y" > c'],
	])('%s', (_, html, expected) => {
		expect(feedHtml(html, page)).toBe(expected);
	});
});
