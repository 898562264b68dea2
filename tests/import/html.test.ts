import { describe, expect, it } from 'vitest';
import { htmlToMarkdown, htmlToText, textToMarkdown } from '../../src/import/html.ts';

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
			'1\\. no list\n\n\\# no heading\n\n\\*a\\* \\<b> \\{{ c }}',
		);
	});
});

describe('plain text', () => {
	it('keeps its paragraphs and addresses', () => {
		expect(textToMarkdown('One\nline.\r\n\r\n* two *\n\nSee https://example.org/a_b.')).toBe(
			'One line.\n\n\\* two \\*\n\nSee <https://example.org/a_b>.',
		);
	});

	it('of a title loses tags and references', () => {
		expect(htmlToText('A &lt;b&gt; &amp; <i>c</i>\n d')).toBe('A <b> & c d');
	});
});
