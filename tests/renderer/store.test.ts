import { appendFileSync, cpSync, existsSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { findKept, finishKeeping, startKeeping, type Found } from '../../src/renderer/store.ts';
import { makeFolder } from '../helpers/make-content.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 0, 0, second));

/** Keeps two files under a key. */
function keep(root: string, key: string): string {
	const made = startKeeping(root);
	writeFileSync(path.join(made, 'entry.mjs'), 'export const routes = [];');
	writeFileSync(path.join(made, 'part.mjs'), 'export const part = 1;');
	finishKeeping(root, key, made, { entry: 'entry.mjs' });
	return path.join(root, key);
}

it('what was kept is found as it was made', () => {
	const root = path.join(makeFolder(), 'renderer');
	expect(findKept(root, 'a', at(0))).toEqual({ kind: 'missing' });
	const folder = keep(root, 'a');
	expect(findKept(root, 'a', at(0))).toEqual({ kind: 'kept', kept: { folder, entry: 'entry.mjs', files: ['entry.mjs', 'part.mjs'] } });
	expect(findKept(root, 'b', at(0))).toEqual({ kind: 'missing' });
});

it('the reason why nothing can be kept is kept', () => {
	const root = makeFolder();
	finishKeeping(root, 'a', startKeeping(root), { unsupported: 'it rains' });
	expect(findKept(root, 'a', at(0))).toEqual({ kind: 'unsupported', reason: 'it rains' });
});

const damages: Record<string, (folder: string) => void> = {
	'a changed byte': (folder) => writeFileSync(path.join(folder, 'part.mjs'), 'export const part = 2;'),
	'a file that was cut short': (folder) => truncateSync(path.join(folder, 'entry.mjs'), 5),
	'a file that grew': (folder) => appendFileSync(path.join(folder, 'entry.mjs'), '\n'),
	'a missing file': (folder) => rmSync(path.join(folder, 'part.mjs')),
	'an empty note': (folder) => truncateSync(path.join(folder, 'kept.json')),
	'a note cut short': (folder) => truncateSync(path.join(folder, 'kept.json'), 40),
	'a note of something else': (folder) => writeFileSync(path.join(folder, 'kept.json'), '[]'),
	'no note': (folder) => rmSync(path.join(folder, 'kept.json')),
	'a module that is not among the files': (folder) =>
		writeFileSync(path.join(folder, 'kept.json'), JSON.stringify({ key: 'a', entry: 'other.mjs', files: {} })),
	'an empty folder': (folder) => {
		for (const name of readdirSync(folder)) rmSync(path.join(folder, name));
	},
	'what belongs to another key': (folder) => {
		rmSync(folder, { recursive: true });
		renameSync(keep(path.dirname(folder), 'b'), folder);
	},
};

it.each(Object.entries(damages))('%s is noticed, and replaced by what is made anew', (_name, damage) => {
	const root = makeFolder();
	const folder = keep(root, 'a');
	damage(folder);
	expect(findKept(root, 'a', at(0)).kind).toBe<Found['kind']>('damaged');
	keep(root, 'a');
	expect(findKept(root, 'a', at(0)).kind).toBe<Found['kind']>('kept');
});

it('three are kept: those that were used last', () => {
	const root = makeFolder();
	for (const [index, key] of ['a', 'b', 'c'].entries()) {
		keep(root, key);
		findKept(root, key, at(index));
	}
	findKept(root, 'a', at(10));
	keep(root, 'd');
	expect(readdirSync(root).sort()).toEqual(['a', 'c', 'd']);
});

it('what was not finished is never found, and removed by the next', () => {
	const root = makeFolder();
	cpSync(keep(root, 'a'), startKeeping(root), { recursive: true });
	expect(readdirSync(root)).toHaveLength(2);
	const next = startKeeping(root);
	expect(readdirSync(root).sort()).toEqual(['a', path.basename(next)].sort());
	expect(existsSync(path.join(root, 'a', 'entry.mjs'))).toBe(true);
});
