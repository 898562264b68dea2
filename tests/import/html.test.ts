import { describe, expect, it } from 'vitest';
import { htmlToMarkdown, htmlToText } from '../../src/import/html.ts';
import { textToMarkdown } from '../../src/import/plain-text.ts';
import { hasBlank } from '../../src/signals/blanks.ts';

const convert = (html: string) => htmlToMarkdown(html, 'https://example.org/posts/one');

describe('HTML of a feed', () => {
	it('keeps text, structure and links', () => {
		const html = `<h1>Top</h1><p>Some <b>bold</b> &amp; <em>soft</em> <code>x</code>.</p><h2>Sub</h2>
			<ul><li>one<ol><li>two</li></ol></li></ul><blockquote>said</blockquote><table><tr><th>A</th></tr><tr><td>1</td></tr></table>
			<pre><code class="language-js">let a;\n</code></pre><p>a<br>b</p>`;
		expect(convert(html)).toMatchInlineSnapshot(`
			"## Top

			Some **bold** & *soft* \`x\`.

			### Sub

			- one
			  1. two

			> said

			| A |
			| - |
			| 1 |

			\`\`\`js
			let a;
			\`\`\`

			a\\
			b"
		`);
	});

	it('loses scripts, styles and everything else that is no text', () => {
		expect(
			convert(
				'<p onclick="x">a<script>alert(1)</script><style>p{}</style><iframe src="x">i</iframe><svg><text>s</text></svg><form>f</form></p><!-- c -->',
			),
		).toBe('a');
	});

	it('turns images into links to them', () => {
		expect(convert('<p><img src="a.png" alt="A chart"> <img src="b.png"> <a href="/c"><img src="d.png" alt="D"></a></p>')).toBe(
			'[A chart](https://example.org/posts/a.png) [D](https://example.org/c)',
		);
	});

	it('makes links absolute, and drops those that rules for links refuse, but not their text', () => {
		expect(
			convert(
				'<a href="/x?a=1&amp;b=2">1</a> <a href="javascript:alert(1)">2</a> <a href="https://u@x.org/">3</a> <a href="ftp://x">4</a> <a>5</a>',
			),
		).toBe('[1](https://example.org/x?a=1\\&b=2) 2 3 4 5');
		expect(htmlToMarkdown('<a href="/x">1</a>', undefined)).toBe('1');
	});

	it('writes text that looks like Markdown, HTML or a blank as text', () => {
		expect(convert('<p>1. no list</p><p># no heading</p><p>*a* &lt;b&gt; {{ c }}</p>')).toBe(
			'1\\. no list\n\n\\# no heading\n\n\\*a\\* \\<b> \\{\\{ c }}',
		);
	});

	it.each(['{{ y }}', '{{{y}}}', '{{{{y}}}}', '{<b></b>{ y }}', '{<span>{ y }}</span>', '<a href="/?a={{y}}">x</a>'])(
		'makes no blank of %j',
		(html) => {
			expect(hasBlank(convert(`<p>${html}</p>`))).toBe(false);
		},
	);

	it.each([
		['10<sup>25</sup> FLOP', '10²⁵ FLOP'],
		['10<sup>-3</sup> s<sup><span>−</span>1</sup>', '10⁻³ s⁻¹'],
		['H<sub>2</sub>O', 'H₂O'],
		['2<sup>k+1</sup>', '2^(k+1)'],
		['x<sub>max</sub>', 'x\\_(max)'],
		['2<sup>2<sup>n</sup></sup>', '2^(2ⁿ)'],
		['the 1<sup>st</sup> GPT<sup>®</sup><sup> </sup>', 'the 1st GPT®'],
		['said<sup><a href="/n">[1]</a></sup>', 'said^([\\[1\\]](https://example.org/n))'],
	])('keeps what is raised or lowered apart: %j', (html, markdown) => {
		expect(convert(`<p>${html}</p>`)).toBe(markdown);
	});
});

describe('plain text', () => {
	it('keeps its paragraphs and addresses', () => {
		expect(textToMarkdown('One\nline.\r\n\r\n* two *\n\nSee https://example.org/a_b.')).toBe(
			'One line.\n\n\\* two \\*\n\nSee <https://example.org/a_b>.',
		);
	});

	it('keeps lists, and the numbers of what Markdown would count otherwise', () => {
		expect(textToMarkdown('New:\n- one\n  goes on\n• two\n\n1. a\n2. b\n\n3. c\n1. d')).toBe(
			'New:\n\n- one goes on\n- two\n\n1. a\n2. b\n\n3\\. c\n\n1\\. d',
		);
		expect(textToMarkdown('- A line that starts\nwith a dash.')).toBe('\\- A line that starts with a dash.');
	});

	it('of a title keeps what is raised', () => {
		expect(htmlToText('10<sup>25</sup>')).toBe('10²⁵');
	});

	it('of a title loses tags and references', () => {
		expect(htmlToText('A &lt;b&gt; &amp; <i>c</i>\n d')).toBe('A <b> & c d');
	});
});
