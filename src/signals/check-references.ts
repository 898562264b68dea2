/** Checks of what one signal says of another. */
import type { SignalSet } from './check-set.ts';
import type { Fault } from './fault.ts';
import type { Member } from './member.ts';
import { createSpeller, didYouMean } from './nearest.ts';
import { problemCode } from './problem-codes.ts';

/** `follows` names a signal that is published by then, and following it never comes back. */
export function brokenThreads({ members, bySlug, slugs }: SignalSet): Fault[] {
	const aliases = formerSlugs(members);
	const nearest = createSpeller(slugs);
	const cycleThrough = cycleFinder((slug) => bySlug.get(slug)?.facts.follows);
	return members.flatMap((member): readonly Fault[] => {
		const { follows } = member.facts;
		if (follows === undefined) return none;
		const fault = (kind: string, message: string, hint: string, to?: string): Fault[] => [
			{
				code: problemCode('follows', kind),
				severity: 'error',
				file: member.file,
				field: 'follows',
				message,
				hint,
				...fixOf('follows', to),
			},
		];
		if (!slugs.has(follows)) {
			const moved = aliases.get(follows);
			if (moved !== undefined)
				return fault(
					'moved',
					`The signal "${follows}" has moved to "${moved}".`,
					`Write follows: ${moved}.`,
					moved === member.slug || isLater(bySlug.get(moved), member) ? undefined : moved,
				);
			return fault(
				'unknown',
				`There is no signal "${follows}".`,
				didYouMean(nearest(follows)) ?? 'Write the slug of a signal: the name of its file without .md.',
			);
		}
		if (isLater(bySlug.get(follows), member))
			return fault('held-back', `"${follows}" will not be published before this signal.`, 'Publish it first, or remove follows.');
		const cycle = cycleThrough(member.slug);
		if (!cycle) return [];
		const shown = cycle.length > 5 ? [...cycle.slice(0, 4), '…'] : cycle;
		return fault(
			'cycle',
			`Following the thread from here comes back to this signal: ${[...shown, member.slug].join(' → ')}.`,
			'A signal continues an earlier one; remove follows where the thread starts.',
		);
	});
}

/**
 * Walks every step of every thread once, however long the threads are.
 * @param next the slug that one follows
 * @returns a function that gives the slugs of the cycle a slug is part of, from it on, or undefined
 */
function cycleFinder(next: (slug: string) => string | undefined): (slug: string) => readonly string[] | undefined {
	const known = new Map<string, { readonly cycle: readonly string[]; readonly place: number } | undefined>();
	return (slug) => {
		const walk = new Set<string>();
		let step: string | undefined = slug;
		for (; step !== undefined && !known.has(step) && !walk.has(step); step = next(step)) walk.add(step);
		const steps = [...walk];
		const start = step === undefined ? -1 : steps.indexOf(step);
		const cycle = start === -1 ? [] : steps.slice(start);
		for (const passed of steps) known.set(passed, undefined);
		for (const [place, passed] of cycle.entries()) known.set(passed, { cycle, place });
		const found = known.get(slug);
		return found && [...found.cycle.slice(found.place), ...found.cycle.slice(0, found.place)];
	};
}

const none: readonly never[] = [];

/** @returns whether a target is held back when the signal that names it is published. Drafts may name anything. */
export function isLater(target: Member | undefined, from: Member): boolean {
	if (target?.held === undefined || from.held === 'draft') return false;
	return target.held === 'draft' || from.held === undefined || (target.facts.date ?? '') > (from.facts.date ?? '');
}

/** @returns the slug that each former slug leads to. */
export function formerSlugs(members: Iterable<Member>): Map<string, string> {
	return new Map([...members].flatMap(({ slug, facts }) => (facts.aliases ?? []).map((alias) => [alias, slug] as const)));
}

/** The evidence of a forecast is published by then. */
export function evidenceSlugs({ members, bySlug, slugs }: SignalSet): Fault[] {
	const aliases = formerSlugs(members);
	const nearest = createSpeller(slugs);
	return members.flatMap((member) =>
		(member.facts.watch ?? none).flatMap(({ evidence }, index): Fault[] => {
			if (evidence === undefined || evidence.startsWith('https://')) return [];
			const field = `watch.${index}.evidence`;
			const fault = (message: string, hint: string, to?: string): Fault[] => [
				{ code: 'watch/evidence', severity: 'error', file: member.file, field, message, hint, ...fixOf(field, to) },
			];
			if (slugs.has(evidence))
				return isLater(bySlug.get(evidence), member)
					? fault(`The signal "${evidence}" will not be published before this one.`, 'Publish it first, or name another source.')
					: [];
			const moved = aliases.get(evidence);
			if (moved !== undefined)
				return fault(
					`The signal "${evidence}" has moved to "${moved}".`,
					`Write evidence: ${moved}.`,
					isLater(bySlug.get(moved), member) ? undefined : moved,
				);
			return fault(`There is no signal "${evidence}".`, didYouMean(nearest(evidence)) ?? 'Write an https address or the slug of a signal.');
		}),
	);
}

/** @param to the slug that is right instead, where it is certain */
function fixOf(field: string, to: string | undefined): Pick<Fault, 'fix'> {
	return to === undefined ? {} : { fix: { kind: 'value', field, value: to } };
}
