/** Checks of what one signal says of another. */
import type { SignalSet } from './check-set.ts';
import type { Fault } from './fault.ts';
import type { Member } from './member.ts';
import { createSpeller, didYouMean } from './nearest.ts';
import { problemCode } from './problem-codes.ts';

/** `follows` names a signal that is published by then, and following it never comes back. */
export function brokenThreads({ members, bySlug, slugs }: SignalSet): Fault[] {
	const former = formerSlugs(members);
	const present = (slug: string) => (slugs.has(slug) ? slug : former.get(slug));
	const nearest = createSpeller(slugs);
	const cycleThrough = cycleFinder((slug) => {
		const { follows } = bySlug.get(slug)?.facts ?? {};
		return follows === undefined ? undefined : present(follows);
	});
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
		const target = present(follows);
		if (target === undefined)
			return fault(
				'unknown',
				`There is no signal "${follows}".`,
				didYouMean(another(nearest(follows), member)) ?? 'Write the slug of a signal: the name of its file without .md.',
			);
		if (isLater(bySlug.get(target), member))
			return fault('held-back', `"${target}" will not be published before this signal.`, 'Publish it first, or remove follows.');
		const cycle = cycleThrough(member.slug);
		if (cycle) {
			const shown = cycle.length > 5 ? [...cycle.slice(0, 4), '…'] : cycle;
			return fault(
				'cycle',
				`Following the thread from here comes back to this signal: ${[...shown, member.slug].join(' → ')}.`,
				'A signal continues an earlier one; remove follows where the thread starts.',
			);
		}
		return target === follows
			? none
			: fault('moved', `The signal "${follows}" has moved to "${target}".`, `Write follows: ${target}.`, target);
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

/** @returns the slug that each former slug leads to; without those that two signals claim, of which one has to be chosen first. */
export function formerSlugs(members: Iterable<Member>): Map<string, string> {
	const former = new Map<string, string>();
	const claimed = new Set<string>();
	for (const { slug, facts } of members)
		for (const alias of facts.aliases ?? none) {
			if ((former.get(alias) ?? slug) !== slug) claimed.add(alias);
			former.set(alias, slug);
		}
	for (const alias of claimed) former.delete(alias);
	return former;
}

/** The evidence of a forecast is published by then. */
export function evidenceSlugs({ members, bySlug, slugs }: SignalSet): Fault[] {
	const former = formerSlugs(members);
	const nearest = createSpeller(slugs);
	return members.flatMap((member) =>
		(member.facts.watch ?? none).flatMap(({ evidence }, index): Fault[] => {
			if (evidence === undefined || evidence.startsWith('https://')) return [];
			const field = `watch.${index}.evidence`;
			const fault = (message: string, hint: string, to?: string): Fault[] => [
				{ code: 'watch/evidence', severity: 'error', file: member.file, field, message, hint, ...fixOf(field, to) },
			];
			const target = slugs.has(evidence) ? evidence : former.get(evidence);
			if (target === undefined)
				return fault(
					`There is no signal "${evidence}".`,
					didYouMean(nearest(evidence)) ?? 'Write an https address or the slug of a signal.',
				);
			if (isLater(bySlug.get(target), member))
				return fault(`The signal "${target}" will not be published before this one.`, 'Publish it first, or name another source.');
			return target === evidence ? [] : fault(`The signal "${evidence}" has moved to "${target}".`, `Write evidence: ${target}.`, target);
		}),
	);
}

/** @returns a slug unless it is the signal's own, which it does not mean where it names another */
function another(slug: string | undefined, { slug: own }: Member): string | undefined {
	return slug === own ? undefined : slug;
}

/** @param to the slug that is right instead, where it is certain */
function fixOf(field: string, to: string | undefined): Pick<Fault, 'fix'> {
	return to === undefined ? {} : { fix: { kind: 'value', field, value: to } };
}
