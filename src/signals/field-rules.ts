import { fieldNameOf } from './field-name.ts';
import type { Fix } from './fix.ts';
import { problemCode, type ProblemCode } from './problem-codes.ts';
import { fileStart, type LocalProblem } from './problem.ts';
import type { SignalData } from './schema.ts';
import { tagSlug } from './slug.ts';
import { dayOf } from './time.ts';
import type { YamlValue } from './yaml.ts';

/**
 * Rules between the fields of one signal.
 * @param data the fields that are valid by themselves
 */
export function checkFields(data: Partial<SignalData>, yaml: YamlValue): LocalProblem[] {
	const problems: LocalProblem[] = [];
	const report = (code: ProblemCode, field: string, message: string, hint: string, fix?: Fix) => {
		if (problems.some((told) => told.code === code && told.field === field)) return;
		problems.push({ code, severity: 'error', ...(yaml.places.get(field) ?? fileStart), field, message, hint, fix });
	};
	const notBeforeDate = (field: string, instant: string | undefined) => {
		// A day alone may be the signal's own day.
		const first = data.date !== undefined && instant?.endsWith('T00:00:00Z') ? `${dayOf(data.date)}T00:00:00Z` : data.date;
		if (instant !== undefined && first !== undefined && instant < first)
			report(
				problemCode(field.split('.', 1)[0] ?? field, 'order'),
				field,
				`${fieldNameOf(field)} is ${instant}, before the signal's own date ${data.date}.`,
				'Correct one of the two.',
			);
	};

	notBeforeDate('updated', data.updated);
	notBeforeDate('withdrawn.date', data.withdrawn?.date);
	data.updates?.forEach(({ date }, index) => notBeforeDate(`updates.${index}.date`, date));
	data.scores?.forEach(({ date }, index) => notBeforeDate(`scores.${index}.date`, date));

	data.scores?.forEach((change, index, all) => {
		const before = all[index - 1];
		if (before && change.date < before.date)
			report('scores/order', `scores.${index}.date`, 'The score history is not in order of time.', 'Put the oldest change first.');
		if (before && change.from !== before.to)
			report(
				'scores/gap',
				`scores.${index}.from`,
				`This change starts from ${change.from}, but the one before it ended at ${before.to}.`,
				`Write ${before.to}, or add the change in between.`,
			);
	});
	const last = data.scores?.at(-1);
	if (last && data.score !== undefined && last.to !== data.score)
		report(
			'scores/last',
			`scores.${(data.scores?.length ?? 1) - 1}.to`,
			`The last change leads to ${last.to}, but the score is ${data.score}.`,
			'Make the two equal.',
		);

	data.watch?.forEach(({ status, resolved, evidence }, index) => {
		if (status === 'open' && resolved !== undefined)
			report(
				'watch/resolved',
				`watch.${index}.resolved`,
				'An open forecast has no day on which it was resolved.',
				'Change its status, or remove resolved.',
			);
		if (status !== 'open' && resolved === undefined)
			report(
				'watch/resolved',
				`watch.${index}.status`,
				`The forecast is ${status}, but the day it was resolved is missing.`,
				'Add resolved: with a day such as 2026-05-19.',
			);
		if (status === 'happened' && evidence === undefined)
			report(
				'watch/evidence',
				`watch.${index}.status`,
				'A forecast that came true needs evidence.',
				'Add evidence: with an https address or the slug of a signal.',
			);
	});

	const seen = new Map<string, number>();
	const tags = data.tags ?? [];
	tags.forEach((tag, index) => {
		const first = seen.get(tagSlug(tag));
		if (first === undefined) seen.set(tagSlug(tag), index);
		else if (spellingOf(tag) === spellingOf(tags[first] ?? ''))
			report('tags/duplicate', `tags.${index}`, `"${tag}" is the same tag as "${tags[first] ?? ''}".`, 'Keep one of them.', {
				kind: 'remove',
				field: `tags.${index}`,
			});
	});
	return problems;
}

/** Two spellings of a tag are the same when only case, spaces or hyphens differ. */
export function spellingOf(tag: string): string {
	return tag
		.normalize('NFC')
		.toLowerCase()
		.replace(/[\s\u2010-]+/g, '-')
		.replace(/^-+|-+$/g, '');
}
