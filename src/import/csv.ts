/** Tables: RFC 4180, the first row the names of the columns. */
import { CsvError, parse } from 'csv-parse/sync';
import { ImportError } from './import-error.ts';
import { importLimits } from './limits.ts';
import { fieldNamed } from './record.ts';

/**
 * @returns the rows, each a value for each column
 * @throws ImportError that names the line of what is wrong, and for a table without a column of titles: any text would be one
 */
export function parseCsv(text: string): ReadonlyMap<string, string>[] {
	// Some programs name the sign between cells in a line of its own.
	const [, named] = /^sep=(.)\r?\n/i.exec(text) ?? [];
	const from = named === undefined ? 1 : 2;
	const delimiter = named ?? delimiterOf(text);
	const columns = headerOf(text, delimiter, from);
	if (columns) checkColumns(columns, from);
	const [names = [], ...records] = readRows(text, { delimiter, from_line: from });
	return records.map(
		(record) => new Map(names.map((name, index) => [name.trim(), record[index] ?? ''] as const).filter(([name]) => name !== '')),
	);
}

function checkColumns(columns: readonly string[], line: number): void {
	if (columns.length > importLimits.columns) throw tooManyColumns(line);
	if (!columns.some((name) => fieldNamed(name) === 'title')) throw noTitles(columns, line);
	const double = columns.find((name, index) => name !== '' && columns.indexOf(name) !== index);
	if (double !== undefined) throw new ImportError(`Two columns are named "${double}". Rename one of them.`, line);
}

function readRows(text: string, options: { delimiter: string; from_line: number; to?: number }): string[][] {
	try {
		return parse(text, { ...options, skip_empty_lines: true, max_record_size: maxRow });
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		const line = 'lines' in error && typeof error.lines === 'number' ? error.lines : undefined;
		throw new ImportError(faults[error.code] ?? `This is not valid CSV: ${error.message}`, line, { cause: error });
	}
}

/** Characters of a row. */
const maxRow = 1024 * 1024;

const faults: Partial<Record<string, string>> = {
	CSV_QUOTE_NOT_CLOSED: 'A quote that was opened is never closed. Inside a quoted cell a quote is written twice: "".',
	CSV_INVALID_CLOSING_QUOTE: 'A quoted cell goes on after its closing quote. Inside a quoted cell a quote is written twice: "".',
	INVALID_OPENING_QUOTE:
		'A quote stands inside a cell that does not start with one. Put the whole cell in quotes, and write each quote in it twice.',
	CSV_RECORD_INCONSISTENT_FIELDS_LENGTH:
		'This row has another number of cells than the first. A cell that holds a comma must be in quotes.',
	CSV_RECORD_INCONSISTENT_COLUMNS: 'This row has another number of cells than the first. A cell that holds a comma must be in quotes.',
	CSV_MAX_RECORD_SIZE: `This row has more than ${maxRow} characters. Often a quote before it was never closed.`,
};

/** Some programs write semicolons or tabs where others write commas: the right sign is the one that gives columns we know. */
function delimiterOf(text: string): string {
	const known = (delimiter: string) => (headerOf(text, delimiter, 1) ?? []).filter((name) => fieldNamed(name) !== undefined).length;
	const [first] = [',', ';', '\t'].map((delimiter) => ({ delimiter, known: known(delimiter) })).sort((a, b) => b.known - a.known);
	return first?.delimiter ?? ',';
}

/** @returns the names in the first row; undefined when it cannot be read, which reading all rows then tells. */
function headerOf(text: string, delimiter: string, from_line: number): string[] | undefined {
	try {
		return readRows(text, { delimiter, from_line, to: 1 })[0]?.map((name) => name.trim());
	} catch (error) {
		if (error instanceof ImportError) return undefined;
		throw error;
	}
}

function tooManyColumns(line: number): ImportError {
	return new ImportError(`The table has more than ${importLimits.columns} columns. Signals have far fewer; is this the right file?`, line);
}

function noTitles(columns: readonly string[], line: number): ImportError {
	const shown = columns.slice(0, 10).map((name) => `"${name.slice(0, 60)}"`);
	const all = `${shown.join(', ')}${columns.length > shown.length ? ', …' : ''}`;
	return new ImportError(
		`No column is named title. Read as a table, the file has ${columns.length === 1 ? 'one column' : `${columns.length} columns`}: ${all}. Is it a list of signals? Then name its columns in the first row.`,
		line,
	);
}
