/** Which files a command was asked about, and the content folder they belong to. */
import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from './command.ts';

export interface Selection {
	/** The content folder all of them lie in, as `--content` would name it; undefined when it is the one that was given. */
	readonly contentDir: string | undefined;
	/** Files and folders below it, `/` separated; the empty path is the whole folder. */
	readonly files: readonly string[];
	/** Files that belong to no content folder, as they were given. */
	readonly others: readonly string[];
}

/**
 * @param words files and folders as they were typed
 * @param contentDir the content folder that was named, or the project's own. Absolute.
 * @param isNamed whether it was named: then all files have to lie in it
 * @throws UsageError when a path does not exist, a folder belongs to no content, or the paths belong to more than one set
 */
export function selectFiles(words: readonly string[], contentDir: string, isNamed: boolean, cwd: string): Selection {
	const given = real(contentDir);
	const others: string[] = [];
	const found = words.flatMap((word) => {
		const location = path.resolve(cwd, word);
		if (!lstatSync(location, { throwIfNoEntry: false })) throw new UsageError(`There is no file or folder ${word}.`);
		// A link is a problem of the folder it lies in, wherever it leads.
		const place = path.join(real(path.dirname(location)), path.basename(location));
		if (below(place, given) !== undefined) return [{ word, set: given, file: '' }];
		const set = below(given, place) === undefined ? setOf(place) : given;
		if (set !== undefined) return [{ word, set, file: below(set, place) ?? '' }];
		if (statSync(location, { throwIfNoEntry: false })?.isDirectory() === true)
			throw new UsageError(`${word} belongs to no content: no folder above it holds signals/ and categories.yml.`);
		others.push(word);
		return [];
	});
	const [first] = found;
	const stranger = found.find(({ set }) => set !== (isNamed ? given : first?.set));
	if (stranger && isNamed) throw new UsageError(`${stranger.word} does not lie in ${contentDir}, the folder that --content names.`);
	if (stranger && first) throw new UsageError(`${first.word} and ${stranger.word} belong to two sets of content. Check one set at a time.`);
	return {
		contentDir: first === undefined || first.set === given ? undefined : first.set,
		files: [...new Set(found.map(({ file }) => file))],
		others,
	};
}

/** @returns whether a file below a content folder was asked for. */
export function isSelected(file: string, { files }: Selection): boolean {
	return files.some((selected) => selected === '' || file === selected || file.startsWith(`${selected}/`));
}

/** The nearest folder at or above a place that holds signals and categories. */
function setOf(place: string): string | undefined {
	for (let folder = place; ; folder = path.dirname(folder)) {
		if (existsSync(path.join(folder, 'signals')) && existsSync(path.join(folder, 'categories.yml'))) return folder;
		if (folder === path.dirname(folder)) return undefined;
	}
}

/** @returns the path from a folder to what lies in it, `/` separated, or undefined when it lies elsewhere. */
function below(folder: string, place: string): string | undefined {
	const relative = path.relative(folder, place);
	return /^\.\.(?:$|[\\/])/.test(relative) || path.isAbsolute(relative) ? undefined : relative.replaceAll(path.sep, '/');
}

function real(location: string): string {
	return existsSync(location) ? realpathSync(location) : location;
}
