/**
 * YAML with places. Syntax is the `yaml` package's (1.2, strict); what a scalar means is decided here, so that no date is
 * rolled over, no number read in octal and no word taken for a boolean: a plain scalar is a number, `true`, `false` or empty by
 * the narrow grammar below, and text otherwise.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, Scalar, type Node } from 'yaml';
import type { LocalProblem, Place } from './problem.ts';
import { forbiddenCharacter } from './text-file.ts';

export interface YamlValue {
	/** Maps are objects without a prototype, lists arrays, scalars text, number, boolean or null. */
	readonly value: unknown;
	/** Place of each value by its dotted path (`sources.0.url`); the empty path is the whole document. */
	readonly places: ReadonlyMap<string, Place>;
	/** Place of each key of a map by the dotted path of its value. */
	readonly keys: ReadonlyMap<string, Place>;
	readonly problems: readonly LocalProblem[];
}

/**
 * @param text one YAML document
 * @param firstLine line of the file the text starts on, from 1
 */
export function parseYaml(text: string, firstLine = 1): YamlValue {
	const lines = new LineCounter();
	const places = new Map<string, Place>();
	const keys = new Map<string, Place>();
	const problems: LocalProblem[] = [];

	const place = (offset: number): Place => {
		const { line, col } = lines.linePos(offset);
		return { line: line + firstLine - 1, column: col };
	};
	const report = (code: string, offset: number, message: string, hint: string) => {
		problems.push({ code, severity: 'error', ...place(offset), message, hint });
	};
	const visit = (node: Node | null, path: string): unknown => {
		const offset = node?.range?.[0] ?? 0;
		if (!places.has(path)) places.set(path, place(offset));
		if (isAlias(node) || node?.anchor !== undefined) {
			report('yaml/alias', offset, 'YAML anchors and aliases (& and *) are not allowed.', 'Write the value out, in quotes if it is text.');
			return null;
		}
		if (node?.tag !== undefined && !standardTags.has(node.tag)) {
			report('yaml/tag', offset, `The YAML tag ${node.tag} is not allowed.`, 'Leave the tag out, or put the value in quotes.');
			return null;
		}
		if (isMap(node)) {
			const map: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
			for (const { key, value } of node.items) {
				if (!isScalar(key)) {
					report('yaml/key', offset, 'A key must be a plain word.', 'Write it as `name: value`.');
					continue;
				}
				const name = String(key.value);
				const at = path === '' ? name : `${path}.${name}`;
				const first = keys.get(at);
				if (first) {
					report(
						'yaml/duplicate-key',
						key.range?.[0] ?? offset,
						`The key "${name}" already stands on line ${first.line}.`,
						'Keep one of the two.',
					);
					continue;
				}
				keys.set(at, place(key.range?.[0] ?? offset));
				if (!isNode(value)) places.set(at, place(key.range?.[1] ?? offset));
				map[name] = visit(isNode(value) ? value : null, at);
			}
			return map;
		}
		if (isSeq(node))
			return node.items.map((item, index) => visit(isNode(item) ? item : null, path === '' ? String(index) : `${path}.${index}`));
		if (!isScalar(node)) return null;
		const hidden = forbiddenCharacter(String(node.value));
		if (hidden !== undefined)
			report('yaml/character', offset, `The text holds the invisible character ${hidden}, written as an escape.`, 'Delete it.');
		// Most comments start with a space; what does not was meant as text: `Rank #1`, `#mcp`.
		if (node.type === Scalar.PLAIN && typeof node.comment === 'string' && /^\S/.test(node.comment)) {
			const [cut = ''] = node.comment.split('\n', 1);
			problems.push({
				code: 'yaml/comment',
				severity: 'warning',
				...place(offset),
				message: `What follows the # is a comment, so "#${cut}" is dropped.`,
				hint: 'Put the value in quotes, or a space after the #.',
			});
		}
		return scalarValue(node);
	};

	if (flowDepth(text) > maxDepth) {
		problems.push({
			code: 'yaml/too-deep',
			severity: 'error',
			line: firstLine,
			column: 1,
			message: `Brackets are nested more than ${maxDepth} deep.`,
			hint: 'Write flat lists and maps.',
		});
		return { value: undefined, places, keys, problems };
	}
	try {
		const document = parseDocument(text, {
			schema: 'failsafe',
			version: '1.2',
			uniqueKeys: false,
			lineCounter: lines,
			prettyErrors: false,
			logLevel: 'silent',
		});
		for (const error of document.errors) {
			const [code, message, hint] = explain(error.code, error.message);
			report(code, error.pos[0], message, hint);
		}
		const value = document.errors.length > 0 ? undefined : visit(document.contents, '');
		return { value, places, keys, problems };
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		report('yaml/too-deep', 0, 'The YAML is nested too deeply.', 'Write flat lists and maps.');
		return { value: undefined, places, keys, problems };
	}
}

/** The parser recurses once a level; the deepest valid frontmatter has three. */
const maxDepth = 16;

/** @returns an upper bound of how deep flow lists and maps are nested; brackets inside text count as well. */
function flowDepth(text: string): number {
	let depth = 0;
	let deepest = 0;
	for (const character of text) {
		if (character === '[' || character === '{') deepest = Math.max(deepest, (depth += 1));
		else if ((character === ']' || character === '}') && depth > 0) depth -= 1;
	}
	return deepest;
}

const standardTags = new Set(['tag:yaml.org,2002:str', 'tag:yaml.org,2002:map', 'tag:yaml.org,2002:seq']);
const numberGrammar = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;

function isNode(value: unknown): value is Node {
	return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}

function scalarValue(node: Scalar): unknown {
	const text = typeof node.value === 'string' ? node.value : '';
	if (node.type !== Scalar.PLAIN) return text;
	if (text === '' || text === '~' || text === 'null') return null;
	if (text === 'true') return true;
	if (text === 'false') return false;
	return numberGrammar.test(text) ? Number(text) : text;
}

function explain(code: string, message: string): [code: string, message: string, hint: string] {
	switch (code) {
		case 'TAB_AS_INDENT':
			return ['yaml/tab', 'A tab is used for indentation, which YAML does not allow.', 'Indent with spaces.'];
		case 'BLOCK_AS_IMPLICIT_KEY':
			return [
				'yaml/syntax',
				'A colon with a space after it makes a second field of this line.',
				"Put the value in quotes: 'first: second'.",
			];
		case 'UNEXPECTED_TOKEN':
			if (!message.startsWith('Unexpected scalar')) break;
			return ['yaml/syntax', 'The quoted text ends before this.', `Inside "…" write quotes as \\", inside '…' as ''.`];
		case 'MISSING_CHAR':
			if (!message.includes('quote')) break;
			return ['yaml/syntax', 'A quote that was opened is never closed.', 'Close it at the end of the value.'];
		case 'MULTIPLE_DOCS':
			return ['yaml/syntax', 'A second YAML document starts here.', 'Keep one.'];
	}
	return [
		'yaml/syntax',
		`This is not valid YAML: ${message.replace(/\.?$/, '.')}`,
		'Text with a colon, a # or a leading special character needs quotes: "…".',
	];
}
