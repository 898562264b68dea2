/** Tables: RFC 4180, the first row the names of the columns. */
import { CsvError, parse } from 'csv-parse/sync';
import { ImportError } from './import-error.ts';
import { importLimits } from './limits.ts';

/**
 * @returns the rows, each a value for each column
 * @throws ImportError that names the line of what is wrong
 */
export function parseCsv(text: string): ReadonlyMap<string, string>[] {
	const header = text.slice(0, endOfLine(text));
	const rows = readRows(text, delimiterOf(header));
	const [names = [], ...records] = rows.map((row) => row.map((cell) => cell));
	const columns = names.map((name) => name.trim());
	if (columns.length > importLimits.columns) throw tooManyColumns();
	const double = columns.find((name, index) => name !== '' && columns.indexOf(name) !== index);
	if (double !== undefined) throw new ImportError(`Two columns are named "${double}". Rename one of them.`, 1);
	return records.map(
		(record) => new Map(columns.map((name, index) => [name, record[index] ?? ''] as const).filter(([name]) => name !== '')),
	);
}

function readRows(text: string, delimiter: string): string[][] {
	try {
		return parse(text, { delimiter, skip_empty_lines: true, max_record_size: maxRow });
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

/** Some programs write semicolons or tabs where others write commas. */
function delimiterOf(header: string): string {
	const plain = header.replace(/"[^"]*"/g, '');
	return [',', ';', '\t'].find((sign) => plain.includes(sign)) ?? ',';
}

function endOfLine(text: string): number {
	const end = text.search(/[\r\n]/);
	return end === -1 ? text.length : end;
}

function tooManyColumns(): ImportError {
	return new ImportError(`The table has more than ${importLimits.columns} columns. Signals have far fewer; is this the right file?`, 1);
}
