/**
 * YAML with places. Syntax is the `yaml` package's (1.2, strict); what a scalar means is decided here, so that no date is
 * rolled over, no number read in octal and no word taken for a boolean: a plain scalar is a number, `true`, `false` or empty by
 * the narrow grammar below, and text otherwise.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, Scalar, type Node } from 'yaml';
import type { ProblemCode } from './problem-codes.ts';
import type { LocalProblem, Place } from './problem.ts';
import { forbiddenCharacter } from './text-file.ts';
import { maxDepth, tooDeepLine } from './yaml-depth.ts';
import { explainErrors, explainKey, explainSlip } from './yaml-faults.ts';

export interface YamlValue {
	/** Maps are objects without a prototype, lists arrays, scalars text, number, boolean or null. */
	readonly value: unknown;
	/** Place of each value by its dotted path (`sources.0.url`); the empty path is the whole document. */
	readonly places: ReadonlyMap<string, Place>;
	/** Place of each key of a map by the dotted path of its value. */
	readonly keys: ReadonlyMap<string, Place>;
	/** Where each value stands in the file, by the same paths: quotes and brackets belong to it, comments and line ends do not. */
	readonly spans: ReadonlyMap<string, Span>;
	/** Paths of values that are not known, because of one of the problems. */
	readonly unread: ReadonlySet<string>;
	readonly problems: readonly LocalProblem[];
}

/** Offsets of a piece of a text, in UTF-16 code units. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

/**
 * @param text one YAML document
 * @param firstLine line of the file the text starts on, from 1
 * @param firstOffset offset in the file of the first character of the text
 */
export function parseYaml(text: string, firstLine = 1, firstOffset = 0): YamlValue {
	const lines = new LineCounter();
	const places = new Map<string, Place>();
	const keys = new Map<string, Place>();
	const spans = new Map<string, Span>();
	const unread = new Set<string>();
	const problems: LocalProblem[] = [];

	const place = (offset: number): Place => {
		const { line, col } = lines.linePos(offset);
		return { line: line + firstLine - 1, column: col };
	};
	const report = (code: ProblemCode, offset: number, message: string, hint: string) => {
		problems.push({ code, severity: 'error', ...place(offset), message, hint });
	};
	const span = (start: number, end: number): Span => ({
		start: start + firstOffset,
		end: start + text.slice(start, end).trimEnd().length + firstOffset,
	});
	const visit = (node: Node | null, path: string): unknown => {
		const offset = node?.range?.[0] ?? 0;
		const before = (sign: string) => {
			const at = text.lastIndexOf(sign, offset - 1);
			return text[at - 1] === sign ? at - 1 : at;
		};
		if (!places.has(path)) places.set(path, place(offset));
		if (node?.range) spans.set(path, span(offset, node.range[1]));
		if (isAlias(node) || node?.anchor !== undefined) {
			// One anchor may have thousands of aliases.
			if (!problems.some(({ code }) => code === 'yaml/alias'))
				report(
					'yaml/alias',
					isAlias(node) ? offset : before('&'),
					'YAML anchors and aliases (& and *) are not allowed.',
					'Write the value out, in quotes if it is text.',
				);
			unread.add(path);
			return null;
		}
		if (node?.tag !== undefined && !standardTags.has(node.tag)) {
			report(
				'yaml/tag',
				before('!'),
				`The YAML tag ${node.tag.replace('tag:yaml.org,2002:', '!!')} is not allowed.`,
				'Leave the tag out, or put the value in quotes.',
			);
			unread.add(path);
			return null;
		}
		if (isMap(node)) {
			const map: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
			for (const { key, value } of node.items) {
				if (!isScalar(key)) {
					const [message, hint] = explainKey(text, offset);
					report('yaml/key', isNode(key) ? (key.range?.[0] ?? offset) : offset, message, hint);
					if (path !== '') unread.add(path);
					continue;
				}
				const name = String(key.value);
				const at = path === '' ? name : `${path}.${name}`;
				const slip = explainSlip(name, node.flow === true && !isNode(value));
				if (slip) {
					report('yaml/syntax', key.range?.[0] ?? offset, ...slip);
					if (path !== '') unread.add(path);
					continue;
				}
				const first = keys.get(at);
				if (first) {
					report(
						'yaml/duplicate-key',
						key.range?.[0] ?? offset,
						first.line === place(key.range?.[0] ?? offset).line
							? `The key "${name}" stands twice on this line.`
							: `The key "${name}" already stands on line ${first.line}.`,
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

	const deep = tooDeepLine(text);
	if (deep !== undefined) {
		problems.push({
			code: 'yaml/too-deep',
			severity: 'error',
			line: deep + firstLine - 1,
			column: 1,
			message: `Lists and maps are nested more than ${maxDepth} deep.`,
			hint: 'Write flat lists and maps.',
		});
		return { value: undefined, places, keys, spans, unread, problems };
	}
	try {
		const document = parseDocument(text, {
			schema: 'failsafe',
			version: '1.2',
			uniqueKeys: false,
			lineCounter: lines,
			prettyErrors: false,
			// Silence would keep a second document from being reported.
			logLevel: 'error',
		});
		for (const { code, offset, message, hint } of explainErrors(document, text, lines)) report(code, offset, message, hint);
		const value = document.errors.length > 0 ? undefined : visit(document.contents, '');
		return { value, places, keys, spans, unread, problems };
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		report('yaml/too-deep', 0, 'The YAML is nested too deeply.', 'Write flat lists and maps.');
		return { value: undefined, places, keys, spans, unread, problems };
	}
}

/** @returns what a scalar without quotes means: a number, `true`, `false`, nothing (null), or itself as text. */
export function plainValue(text: string): string | number | boolean | null {
	if (text === '' || text === '~' || text === 'null') return null;
	if (text === 'true') return true;
	if (text === 'false') return false;
	return numberGrammar.test(text) ? Number(text) : text;
}

const standardTags = new Set(['tag:yaml.org,2002:str', 'tag:yaml.org,2002:map', 'tag:yaml.org,2002:seq']);
const numberGrammar = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;

function isNode(value: unknown): value is Node {
	return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}

function scalarValue(node: Scalar): unknown {
	const text = typeof node.value === 'string' ? node.value : '';
	if (node.type === Scalar.PLAIN) return plainValue(text);
	// YAML ends every block with a line end that its author did not write.
	return node.type === Scalar.BLOCK_FOLDED || node.type === Scalar.BLOCK_LITERAL ? text.replace(/\n$/, '') : text;
}
