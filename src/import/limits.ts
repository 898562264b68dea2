/** What is refused before anything is read from it, the same on every machine. */
export const importLimits = {
	/** Bytes of a file. */
	file: 20 * 1024 * 1024,
	/** Items of a file. */
	items: 10_000,
	/** Columns of a table. */
	columns: 200,
	/** Brackets or elements inside one another. */
	depth: 100,
} as const;
