import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { renderSite } from '../../src/build/render.ts';
import { Trees } from '../../src/build/trees.ts';
import type { Opened } from '../../src/renderer/renderer.ts';
import siteConfig from '../../src/site.config.ts';
import { openSite } from '../../src/site/open.ts';
import { routes } from '../../src/site/plan.ts';
import { makeFolder } from '../helpers/make-content.ts';
import { smallContent } from '../helpers/small-content.ts';

describe('a build that has to compile its pages', () => {
	/** Begins one whose pages are compiled when the test says so. */
	const begin = async (compiling = Promise.withResolvers<Opened>()) => {
		const folder = makeFolder();
		const [contentDir, cacheDir] = [path.join(folder, 'content'), path.join(folder, 'cache')];
		const files = [...smallContent()].map(([name, content]) => [path.join(contentDir, name), content] as const);
		for (const [file, content] of [...files, [path.join(folder, 'public/about/index.html'), 'Our own'] as const]) {
			mkdirSync(path.dirname(file), { recursive: true });
			writeFileSync(file, content);
		}
		const opened = await openSite({ config: siteConfig, contentDir, contentName: 'content', cacheDir, asOf: '2026-11-22T00:00:00Z' });
		const trees = new Trees(path.join(folder, 'dist'), cacheDir);
		const options = { projectDir: folder, cacheDir, now: new Date(), interrupted: new AbortController().signal, key: 'key' };
		const rendering = renderSite(opened, trees, options, compiling.promise);
		return { opened, trees, compiling, rendering, isThere: (name: string) => existsSync(path.join(trees.folder, name)) };
	};
	const renderer = {
		routes,
		render: ({ path: page }: { readonly path: string }) => Promise.resolve(Buffer.from(`Page ${page}`)),
		assets: () => new Map<string, string>(),
	};

	it('makes everything else meanwhile, and then its pages', async () => {
		const { compiling, rendering, isThere, opened, trees } = await begin();
		await expect.poll(() => isThere('signals/new-model/pixel.png')).toBe(true);
		expect(['atom.xml', 'signals/hello.json', 'api/signals.json', 'robots.txt'].filter((name) => !isThere(name))).toEqual([]);
		expect(isThere('index.html')).toBe(false);
		compiling.resolve({ kind: 'renderer', renderer, isNew: true });
		const { written, remarks } = await rendering;
		expect(remarks).toEqual(['Pages were compiled.']);
		expect([...(written?.note.record.keys() ?? [])].filter((name) => name.endsWith('.html')).length).toBeGreaterThanOrEqual(
			opened.outputs.filter((output) => output.path.endsWith('/')).length,
		);
		expect(readFileSync(path.join(trees.folder, 'index.html'), 'utf8')).toBe('Page /');
		expect(readFileSync(path.join(trees.folder, 'about/index.html'), 'utf8')).toBe('Our own');
	});

	it('ends when its search index cannot be made, however long the pages take', async () => {
		vi.stubEnv('PAGEFIND_BINARY_PATH', path.join(makeFolder(), 'missing'));
		onTestFinished(() => void vi.unstubAllEnvs());
		const { compiling, rendering } = await begin();
		await expect(rendering).rejects.toThrow('The search indexer could not be started');
		compiling.reject(new Error('Interrupted'));
	});

	it('ends with the reason why that failed, and leaves nothing of what it made meanwhile', async () => {
		const { compiling, rendering, isThere, trees } = await begin();
		await expect.poll(() => isThere('signals/new-model/pixel.png')).toBe(true);
		compiling.reject(new Error('Interrupted'));
		await expect(rendering).rejects.toThrow('Interrupted');
		trees.close();
		expect(existsSync(trees.folder)).toBe(false);
	});

	it('makes nothing in vain once that failed', async () => {
		const compiling = Promise.withResolvers<Opened>();
		compiling.promise.catch(() => undefined);
		compiling.reject(new Error('No pages'));
		const { rendering, trees } = await begin(compiling);
		await expect(rendering).rejects.toThrow('No pages');
		expect(existsSync(trees.folder)).toBe(false);
	});
});
