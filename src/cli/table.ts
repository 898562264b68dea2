import stringWidth from 'fast-string-width';
import { printable } from './formats/printable.ts';

/** @returns rows as lines whose columns are aligned by what a terminal shows. Columns of numbers align right. */
export function formatTable(rows: readonly (readonly string[])[], right: ReadonlySet<number> = new Set()): string {
	const cells = rows.map((row) => row.map(printable));
	const widths = (cells[0] ?? []).map((_, column) => cells.reduce((widest, row) => Math.max(widest, stringWidth(row[column] ?? '')), 0));
	return cells
		.map((row) =>
			row
				.map((cell, column) => {
					const space = ' '.repeat((widths[column] ?? 0) - stringWidth(cell));
					return right.has(column) ? space + cell : cell + space;
				})
				.join('  ')
				.trimEnd(),
		)
		.map((line) => `${line}\n`)
		.join('');
}
