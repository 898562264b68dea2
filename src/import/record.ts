/** Objects of JSON and rows of tables: fields by our names or by common ones. */
import { nearest } from '../signals/nearest.ts';
import { signalSchema } from '../signals/schema.ts';
import { isTextList, keysOf, schemaAt } from '../signals/schema-fields.ts';
import type { FieldValue } from '../signals/serialize.ts';
import { plainValue } from '../signals/yaml.ts';
import { htmlToMarkdown } from './html.ts';
import { ImportError } from './import-error.ts';
import type { ImportedItem } from './item.ts';

/** Other names of fields, without case, spaces, hyphens or underscores. `source…` are parts of one source. */
const synonyms: ReadonlyMap<string, string> = new Map(
	Object.entries({
		title: ['headline', 'name'],
		score: ['rating'],
		category: ['section'],
		date: ['published', 'publishedat', 'pubdate', 'datepublished', 'created', 'createdat'],
		tags: ['tag', 'keywords', 'labels', 'topics'],
		summary: ['take', 'abstract', 'excerpt', 'description'],
		sources: ['source'],
		sourceurl: ['url', 'link', 'externalurl'],
		sourcetitle: [],
		sourcepublisher: ['publisher'],
		sourcedate: [],
		authors: ['author', 'byline', 'creator'],
		updated: ['modified', 'updatedat', 'modifiedat', 'datemodified'],
		id: ['guid', 'uuid'],
		body: ['content', 'text', 'markdown', 'contentmarkdown', 'bodymarkdown'],
		bodyhtml: ['html', 'contenthtml'],
		slug: [],
	}).flatMap(([name, others]) => [name, ...others].map((other) => [other, name] as const)),
);

/**
 * @param record values by the names of a file
 * @param isText whether every value is text, as in a table: lists then have `;` between their items
 * @throws ImportError for a name given twice, and a value that is no text where one is needed
 */
export function readRecord(record: ReadonlyMap<string, unknown>, number: number, isText: boolean): ImportedItem {
	const values = new Map<string, unknown>();
	const notes: string[] = [];
	for (const [name, value] of record) {
		if (value === null || value === undefined || (typeof value === 'string' && value.trim() === '')) continue;
		const field = fieldNamed(name);
		if (field === undefined) notes.push(unknownName(name));
		else if (values.has(field)) throw new ImportError(`Item ${number} gives ${field} twice, once as "${name}". Remove one of the two.`);
		else values.set(field, value);
	}
	const text = (name: string) => textOf(values.get(name), name, number);
	const fields: Record<string, FieldValue> = {};
	for (const name of keysOf(signalSchema)) {
		const value = toFieldValue(values.get(name), name, isText);
		if (value !== undefined) fields[name] = value;
	}
	const source = sourceOf(text);
	if (source && fields['sources'] === undefined) fields['sources'] = [source];
	const html = text('bodyhtml');
	const body = text('body') ?? (html === undefined ? '' : htmlToMarkdown(html, undefined));
	return { number, fields, body, slug: text('slug')?.trim(), subjects: [], notes };
}

function fieldNamed(name: string): string | undefined {
	if (keysOf(signalSchema).includes(name)) return name;
	const plain = name.toLowerCase().replace(/[\s_.-]+/g, '');
	return synonyms.get(plain) ?? keysOf(signalSchema).find((field) => field.toLowerCase() === plain);
}

function unknownName(name: string): string {
	const meant = nearest(name, [...keysOf(signalSchema), ...synonyms.keys()]);
	return `"${name}" is no field of a signal and is left out.${meant === undefined ? '' : ` Did you mean ${meant}?`}`;
}

function textOf(value: unknown, name: string, number: number): string | undefined {
	if (value === undefined) return undefined;
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return String(value);
	throw new ImportError(`Item ${number} gives as ${name} what is no text. Write it as text.`);
}

/** What cannot be a value of the field stays as it is, for the schema to say so. */
function toFieldValue(value: unknown, name: string, isText: boolean): FieldValue | undefined {
	if (value === undefined) return undefined;
	const field = schemaAt(signalSchema, [name]);
	if (typeof value === 'string') {
		if (name === 'sources') return value.split(/[\s;]+/).map((url) => ({ url }));
		if (isTextList(field)) return split(value);
		if (isText && (name === 'score' || name === 'draft')) return plainValue(value.trim()) ?? undefined;
		return value.trim();
	}
	if (typeof value === 'number' && typeof plainValue(String(value)) !== 'number') return String(value);
	if (name === 'sources' && Array.isArray(value))
		return value.map((item: unknown) => (typeof item === 'string' ? { url: item } : toYaml(item)));
	return toYaml(value);
}

/** Commas separate only where no semicolon does. */
function split(text: string): string[] {
	return text
		.split(text.includes(';') ? ';' : ',')
		.map((item) => item.trim())
		.filter((item) => item !== '');
}

function toYaml(value: unknown): FieldValue {
	if (typeof value === 'string' || typeof value === 'boolean') return value;
	if (typeof value === 'number') return typeof plainValue(String(value)) === 'number' ? value : String(value);
	if (Array.isArray(value)) return value.map(toYaml);
	if (typeof value !== 'object' || value === null) return '';
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, item]) => item !== null)
			.map(([name, item]) => [name, toYaml(item)]),
	);
}

function sourceOf(text: (name: string) => string | undefined): FieldValue | undefined {
	const url = text('sourceurl')?.trim();
	if (url === undefined) return undefined;
	const parts = { title: text('sourcetitle'), publisher: text('sourcepublisher'), date: text('sourcedate') };
	return { url, ...Object.fromEntries(Object.entries(parts).flatMap(([name, part]) => (part === undefined ? [] : [[name, part.trim()]]))) };
}
