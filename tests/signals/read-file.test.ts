import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { RenderCache } from '../../src/signals/cache/render-cache.ts';
import { FileTable } from '../../src/signals/cache/file-table.ts';
import { readImages } from '../../src/signals/images.ts';
import { parseFiles } from '../../src/signals/parse-files.ts';
import { readFileStart, reasonOf } from '../../src/signals/read-file.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';

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

it('what the system says nothing of is a problem of that file, and the others are read', async () => {
	const [folder, cacheDir] = [makeContent(`-- signals/a.md --\n${signalText()}`), makeFolder()];
	const signals = ['a', 'x'.repeat(300)].map((slug) => ({ slug, file: `signals/${slug}.md`, location: `${folder}/signals/${slug}.md` }));
	const options = { houseSections: [], words: { footnotes: '', backToText: '', table: '' } };
	const table = new FileTable(cacheDir, folder, '1');
	const { files } = await parseFiles(signals, table, new RenderCache(cacheDir, '1'), options);
	expect(files.map(({ result }) => result.problems.map(({ code }) => code))).toEqual([[], ['file/unreadable']]);
	const images = await readImages(new Map([['a.png', `${folder}/${'x'.repeat(300)}.png`]]), table);
	expect(images.get('a.png')?.fault).toMatchObject({ code: 'image/type', message: 'cannot be read.' });
});

it('an error that is not of the system is no reason', () => {
	const bug = new TypeError('Nobody expects this.');
	expect(() => reasonOf(bug)).toThrow(bug);
});
