import { parseCsv } from './csv.ts';
import { readFeed, type FeedFormat } from './feed.ts';
import { ImportError } from './import-error.ts';
import { importLimits } from './limits.ts';
import type { ImportedItem } from './item.ts';
import { parseJson } from './json.ts';
import { readRecord } from './record.ts';
import { decodeImport } from './text.ts';
import { checkXml } from './xml.ts';

export type ImportFormat = 'json' | 'csv' | FeedFormat;

export const importFormats: readonly ImportFormat[] = ['json', 'csv', 'rss', 'atom', 'jsonfeed'];

export interface Imported {
	readonly format: ImportFormat;
	readonly items: readonly ImportedItem[];
}

/**
 * Reads a file whose format its content tells. Nothing outside the file is read, whatever it names.
 *
 * @param expected the format it has to be in, if any
 * @throws ImportError that says what is wrong with the file
 */
export function readImport(bytes: Uint8Array, expected?: ImportFormat): Imported {
	const imported = readText(decodeImport(bytes), expected);
	if (expected !== undefined && imported.format !== expected)
		throw new ImportError(`The file is ${formatNames[imported.format]}, not ${formatNames[expected]}. Leave --format out, or correct it.`);
	if (imported.items.length > importLimits.items)
		throw new ImportError(`The file has ${imported.items.length} items; the limit is ${importLimits.items}. Split it.`);
	return imported;
}

function readText(text: string, expected: ImportFormat | undefined): Imported {
	const first = text.trimStart()[0] ?? '';
	if (expected !== 'csv' && first === '<') {
		checkXml(text);
		return readFeed(text.trimStart());
	}
	if (expected !== 'csv' && (first === '[' || first === '{' || isJson(text))) return readJson(parseJson(text));
	if (expected !== undefined && expected !== 'csv') throw new ImportError(`The file is not ${formatNames[expected]}.`);
	return { format: 'csv', items: parseCsv(text).map((row, index) => readRecord(row, index + 1, true)) };
}

/** A JSON text may be a single value, such as null or "text". */
function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

function readJson(value: unknown): Imported {
	if (typeof value === 'object' && value !== null && 'version' in value && String(value.version).includes('jsonfeed.org/version/'))
		return readFeed(value);
	if (!Array.isArray(value))
		throw new ImportError('The file must be a list of objects, [{ "title": … }, …], or a JSON Feed with its version.');
	const items = value.map((item: unknown, index) => {
		if (typeof item !== 'object' || item === null || Array.isArray(item)) throw new ImportError(`Item ${index + 1} is no object.`);
		return readRecord(new Map(Object.entries(item)), index + 1, false);
	});
	return { format: 'json', items };
}

const formatNames: Readonly<Record<ImportFormat, string>> = { json: 'JSON', csv: 'CSV', rss: 'RSS', atom: 'Atom', jsonfeed: 'a JSON Feed' };
