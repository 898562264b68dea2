/** Tells whether anything in a content folder has changed since, without reading more than has to be. */
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { fileSystemTime, isSettled } from './settled.ts';

/** What a content folder looked like. */
export interface Fingerprint {
	/** Of the name of everything in it, and of what the file system says of each file, or of its bytes. */
	readonly digest: string;
	/** The files told by their bytes: they could change without looking different. */
	readonly unsettled: readonly string[];
	/** How many files there are. */
	readonly files: number;
}

/**
 * Looks at a content folder before anything of it is read, so that a change while it is read makes the next fingerprint another one.
 *
 * @param clockDir any folder that can be written, on the file system of the content at best
 * @param before what it is compared with
 */
export function fingerprintContent(
	contentDir: string,
	clockDir: string,
	before?: Fingerprint,
): { readonly isSame: boolean; readonly now: Fingerprint } {
	const start = fileSystemTime(clockDir);
	const unsettledBefore = new Set(before?.unsettled);
	const unsettled: string[] = [];
	let files = 0;
	const now = createHash('sha256');
	const then = createHash('sha256');
	const add = (text: string, textThen = text) => {
		now.update(text);
		then.update(textThen);
	};
	const walk = (folder: string) => {
		for (const entry of entriesOf(path.join(contentDir, folder))) {
			const name = `${folder}/${entry.name}`;
			if (entry.isDirectory()) {
				add(`${name}/\n`);
				walk(name);
				continue;
			}
			files += 1;
			const location = path.join(contentDir, name);
			const stat = lstatSync(location, { throwIfNoEntry: false });
			const looks = stat ? `${name} ${stat.mode} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs} ${stat.ino} ${stat.dev}\n` : `${name} gone\n`;
			const isUnsettled = stat?.isFile() === true && !isSettled(stat, start);
			if (isUnsettled) unsettled.push(name);
			const bytes = isUnsettled || unsettledBefore.has(name) ? `${name} ${hashFile(location)}\n` : '';
			add(isUnsettled ? bytes : looks, unsettledBefore.has(name) ? bytes : looks);
		}
	};
	// Who writes a list of terms may make it a link to a file elsewhere.
	for (const name of ['categories.yml', 'tags.yml']) add(`${name} ${hashFile(path.join(contentDir, name))}\n`);
	walk('signals');
	return { isSame: before?.digest === then.digest('hex'), now: { digest: now.digest('hex'), unsettled, files } };
}

/** @returns nothing for a folder that cannot be read, of which whoever reads the content says so. */
function entriesOf(folder: string): Dirent[] {
	try {
		return readdirSync(folder, { withFileTypes: true });
	} catch {
		return [];
	}
}

function hashFile(location: string): string {
	try {
		return createHash('sha256').update(readFileSync(location)).digest('hex');
	} catch (error) {
		return (error as NodeJS.ErrnoException).code ?? 'unreadable';
	}
}
