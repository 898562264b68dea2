import type { Options as Schema } from 'rehype-sanitize';
import { marks } from './marks.ts';

/**
 * What may leave the renderer: the elements Markdown makes, no others. Runs last. Ids and the classes of highlighted code are made
 * by our own plugins before it; raw HTML never gets this far.
 */
export const sanitizeSchema: Schema = {
	strip: ['script', 'style'],
	// Ids are prefixed once, by the plugins that make them; a second prefix here would break the links to footnotes.
	clobberPrefix: '',
	clobber: [],
	ancestors: {
		li: ['ol', 'ul'],
		tbody: ['table'],
		td: ['table'],
		th: ['table'],
		thead: ['table'],
		tr: ['table'],
	},
	protocols: { href: ['http', 'https', 'mailto'] },
	tagNames: [
		'a',
		'blockquote',
		'br',
		'code',
		'del',
		'div',
		'em',
		'h2',
		'h3',
		'h4',
		'h5',
		'h6',
		'hr',
		'img',
		'input',
		'li',
		'ol',
		'p',
		'pre',
		'section',
		'span',
		'strong',
		'sup',
		'table',
		'tbody',
		'td',
		'th',
		'thead',
		'tr',
		'ul',
	],
	attributes: {
		a: ['href', 'title', 'dataFootnoteBackref', 'dataFootnoteRef', 'ariaDescribedBy', 'ariaLabel', 'id'],
		blockquote: [['dir', 'auto']],
		code: [['className', 'hljs', /^language-[a-z0-9+#-]{1,20}$/]],
		div: [['className', 'table'], ['role', 'region'], ['tabIndex', '0', 0], 'ariaLabel'],
		h2: ['id', ['className', 'vh']],
		h3: ['id'],
		h4: ['id'],
		h5: ['id'],
		h6: ['id'],
		// An image without a mark is none of ours.
		img: [['src', new RegExp(`^${marks.image}`)], 'alt', 'title', 'width', 'height', ['loading', 'lazy'], ['decoding', 'async']],
		input: [['type', 'checkbox'], ['disabled', true], 'checked', 'ariaLabel'],
		li: ['id', ['className', 'task-list-item']],
		ol: ['start', ['className', 'contains-task-list'], ['dir', 'auto']],
		section: [['className', 'footnotes'], 'dataFootnotes'],
		span: [['className', /^hljs-[a-z_-]+$/]],
		td: [['align', 'left', 'center', 'right']],
		th: [['align', 'left', 'center', 'right']],
		ul: [
			['className', 'contains-task-list'],
			['dir', 'auto'],
		],
	},
	required: { input: { disabled: true, type: 'checkbox' } },
};
