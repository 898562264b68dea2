import type { Fix } from './fix.ts';
import type { Content } from './load.ts';
import { tagUses } from './resolve.ts';
import { tagSpeller } from './tag-spelling.ts';
import type { RegisteredTag } from './vocabulary.ts';

/**
 * Brings the spellings of each tag together.
 * @param registered the tags of `tags.yml`, which has no errors
 * @returns what to fix, with the file's path below the content folder
 */
export function tagFixes(
	content: Pick<Content, 'members' | 'loaded'>,
	registered: readonly RegisteredTag[],
): { readonly file: string; readonly fix: Fix }[] {
	const spell = tagSpeller(content, registered);
	return [...content.members.values()].flatMap(tagUses).flatMap(({ label, at: { file, field } }) => {
		const { written } = spell(label);
		return written === label ? [] : [{ file, fix: { kind: 'value' as const, field, value: written } }];
	});
}
