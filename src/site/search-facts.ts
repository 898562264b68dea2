/**
 * What the search page shows of a result besides its title and an excerpt. It travels in the index as one token, written while
 * building and read in the browser.
 */
export interface SearchFacts {
	readonly score: number;
	/** The score as written for people. */
	readonly written: string;
	/** Weight of the band, as the style sheet knows it. */
	readonly weight: number;
	/** Label of the band. */
	readonly band: string;
	/** ISO 8601. */
	readonly date: string;
	/** The date as written for people. */
	readonly when: string;
}

/** @returns a token without spaces. */
export function encodeFacts({ score, written, weight, band, date, when }: SearchFacts): string {
	return encodeURIComponent(JSON.stringify([score, written, weight, band, date, when]));
}

/** @returns the facts of a token that `encodeFacts` made */
export function decodeFacts(token: string): SearchFacts {
	const [score, written, weight, band, date, when] = JSON.parse(decodeURIComponent(token)) as [
		number,
		string,
		number,
		string,
		string,
		string,
	];
	return { score, written, weight, band, date, when };
}
