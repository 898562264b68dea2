import type { Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { compareText } from '../signals/order.ts';

/**
 * Adds every file of a folder to a hash, in an order that does not depend on the machine.
 * @param folder need not exist
 * @param name what it is called in the hash
 * @param isWanted asked of every file and folder by its name in the hash
 */
export function addFolder(hash: Hash, folder: string, name: string, isWanted: (name: string) => boolean = () => true): void {
	if (!existsSync(folder)) return;
	for (const child of readdirSync(folder).sort(compareText)) {
		const [location, known] = [path.join(folder, child), `${name}/${child}`];
		if (!isWanted(known)) continue;
		if (statSync(location, { throwIfNoEntry: false })?.isDirectory() === true) addFolder(hash, location, known, isWanted);
		else addFile(hash, location, known);
	}
}

/** Adds a file to a hash, or that there is none. */
export function addFile(hash: Hash, location: string, name: string): void {
	let bytes: Buffer | undefined;
	try {
		bytes = readFileSync(location);
	} catch {
		// A link that leads nowhere, or a package that lies elsewhere.
	}
	hash.update(JSON.stringify([name, bytes?.length])).update(bytes ?? '');
}
