import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startLookingAtOutput } from '../../src/build/look-at-trees.ts';
import { fileOf } from '../../src/build/output-file.ts';
import { makerOf } from '../../src/build/output-text.ts';
import { renderSite } from '../../src/build/render.ts';
import { Receipt } from '../../src/build/receipt.ts';
import { listTree } from '../../src/build/tree.ts';
import { Trees } from '../../src/build/trees.ts';
import { verifySite } from '../../src/build/verify.ts';
import { rendererKey } from '../../src/renderer/key.ts';
import { openRenderer, type Renderer } from '../../src/renderer/renderer.ts';
import type { Problem } from '../../src/signals/problem.ts';
import siteConfig from '../../src/site.config.ts';
import { openSite, type OpenedSite } from '../../src/site/open.ts';
import { nextChange } from '../../src/site/next-change.ts';
import { provideSite } from '../../src/site/site.ts';
import { EditedContent } from '../helpers/edited-content.ts';
import { makeFolder } from '../helpers/make-content.ts';
import { projectDir } from '../helpers/run-signals.ts';

const cacheDir = path.join(projectDir, '.cache');
/** Short lists have archive pages. */
const config = { ...siteConfig, listLength: 5, feedLength: 4 };
const interrupted = new AbortController().signal;
const key = rendererKey(projectDir, config);

describe('an output that is brought up to date', { timeout: 600_000 }, () => {
	let renderer: Renderer;
	beforeAll(async () => {
		const opened = await openRenderer({ projectDir, cacheDir, address: config, now: new Date(), interrupted });
		if (opened.kind === 'none') throw new Error(opened.reason);
		({ renderer } = opened);
	}, 120_000);

	it('is that of a clean build, byte for byte, in the course of 200 edits at random', async () => {
		const folder = makeFolder();
		const outDir = path.join(folder, 'dist');
		const content = new EditedContent(path.join(folder, 'content'), Number(process.env['SIGNALS_SEED'] ?? 7));
		const open = () =>
			openSite({ config, contentDir: content.folder, contentName: 'content', cacheDir: path.join(folder, 'cache'), asOf: content.asOf });
		const said: string[] = [];
		const bringUpToDate = async (opened: OpenedSite, what: string): Promise<boolean> => {
			const trees = new Trees(outDir, path.join(folder, 'cache'));
			const { written } = await renderSite(opened, trees, { projectDir, cacheDir, key, now: new Date(), interrupted });
			if (written) {
				expect(await verifySite(opened, trees.folder, { scope: written.scope }), what).toEqual([]);
				trees.publish(written.note);
			}
			published = trees.publishedDigest();
			return written !== undefined;
		};
		const takeReceipt = () =>
			new Receipt<readonly Problem[]>({
				outDir,
				cacheDir: path.join(folder, 'cache'),
				contentDir: content.folder,
				asOf: content.asOf,
				others: '',
			});
		let published = '';
		let quiet = 0;
		let known = 0;
		for (let edit = 0; edit < 200; edit += 1) {
			const what = content.edit();
			const receipt = takeReceipt();
			const opened = await open();
			if (opened.problems.some(({ severity }) => severity === 'error')) {
				content.takeBack();
				edit -= 1;
				continue;
			}
			said.push(what);
			const foreseen = await receipt.said(() => startLookingAtOutput(outDir, Infinity).digest());
			const isWritten = await bringUpToDate(opened, what);
			if (!isWritten) quiet += 1;
			if (foreseen) {
				known += 1;
				expect([isWritten, foreseen], what).toEqual([false, opened.problems]);
			}
			const read = (file: string) => [...opened.content.loaded.values()].find((signal) => signal.file === file)?.key;
			const until = nextChange(opened.content, content.asOf, config.gradeInflation.days);
			// Terms that were just written are not certain to be those that were read.
			const vocabulary = (file: string) =>
				createHash('sha256')
					.update(readFileSync(path.join(content.folder, file)))
					.digest('hex');
			receipt.keep({ output: published, until, read: (file) => read(file) ?? vocabulary(file) }, opened.problems);
			if (edit % 10 === 9) expect(await differences(await open(), outDir), said.slice(-20).join('\n')).toEqual([]);
		}
		content.asOf = content.asOf.replace(/T.*/, 'T23:59:59Z');
		await bringUpToDate(await open(), 'later the same day');
		expect(await differences(await open(), outDir), 'later the same day').toEqual([]);
		expect(new Set(said.map((what) => what.split(' ', 1)[0])).size).toBeGreaterThan(15);
		expect(quiet).toBeLessThan(100);
		expect(known).toBeGreaterThan(0);
	});

	/** @returns what of an output is not as it would be made now */
	async function differences({ site, outputs }: OpenedSite, outDir: string): Promise<string[]> {
		provideSite(site);
		const found: string[] = [];
		const names = new Set(
			listTree(outDir).filter(
				(name) => !/^(?:pagefind|cards|_astro)\/|^(?:favicon\.ico|apple-touch-icon\.png|icon\.svg|\.nojekyll)$/.test(name),
			),
		);
		for (const output of outputs) {
			const name = fileOf(output.path);
			const wanted = Buffer.from(await (makerOf(site, output)?.() ?? renderer.render(output)));
			if (!names.delete(name)) found.push(`${name} is missing`);
			else if (!wanted.equals(readFileSync(path.join(outDir, name)))) found.push(`${name} differs`);
		}
		return [...found, ...[...names].map((name) => `${name} is left over`)];
	}
});
