/** Checks that need the whole set of signals. Each is a function of its own; the list at the top is all of them. */
import { imageFaults } from './check-images.ts';
import { inflatedScores, type GradeInflation } from './check-inflation.ts';
import { brokenThreads, evidenceSlugs } from './check-references.ts';
import { datedFields } from './dated-fields.ts';
import type { Fault } from './fault.ts';
import { fieldNameOf } from './field-name.ts';
import type { SignalFile } from './find.ts';
import type { Fix } from './fix.ts';
import type { ImageFile } from './images.ts';
import type { Member } from './member.ts';
import { problemCode } from './problem-codes.ts';
import type { Band, Instant } from './signal.ts';
import { dayOf } from './time.ts';

export interface SignalSet {
	/** Every signal's file, those that could not be parsed included. */
	readonly files: readonly SignalFile[];
	readonly members: readonly Member[];
	readonly bySlug: ReadonlyMap<string, Member>;
	readonly slugs: ReadonlySet<string>;
	readonly images: ReadonlyMap<string, ImageFile>;
	readonly asOf: Instant;
	readonly bands: readonly Band[];
	readonly gradeInflation: GradeInflation;
	/** Turns a path below the content folder into what its author calls it. */
	readonly show: (file: string) => string;
}

export function checkSet(
	files: readonly SignalFile[],
	members: readonly Member[],
	circumstances: Pick<SignalSet, 'asOf' | 'images' | 'bands' | 'gradeInflation' | 'show'>,
): Fault[] {
	const set: SignalSet = {
		...circumstances,
		files,
		members,
		bySlug: new Map(members.map((signal) => [signal.slug, signal])),
		slugs: new Set(files.map(({ slug }) => slug)),
	};
	return [duplicateSlugs, duplicateIds, aliasClashes, brokenThreads, evidenceSlugs, futureDates, imageFaults, inflatedScores].flatMap(
		(check) => check(set),
	);
}

function duplicateSlugs({ files, show }: SignalSet): Fault[] {
	const first = new Map<string, string>();
	return files.flatMap(({ slug, file }): readonly Fault[] => {
		const other = first.get(slug);
		if (other === undefined) first.set(slug, file);
		return other === undefined
			? none
			: [
					{
						code: 'slug/duplicate',
						severity: 'error',
						file,
						message: `${show(other)} has the same name; a name is the address of one signal, whatever its folder.`,
						hint: 'Rename one of the two files.',
					},
				];
	});
}

function duplicateIds({ members, show }: SignalSet): Fault[] {
	const first = new Map<string, Member>();
	return members.flatMap((signal): readonly Fault[] => {
		const id = signal.facts.id ?? signal.slug;
		const other = first.get(id);
		if (other === undefined) first.set(id, signal);
		if (other === undefined || other.slug === signal.slug) return none;
		return [
			{
				code: 'id/duplicate',
				severity: 'error',
				file: signal.file,
				field: 'id',
				message: `The id "${id}" is already that of ${show(other.file)}.`,
				hint: 'Give this signal an id of its own.',
			},
		];
	});
}

function aliasClashes({ members, slugs, show }: SignalSet): Fault[] {
	const owners = new Map<string, string>();
	return members.flatMap(({ slug, file, facts }) =>
		(facts.aliases ?? none).flatMap((alias, index): Fault[] => {
			const field = `aliases.${index}`;
			const fault = (message: string, hint: string, fix?: Fix): Fault[] => [
				{ code: 'aliases/taken', severity: 'error', file, field, message, hint, fix },
			];
			if (alias === slug) return fault(`"${alias}" is the signal's own slug.`, 'Remove it.', { kind: 'remove', field });
			if (slugs.has(alias)) return fault(`"${alias}" is the slug of another signal.`, 'Remove it, or rename the other signal.');
			const other = owners.get(alias);
			if (other === file) return fault(`"${alias}" is given twice.`, 'Keep one of the two.', { kind: 'remove', field });
			if (other !== undefined) return fault(`"${alias}" is already an alias of ${show(other)}.`, 'Keep it in one of the two.');
			owners.set(alias, file);
			return [];
		}),
	);
}

/** Only `date` may lie ahead: it schedules. Anything else dated ahead has not happened. */
function futureDates({ members, asOf }: SignalSet): Fault[] {
	return members.flatMap((member): readonly Fault[] => {
		const { file, facts, lastDay } = member;
		const limit = (facts.date ?? asOf) > asOf ? (facts.date ?? asOf) : asOf;
		if (lastDay === undefined || lastDay < dayOf(limit)) return none;
		return datedFields(member.data).flatMap(([field, date]): Fault[] => {
			if (date <= (date.length === 10 ? dayOf(limit) : limit)) return [];
			return [
				{
					code: problemCode(field.split('.', 1)[0] ?? field, 'future'),
					severity: 'error',
					file,
					field,
					message: `${fieldNameOf(field)} is ${date}, which is still to come.`,
					hint: 'Correct it; only date may lie ahead, to schedule the signal.',
				},
			];
		});
	});
}

const none: readonly never[] = [];
