/** The pages cannot be rendered without Astro. The message is the reason, as the end of a sentence. */
export class UnsupportedError extends Error {
	override name = 'UnsupportedError';
	/** Tells this error where its class is another: in compiled pages. */
	static readonly code = 'ERR_SIGNALS_UNSUPPORTED';
	readonly code = UnsupportedError.code;
}

export function isUnsupported(error: unknown): error is Error {
	return error instanceof Error && 'code' in error && error.code === UnsupportedError.code;
}
