import { ImportError } from './import-error.ts';
import { importLimits } from './limits.ts';

/**
 * @returns the text of a file in UTF-8, without a byte-order mark
 * @throws ImportError for another encoding, too many bytes, and what no text holds
 */
export function decodeImport(bytes: Uint8Array): string {
	if (bytes.length > importLimits.file) throw tooLarge();
	if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
		throw new ImportError('The file is UTF-16, but only UTF-8 is read. Save it as UTF-8.');
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch (error) {
		throw new ImportError('The file is not UTF-8. Save it as UTF-8.', undefined, { cause: error });
	}
	const nul = text.indexOf('\0');
	if (nul !== -1) throw new ImportError('The file holds a NUL character, which no text has. Export it again.', lineAt(text, nul));
	if (text.trim() === '') throw new ImportError('The file is empty.');
	return text;
}

/** @returns what is said of a file with too many bytes. */
export function tooLarge(): ImportError {
	return new ImportError(`The file has more than ${importLimits.file / 1024 / 1024} MiB. Split it.`);
}

/** @returns the line an offset is on, from 1. */
export function lineAt(text: string, offset: number): number {
	let line = 1;
	for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
	return line;
}
