import { linkSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { FileWriter } from '../../src/build/file-writer.ts';
import { stampOf } from '../../src/build/stamp.ts';
import { sha256, TreeWriter, twin } from '../../src/build/tree.ts';
import { isSystemError } from '../../src/cli/system-error.ts';
import { makeFolder } from '../helpers/make-content.ts';
import { listTree } from '../helpers/tree.ts';

/** More than are written without a thread. */
const many = Array.from({ length: 1000 }, (_, index) => `f${index % 7}/${index}.txt`);

const start = (folder: string) => {
	const stamps = new Map<string, string>();
	const writer = new FileWriter(folder, (name, stamp) => stamps.set(name, stamp));
	onTestFinished(() => writer.close());
	const write = (name: string, bytes: string | Uint8Array = name, replaces = false) => writer.write({ name, bytes, replaces });
	return { writer, write, stamps };
};

it('many files are all there when it says so, each with the stamp it is told of', async () => {
	const folder = makeFolder();
	const { writer, write, stamps } = start(folder);
	for (const name of many) write(name, Buffer.from(name));
	await writer.room();
	await writer.flush();
	expect(listTree(folder).sort()).toEqual(many.toSorted());
	for (const name of many)
		expect([readFileSync(path.join(folder, name), 'utf8'), stamps.get(name)]).toEqual([name, stampOf(path.join(folder, name))]);
});

it('a file that is part of much in memory does not take all of that along', async () => {
	const folder = makeFolder();
	const { writer, write } = start(folder);
	const all = Buffer.alloc(64 * 2 ** 20, 'x');
	const before = process.memoryUsage.rss();
	for (const [index, name] of many.entries()) write(name, all.subarray(index, index + 10));
	expect(process.memoryUsage.rss() - before).toBeLessThan(2 ** 28);
	await writer.flush();
	expect(readFileSync(path.join(folder, many.at(-1) ?? ''), 'utf8')).toBe('xxxxxxxxxx');
});

it('more than one may wait for room at a time', async () => {
	const { writer, write } = start(makeFolder());
	for (const name of many) write(name);
	await Promise.all([writer.room(), writer.room(), writer.flush(), writer.flush()]);
});

it('a file that is one with another is replaced, and the other stays', async () => {
	const folder = makeFolder();
	const { writer, write } = start(folder);
	for (const name of many) write(name);
	writeFileSync(path.join(folder, 'a'), 'old');
	linkSync(path.join(folder, 'a'), path.join(folder, 'b'));
	write('a', 'new', true);
	await writer.flush();
	expect(['a', 'b'].map((name) => readFileSync(path.join(folder, name), 'utf8'))).toEqual(['new', 'old']);
});

it.each([
	['here', 0],
	['by the thread', many.length],
])('what the system refuses %s is an error of the system', async (_, before) => {
	const folder = makeFolder();
	const { writer, write } = start(folder);
	for (const name of many.slice(0, before)) write(name);
	mkdirSync(path.join(folder, 'taken'));
	const refused = (async () => {
		write('taken');
		await writer.flush();
	})();
	const error: unknown = await refused.catch((reason: unknown) => reason);
	expect([isSystemError(error), (error as NodeJS.ErrnoException).code]).toEqual([true, 'EEXIST']);
	if (before === 0) return;
	expect(() => write('later')).toThrow('taken');
	await expect(writer.flush()).rejects.toThrow('taken');
});

it.each([
	['here', 0],
	['by the thread', many.length],
])('a bug that shows %s is none of the system', async (_, before) => {
	const { writer, write } = start(makeFolder());
	for (const name of many.slice(0, before)) write(name);
	const failed = (async () => {
		write('a', { length: 1 } as never);
		await writer.flush();
	})();
	const error: unknown = await failed.catch((reason: unknown) => reason);
	expect([error instanceof Error, isSystemError(error)]).toEqual([true, false]);
});

it('nobody waits for a thread that has ended', async () => {
	const { writer, write } = start(makeFolder());
	for (const name of many) write(name);
	await writer.close();
	await expect(writer.flush()).rejects.toThrow('ended early');
});

it('a tree takes the same file twice, and one of other bytes in its place', async () => {
	const folder = makeFolder();
	const writer = new TreeWriter(folder, new Map());
	for (const name of many) writer.put(name, 'key', name);
	writer.put('f0/0.txt', 'key', 'f0/0.txt');
	writer.put('f1/1.txt', 'key', 'other');
	const record = await writer.finish();
	await writer.close();
	expect(readFileSync(path.join(folder, 'f1/1.txt'), 'utf8')).toBe('other');
	expect([record.size, statSync(path.join(folder, 'f0/0.txt')).size]).toEqual([many.length, 8]);
});

it('twins are copies from where files cannot be one, and both are noted as they are', () => {
	const [folder, target] = [makeFolder(), makeFolder()];
	const names = ['a', 'b', 'c'];
	const note = (file: string) => ({ key: '', sha256: sha256('x'), size: 1, stamp: stampOf(file) ?? '' });
	for (const name of names) writeFileSync(path.join(folder, name), 'x');
	// A name that is taken cannot be linked to.
	writeFileSync(path.join(target, 'b'), 'in the way');
	const record = new Map(names.map((name) => [name, note(path.join(folder, name))]));
	const { first, second } = twin(folder, target, record);
	const isOne = (name: string) => statSync(path.join(folder, name)).ino === statSync(path.join(target, name)).ino;
	expect(names.map(isOne)).toEqual([true, false, false]);
	for (const [there, noted] of [
		[folder, first],
		[target, second],
	] as const)
		for (const name of names) {
			expect(noted.get(name)).toEqual(note(path.join(there, name)));
			expect(readFileSync(path.join(there, name), 'utf8')).toBe('x');
		}
});
