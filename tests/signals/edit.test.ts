import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
	addEntry,
	addField,
	addItems,
	removeItems,
	replaceEntries,
	replaceValue,
	type EditableYaml,
} from '../../src/signals/edit-fields.ts';
import { applyEdits, readForEditing, type Edit } from '../../src/signals/edit.ts';
import { splitFrontmatter } from '../../src/signals/frontmatter.ts';
import { parseYaml } from '../../src/signals/yaml.ts';
import { makeFolder } from '../helpers/make-content.ts';

const edited = (text: string, ...edits: ((source: EditableYaml) => Edit | Edit[])[]) => {
	const source = { text, yaml: parseYaml(text) };
	return applyEdits(
		text,
		edits.flatMap((edit) => edit(source)),
	);
};

describe('applyEdits', () => {
	it('makes edits of any order, insertions at one place in the order given', () => {
		expect(
			applyEdits('abcdef', [
				{ start: 4, end: 5, text: 'E' },
				{ start: 1, end: 3, text: '' },
				{ start: 6, end: 6, text: '1' },
				{ start: 6, end: 6, text: '2' },
			]),
		).toBe('adEf12');
	});

	it('refuses edits that overlap or lie outside', () => {
		expect(() =>
			applyEdits('abc', [
				{ start: 0, end: 2, text: '' },
				{ start: 1, end: 3, text: '' },
			]),
		).toThrow(RangeError);
		expect(() => applyEdits('abc', [{ start: 2, end: 4, text: '' }])).toThrow(RangeError);
	});
});

describe('readForEditing', () => {
	it('keeps a byte-order mark and each line end, and gives new lines that of the first', () => {
		const location = path.join(makeFolder(), 'x.md');
		writeFileSync(location, '\uFEFFone\r\ntwo\nthree\r\nfour');
		const file = readForEditing(location);
		if ('problems' in file) throw new Error('unreadable');
		expect(file.text).toBe('one\ntwo\nthree\nfour');
		const at = file.text.indexOf('three');
		const bytes = file.edited([
			{ start: at, end: at + 'three'.length, text: '3\n3' },
			{ start: 18, end: 18, text: '!' },
		]);
		expect(Buffer.from(bytes).toString()).toBe('\uFEFFone\r\ntwo\n3\r\n3\r\nfour!');
		expect(Buffer.from(file.edited([])).equals(file.bytes)).toBe(true);
	});

	it('says why a file is no text', () => {
		const location = path.join(makeFolder(), 'x.md');
		writeFileSync(location, Buffer.from([0x61, 0xff]));
		expect(readForEditing(location)).toMatchObject({ problems: [{ code: 'file/encoding' }] });
	});
});

describe('edits of fields', () => {
	const text = `# first
title: 'A' # why
tags: [a, "b b" , c]   # tags
list:
  - one # 1
  # between
  - two
sources:
  - url: u
    title: t # last
  # after
last: {a: 1}
`;

	it('replace a value, its quotes included, and nothing else', () => {
		expect(
			edited(
				text,
				(source) => replaceValue(source, 'title', 'No: 2'),
				(source) => replaceValue(source, 'tags.1', 'x'),
			),
		).toBe(text.replace("'A'", '"No: 2"').replace('"b b"', 'x'));
	});

	it('add items and fields in the style that is there', () => {
		expect(
			edited(
				text,
				(source) => addItems(source, 'tags', ['3']),
				(source) => addItems(source, 'list', ['three']),
				(source) => addField(source, 'sources.0', 'date', '2026-05-19'),
				(source) => addField(source, 'last', 'b', '[x]'),
				(source) => addField(source, '', 'id', 'y'),
			),
		).toBe(
			text
				.replace(', c]', ', c, "3"]')
				.replace('  - two\n', '  - two\n  - three\n')
				.replace('# last\n', '# last\n    date: 2026-05-19\n')
				.replace('{a: 1}\n', '{a: 1, b: [x]}\nid: y\n'),
		);
	});

	it('add to what is empty', () => {
		expect(
			edited(
				'a: []\nb: {}\n',
				(source) => addItems(source, 'a', ['x']),
				(source) => addField(source, 'b', 'c', '1'),
			),
		).toBe('a: [x]\nb: { c: 1}\n');
	});

	it('add a map to a list of maps in the style that is there, or put it in the place of all', () => {
		const entry = { slug: 'x', aliases: ['y: 1', 'z'] };
		const flow = '{ slug: x, aliases: ["y: 1", z] }';
		const block = '- slug: x\n  aliases: ["y: 1", z]\n';
		const add = (list: string) => edited(list, (source) => addEntry(source, '', entry));
		for (const nothing of ['', '# c\n', '---\n', 'null\n']) expect(add(nothing)).toBe(nothing.replace('null\n', '') + block);
		expect(add('[]')).toBe(`[${flow}]`);
		expect(add('[{ slug: a }, { slug: b },]\n')).toBe(`[{ slug: a }, { slug: b }, ${flow},]\n`);
		expect(add('- slug: a # c\n# d\n')).toBe(`- slug: a # c\n${block}# d\n`);
		expect(add('# c\n  - slug: a\n    label: A')).toBe(`# c\n  - slug: a\n    label: A\n${block.replace(/^/gm, '  ').trimEnd()}\n`);
		const only = (list: string) => edited(list, (source) => replaceEntries(source, '', entry));
		expect([only('[{ slug: a }] # c\n'), only('  - slug: a\n')]).toEqual([`[${flow}] # c\n`, block.replace(/^(?=.)/gm, '  ')]);
	});

	it('remove items with what joins them', () => {
		expect(
			edited(
				text,
				(source) => removeItems(source, 'tags', [0]),
				(source) => removeItems(source, 'list', [0]),
			),
		).toBe(text.replace('a, ', '').replace('  - one # 1\n', ''));
		expect(
			edited(
				text,
				(source) => removeItems(source, 'tags', [2]),
				(source) => removeItems(source, 'list', [1]),
			),
		).toBe(text.replace(' , c', '').replace('  - two\n', ''));
	});

	it('remove several items at once', () => {
		const list = (indexes: number[]) => edited('a: [w, x , y, z]\n', (source) => removeItems(source, 'a', indexes));
		expect([list([0, 1]), list([2, 3]), list([0, 3]), list([0, 1, 2, 3])]).toEqual([
			'a: [y, z]\n',
			'a: [w, x]\n',
			'a: [x , y]\n',
			'a: []\n',
		]);
		expect(edited(text, (source) => removeItems(source, 'list', [0, 1]))).toBe(text.replace('- one # 1\n  # between\n  - two', '[]'));
	});

	it('find the places of values in a whole file', () => {
		const file = `---\ntitle: "x"\ntags: [a, b]\nsummary: |\n  Two\n  lines.\n---\nBody\n`;
		const split = splitFrontmatter(file);
		if ('problems' in split) throw new Error('unreadable');
		const at = (name: string) => {
			const span = split.yaml.spans.get(name);
			return span && file.slice(span.start, span.end);
		};
		expect([at('title'), at('tags'), at('tags.1'), at('summary')]).toEqual(['"x"', '[a, b]', 'b', '|\n  Two\n  lines.']);
	});
});
