/** Which signals an imported file becomes. */
import { blank, hasBlank } from '../signals/blanks.ts';
import { fieldFault, type FieldValues } from '../signals/field-values.ts';
import { limits } from '../signals/limits.ts';
import { serializeSignal, type FieldMap, type FieldValue } from '../signals/serialize.ts';
import type { Instant } from '../signals/signal.ts';
import { fileFor, slugFault, suggestSlug } from '../signals/slug.ts';
import { forbiddenCharacter } from '../signals/text-file.ts';
import { dayOf, parseInstant } from '../signals/time.ts';
import { identify, type KnownSignal } from './identity.ts';
import { ImportError } from './import-error.ts';
import type { ImportedItem } from './item.ts';
import { blankParts } from './left-blank.ts';
import { canonicalTags, sortSubjects } from './subjects.ts';

export interface PlannedSignal {
	/** Of the item, from 1. */
	readonly number: number;
	readonly title: string;
	readonly date: string;
	/** Path below the content folder. */
	readonly file: string;
	readonly text: string;
	/** Fields that stay blank. */
	readonly blank: readonly string[];
	/** Because something is blank, or because the item says so. */
	readonly isDraft: boolean;
	readonly notes: readonly string[];
}

export interface SkippedItem {
	readonly number: number;
	readonly title: string;
	readonly reason: string;
}

export interface ImportPlan {
	readonly signals: readonly PlannedSignal[];
	readonly skipped: readonly SkippedItem[];
}

export interface PlanOptions {
	/** For items that do not name one. Label. */
	readonly category?: string | undefined;
	readonly score?: number | undefined;
	/** Labels of all categories. */
	readonly categories: readonly string[];
	readonly fields: FieldValues;
	/** Signals that are there, by slug, former slugs and ids. */
	readonly taken: ReadonlyMap<string, KnownSignal>;
	readonly asOf: Instant;
}

/** Plans a signal for each item that is not there already. What an item does not say stays a marked blank. */
export function planImport(items: readonly ImportedItem[], options: PlanOptions): ImportPlan {
	const taken = new Map(options.taken);
	const signals: PlannedSignal[] = [];
	const skipped: SkippedItem[] = [];
	for (const item of items) {
		const { fields, body, notes } = completeItem(item, options);
		const title = textOf(fields, 'title') ?? '';
		const date = textOf(fields, 'date') ?? '';
		const wanted = item.slug ?? slugOf(title, fields);
		const sources = sourcesOf(fields);
		const identity = identify({ id: textOf(fields, 'id'), slug: wanted, sources, feed: item.feed }, { there: options.taken, taken });
		if ('same' in identity) {
			skipped.push({ number: item.number, title, reason: `is there already as ${identity.same.name}` });
			continue;
		}
		const { id, note } = identity;
		const instant = instantOf(date) ?? options.asOf;
		const slug = freeSlug(item, wanted, dayOf(instant), taken);
		for (const name of [slug, ...(id === undefined ? [] : [id])]) taken.set(name, { name: `item ${item.number}`, sources });
		const data = { ...fields, id };
		const blank = blankParts(serializeSignal(data, body));
		const draft = blank.length > 0 || fields['draft'];
		signals.push({
			number: item.number,
			title,
			date,
			file: fileFor(slug, instant),
			text: serializeSignal({ ...data, draft }, body),
			blank,
			isDraft: draft === true,
			notes: note === undefined ? notes : [...notes, note],
		});
	}
	return { signals, skipped };
}

/** The title's, else that of the address the text came from. */
function slugOf(title: string, fields: Readonly<Record<string, FieldValue>>): string {
	const [source = ''] = sourcesOf(fields);
	const page =
		URL.parse(source)
			?.pathname.split('/')
			.findLast((part) => part !== '')
			?.replace(/\.\w+$/, '') ?? '';
	return (hasBlank(title) ? '' : suggestSlug(title)) || suggestSlug(page);
}

/** A slug that is taken, or cannot be one, gets the day added, then the number of the item. */
function freeSlug({ slug, number }: ImportedItem, wanted: string, day: string, taken: ReadonlyMap<string, unknown>): string {
	const fault = slug === undefined ? undefined : slugFault(slug);
	if (fault !== undefined) throw new ImportError(`Item ${number}: the slug ${fault}`);
	const start = wanted === '' ? 'signal' : wanted;
	const candidates = [
		wanted,
		...[day, `${day}-${number}`].map((end) => `${start.slice(0, limits.slug - end.length - 1).replace(/-$/, '')}-${end}`),
	];
	const free = candidates.find((candidate) => slugFault(candidate) === undefined && !taken.has(candidate));
	if (free === undefined)
		throw new ImportError(`Item ${number}: ${wanted} is taken, and so is every name like it. Give the item a slug of its own.`);
	return free;
}

function textOf(fields: Readonly<Record<string, FieldValue>>, name: string): string | undefined {
	const value = fields[name];
	return typeof value === 'string' ? value : undefined;
}

/** @returns the addresses of sources. */
function sourcesOf({ sources }: Readonly<Record<string, FieldValue>>): string[] {
	return (isList(sources) ? sources : []).flatMap((source) => {
		const url = typeof source === 'object' && !isList(source) ? source['url'] : undefined;
		return typeof url === 'string' && !hasBlank(url) ? [url] : [];
	});
}

function instantOf(date: string): Instant | undefined {
	const result = parseInstant(date);
	return 'instant' in result ? result.instant : undefined;
}

interface CompletedItem {
	readonly fields: Record<string, FieldValue>;
	readonly body: string;
	readonly notes: readonly string[];
}

function completeItem(item: ImportedItem, { category, score, categories, fields: known }: PlanOptions): CompletedItem {
	const notes = [...item.notes];
	const fields = { ...item.fields };
	const { category: named, tags } = sortSubjects(item.subjects, known, notes);
	fields['title'] ??= blank('Title: what happened');
	fields['score'] ??= score ?? blank('0 to 10: how much the event weighs');
	fields['category'] ??= named ?? category ?? blank(`one of ${categories.join(', ')}`);
	fields['date'] ??= blank('when it happened, as in 2026-05-19T16:01Z');
	fields['tags'] ??= tags;
	if (typeof fields['id'] === 'string' && fieldFault('id', fields['id']) !== undefined) {
		notes.push(`Its id, ${fields['id'].slice(0, 100)}, cannot be kept: it is too long, or has a character that a feed id cannot hold.`);
		delete fields['id'];
	}
	if (isList(fields['tags'])) fields['tags'] = canonicalTags(fields['tags'], known, notes);
	const body = item.body.trim() === '' && fields['summary'] === undefined ? blank('What happened, and why it counts') : item.body;
	return { fields: cleanedMap(fields, notes), body: withoutHidden(body, notes), notes: [...new Set(notes)] };
}

function isList(value: FieldValue | undefined): value is readonly FieldValue[] {
	return Array.isArray(value);
}

/** Invisible characters come along with text that was copied; no author could find them later. */
function withoutHidden(text: string, notes: string[]): string {
	if (forbiddenCharacter(text) === undefined) return text;
	notes.push('Invisible characters are left out.');
	return [...text].filter((character) => forbiddenCharacter(character) === undefined).join('');
}

function cleaned(value: FieldValue, notes: string[]): FieldValue {
	if (typeof value === 'string') return withoutHidden(value, notes);
	if (isList(value)) return value.map((item) => cleaned(item, notes));
	return typeof value === 'object' ? cleanedMap(value, notes) : value;
}

function cleanedMap(map: FieldMap, notes: string[]): Record<string, FieldValue> {
	return Object.fromEntries(Object.entries(map).flatMap(([name, value]) => (value === undefined ? [] : [[name, cleaned(value, notes)]])));
}
