import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TreeNotes, type TreeNote } from '../../src/build/tree-notes.ts';
import type { FileRecord } from '../../src/build/tree.ts';
import { readLog, writeLog } from '../../src/signals/cache/log.ts';
import { makeFolder } from '../helpers/make-content.ts';

type Files = Readonly<Record<string, number>>;

const noteOf = (files: Files, version = '1'): TreeNote => ({
	version,
	held: Object.keys(files).slice(0, 1),
	surroundings: new Map(Object.entries(files).map(([name, number]) => [name, { near: `${number % 2}`, found: name }])),
	record: new Map(Object.entries(files).map(([name, number]) => [name, fileOf(number)])),
});

function fileOf(number: number): FileRecord {
	return { key: `key ${number}`, sha256: `hash ${number}`, size: number, stamp: `stamp ${number}` };
}

/** @returns notes that changed places once, and their file */
function start(...notes: readonly Files[]): { folder: string; log: string; notes: TreeNotes } {
	const folder = makeFolder();
	const [first = {}, ...others] = notes;
	const written = new TreeNotes(folder);
	written.write(noteOf(first), noteOf(first).record);
	for (const files of others) written.exchange(noteOf(files));
	return { folder, log: path.join(folder, 'trees.log'), notes: written };
}

describe('the notes of two trees', () => {
	const files = fc.dictionary(fc.constantFrom('a', 'b/ä', 'c\n"\t', 'd', 'e'), fc.nat(5), { noNullPrototype: true });
	const step = fc.oneof(
		fc.record({ kind: fc.constant('exchange' as const), files, version: fc.constantFrom('1', '1', '1', '2') }),
		fc.constant({ kind: 'drop' as const }),
		fc.record({ kind: fc.constant('give up' as const), files }),
	);

	it('are read as they were written, whatever was added to them', () => {
		fc.assert(
			fc.property(files, fc.array(step, { maxLength: 12 }), (first, steps) => {
				const { folder, notes } = start(first);
				let [published, spare]: [TreeNote, TreeNote['record'] | undefined] = [noteOf(first), noteOf(first).record];
				for (const taken of steps) {
					// Every other process knows no more than what is on disk.
					const own = taken.kind === 'drop' ? notes : new TreeNotes(folder);
					if (taken.kind === 'drop') new TreeNotes(folder).dropSpare();
					else if (taken.kind === 'exchange') own.exchange(noteOf(taken.files, taken.version));
					else own.write(published, noteOf(taken.files).record);
					if (taken.kind === 'exchange') [published, spare] = [noteOf(taken.files, taken.version), published.record];
					else spare = taken.kind === 'drop' ? undefined : noteOf(taken.files).record;
					const read = new TreeNotes(folder);
					expect([read.published, read.spare]).toEqual([published, spare]);
				}
			}),
		);
	});

	it('are those of a moment, or none, wherever they are cut off', () => {
		const folder = makeFolder();
		const log = path.join(folder, 'trees.log');
		const [first, second, third] = [
			{ a: 1, b: 1, c: 1, d: 1, e: 1 },
			{ a: 2, b: 1, c: 1, d: 3 },
			{ a: 2, b: 1, c: 4, d: 3 },
		];
		const notes = new TreeNotes(folder, { filesOnLine: 2 });
		notes.write(noteOf(first), noteOf(second).record);
		const moments: unknown[][] = [
			[noteOf(first), undefined],
			[noteOf(first), noteOf(second).record],
		];
		for (const files of [second, third]) {
			const { published } = notes;
			notes.dropSpare();
			moments.push([published, undefined]);
			notes.exchange(noteOf(files));
			moments.push([noteOf(files), published?.record]);
		}
		const whole = readFileSync(log);
		const seen = Array.from({ length: whole.length }, (_, length) => {
			writeFileSync(log, whole.subarray(0, length));
			const { published, spare } = new TreeNotes(folder);
			if (published) expect(moments).toContainEqual([published, spare]);
			return published;
		});
		expect(seen.filter((published) => published !== undefined).length).toBeGreaterThan(100);
	});

	it('are none when a line is of another form, and are written anew then', () => {
		const { folder, log } = start({ a: 1 }, { a: 2 });
		const { values } = readLog(log, 'trees-1');
		for (const odd of [{ kind: 'exchange' }, { kind: 'another' }, { kind: 'spare files', files: 1 }, {}]) {
			writeLog(log, 'trees-1', [...(values as object[]), { place: values.length, ...odd }]);
			expect(new TreeNotes(folder).published).toBeUndefined();
		}
		new TreeNotes(folder).exchange(noteOf({ a: 3 }));
		expect(new TreeNotes(folder).published).toEqual(noteOf({ a: 3 }));
	});

	it('leave nothing else in their folder when they are written anew, but the receipt', () => {
		const { folder, notes } = start({ a: 1 });
		for (const name of ['receipt.log', 'published.json', 'trees.log.1.tmp']) writeFileSync(path.join(folder, name), '');
		notes.write(noteOf({ a: 2 }), undefined);
		expect(readdirSync(folder).sort()).toEqual(['receipt.log', 'trees.log']);
	});

	it('grow by what differs, and are written anew before that is more than they are', () => {
		const many = Object.fromEntries(Array.from({ length: 4000 }, (_, number) => [`file-${number}`, number]));
		const { folder, log } = start(many, many);
		const whole = statSync(log).size;
		const sizes = Array.from({ length: 40 }, (_, edit) => {
			const notes = new TreeNotes(folder);
			notes.exchange(
				noteOf({ ...many, ...Object.fromEntries(Array.from({ length: 100 }, (__, index) => [`file-${index}`, 10_000 + edit])) }),
			);
			return statSync(log).size;
		});
		expect(sizes[0]).toBeLessThan(whole * 1.1);
		expect(Math.max(...sizes)).toBeLessThan(whole * 2);
		expect(sizes.some((size, index) => size < (sizes[index - 1] ?? 0))).toBe(true);
	});

	it.each<[what: string, change: (note: TreeNote, edit: number) => TreeNote]>([
		[
			'the surroundings of all',
			(note, edit) => ({
				...note,
				surroundings: new Map([...note.surroundings].map(([slug]) => [slug, { near: `${edit}`, found: slug }])),
			}),
		],
		['what is held back', (note, edit) => ({ ...note, held: [...note.surroundings.keys()].map((slug) => `${slug}-${edit}`) })],
	])('are bounded however often %s change', (_, change) => {
		const many = Object.fromEntries(Array.from({ length: 2000 }, (__, number) => [`file-${number}`, number]));
		const { folder, log } = start(many, many);
		const whole = statSync(log).size;
		for (let edit = 0; edit < 20; edit += 1) {
			new TreeNotes(folder).exchange(change(noteOf(many), edit));
			expect(statSync(log).size).toBeLessThan(2 * whole + 100_000);
		}
	});

	it.each<[what: string, (lines: readonly string[]) => readonly string[], Files | undefined]>([
		['without the last line are those of before', (lines) => lines.slice(0, -1), { a: 2 }],
		['with a last line that is cut short are those of before', (lines) => [...lines.slice(0, -1), '1 2 {"pla'], { a: 2 }],
		['without a line among others are none', (lines) => lines.toSpliced(-2, 1), undefined],
		['with a damaged line among others are none', (lines) => lines.with(-2, lines.at(-2)?.replace('key 2', 'key 9') ?? ''), undefined],
		['of which lines changed places are none', (lines) => [...lines.slice(0, -2), ...lines.slice(-2).reverse()], undefined],
		['without their first line are none', (lines) => lines.slice(1), undefined],
	])('%s', (_, damage, expected) => {
		const { folder, log } = start({ a: 1 }, { a: 2 }, { a: 3 });
		writeFileSync(log, `${damage(readFileSync(log, 'utf8').trimEnd().split('\n')).join('\n')}\n`);
		const notes = new TreeNotes(folder);
		expect(notes.published).toEqual(expected && noteOf(expected));
		expect(notes.spare).toEqual(expected && noteOf({ a: 1 }).record);
		notes.exchange(noteOf({ a: 4 }));
		expect(new TreeNotes(folder).published).toEqual(noteOf({ a: 4 }));
	});

	it('tell themselves from those of another time', () => {
		const { folder, notes } = start({ a: 1 }, { a: 2 });
		const { seal } = new TreeNotes(folder);
		expect(seal).toBe(notes.seal);
		notes.exchange(noteOf({ a: 3 }));
		expect(new TreeNotes(folder).seal).not.toBe(seal);
	});
});
