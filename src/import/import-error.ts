/** A file that cannot be imported: what is wrong with it, where, and what to do, in full sentences. */
export class ImportError extends Error {
	override name = 'ImportError';
	/** Line of the file, from 1, where it is known. */
	readonly line: number | undefined;

	constructor(message: string, line?: number, options?: ErrorOptions) {
		super(message, options);
		this.line = line;
	}
}
