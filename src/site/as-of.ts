import type { Instant } from '../signals/signal.ts';
import { formatInstant } from '../signals/time.ts';

/**
 * @param sourceDateEpoch seconds since 1970 as text (https://reproducible-builds.org/specs/source-date-epoch/)
 * @param now milliseconds since 1970
 * @returns the instant that decides what is scheduled
 * @throws RangeError when the first is given and no whole number of seconds
 */
export function readAsOf(sourceDateEpoch: string | undefined, now: number): Instant {
	if (sourceDateEpoch === undefined || sourceDateEpoch === '') return formatInstant(now);
	if (!/^\d{1,10}$/.test(sourceDateEpoch) || Number(sourceDateEpoch) > lastSecond)
		throw new RangeError(`SOURCE_DATE_EPOCH is "${sourceDateEpoch}", but must be whole seconds since 1970, before the year 2100.`);
	return formatInstant(Number(sourceDateEpoch) * 1000);
}

const lastSecond = Date.UTC(2100, 0) / 1000;
