import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { rendererKey } from '../../src/renderer/key.ts';
import { makeFolder } from '../helpers/make-content.ts';
import { projectDir } from '../helpers/run-signals.ts';

const address = { url: 'https://signals.example', base: '/' };

/** @returns a project with one file of each kind that pages are compiled from. */
function makeProject(): string {
	const project = makeFolder();
	for (const name of [
		'src/pages/index.astro',
		'src/styles/index.css',
		'src/site/words.ts',
		'src/site.config.ts',
		'public/icon.svg',
		'astro.config.mjs',
		'package.json',
		'package-lock.json',
		'tsconfig.json',
		'node_modules/.package-lock.json',
		'node_modules/astro/package.json',
		'node_modules/vite/package.json',
		'content/signals/a.md',
		'README.md',
	])
		write(project, name, 'before');
	return project;
}

function write(project: string, name: string, text: string): void {
	mkdirSync(path.dirname(path.join(project, name)), { recursive: true });
	writeFileSync(path.join(project, name), text);
}

it.each<[string, (project: string) => void]>([
	['a template', (project) => write(project, 'src/pages/index.astro', 'after!')],
	['a style', (project) => write(project, 'src/styles/index.css', 'after!')],
	['code', (project) => write(project, 'src/site/words.ts', 'after!')],
	['the configuration of the site', (project) => write(project, 'src/site.config.ts', 'after!')],
	['that of Astro', (project) => write(project, 'astro.config.mjs', 'after!')],
	['that of TypeScript', (project) => write(project, 'tsconfig.json', 'after!')],
	['the lockfile', (project) => write(project, 'package-lock.json', 'after!')],
	['the installed packages', (project) => write(project, 'node_modules/.package-lock.json', 'after!')],
	['the installed Astro', (project) => write(project, 'node_modules/astro/package.json', 'after!')],
	['a published file', (project) => write(project, 'public/icon.svg', 'after!')],
	['a new file', (project) => write(project, 'public/fonts/new.woff2', '')],
	['a new variable', (project) => write(project, '.env', 'PUBLIC_A=b')],
	['a file that is gone', (project) => rmSync(path.join(project, 'src/site/words.ts'))],
	['a new name', (project) => renameSync(path.join(project, 'src/site/words.ts'), path.join(project, 'src/site/word.ts'))],
])('%s changes the key', (_name, change) => {
	const project = makeProject();
	const before = rendererKey(project, address);
	change(project);
	expect(rendererKey(project, address)).not.toBe(before);
});

it('the address, the folder, and variables that are compiled in change the key', () => {
	const project = makeProject();
	const keys = [
		rendererKey(project, address),
		rendererKey(project, { ...address, base: '/x/' }),
		rendererKey(project, { ...address, url: 'https://other.example' }),
		rendererKey(makeProject(), address),
	];
	onTestFinished(() => {
		delete process.env['PUBLIC_SIGNALS_TEST'];
	});
	process.env['PUBLIC_SIGNALS_TEST'] = 'x';
	keys.push(rendererKey(project, address));
	expect(new Set(keys).size).toBe(keys.length);
});

it('content does not change the key, nor does what is only about the project', () => {
	const project = makeProject();
	const before = rendererKey(project, address);
	write(project, 'content/signals/a.md', 'after!');
	write(project, 'README.md', 'after!');
	write(project, 'dist/index.html', 'after!');
	expect(rendererKey(project, address)).toBe(before);
});

it('a link that leads nowhere is no fault', () => {
	const project = makeProject();
	symlinkSync('nowhere', path.join(project, 'src/.#words.ts'));
	expect(rendererKey(project, address)).toMatch(/^[0-9a-f]{64}$/);
});

it('takes a few milliseconds', () => {
	rendererKey(projectDir, address);
	const started = performance.now();
	rendererKey(projectDir, address);
	expect(performance.now() - started).toBeLessThan(250);
});
