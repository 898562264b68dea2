import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInstant, latest, parseDay, parseInstant } from '../../src/signals/time.ts';

describe('instants', () => {
	it.each([
		['2026-05-19', '2026-05-19T00:00:00Z'],
		['2026-05-19T16:01Z', '2026-05-19T16:01:00Z'],
		['2026-05-19T16:01:59Z', '2026-05-19T16:01:59Z'],
		['2026-02-28T23:30+05:30', '2026-02-28T18:00:00Z'],
		['2024-02-29T00:00-05:00', '2024-02-29T05:00:00Z'],
		['2026-12-31T23:59-01:00', '2027-01-01T00:59:00Z'],
	])('%s is %s', (written, instant) => {
		expect(parseInstant(written)).toEqual({ instant });
	});

	it.each([
		['2025-02-29', 'impossible'],
		['2100-02-29', 'impossible'],
		['2026-04-31', 'impossible'],
		['2026-05-19T24:00Z', 'impossible'],
		['2026-05-19T16:01+15:00', 'impossible'],
		['2026-05-19T16:01', 'zone'],
		['2026-05-19 16:01Z', 'format'],
		['2026-05-19T16Z', 'format'],
		['19 May 2026', 'format'],
		['', 'format'],
	])('%s is refused: %s', (written, kind) => {
		expect(parseInstant(written)).toMatchObject({ kind });
	});

	it('survive being written and read', () => {
		fc.assert(
			fc.property(fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2100, 11, 31) }), (milliseconds) => {
				const instant = formatInstant(milliseconds);
				expect(parseInstant(instant)).toEqual({ instant });
				expect(Math.abs(Date.parse(instant) - milliseconds)).toBeLessThan(1000);
			}),
			{ seed: 1 },
		);
	});

	it('compare by code unit as they do in time', () => {
		expect(latest('2026-05-19T16:01:00Z', '2025-12-31T23:59:59Z', '2026-05-19T16:01:01Z')).toBe('2026-05-19T16:01:01Z');
	});

	it('are no days', () => {
		expect(parseDay('2026-05-19')).toEqual({ day: '2026-05-19' });
		expect(parseDay('2026-05-19T16:01Z')).toMatchObject({ kind: 'format' });
	});
});
