/** Which signals an imported file becomes. */
import { blank, hasBlank } from '../signals/blanks.ts';
import { fieldFault, type FieldValues } from '../signals/field-values.ts';
import { limits } from '../signals/limits.ts';
import { signalSchema } from '../signals/schema.ts';
import { keysOf } from '../signals/schema-fields.ts';
import { serializeSignal, type FieldMap, type FieldValue } from '../signals/serialize.ts';
import type { Instant } from '../signals/signal.ts';
import { fileFor, slugFault, suggestSlug } from '../signals/slug.ts';
import { forbiddenCharacter } from '../signals/text-file.ts';
import { dayOf, parseInstant } from '../signals/time.ts';
import { ImportError } from './import-error.ts';
import type { ImportedItem } from './item.ts';

export interface PlannedSignal {
	/** Of the item, from 1. */
	readonly number: number;
	readonly title: string;
	readonly date: string;
	/** Path below the content folder. */
	readonly file: string;
	readonly text: string;
	/** Fields that stay blank; the signal is a draft when there are any. */
	readonly blank: readonly string[];
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
	/** Slugs, former slugs and ids of signals that are there, with what they are called by their author. */
	readonly taken: ReadonlyMap<string, string>;
	readonly asOf: Instant;
}

/** Plans a signal for each item that is not there already. What an item does not say stays a marked blank. */
export function planImport(items: readonly ImportedItem[], options: PlanOptions): ImportPlan {
	const taken = new Map(options.taken);
	const signals: PlannedSignal[] = [];
	const skipped: SkippedItem[] = [];
	for (const item of items) {
		const { fields, body, notes } = completeItem(item, options);
		const title = typeof fields['title'] === 'string' ? fields['title'] : '';
		const id = typeof fields['id'] === 'string' ? fields['id'] : undefined;
		const date = typeof fields['date'] === 'string' ? fields['date'] : '';
		const wanted = item.slug ?? slugOf(title, fields);
		const same = id === undefined ? options.taken.get(wanted) : taken.get(id);
		if (same !== undefined) {
			skipped.push({ number: item.number, title, reason: `is there already as ${same}` });
			continue;
		}
		const instant = instantOf(date) ?? options.asOf;
		const slug = freeSlug(item, wanted, dayOf(instant), taken);
		const file = fileFor(slug, instant);
		for (const name of [slug, ...(id === undefined ? [] : [id])]) taken.set(name, `item ${item.number}`);
		const missing = keysOf(signalSchema).filter((name) => holdsBlank(fields[name]));
		if (hasBlank(body)) missing.push('text');
		if (missing.length > 0) fields['draft'] = true;
		signals.push({ number: item.number, title, date, file, text: serializeSignal(fields, body), blank: missing, notes });
	}
	return { signals, skipped };
}

/** The title's, else that of the address the text came from. */
function slugOf(title: string, { sources }: Readonly<Record<string, FieldValue>>): string {
	const [source] = isList(sources) ? sources : [];
	const url = typeof source === 'object' && !isList(source) && typeof source['url'] === 'string' ? URL.parse(source['url']) : null;
	const page =
		url?.pathname
			.split('/')
			.findLast((part) => part !== '')
			?.replace(/\.\w+$/, '') ?? '';
	return (hasBlank(title) ? '' : suggestSlug(title)) || suggestSlug(page);
}

/** A slug that is taken, or cannot be one, gets the day added, then the number of the item. */
function freeSlug({ slug, number }: ImportedItem, wanted: string, day: string, taken: ReadonlyMap<string, string>): string {
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
	const { category: named, tags } = sortSubjects(item, known, notes);
	fields['title'] ??= blank('Title: what happened');
	fields['score'] ??= score ?? blank('0 to 10: how much the event weighs');
	fields['category'] ??= named ?? category ?? blank(`one of ${categories.join(', ')}`);
	fields['date'] ??= blank('when it happened, as in 2026-05-19T16:01Z');
	fields['tags'] ??= tags;
	if (typeof fields['id'] === 'string' && fieldFault('id', fields['id']) !== undefined) {
		notes.push(`Its id, ${fields['id'].slice(0, 100)}, cannot be kept: it is too long, or has a character that a feed id cannot hold.`);
		delete fields['id'];
	}
	const tagged = canonicalTags(fields['tags'], known);
	if (tagged !== undefined) fields['tags'] = tagged;
	const body = item.body.trim() === '' && fields['summary'] === undefined ? blank('What happened, and why it counts') : item.body;
	return { fields: cleanedMap(fields, notes), body: withoutHidden(body, notes), notes: [...new Set(notes)] };
}

/** Subjects that name a category of the site become it; the others become tags. */
function sortSubjects({ subjects }: ImportedItem, known: FieldValues, notes: string[]): { category: string | undefined; tags: string[] } {
	const tags = new Set<string>();
	let category: string | undefined;
	for (const subject of subjects) {
		const asCategory = known.category(subject);
		if (category === undefined && 'value' in asCategory) {
			category = asCategory.value;
			continue;
		}
		const tag = known.tag(subject);
		if ('value' in tag && tags.size < limits.items) tags.add(tag.value);
		else notes.push(`The tag "${subject.slice(0, 60)}" is left out.`);
	}
	return { category, tags: [...tags] };
}

/** Makes the spelling of tags that of the vocabulary; a tag that cannot be one stays, for the check to say so. */
function canonicalTags(value: FieldValue | undefined, known: FieldValues): FieldValue | undefined {
	if (!isList(value)) return value;
	const tags = value.map((tag) => {
		const reading = typeof tag === 'string' ? known.tag(tag) : { fault: '' };
		return 'value' in reading ? reading.value : tag;
	});
	return [...new Set(tags)];
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

function holdsBlank(value: FieldValue | undefined): boolean {
	if (typeof value === 'string') return hasBlank(value);
	return typeof value === 'object' && Object.values(value).some(holdsBlank);
}
