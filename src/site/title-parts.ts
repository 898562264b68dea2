/** A stretch of a title. */
export interface TitlePart {
	readonly text: string;
	/** Whether it has to stay on one line. */
	readonly isWhole: boolean;
}

/**
 * Divides a title where a line could end badly: at a hyphen that has one or two letters on one side, as in co-founder, S-1 or GPT-5.
 * Longer words may break there all the same, since they would not fit beside others on a phone.
 * @returns stretches that are the title when they are put together
 */
export function titleParts(title: string): TitlePart[] {
	const parts = title.split(/(\S+-\S+)/);
	return parts.filter((text) => text !== '').map((text) => ({ text, isWhole: text.length <= longest && badBreak.test(text) }));
}

const badBreak = /(?:^|[^\p{L}\p{N}])[\p{L}\p{N}]{1,2}-|-[\p{L}\p{N}]{1,2}(?:$|[^\p{L}\p{N}])/u;
/** In UTF-16 code units. */
const longest = 14;
