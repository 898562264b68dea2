/** Objects of JSON and rows of tables: fields by our names or by common ones. */
import { nearest } from '../signals/nearest.ts';
import { signalSchema } from '../signals/schema.ts';
import { isTextList, keysOf, schemaAt } from '../signals/schema-fields.ts';
import type { FieldValue } from '../signals/serialize.ts';
import { plainValue } from '../signals/yaml.ts';
import { htmlToMarkdown } from './html.ts';
import { ImportError } from './import-error.ts';
import type { ImportedItem } from './item.ts';

/** Other names of fields, the better first, without case, spaces, hyphens or underscores. `source…` are parts of one source. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
	title: ['headline', 'name'],
	score: ['rating'],
	category: ['section'],
	date: ['published', 'publishedat', 'datepublished', 'pubdate', 'created', 'createdat'],
	tags: ['tag', 'keywords', 'labels', 'topics'],
	summary: ['take', 'abstract', 'excerpt', 'description'],
	sources: ['source'],
	sourceurl: ['externalurl', 'url', 'link'],
	sourcetitle: [],
	sourcepublisher: ['publisher'],
	sourcedate: [],
	authors: ['author', 'byline', 'creator'],
	updated: ['modified', 'updatedat', 'modifiedat', 'datemodified'],
	id: ['guid', 'uuid'],
	body: ['markdown', 'contentmarkdown', 'bodymarkdown', 'content', 'text'],
	bodyhtml: ['html', 'contenthtml'],
	slug: [],
};

const synonyms: ReadonlyMap<string, string> = new Map(
	Object.entries(otherNames).flatMap(([field, others]) => [field, ...others].map((name) => [name, field] as const)),
);

interface Given {
	/** As the file calls it. */
	readonly name: string;
	readonly value: unknown;
}

/**
 * Where a file gives a field by several names, our own counts, then the better of the others; what is left out is noted.
 *
 * @param record values by the names of a file
 * @param isText whether every value is text, as in a table: lists then have `;` between their items
 * @throws ImportError for a value that is no text where one is needed
 */
export function readRecord(record: ReadonlyMap<string, unknown>, number: number, isText: boolean): ImportedItem {
	const given = new Map<string, Given>();
	const notes: string[] = [];
	const leaveOut = (name: string, why: string) => notes.push(`"${name}" is left out: ${why}.`);
	const prefer = (kept: Given, other: Given) => {
		if (other.value !== kept.value) leaveOut(other.name, `"${kept.name}" counts`);
	};
	for (const [name, value] of record) {
		if (value === null || value === undefined || (typeof value === 'string' && value.trim() === '')) continue;
		const field = fieldNamed(name);
		const [other, own] = [given.get(field ?? ''), { name, value }];
		if (field === undefined) notes.push(unknownName(name));
		else if (other && rankOf(other.name, field) <= rankOf(name, field)) prefer(other, own);
		else {
			if (other) prefer(own, other);
			given.set(field, own);
		}
	}
	const text = (field: string) => textOf(given.get(field)?.value, field, number);
	const fields: Record<string, FieldValue> = {};
	for (const name of keysOf(signalSchema)) {
		const value = name === 'id' ? text(name)?.trim() : toFieldValue(given.get(name)?.value, name, isText);
		if (value !== undefined) fields[name] = value;
	}
	const source = sourceOf(text);
	const sources = given.get('sources');
	if (source && !sources) fields['sources'] = [source];
	else
		for (const part of ['sourceurl', ...sourceParts]) {
			const left = given.get(part);
			if (left) leaveOut(left.name, sources ? `"${sources.name}" counts` : 'there is no source_url');
		}
	const [written, html] = [given.get('body'), given.get('bodyhtml')];
	if (written && html) prefer(written, html);
	const body = text('body') ?? htmlToMarkdown(text('bodyhtml') ?? '', undefined);
	return { number, fields, body, slug: text('slug')?.trim(), subjects: [], notes };
}

/** @returns the field, or the part of a signal, that a file means by a name. */
export function fieldNamed(name: string): string | undefined {
	if (keysOf(signalSchema).includes(name)) return name;
	const plain = plainName(name);
	return synonyms.get(plain) ?? keysOf(signalSchema).find((field) => field.toLowerCase() === plain);
}

function plainName(name: string): string {
	return name.toLowerCase().replace(/[\s_.-]+/g, '');
}

/** The lower, the more a name says that the field is meant. */
function rankOf(name: string, field: string): number {
	return 1 + (otherNames[field]?.indexOf(plainName(name)) ?? -1);
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

const sourceParts = ['sourcetitle', 'sourcepublisher', 'sourcedate'];

function sourceOf(text: (name: string) => string | undefined): FieldValue | undefined {
	const url = text('sourceurl')?.trim();
	if (url === undefined) return undefined;
	const parts = sourceParts.flatMap((part) => {
		const value = text(part)?.trim();
		return value === undefined ? [] : [[part.replace('source', ''), value] as const];
	});
	return { url, ...Object.fromEntries(parts) };
}
