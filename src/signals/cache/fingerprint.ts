/** Tells whether anything in a content folder has changed since, without reading more than has to be. */
import { createHash } from 'node:crypto';
import { readdirSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { limits } from '../limits.ts';
import { readFileStart, statusOf } from '../read-file.ts';
import { fileSystemTime, isSettled } from './settled.ts';

/** What a content folder looked like. */
export interface Fingerprint {
	/** Of the name of everything in it, and of what the file system says of each: kind, size, times, inode and device. */
	readonly digest: string;
	/** Hex SHA-256 of the files that could change without looking different; empty for one that could not be read whole. */
	readonly unsettled: Readonly<Record<string, string>>;
	/** How many files there are. */
	readonly files: number;
}

/**
 * Looks at a content folder. Whatever changes after that makes the next fingerprint another one, but for the unsettled files: of these
 * one has to know that what was read later is what was there.
 *
 * @param clockDir any folder that can be written, on the file system of the content at best
 */
export function fingerprintContent(contentDir: string, clockDir: string): Fingerprint {
	const start = fileSystemTime(clockDir);
	const unsettled: Record<string, string> = {};
	let files = 0;
	const digest = createHash('sha256');
	const add = (name: string) => {
		const status = statusOf(path.join(contentDir, name));
		if (!status) {
			digest.update(`${name} ?\n`);
			return;
		}
		const { mode, size, mtimeMs, ctimeMs, ino, dev } = status;
		// What is in a folder is told by what is in it: systems leave files of their own there, which change its times.
		const looks = status.isDirectory() ? [mode] : [mode, size, mtimeMs, ctimeMs, ino, dev];
		digest.update(`${name} ${looks.join(' ')}\n`);
		if (status.isFile() && !isSettled(status, start)) unsettled[name] = hashFile(path.join(contentDir, name));
	};
	const walk = (folder: string) => {
		let entries: Dirent[];
		try {
			entries = readdirSync(path.join(contentDir, folder), { withFileTypes: true });
		} catch (error) {
			digest.update(`${folder} ${(error as NodeJS.ErrnoException).code ?? 'unreadable'}\n`);
			return;
		}
		for (const entry of entries) {
			const name = `${folder}/${entry.name}`;
			add(name);
			if (entry.isDirectory()) walk(name);
			else files += 1;
		}
	};
	for (const name of ['categories.yml', 'tags.yml', 'signals']) add(name);
	walk('signals');
	return { digest: digest.digest('hex'), unsettled, files };
}

/**
 * @param before a fingerprint of the same folder
 * @param now what it looks like now
 */
export function isSameContent(contentDir: string, before: Fingerprint, now: Fingerprint): boolean {
	if (before.digest !== now.digest) return false;
	return Object.entries(before.unsettled).every(
		([name, bytes]) => bytes !== '' && bytes === (now.unsettled[name] ?? hashFile(path.join(contentDir, name))),
	);
}

/** @returns nothing for a file that is no file any more, or longer than any that can be published. */
function hashFile(location: string): string {
	const most = Math.max(limits.file, limits.image);
	const bytes = readFileStart(location, most + 1);
	return 'problem' in bytes || bytes.length > most ? '' : createHash('sha256').update(bytes).digest('hex');
}
