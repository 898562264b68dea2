import type { Batch, Outcome } from './parse-all.ts';
import type { ParsedFile } from './parse.ts';
import { fileStart } from './problem.ts';

/** Parses the files of a batch one by one. A file that brings out a bug is named, and the others are parsed all the same. */
export function parseBatch({ files, begun }: Batch, parse: (bytes: Uint8Array) => ParsedFile): Outcome[] {
	return files.map((bytes, index) => {
		Atomics.store(begun, 0, index + 1);
		try {
			return parse(bytes);
		} catch (error) {
			return bug(error);
		}
	});
}

function bug(error: unknown): Outcome {
	return {
		parsed: undefined,
		isTransient: true,
		problems: [
			{
				code: 'file/bug',
				severity: 'error',
				...fileStart,
				message: `Signals failed on this file: ${String(error)}. This is a bug in Signals, not a mistake of yours.`,
				hint: 'Report it together with the file; until it is mended, undo what was last changed in it.',
			},
		],
	};
}
