import type { SignalSet } from './check-set.ts';
import type { Fault } from './fault.ts';
import { formatInstant } from './time.ts';

/** When scores are inflated: the highest band loses its meaning if much is in it. */
export interface GradeInflation {
	/** Of the signals, from 0 to 1. */
	readonly share: number;
	/** Before as-of. */
	readonly days: number;
	/** Fewer signals than this say nothing. */
	readonly least: number;
}

/** Warns once, at the newest of the signals in the highest band, when too many of the recent ones are in it. */
export function inflatedScores({ members, bands, asOf, gradeInflation: { share, days, least } }: SignalSet): Fault[] {
	const highest = bands.at(-1);
	if (!highest || highest.rank === 0) return [];
	const first = formatInstant(Date.parse(asOf) - days * millisecondsOfADay);
	const recent = members.flatMap(({ file, held, facts: { score, date, withdrawn } }) =>
		held === undefined && !withdrawn && score !== undefined && date !== undefined && date > first ? [{ file, score, date }] : [],
	);
	const high = recent.filter(({ score }) => score >= highest.from);
	const newest = high.toSorted((a, b) => (a.date > b.date || (a.date === b.date && a.file < b.file) ? -1 : 1))[0];
	if (!newest || recent.length < least || high.length <= recent.length * share) return [];
	return [
		{
			code: 'score/inflation',
			severity: 'warning',
			file: newest.file,
			field: 'score',
			message: `${high.length} of the ${recent.length} signals of the last ${days} days score ${highest.from} or more; at most ${Math.round(share * 1000) / 10} % should be ${highest.label}.`,
			hint: 'Compare them with each other and with the meaning of the bands, and lower those that do not hold up.',
		},
	];
}

const millisecondsOfADay = 86_400_000;
