/** Writes a signal's file, so that reading it gives back what was written. */
import { signalSchema } from './schema.ts';
import { keysOf } from './schema-fields.ts';
import { plainValue } from './yaml.ts';

/** What a field may hold. `undefined` leaves it out. */
export type FieldValue = string | number | boolean | readonly FieldValue[] | FieldMap;

/** Fields by name. */
export interface FieldMap {
	readonly [name: string]: FieldValue | undefined;
}

/** The fields of a signal as an author writes them, that is, as the schema takes them in; blanks may stand for any of them. */
export type SignalFields = FieldMap;

/**
 * @param body Markdown; empty lines around it are left to the form of the file
 * @returns the text of a signal's file: the fields in the order of the schema, an empty line, the body, LF, one line end at the end
 * @throws RangeError for a field the schema does not know, and for a number no author could write
 */
export function serializeSignal(data: SignalFields, body: string): string {
	const order = keysOf(signalSchema);
	const unknown = Object.keys(data).find((name) => !order.includes(name));
	if (unknown !== undefined) throw new RangeError(`A signal has no field "${unknown}".`);
	const fields = order.flatMap((name) => fieldLines(name, data[name]));
	const text = body
		.replace(/\r\n?/g, '\n')
		.replace(/^(?:[ \t]*\n)+/, '')
		.replace(/[ \t\n]+$/, '');
	return `---\n${fields.map((line) => `${line}\n`).join('')}---\n${text === '' ? '' : `\n${text}\n`}`;
}

/** @returns a field as lines of YAML: lists of texts on one line, maps and lists of maps with a line for each of their fields. */
export function fieldLines(name: string, value: FieldValue | undefined): string[] {
	if (value === undefined) return [];
	const key = serializeKey(name);
	if (isList(value)) {
		if (!value.some(isMap)) return [`${key}: ${serializeList(value)}`];
		return [`${key}:`, ...value.flatMap((item) => indent(isMap(item) ? mapLines(item) : [serializeValue(item)], '  - '))];
	}
	if (isMap(value)) return [`${key}:`, ...indent(mapLines(value), '  ')];
	return [`${key}: ${serializeScalar(value, proseFields.has(name))}`];
}

/**
 * @param isProse whether text is put in quotes even where it need not be, so that an author can change it without a thought for YAML
 * @returns a scalar as our reader reads it back
 */
export function serializeScalar(value: string | number | boolean, isProse = false): string {
	if (typeof value === 'string') return !isProse && isPlain(value) ? value : JSON.stringify(value);
	if (typeof value === 'number' && plainValue(String(value)) !== value)
		throw new RangeError(`${value} cannot be written as a plain number.`);
	return String(value);
}

/** Fields that hold sentences. */
const proseFields: ReadonlySet<string> = new Set(['title', 'summary', 'text', 'what', 'why', 'reason', 'description']);

function mapLines(map: FieldMap): string[] {
	return Object.entries(map).flatMap(([name, value]) => fieldLines(name, value));
}

function serializeKey(name: string): string {
	return /^[A-Za-z_][\w-]*$/.test(name) ? name : JSON.stringify(name);
}

function serializeList(items: readonly FieldValue[]): string {
	return `[${items.map(serializeValue).join(', ')}]`;
}

/** @returns a value as YAML on one line. */
export function serializeValue(value: FieldValue): string {
	if (isList(value)) return serializeList(value);
	if (!isMap(value)) return serializeScalar(value);
	const fields = Object.entries(value).flatMap(([name, field]) =>
		field === undefined ? [] : [`${serializeKey(name)}: ${serializeValue(field)}`],
	);
	return `{ ${fields.join(', ')} }`;
}

/** Puts a marker before the first line and as much space before the others. */
function indent(lines: readonly string[], marker: string): string[] {
	return lines.map((line, index) => (index === 0 ? marker : ' '.repeat(marker.length)) + line);
}

function isList(value: FieldValue): value is readonly FieldValue[] {
	return Array.isArray(value);
}

function isMap(value: FieldValue): value is FieldMap {
	return typeof value === 'object' && !isList(value);
}

/** Text that needs no quotes, in brackets or out of them: a narrow choice, which is text to other YAML readers, too. */
function isPlain(text: string): boolean {
	return plainGrammar.test(text) && !text.includes(': ') && !(otherwiseRead.test(text) && !/^\d{4}-\d{2}-\d{2}/.test(text));
}

const plainGrammar = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._\-/:+%~@?=&()']*[\p{L}\p{M}\p{N}_\-/+%()])?$/u;

/** Numbers of any notation, and words that readers of YAML 1.1 take for true, false or nothing. */
const otherwiseRead = /^(?:0[xob].*|[\d_.:]+(?:e[+-]?\d+)?|y|n|yes|no|on|off|true|false|null)$/i;
