import type { SignalData } from './schema.ts';

/** @returns every date of a signal but its own, with the field it stands in. */
export function datedFields(data: Partial<SignalData>): [field: string, date: string][] {
	const dates: [field: string, date: string | undefined][] = [
		['updated', data.updated],
		['withdrawn.date', data.withdrawn?.date],
		...(data.updates ?? []).map(({ date }, index): [string, string] => [`updates.${index}.date`, date]),
		...(data.scores ?? []).map(({ date }, index): [string, string] => [`scores.${index}.date`, date]),
		...(data.sources ?? []).map(({ date }, index): [string, string | undefined] => [`sources.${index}.date`, date]),
		...(data.watch ?? []).map(({ resolved }, index): [string, string | undefined] => [`watch.${index}.resolved`, resolved]),
	];
	return dates.filter((entry): entry is [string, string] => entry[1] !== undefined);
}
