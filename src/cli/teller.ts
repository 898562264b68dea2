import { compareProblems, type Problem } from '../signals/problem.ts';
import { ConfigError } from '../site/config.ts';
import type { Outcome } from '../site/development.ts';
import { words } from '../site/words.ts';
import { UsageError, type Terminal } from './command.ts';
import { formatProblems } from './formats/text.ts';
import { count } from './report.ts';

export interface TellerOptions {
	/** Absolute. */
	readonly contentDir: string;
	/** What problems call it. */
	readonly contentName: string;
	/** Address at which the site is shown. */
	readonly url: string;
}

/** Problems of one severity that are told at once; the page of problems shows more, and `signals check` all. */
const mostTold = 20;

/**
 * @returns a function that tells an author at work what came of a save: the problems that were not there before, errors last because
 * the end is what is read, then one line on the whole
 */
export function createTeller(options: TellerOptions, screen: Pick<Terminal, 'out' | 'env'>): (outcome: Outcome) => void {
	let known: ReadonlySet<string> = new Set();
	let knownFailure: string | undefined;
	return (outcome) => {
		const { problems, failure, isShown } = outcome;
		const told = failure && describe(failure);
		if (told !== undefined && told !== knownFailure) screen.out.write(`${told}\n`);
		knownFailure = told;
		if (!failure) {
			const { error = [], warning = [] } = Object.groupBy(newProblems(problems, known), ({ severity }) => severity);
			for (const list of [warning, error]) {
				screen.out.write(formatProblems({ ...options, problems: list.slice(0, mostTold) }, screen));
				if (list.length > mostTold) screen.out.write(`${words.development.more(list.length - mostTold)}\n`);
			}
			known = new Set(problems.map(nameOf));
		}
		screen.out.write(
			isShown ? `Shown: ${summarize(outcome)}.\n` : `Not shown until it is mended: ${summarize(outcome)}. See ${options.url}\n`,
		);
	};
}

/** @returns the problems not known yet, in order of place; the blanks of a file are one. */
function newProblems(problems: readonly Problem[], known: ReadonlySet<string>): Problem[] {
	const fresh = problems.filter((problem) => !known.has(nameOf(problem)));
	const isBlank = ({ code }: Problem) => code === 'blank/left';
	const files = new Set(fresh.filter(isBlank).map(({ file }) => file));
	const blanks = Map.groupBy(
		problems.filter((problem) => isBlank(problem) && files.has(problem.file)),
		({ file }) => file,
	);
	const sums = [...blanks.values()].flatMap(([first, ...others]) => {
		if (!first || others.length === 0) return first ?? [];
		return { ...first, message: words.development.blanksFrom(others.length + 1, first.line) };
	});
	return [...fresh.filter((problem) => !isBlank(problem)), ...sums].sort(compareProblems);
}

/** A problem keeps its name when lines are added above it. */
function nameOf({ file, severity, code, message }: Problem): string {
	return [file, severity, code, message].join('\n');
}

function summarize({ isShown, opened, problems }: Outcome): string {
	if (!opened) return 'the site cannot be read';
	const { slugs, heldBack } = opened.content;
	const { draft = [], scheduled = [] } = Object.groupBy(heldBack, ({ held = 'draft' }) => held);
	const { error = [], warning = [] } = Object.groupBy(problems, ({ severity }) => severity);
	const counts = [
		...(isShown ? [count(slugs.size - heldBack.length, 'signal')] : []),
		...(isShown && draft.length > 0 ? [count(draft.length, 'draft')] : []),
		...(isShown && scheduled.length > 0 ? [`${scheduled.length} scheduled`] : []),
		...(error.length > 0 ? [count(error.length, 'error')] : []),
		...(warning.length > 0 ? [count(warning.length, 'warning')] : []),
	];
	return counts.join(', ');
}

/** Wrong values are told in full; anything else is a bug, or something on this machine, of which the stack tells more. */
function describe(failure: Error): string {
	return failure instanceof ConfigError || failure instanceof UsageError ? failure.message : (failure.stack ?? failure.message);
}
