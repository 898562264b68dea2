import type { Root } from 'mdast';
import type { Data, Processor } from 'unified';
import { skip, walkMarkdown } from './walk.ts';

/**
 * Makes `remark-gfm`, which comes before it, look for bare addresses only in texts that hold what one needs. By itself it tries at the
 * start of every word whether an e-mail address begins there, and looks back through all of the paragraph each time
 * (`previousUnbalanced` of micromark-extension-gfm-autolink-literal), which is half of what parsing takes. The tree stays the same.
 */
export function remarkSparingAutolinks(this: Processor): void {
	const data = this.data();
	const { parser } = this;
	if (!parser) throw new Error('There is no parser yet. Use this plugin after remark-parse and remark-gfm.');
	let possible: ReadonlySet<string> = new Set();
	this.parser = (document, file) => {
		possible = new Set([...needs].filter(([, need]) => need.test(document)).map(([name]) => name));
		return parser(document, file);
	};
	data.micromarkExtensions = (data.micromarkExtensions ?? []).map((extension) => sparingly(extension, (name) => possible.has(name)));
	data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? []).map((extension) =>
		Array.isArray(extension) ? extension.map(withSparingTransforms) : withSparingTransforms(extension),
	);
}

/** What a text has to hold for each construct to match (GitHub Flavored Markdown 0.29, 6.9). */
const needs: ReadonlyMap<string, RegExp> = new Map([
	['emailAutolink', /[\w+.-]@[\w.-]/],
	['protocolAutolink', /:\/\//],
	['wwwAutolink', /www\./i],
]);

type Syntax = NonNullable<Data['micromarkExtensions']>[number];
type Constructs = NonNullable<Syntax['text']>[string];
type Construct = Extract<Constructs, { readonly tokenize: unknown }>;
type Compiling = Exclude<NonNullable<Data['fromMarkdownExtensions']>[number], readonly unknown[]>;

function sparingly(extension: Syntax, isPossible: (name: string) => boolean): Syntax {
	const gate = (construct: Construct): Construct => {
		const { name, previous } = construct;
		if (name === undefined || !needs.has(name)) return construct;
		return {
			...construct,
			previous(code) {
				return isPossible(name) && (previous?.call(this, code) ?? true);
			},
		};
	};
	const gateAll = (constructs: Constructs): Constructs =>
		Array.isArray(constructs) ? constructs.map(gate) : constructs && gate(constructs);
	const { text } = extension;
	return text ? { ...extension, text: Object.fromEntries(Object.entries(text).map(([code, all]) => [code, gateAll(all)])) } : extension;
}

/** The transform looks for addresses that the syntax does not see, in every text of the tree. */
function withSparingTransforms(extension: Compiling): Compiling {
	const transforms = extension.transforms?.map<(typeof extension.transforms)[number]>((transform) =>
		transform.name === 'transformGfmAutolinkLiterals' ? (tree) => (holdsAddress(tree) ? transform(tree) : undefined) : transform,
	);
	return transforms ? { ...extension, transforms } : extension;
}

function holdsAddress(tree: Root): boolean {
	let isFound = false;
	walkMarkdown(tree, (node) => {
		isFound ||= node.type === 'text' && /[\w+.-]@[\w-]|www|https?:/i.test(node.value);
		return isFound ? skip : undefined;
	});
	return isFound;
}
