import { expect, it } from 'vitest';
import { readFeedDate } from '../../src/import/date.ts';

it.each([
	['Tue, 19 May 2026 16:01:00 GMT', '2026-05-19T16:01Z'],
	['19 May 26 16:01 +0530', '2026-05-19T10:31Z'],
	['Tue, 9 Sep 1997 16:01:05 EST', '1997-09-09T21:01:05Z'],
	['2026-05-19T18:01:00.123+02:00', '2026-05-19T16:01Z'],
	['2026-05-19T18:01:00+0200', '2026-05-19T16:01Z'],
	['2026-05-19', '2026-05-19'],
])('a feed’s date %j is %s', (text, date) => {
	expect(readFeedDate(text)).toBe(date);
});

it.each([
	'',
	'yesterday',
	'2026-05-19T16:01',
	'Tue, 30 Feb 2026 16:01:00 GMT',
	'19 Foo 2026 16:01:00 GMT',
	'Tue, 19 May 2026 16:01:00',
	'Tue, 19 May 2026 16:01:00 XYZ',
])('a feed’s date %j is not guessed', (text) => {
	expect(readFeedDate(text)).toBeUndefined();
});
