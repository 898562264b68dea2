import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { limits } from '../../src/signals/limits.ts';
import { checkStructure } from '../../src/signals/markdown/structure.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';
import { pathological } from '../helpers/pathological.ts';
import { payloads } from '../helpers/payloads.ts';
import { projectDir, runSignals } from '../helpers/run-signals.ts';
import { listTree } from '../helpers/tree.ts';

it('three hundred hostile files in one folder are all told, and neither read, write nor take anything else', async () => {
	const content = makeContent(`-- signals/a-good-one.md --\n${signalText()}`);
	const canary = `canary-${randomUUID()}`;
	const outside = makeFolder();
	writeFileSync(path.join(outside, 'secret.md'), signalText({ title: canary }, `\n${canary}\n`));
	const expected = new Map([
		...write(content, texts()),
		...write(content, damagedFiles()),
		...linkTo(path.join(outside, 'secret.md'), content),
		...writeSpecialFiles(content),
	]);
	expect(expected.size).toBeGreaterThanOrEqual(300);
	const before = [snapshot(content), snapshot(outside)];

	const { code, out, err } = await runSignals(['check', '--content', content, '--format', 'json'], { env: { NODE_OPTIONS: printPeak } });

	expect(code).toBe(1);
	const report = JSON.parse(out) as { problems: { file: string; code: string }[] };
	const found = Map.groupBy(report.problems, ({ file }) => path.relative(path.join(content, 'signals'), file));
	const wrong = [...expected].filter(([file, pattern]) => !found.get(file)?.some((problem) => pattern.test(problem.code)));
	expect(wrong).toEqual([]);
	const surplus = [...expected].flatMap(([file, pattern]) =>
		(found.get(file) ?? []).filter(({ code }) => !pattern.test(code) && !isBeside(file, code)).map(({ code }) => `${file}: ${code}`),
	);
	expect(surplus).toEqual([]);
	expect(report.problems.filter(({ code: found }) => found === 'body/budget' || found === 'file/bug')).toEqual([]);
	expect(found.get('a-good-one.md')).toBeUndefined();
	expect([...found.keys()].filter((file) => !expected.has(file))).toEqual([]);

	expect([snapshot(content), snapshot(outside)]).toEqual(before);
	expect(out + err).not.toContain(canary);
	const cache = path.join(projectDir, '.cache/content');
	// Other tests use the same cache meanwhile, and files that are being written there get other names.
	const read = (file: string) => (existsSync(path.join(cache, file)) ? readFileSync(path.join(cache, file)) : Buffer.alloc(0));
	const kept = listTree(cache).filter((file) => !file.endsWith('.tmp'));
	expect(kept.filter((file) => read(file).includes(canary))).toEqual([]);
	const peak = Number(/peak (\d+) kB/.exec(err)?.[1]);
	console.log(`${expected.size} hostile files: ${Math.round(peak / 1024)} MiB at most.`);
	expect(peak).toBeLessThan(1024 * 1024);
}, 60_000);

/** Makes a process tell the most memory it had, in kB. */
const printPeak = `--import=data:text/javascript,${encodeURIComponent(
	"import { isMainThread } from 'node:worker_threads'; if (isMainThread) process.on('exit', () => process.stderr.write(`peak ${process.resourceUsage().maxRSS} kB\\n`));",
)}`;

type Expectation = readonly [text: string | Uint8Array, code: RegExp];

/** @returns whether a file has this problem besides the one it is about. */
function isBeside(file: string, code: string): boolean {
	if (/^(?:house\/|body\/empty$)/.test(code)) return true;
	if (file.startsWith('yaml-')) return /^(?:[a-z]+\/missing|frontmatter\/unknown-key)$/.test(code);
	return file.startsWith('pathological-') && /^(?:link\/|image\/missing$|blank\/left$|title\/twice$|body\/raw-html$)/.test(code);
}

/** @returns files with the code that one of their problems must have, by name */
function texts(): Map<string, Expectation> {
	const files = new Map<string, Expectation>();
	for (const [index, make] of Object.values(pathological).entries()) {
		const text = make(100_000).slice(0, limits.file - 500);
		const code = checkStructure(text) ? /^body\/(?:too-|line-length)/ : /^(?:house\/|body\/too-)/;
		// A title never seen before, so that nothing is taken from the cache.
		files.set(`pathological-${index}.md`, [signalText({ title: randomUUID() }, `\n${text}\n`), code]);
	}
	const add = (name: string, bodies: readonly string[], code: RegExp) => {
		for (const [index, body] of bodies.entries()) files.set(`${name}-${index}.md`, [signalText({}, `\n${body}\n`), code]);
	};
	add('html', payloads['raw HTML'] ?? [], /^body\/(?:raw-html|comment)$/);
	add('scheme', payloads['schemes of links'] ?? [], /^(?:link|image)\//);
	add('elsewhere', payloads['addresses of other places'] ?? [], /^(?:link|image)\//);
	add('mutation', payloads['HTML that changes when it is parsed again'] ?? [], /^body\/raw-html$/);
	for (const [index, [yaml, code]] of frontmatters.entries()) files.set(`yaml-${index}.md`, [`${yaml}\n\nText.\n`, code]);
	return files;
}

const frontmatters: readonly (readonly [yaml: string, code: RegExp])[] = [
	['---js\n{a:(globalThis.x=1)}\n---', /^frontmatter\/language$/],
	['--- js\n{}\n---', /^frontmatter\/language$/],
	['---coffee\na = 1\n---', /^frontmatter\/language$/],
	['---toml\na = 1\n---', /^frontmatter\/language$/],
	['+++\na = 1\n+++', /^frontmatter\/start$/],
	['\n---\na: 1\n---', /^frontmatter\/start$/],
	['----\na: 1\n----', /^frontmatter\/start$/],
	['---\na: 1', /^frontmatter\/unclosed$/],
	['---\na: 1\n---x', /^frontmatter\/unclosed$/],
	['---\na: 1\n...', /^frontmatter\/unclosed$/],
	['---\na:\n\tb: 1\n---', /^yaml\/tab$/],
	['---\n- a\n---', /^frontmatter\/type$/],
	['---\nhello\n---', /^frontmatter\/type$/],
	['---\n---', /^frontmatter\/empty$/],
	['---\na: 1\na: 2\n---', /^yaml\/duplicate-key$/],
	['---\n__proto__: { polluted: 1 }\n---', /^frontmatter\/unknown-key$/],
	['---\nconstructor: { prototype: { x: 1 } }\n---', /^frontmatter\/unknown-key$/],
	[`---\n${bomb()}\n---`, /^yaml\/alias$/],
	['---\na: &x [*x]\n---', /^yaml\/alias$/],
	[`---\na: ${'['.repeat(5000)}\n---`, /^yaml\/too-deep$/],
	[`---\na: ${'- '.repeat(5000)}\n---`, /^yaml\//],
	[`---\n${Array.from({ length: 150 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')}\n---`, /^yaml\/too-deep$/],
	['---\na: !!binary aGk=\n---', /^yaml\/tag$/],
	['---\na: !!js/function "x"\n---', /^yaml\/tag$/],
	['---\n? [a, b]\n: 1\n---', /^yaml\/key$/],
	['---\na: "\\u0000"\n---', /^yaml\/character$/],
	['---\na: "\\uD800"\n---', /^yaml\/character$/],
	[`---\na: ${'x'.repeat(20_000)}\n---`, /^frontmatter\/too-large$/],
	['---\ntitle: a: b\n---', /^yaml\/syntax$/],
	['---\ntitle: "a\n---', /^yaml\/syntax$/],
	['---\nscore: 012\n---', /^score\//],
	['---\nscore: .nan\n---', /^score\//],
	['---\nscore: 1e400\n---', /^score\//],
	['---\ndate: 2026-02-30\n---', /^date\/impossible$/],
	['---\ndate: 2026-05-19T10:00:00\n---', /^date\/zone$/],
	['---\ntags: security\n---', /^tags\/type$/],
	['---\ndraft: yes\n---', /^draft\/type$/],
];

function bomb(): string {
	const level = (index: number) => `a${index}: &a${index} [${Array.from({ length: 9 }, () => `*a${index - 1}`).join(', ')}]`;
	return ['a0: &a0 [x]', ...Array.from({ length: 9 }, (_, index) => level(index + 1))].join('\n');
}

function damagedFiles(): Map<string, Expectation> {
	const files = new Map<string, Expectation>();
	const bytes: readonly (readonly [string, Uint8Array, RegExp])[] = [
		['latin-1', Buffer.from(signalText({}, '\ncaf\xe9\n'), 'latin1'), /^file\/encoding$/],
		['utf-16', Buffer.from(`\ufeff${signalText()}`, 'utf16le'), /^file\//],
		['overlong', Buffer.concat([Buffer.from(signalText()), Buffer.from([0xc0, 0xaf])]), /^file\/encoding$/],
		['surrogate', Buffer.concat([Buffer.from(signalText()), Buffer.from([0xed, 0xa0, 0x80])]), /^file\/encoding$/],
		['nul', Buffer.from(signalText({}, '\na\0b\n')), /^file\/character$/],
		['escape', Buffer.from(signalText({}, '\na\u001b[2Jb\n')), /^file\/character$/],
		['bidirectional', Buffer.from(signalText({}, '\na\u202eb\n')), /^file\/character$/],
		['invisible', Buffer.from(signalText({}, '\na\u200bb\n')), /^file\/character$/],
		['tag-characters', Buffer.from(signalText({}, '\na\u{E0041}b\n')), /^file\/character$/],
		['two-marks', Buffer.from(`\ufeff\ufeff${signalText()}`), /^(?:file|frontmatter)\//],
		['nothing', Buffer.alloc(0), /^file\/empty$/],
		['zeroes', Buffer.alloc(limits.file), /^file\//],
		['noise', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256)), /^file\//],
		['one-too-many', Buffer.alloc(limits.file + 1, 'a'), /^file\/too-large$/],
	];
	for (const [name, data, code] of bytes) files.set(`${name}.md`, [data, code]);
	for (const name of [
		'con.md',
		'nul.md',
		'index.md',
		'404.md',
		'-rf.md',
		'a b.md',
		'a .md',
		'a..md',
		'%2e%2e%2f.md',
		'é.md',
		'e\u0301.md',
		'a\nb.md',
	])
		files.set(name, [signalText(), /^file\/name$/]);
	for (const name of [
		'"><script>.md',
		'$(id).md',
		'`id`.md',
		'::add-mask::x.md',
		'Upper.md',
		`${'a'.repeat(81)}.md`,
		'a_b.md',
		'\u001b[2J.md',
	])
		files.set(name, [signalText(), /^file\/name$/]);
	for (const name of ['x.MD', 'x.markdown', '_headers', 'CNAME', 'x.svg', 'x.html', 'x.mdx', '.hidden', '.htaccess'])
		files.set(name, ['x', /^file\/(?:unknown|name)$/]);
	files.set('page.png', ['<script>alert(1)</script>', /^image\//]);
	files.set('cut.png', [Buffer.from('89504e470d0a1a0a', 'hex'), /^image\//]);
	return files;
}

function write(content: string, files: ReadonlyMap<string, Expectation>): Map<string, RegExp> {
	return new Map(
		[...files].map(([name, [data, code]]) => {
			writeFileSync(path.join(content, 'signals', name), data);
			return [name, code] as const;
		}),
	);
}

function linkTo(secret: string, content: string): Map<string, RegExp> {
	const targets = {
		'link.md': secret,
		'link.png': secret,
		'link-relative.md': path.relative(path.join(content, 'signals'), secret),
		'link-folder': path.dirname(secret),
		'link-itself.md': 'link-itself.md',
		'link-here': '.',
		'link-nowhere.md': 'nowhere.md',
		'link-chain.md': 'link.md',
		'link-inside.md': 'a-good-one.md',
		'link-passwd.md': '/etc/passwd',
	};
	for (const [name, target] of Object.entries(targets)) symlinkSync(target, path.join(content, 'signals', name));
	return new Map(Object.keys(targets).map((name) => [name, /^file\/symlink$/]));
}

function writeSpecialFiles(content: string): Map<string, RegExp> {
	const at = (name: string) => path.join(content, 'signals', name);
	writeFileSync(at('huge.md'), signalText());
	// Ten gigabytes that take no space.
	truncateSync(at('huge.md'), 10 * 1024 ** 3);
	writeFileSync(at('huge.png'), '');
	truncateSync(at('huge.png'), 10 * 1024 ** 3);
	mkdirSync(at('.git'));
	const special = new Map([
		['huge.md', /^file\/too-large$/],
		['huge.png', /^image\//],
		['.git', /^file\/unknown$/],
	]);
	if (process.platform !== 'win32') {
		execFileSync('mkfifo', [at('pipe.md')]);
		special.set('pipe.md', /^file\/unknown$/);
	}
	return special;
}

/** @returns every entry of a folder with what changes when it is touched */
function snapshot(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.sort()
		.map((name) => {
			const { size, mtimeMs, mode } = lstatSync(path.join(folder, name));
			return `${name} ${size} ${mtimeMs} ${mode}`;
		});
}
