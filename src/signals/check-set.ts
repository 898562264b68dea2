/** Checks that need the whole set of signals. Each is a function of its own; the list at the top is all of them. */
import type { Fault } from './fault.ts';
import type { SignalFile } from './find.ts';
import type { ImageFile } from './images.ts';
import type { Member } from './load.ts';
import { nearest } from './nearest.ts';
import { imagePath } from './resolve.ts';
import type { Instant } from './signal.ts';
import { dayOf } from './time.ts';

export interface SignalSet {
	/** Every signal's file, those that could not be parsed included. */
	readonly files: readonly SignalFile[];
	readonly members: readonly Member[];
	readonly bySlug: ReadonlyMap<string, Member>;
	readonly slugs: ReadonlySet<string>;
	readonly images: ReadonlyMap<string, ImageFile>;
	readonly asOf: Instant;
}

export function checkSet(
	files: readonly SignalFile[],
	members: readonly Member[],
	{ asOf, images }: Pick<SignalSet, 'asOf' | 'images'>,
): Fault[] {
	const set: SignalSet = {
		files,
		members,
		bySlug: new Map(members.map((signal) => [signal.slug, signal])),
		slugs: new Set(files.map(({ slug }) => slug)),
		images,
		asOf,
	};
	return [duplicateSlugs, duplicateIds, aliasClashes, brokenThreads, evidenceSlugs, futureDates, imageFaults].flatMap((check) =>
		check(set),
	);
}

function duplicateSlugs({ files }: SignalSet): Fault[] {
	const first = new Map<string, string>();
	return files.flatMap(({ slug, file }): Fault[] => {
		const other = first.get(slug);
		if (other === undefined) first.set(slug, file);
		return other === undefined
			? []
			: [
					{
						code: 'slug/duplicate',
						severity: 'error',
						file,
						message: `${other} has the same name; a name is the address of one signal, whatever its folder.`,
						hint: 'Rename one of the two files.',
					},
				];
	});
}

function duplicateIds({ members }: SignalSet): Fault[] {
	const first = new Map<string, Member>();
	return members.flatMap((signal): Fault[] => {
		const id = signal.data.id ?? signal.slug;
		const other = first.get(id);
		if (other === undefined) first.set(id, signal);
		if (other === undefined || other.slug === signal.slug) return [];
		return [
			{
				code: 'id/duplicate',
				severity: 'error',
				file: signal.file,
				field: 'id',
				message: `The id "${id}" is already that of ${other.file}.`,
				hint: 'Give this signal an id of its own.',
			},
		];
	});
}

function aliasClashes({ members, slugs }: SignalSet): Fault[] {
	const owners = new Map<string, string>();
	return members.flatMap(({ slug, file, data }) =>
		(data.aliases ?? []).flatMap((alias, index): Fault[] => {
			const fault = (message: string, hint: string): Fault[] => [
				{ code: 'aliases/taken', severity: 'error', file, field: `aliases.${index}`, message, hint },
			];
			if (alias === slug) return fault(`"${alias}" is the signal's own slug.`, 'Remove it.');
			if (slugs.has(alias)) return fault(`"${alias}" is the slug of another signal.`, 'Remove it, or rename the other signal.');
			const other = owners.get(alias);
			if (other !== undefined) return fault(`"${alias}" is already an alias of ${other}.`, 'Keep it in one of the two.');
			owners.set(alias, file);
			return [];
		}),
	);
}

/** `follows` names a signal that is published by then, and following it never comes back. */
function brokenThreads({ members, bySlug, slugs }: SignalSet): Fault[] {
	const aliases = new Map(members.flatMap(({ slug, data }) => (data.aliases ?? []).map((alias) => [alias, slug] as const)));
	return members.flatMap((member): Fault[] => {
		const { follows } = member.data;
		if (follows === undefined) return [];
		const fault = (kind: string, message: string, hint: string): Fault[] => [
			{ code: `follows/${kind}`, severity: 'error', file: member.file, field: 'follows', message, hint },
		];
		if (!slugs.has(follows)) {
			const meant = aliases.get(follows) ?? nearest(follows, slugs);
			return fault(
				'unknown',
				`There is no signal "${follows}".`,
				meant === undefined ? 'Write the slug of a signal: the name of its file without .md.' : `Did you mean ${meant}?`,
			);
		}
		if (isLater(bySlug.get(follows), member))
			return fault('held-back', `"${follows}" will not be published before this signal.`, 'Publish it first, or remove follows.');
		const thread = [member.slug];
		for (let next: string | undefined = follows; next !== undefined && !thread.includes(next); next = bySlug.get(next)?.data.follows)
			thread.push(next);
		const last = bySlug.get(thread.at(-1) ?? '')?.data.follows;
		if (last !== member.slug) return [];
		const shown = thread.length > 5 ? [...thread.slice(0, 4), '…'] : thread;
		return fault(
			'cycle',
			`Following the thread from here comes back to this signal: ${[...shown, member.slug].join(' → ')}.`,
			'A signal continues an earlier one; remove follows where the thread starts.',
		);
	});
}

/** @returns whether a target is held back when the signal that names it is published. Drafts may name anything. */
export function isLater(target: Member | undefined, from: Member): boolean {
	if (target?.held === undefined || from.held === 'draft') return false;
	return target.held === 'draft' || from.held === undefined || (target.data.date ?? '') > (from.data.date ?? '');
}

function evidenceSlugs({ members, bySlug, slugs }: SignalSet): Fault[] {
	return members.flatMap((member) =>
		(member.data.watch ?? []).flatMap(({ evidence }, index): Fault[] => {
			if (evidence === undefined || evidence.startsWith('https://')) return [];
			const fault = (message: string, hint: string): Fault[] => [
				{ code: 'watch/evidence', severity: 'error', file: member.file, field: `watch.${index}.evidence`, message, hint },
			];
			if (slugs.has(evidence))
				return isLater(bySlug.get(evidence), member)
					? fault(`The signal "${evidence}" will not be published before this one.`, 'Publish it first, or name another source.')
					: [];
			const meant = nearest(evidence, slugs);
			return fault(
				`There is no signal "${evidence}".`,
				meant === undefined ? 'Write an https address or the slug of a signal.' : `Did you mean ${meant}?`,
			);
		}),
	);
}

/** Only `date` may lie ahead: it schedules. Anything else dated ahead has not happened. */
function futureDates({ members, asOf }: SignalSet): Fault[] {
	return members.flatMap(({ file, data }) => {
		const limit = (data.date ?? asOf) > asOf ? (data.date ?? asOf) : asOf;
		const dates: [field: string, date: string | undefined][] = [
			['updated', data.updated],
			['withdrawn.date', data.withdrawn?.date],
			...(data.updates ?? []).map(({ date }, index): [string, string] => [`updates.${index}.date`, date]),
			...(data.scores ?? []).map(({ date }, index): [string, string] => [`scores.${index}.date`, date]),
			...(data.sources ?? []).map(({ date }, index): [string, string | undefined] => [`sources.${index}.date`, date]),
			...(data.watch ?? []).map(({ resolved }, index): [string, string | undefined] => [`watch.${index}.resolved`, resolved]),
		];
		return dates.flatMap(([field, date]): Fault[] => {
			if (date === undefined || date <= (date.length === 10 ? dayOf(limit) : limit)) return [];
			return [
				{
					code: `${field.split('.', 1)[0] ?? field}/future`,
					severity: 'error',
					file,
					field,
					message: `${field} is ${date}, which is still to come.`,
					hint: 'Correct it; only date may lie ahead, to schedule the signal.',
				},
			];
		});
	});
}

function imageFaults({ members, images }: SignalSet): Fault[] {
	const used = new Set(members.flatMap(({ file, images: uses }) => uses.map(({ name }) => imagePath(file, name))));
	const wrong = members.flatMap(({ file, images: uses }) =>
		uses.flatMap(({ name, line, column }): Fault[] => {
			const image = images.get(imagePath(file, name));
			const place = { line, column };
			if (!image)
				return [
					{
						code: 'image/missing',
						severity: 'error',
						file,
						place,
						message: `There is no image ${name} beside this file.`,
						hint: 'Put it into the same folder, or correct the name.',
					},
				];
			return image.fault === undefined
				? []
				: [
						{
							code: 'image/type',
							severity: 'error',
							file,
							place,
							message: `${name} ${image.fault}.`,
							hint: 'Save it as a PNG, JPEG, WebP or GIF of moderate size.',
						},
					];
		}),
	);
	const unused = [...images.keys()]
		.filter((file) => !used.has(file))
		.map((file): Fault => ({
			code: 'image/unused',
			severity: 'warning',
			file,
			place: { line: 1, column: 1 },
			message: 'No signal in this folder shows the image.',
			hint: 'Remove it, or show it with ![what it shows](its name).',
		}));
	return [...wrong, ...unused];
}
