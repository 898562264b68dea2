import { setFlagsFromString } from 'node:v8';

/**
 * Makes V8 collect garbage when the heap has grown by a third, instead of by the two or three times what is in use that it allows itself
 * where there is much memory: that takes longer, but a very large site fits into a small machine. Has no effect where V8 does not know
 * the flag (`v8/src/flags/flag-definitions.h`).
 */
export function growHeapSlowly(): void {
	setFlagsFromString('--heap-growing-percent=33');
}
