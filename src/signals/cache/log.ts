/**
 * A file of lines that each prove themselves: version, checksum, JSON. A change appends a line, which is there whole or does not count,
 * whoever else appends; what is torn, altered or of another version is left out and told.
 */
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { writeWhole } from '../write-whole.ts';

export interface Log {
	/** Of the lines that are whole, oldest first. */
	readonly values: readonly unknown[];
	/** Whether that is all there is. What is not sound has to be written anew before anything is appended. */
	readonly isSound: boolean;
	/** Whether something in it is not as it was written: another version is, and no log at all is none. */
	readonly isDamaged: boolean;
}

/** @returns the values of a log; none when it cannot be read. */
export function readLog(file: string, version: string): Log {
	const values: unknown[] = [];
	return { values, ...readEach(file, version, (value) => values.push(value)) };
}

/**
 * Reads a log without holding the values of all of it.
 * @param take is given the value of each line that is whole, oldest first, and the length of the line in bytes
 */
export function readEach(file: string, version: string, take: (value: unknown, length: number) => void): Omit<Log, 'values'> {
	let bytes: Buffer;
	try {
		bytes = readFileSync(file);
	} catch {
		return { isSound: false, isDamaged: false };
	}
	let isSound = bytes.length > 0;
	let isDamaged = bytes.length === 0;
	for (let start = 0; start < bytes.length;) {
		const end = bytes.indexOf(lineFeed, start);
		const value = end === -1 ? undefined : readLine(bytes.subarray(start, end), version);
		if (value === undefined) {
			isSound = false;
			isDamaged ||= end === -1 || !isWhole(bytes.subarray(start, end));
		} else take(value, end + 1 - start);
		start = end === -1 ? bytes.length : end + 1;
	}
	return { isSound, isDamaged };
}

/**
 * Adds values to a log that is sound, or has still to be made.
 * @returns how many bytes they take
 */
export function appendLog(file: string, version: string, values: readonly object[]): number {
	mkdirSync(path.dirname(file), { recursive: true });
	const bytes = Buffer.from(values.map((value) => line(value, version)).join(''));
	appendFileSync(file, bytes);
	return bytes.length;
}

/** Replaces a log, whole or not at all. */
export function writeLog(file: string, version: string, values: Iterable<object>): void {
	writeWhole(
		file,
		Iterator.from(values).map((value) => line(value, version)),
	);
}

const lineFeed = 10;

function line(value: object, version: string): string {
	const json = JSON.stringify(value);
	return `${version} ${crc32(json)} ${json}\n`;
}

/** @returns whether a line is as it was written, of whatever version. */
function isWhole(bytes: Buffer): boolean {
	const [head = '', checksum] = /^\S+ (\d+) /.exec(bytes.subarray(0, 200).toString('latin1')) ?? [];
	return checksum !== undefined && String(crc32(bytes.subarray(head.length))) === checksum;
}

function readLine(bytes: Buffer, version: string): unknown {
	const head = bytes.subarray(0, version.length + 12).toString('latin1');
	const end = head.indexOf(' ', version.length + 1);
	if (!head.startsWith(`${version} `) || end === -1) return undefined;
	const json = bytes.subarray(end + 1);
	if (String(crc32(json)) !== head.slice(version.length + 1, end)) return undefined;
	try {
		return JSON.parse(json.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}
