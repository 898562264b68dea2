import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readFileStart, reasonOf } from '../../src/signals/read-file.ts';
import { makeFolder } from '../helpers/make-content.ts';

const read = (location: string, length = 100) => {
	const result = readFileStart(location, length);
	return 'problem' in result ? result.problem.message : Buffer.from(result).toString();
};

it('a file is read up to a length', () => {
	const file = path.join(makeFolder(), 'a.md');
	writeFileSync(file, 'text');
	expect([read(file), read(file, 4), read(file, 2), read(file, 0)]).toEqual(['text', 'text', 'te', '']);
});

it('what is no longer the file that was found is told, not followed and not waited for', () => {
	const folder = makeFolder();
	const at = (name: string) => path.join(folder, name);
	writeFileSync(at('a.md'), 'text');
	symlinkSync(at('a.md'), at('link.md'));
	mkdirSync(at('folder.md'));
	execFileSync('mkfifo', [at('pipe.md')]);
	expect(['gone.md', 'link.md', 'folder.md', 'pipe.md', 'a.md/b.md', 'x'.repeat(300)].map((name) => read(at(name)))).toEqual([
		'This cannot be read: it is gone.',
		'This cannot be read: it is a link to another file.',
		'This cannot be read: it is not a regular file.',
		'This cannot be read: it is not a regular file.',
		'This cannot be read: it is gone.',
		'This cannot be read: its path is too long for the system.',
	]);
});

it('an error that is not of the system is no reason', () => {
	const bug = new TypeError('Nobody expects this.');
	expect(() => reasonOf(bug)).toThrow(bug);
});
