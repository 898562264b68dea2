import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpusCategories, reportOf } from '../helpers/corpus.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { bigPng, gpsJpeg } from '../helpers/odd-images.ts';
import { tinyPng } from '../helpers/tiny-png.ts';

/** @returns a content folder with these files among its signals. */
function folderWith(files: Record<string, string | Uint8Array>): string {
	const folder = makeFolder();
	writeFileSync(path.join(folder, 'categories.yml'), corpusCategories);
	mkdirSync(path.join(folder, 'signals'));
	for (const [name, data] of Object.entries(files)) writeFileSync(path.join(folder, 'signals', name), data);
	return folder;
}

const showing = (image: string) => signalText().replace('What it is.', `![What it shows](${image})`);

describe('names that not every system or git can hold', () => {
	it.each([
		...[
			'con',
			'nul',
			'aux',
			'prn',
			'com1',
			'lpt9',
			'CON',
			'index',
			'404',
			'500',
			'.hidden',
			'-rf',
			'a b',
			'a.',
			'a--b',
			'a_b',
			'%2e%2e%2f',
		],
		...[
			'caf\u00e9',
			'cafe\u0301',
			'x'.repeat(81),
			'x'.repeat(251),
			'Foo',
			'"><b>',
			'日本',
			'🔥',
			'',
			'feed',
			'a\nb',
			'a\u001b[2J',
			'a\u200db',
			'a\u202eb',
		],
	])('%j.md is no name of a signal', async (slug) => {
		expect(await reportOf(folderWith({ [`${slug}.md`]: signalText() }))).toBe('1:1 error file/name\n');
	});

	it.each(['Chart.PNG', 'my chart.png', '.chart.png', '図.png', 'a\nb.png', '-.gif'])('%j is no name of an image', async (name) => {
		expect(await reportOf(folderWith({ [name]: tinyPng }))).toBe('1:1 error file/name\n');
	});

	it.each([
		...[
			'note.txt',
			'x.MD',
			'x.markdown',
			'x.mdx',
			'x.md ',
			'page.html',
			'chart.svg',
			'photo.heic',
			'photo.avif',
			'photo.tiff',
			'photo.bmp',
		],
		...[
			'_headers',
			'_redirects',
			'_worker.js',
			'_routes.json',
			'CNAME',
			'robots.txt',
			'sitemap.xml',
			'.nojekyll',
			'.htaccess',
			'noextension',
		],
	])('%j is neither a signal nor an image', async (name) => {
		expect(await reportOf(folderWith({ [name]: 'x' }))).toBe('1:1 error file/unknown\n');
	});

	it('are those of two files when they differ in case only, and one of them is wrong', async () => {
		expect(await reportOf(folderWith({ 'foo.md': signalText(), 'Foo.md': signalText() }))).toBe('signals/Foo.md:1:1 error file/name\n');
	});

	it('are warned of when a killed command of our own has left them', async () => {
		const files = { 'a.md': signalText(), '.#0123456789abcdef~': signalText() };
		expect(await reportOf(folderWith(files))).toBe('signals/.#0123456789abcdef~:1:1 warning file/unknown\n');
	});

	it.each(['README.md', 'readme.md', 'Readme.md'])('%s explains a folder, which is no signal', async (name) => {
		expect(await reportOf(folderWith({ [name]: '# The signals\n' }))).toBe('1:1 error file/unknown\n');
	});

	it('are ignored when systems and editors leave them behind', async () => {
		const files = {
			'a.md': signalText(),
			'.DS_Store': '',
			'.a.md.swp': '',
			'a.md~': '',
			'.#a.md': '',
			'.gitkeep': '',
			'Thumbs.db': '',
			'desktop.ini': '',
		};
		expect(await reportOf(folderWith(files))).toBe('');
	});

	it('may be bytes that are no text', async () => {
		const folder = folderWith({});
		writeFileSync(Buffer.concat([Buffer.from(path.join(folder, 'signals/caf')), Buffer.from([0xe9]), Buffer.from('.md')]), signalText());
		expect(await reportOf(folder)).toBe('1:1 error file/name\n');
	});
});

describe('what is no regular file is not opened', () => {
	const canary = 'canary-outside-of-the-content';
	const outside = () => {
		const folder = makeFolder();
		writeFileSync(path.join(folder, 'secret.md'), signalText({ title: canary }));
		return folder;
	};

	it('a link to a file outside, inside, or nowhere, a chain of links, and links to folders', async () => {
		const folder = folderWith({ 'a.md': signalText() });
		const link = (name: string, target: string) => {
			symlinkSync(target, path.join(folder, 'signals', name));
		};
		link('outside.md', path.join(outside(), 'secret.md'));
		link('inside.md', 'a.md');
		link('nowhere.md', 'no-such-file');
		link('chain.md', 'outside.md');
		link('itself.md', 'itself.md');
		link('folder', outside());
		link('dot', '.');
		link('passwd', '/etc/passwd');
		link('chart.png', '/etc/passwd');
		expect(await reportOf(folder)).toBe(
			['chain.md', 'chart.png', 'dot', 'folder', 'inside.md', 'itself.md', 'nowhere.md', 'outside.md', 'passwd']
				.map((name) => `signals/${name}:1:1 error file/symlink\n`)
				.join(''),
		);
	});

	it('a link in the place of the signals or of a list', async () => {
		const signals = makeFolder();
		writeFileSync(path.join(signals, 'categories.yml'), corpusCategories);
		symlinkSync(outside(), path.join(signals, 'signals'));
		expect(await reportOf(signals)).toBe('signals:1:1 error file/symlink\n');

		const lists = folderWith({ 'a.md': signalText({ category: 'x' }) });
		execFileSync('rm', [path.join(lists, 'categories.yml')]);
		symlinkSync('/etc/passwd', path.join(lists, 'categories.yml'));
		symlinkSync('/etc/passwd', path.join(lists, 'tags.yml'));
		expect(await reportOf(lists)).toBe('categories.yml:1:1 error file/symlink\ntags.yml:1:1 error file/symlink\n');
	});

	it('pipes, which would never end, and folders in the place of files', async () => {
		const folder = folderWith({ 'a.md': signalText() });
		execFileSync('mkfifo', ['signals/pipe.md', 'signals/pipe.png', 'tags.yml'], { cwd: folder });
		mkdirSync(path.join(folder, 'signals/folder.md'));
		expect(await reportOf(folder)).toBe(
			'signals/folder.md:1:1 error file/unknown\nsignals/pipe.md:1:1 error file/unknown\nsignals/pipe.png:1:1 error file/unknown\ntags.yml:1:1 error file/unreadable\n',
		);
	});

	it('a device', async ({ skip }) => {
		const folder = folderWith({});
		try {
			execFileSync('mknod', [path.join(folder, 'signals/zero.md'), 'c', '1', '5'], { stdio: 'ignore' });
		} catch {
			skip('Only root can make devices.');
		}
		expect(await reportOf(folder)).toBe('signals/zero.md:1:1 error file/unknown\n');
	});

	it('a hidden folder, a folder of the web server, another repository, a file in the place of the signals', async () => {
		const folder = folderWith({});
		for (const name of ['.hidden', '.well-known', 'module']) mkdirSync(path.join(folder, 'signals', name));
		writeFileSync(path.join(folder, 'signals/.well-known/security.md'), signalText());
		writeFileSync(path.join(folder, 'signals/module/.git'), 'gitdir: ../../.git/modules/module\n');
		expect(await reportOf(folder)).toBe(
			'signals/.hidden:1:1 error file/unknown\nsignals/.well-known:1:1 error file/unknown\nsignals/module/.git:1:1 error file/unknown\n',
		);
		const file = makeContent('');
		execFileSync('rm', ['-r', path.join(file, 'signals')]);
		writeFileSync(path.join(file, 'signals'), 'x');
		expect(await reportOf(file)).toBe('1:1 error file/unknown\n');
	});
});

describe('what cannot be read', () => {
	it('is told, and the other files still are', async ({ skip }) => {
		if (process.getuid?.() === 0) skip('Root may read everything; run as another user to see this.');
		const folder = folderWith({ 'closed.md': signalText(), 'other.md': signalText({ score: '11' }) });
		mkdirSync(path.join(folder, 'signals/shut'));
		chmodSync(path.join(folder, 'signals/closed.md'), 0);
		chmodSync(path.join(folder, 'signals/shut'), 0);
		const report = await reportOf(folder);
		chmodSync(path.join(folder, 'signals/shut'), 0o700);
		expect(report).toBe(
			'signals/closed.md:1:1 error file/unreadable\nsignals/other.md:3:8 error score/range\nsignals/shut:1:1 error file/unreadable\n',
		);
	});
});

describe('sizes', () => {
	it('a file of ten gigabytes is refused unread', async () => {
		const folder = folderWith({ 'a.md': '' });
		truncateSync(path.join(folder, 'signals/a.md'), 10 * 1024 ** 3);
		const before = process.memoryUsage.rss();
		expect(await reportOf(folder)).toBe('1:1 error file/too-large\n');
		expect(process.memoryUsage.rss() - before).toBeLessThan(200 * 1024 ** 2);
	});

	it('lists and images have limits, too', async () => {
		const folder = folderWith({ 'a.md': showing('chart.png'), 'chart.png': '' });
		truncateSync(path.join(folder, 'signals/chart.png'), 5 * 1024 ** 2 + 1);
		writeFileSync(path.join(folder, 'tags.yml'), '# '.repeat(600_000));
		expect(await reportOf(folder)).toBe('signals/a.md:14:1 error image/size\ntags.yml:1:1 error file/too-large\n');
	});

	it('a small file that says it is a huge image is refused by its header', async () => {
		const files = { 'a.md': showing('chart.png'), 'chart.png': bigPng(30_000, 30_000) };
		expect(await reportOf(folderWith(files))).toBe('signals/a.md:14:1 error image/size\n');
		expect(await reportOf(folderWith({ ...files, 'chart.png': bigPng(8000, 5000) }))).toBe('');
	});
});

describe('what should stay private', () => {
	it.each([
		['the place where a photo was taken', 'photo.jpg', gpsJpeg('II')],
		['the same in the other byte order', 'photo.jpg', gpsJpeg('MM')],
		['the same in another block', 'photo.jpg', gpsJpeg('II', '<x:xmpmeta exif:GPSLatitude="1,2N"/>', false)],
	])('%s', async (_name, image, bytes) => {
		expect(await reportOf(folderWith({ 'a.md': showing(image), [image]: bytes }))).toBe('signals/a.md:14:1 error image/location\n');
	});

	it('but a photo with other data passes', async () => {
		expect(await reportOf(folderWith({ 'a.md': showing('photo.jpg'), 'photo.jpg': gpsJpeg('II', '', false) }))).toBe('');
	});

	// Written in parts, so that scanners of this repository stay quiet.
	const letters = 'Ab3'.repeat(40);
	it.each([
		['a key of AWS', `AKIA${'IOSFODNN7ABCDEFG'.replace(/7/, '2')}`],
		['a token of GitHub', `ghp_${letters.slice(0, 36)}`],
		['a fine-grained token of GitHub', `github_pat_${letters.slice(0, 82)}`],
		['a token of npm', `npm_${letters.slice(0, 36)}`],
		['a token of Slack', `xoxb-${'12345678901-'.repeat(2)}${letters.slice(0, 24)}`],
		['an API key', `sk-ant-${letters.slice(0, 40)}`],
		['a key of Google', `AIza${letters.slice(0, 35)}`],
		['a private key', `-----BEGIN RSA PRIVATE KEY-----\n${letters.slice(0, 64)}`],
		['a JSON web token', `eyJ${letters.slice(0, 20)}.eyJ${letters.slice(0, 20)}.${letters.slice(0, 20)}`],
		['an address with a password', `postgres://editor:hunter2@db.internal/x`],
		['a password with the word in it', `postgres://editor:MyPassword${letters.slice(0, 4)}@db.internal/x`],
		['a password with another', `postgres://admin:topsecret@db.internal/x`],
		['a password with signs', `postgres://editor:Pa$$w0rd9@db.internal/x`],
		['a private key in quotes', `-----BEGIN PRIVATE KEY-----\n> ${letters.slice(0, 64)}`],
		['an encrypted key', `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,A0\n\n${letters.slice(0, 64)}`],
		['a key in a string', `-----BEGIN PRIVATE KEY-----\\n${letters.slice(0, 64)}`],
		['a token of Hugging Face', `hf_${letters.slice(0, 34)}`],
		['a token of GitLab', `glpat-${letters.slice(0, 20)}`],
		['an older API key', `sk-${letters.slice(0, 48)}`],
		[
			'a webhook of Slack',
			`hooks.slack.com/services/T0${letters.slice(0, 9).toUpperCase()}/B0${letters.slice(0, 9).toUpperCase()}/${letters.slice(0, 24)}`,
		],
	])('%s', async (_name, secret) => {
		const report = await reportOf(folderWith({ 'a.md': signalText().replace('What it is.', `It is \`\`${secret}\`\`.`) }));
		expect(report).toBe('14:9 error text/secret\n');
	});

	it.each([
		'Keys that start with AKIA or ghp_ were found.',
		'AKIAIOSFODNN7EXAMPLE',
		'postgres://user:password@localhost/db',
		'`postgres://$USER:$PASSWORD@db/x`',
		'`-----BEGIN PRIVATE KEY-----`',
		'`ftp://anonymous:guest@ftp.example.org/x`',
		'`postgres://user:your-password@localhost/db`',
		'`postgres://user:<password>@localhost/db`',
		`sk-ant-${'x'.repeat(40)}`,
		'sk-ant-your-key-from-the-console',
		`hooks.slack.com/services/T00000000/B00000000/${'X'.repeat(24)}`,
		'A token starts with `eyJ`.',
	])('but not %s', async (text) => {
		expect(await reportOf(folderWith({ 'a.md': signalText().replace('What it is.', text) }))).toBe('');
	});
});

it('a list of tags may be empty', async () => {
	expect(await reportOf(makeContent(`-- tags.yml --\n# none yet\n-- signals/a.md --\n${signalText()}`))).toBe('');
});

describe('tags of one signal only', () => {
	it('are warned of on request, unless they are registered', async () => {
		const folder = makeContent(`-- tags.yml --
- { slug: licensing, label: licensing }
-- signals/a.md --
${signalText({ tags: '[weights, licensing, alone]' })}
-- signals/b.md --
${signalText({ tags: '[Weights]' })}
`);
		expect(await reportOf(folder)).toBe('');
		expect(await reportOf(folder, { singleUseTags: true })).toBe('signals/a.md:6:28 warning tags/single-use\n');
	});
});

describe('inflated scores', () => {
	const signals = (high: number, all: number, fields: Record<string, string> = {}) =>
		Array.from({ length: all }, (_, index) => {
			const score = index < high ? '9' : '8.9';
			return `-- signals/s${index}.md --\n${signalText({ score, date: `2026-11-${String(10 + (index % 10))}`, ...fields })}`;
		}).join('');

	it.each([
		['more than the share', signals(3, 12), 'signals/s2.md:3:8 warning score/inflation\n'],
		['the share itself', signals(2, 10), ''],
		['too few signals to tell', signals(9, 9), ''],
		['long ago', signals(12, 12, { date: '2026-08-01' }), ''],
		['drafts', signals(12, 12, { draft: 'true' }), ''],
		['withdrawn', signals(12, 12, { withdrawn: '{ date: 2026-11-21, reason: x }' }), ''],
	])('%s', async (_name, text, expected) => {
		expect(await reportOf(makeContent(text))).toBe(expected);
	});
});
