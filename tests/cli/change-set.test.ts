import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyChanges, ConflictError, type Change } from '../../src/cli/change-set.ts';
import { makeFolder } from '../helpers/make-content.ts';
import { hashTree, listTree } from '../helpers/tree.ts';

const bytes = (text: string) => Buffer.from(text);

/** A folder with the files a, b and c, and a change of each kind: c is moved to new/d. */
function fixture() {
	const root = makeFolder();
	const place = (name: string) => path.join(root, name);
	for (const name of ['a', 'b', 'c']) writeFileSync(place(name), name);
	const changes: Change[] = [
		{ location: place('a'), before: bytes('a'), after: bytes('A') },
		{ location: place('c'), before: bytes('c'), after: undefined },
		{ location: place('new/d'), before: undefined, after: bytes('c') },
		{ location: place('b'), before: bytes('b'), after: bytes('B') },
	];
	return { root, place, changes };
}

describe('a change set', () => {
	it('replaces, removes and creates files, with their folders, and leaves nothing else', () => {
		const { root, place, changes } = fixture();
		chmodSync(place('a'), 0o640);
		applyChanges(root, changes);
		expect(listTree(root)).toEqual(['a', 'b', 'new/d']);
		expect(['a', 'b', 'new/d'].map((name) => readFileSync(place(name), 'utf8'))).toEqual(['A', 'B', 'c']);
		expect(statSync(place('a')).mode & 0o777).toBe(0o640);
	});

	it.each([
		['was changed meanwhile', (place: (name: string) => string) => writeFileSync(place('b'), 'x')],
		['was removed meanwhile', (place: (name: string) => string) => mkdirSync(place('new/d'), { recursive: true })],
	])('changes nothing when one of the files %s', (_, interfere) => {
		const { root, place, changes } = fixture();
		interfere(place);
		const before = hashTree(root);
		expect(() => applyChanges(root, changes)).toThrow(ConflictError);
		expect(hashTree(root)).toEqual(before);
	});

	it('puts everything back when a later step fails', () => {
		const { root, place, changes } = fixture();
		const before = hashTree(root);
		// Creating the same file twice is found only when the second one is put into place.
		const twice: Change = { location: place('new/d'), before: undefined, after: bytes('else') };
		expect(() => applyChanges(root, [...changes, twice])).toThrow(ConflictError);
		expect(hashTree(root)).toEqual(before);
		expect(listTree(root)).toEqual(['a', 'b', 'c']);
	});

	it('removes nothing until everything else is in place, so that a killed process loses nothing', () => {
		const { root, place, changes } = fixture();
		const seen = new Set<string>();
		const watched = changes.map((change) => ({
			...change,
			/** Is asked for at every step. */
			get location() {
				seen.add(['c', 'new/d'].filter((name) => existsSync(place(name))).join(' and '));
				return change.location;
			},
		}));
		applyChanges(root, watched);
		expect([...seen]).toEqual(['c', 'c and new/d']);
	});

	it('keeps what a file held when it cannot be put back', () => {
		const { root, place, changes } = fixture();
		const [first] = changes;
		const fails: Change = {
			location: place('b'),
			before: bytes('b'),
			get after(): Uint8Array {
				if (readFileSync(place('a'), 'utf8') === 'a') return bytes('B');
				rmSync(place('a'));
				mkdirSync(place('a/in-the-way'), { recursive: true });
				throw new Error('No space');
			},
		};
		expect(() => applyChanges(root, first ? [first, fails] : [])).toThrow('could not be put back');
		const backups = listTree(root).filter((file) => /^\.#.{16}~$/.test(file));
		expect(backups.map((file) => readFileSync(place(file), 'utf8'))).toContain('a');
	});

	it('writes nowhere but into its folder, and follows no link out of it', () => {
		const [root, elsewhere] = [makeFolder(), makeFolder()];
		symlinkSync(elsewhere, path.join(root, 'link'));
		for (const name of ['../x', 'link/x', path.join(elsewhere, 'x')])
			expect(() => applyChanges(root, [{ location: path.resolve(root, name), before: undefined, after: bytes('x') }])).toThrow(
				/lies outside|is not a folder/,
			);
		expect(listTree(elsewhere)).toEqual([]);
	});
});
