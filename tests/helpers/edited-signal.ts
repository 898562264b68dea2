import fc from 'fast-check';
import { signalText } from './make-content.ts';

const valid = signalText({ tags: '[one, "two"]', watch: '[{ what: x, by: 2026-12-01, status: open }]' });

/** A valid signal's file in which something was replaced, removed or put in, as in a hurry. */
export const editedSignal = fc
	.array(
		fc.record({
			at: fc.nat(valid.length),
			length: fc.nat(12),
			text: fc.string({ unit: fc.constantFrom(...`:-#[]{}"'&*!|>%\\\n\t <\`~`, 'a', '7', '\u0000', '\u202e', 'é'), maxLength: 6 }),
		}),
		{ minLength: 1, maxLength: 4 },
	)
	.map((edits) => edits.reduce((text, { at, length, text: put }) => text.slice(0, at) + put + text.slice(at + length), valid));
