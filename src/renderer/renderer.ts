/** The compiled pages as one function: those that were kept, else compiled now and kept. */
import { fork } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Output } from '../site/plan.ts';
import type * as Entry from './entry.ts';
import type { Answer, Order } from './compile-process.ts';
import { rendererKey, type Address } from './key.ts';
import { finishKeeping, findKept, startKeeping, type Kept } from './store.ts';

export interface Renderer {
	/** Every route that can be rendered. */
	readonly routes: readonly string[];
	/**
	 * @returns the bytes of a page, as Astro would write them
	 * @throws what the page threw
	 */
	render(output: Pick<Output, 'route' | 'path'>): Promise<Uint8Array>;
	/** @returns style sheets and scripts by their name in the site, `/` separated, and where each lies. */
	assets(): ReadonlyMap<string, string>;
}

/** Reasons are ends of sentences. */
export type Opened =
	| { readonly kind: 'renderer'; readonly renderer: Renderer; readonly isNew: boolean; readonly damage?: string | undefined }
	/** Pages have to be rendered by Astro. */
	| { readonly kind: 'none'; readonly reason: string };

export interface OpenRendererOptions {
	readonly projectDir: string;
	/** `.cache` of the project. */
	readonly cacheDir: string;
	readonly address: Address;
	/** That of `rendererKey`, where it was made already. */
	readonly key?: string;
	/** What is used last is dropped last. */
	readonly now: Date;
	readonly interrupted: AbortSignal;
}

/** @throws the reason of an interruption */
export async function openRenderer(options: OpenRendererOptions): Promise<Opened> {
	const { projectDir, cacheDir, address, now } = options;
	const root = path.join(cacheDir, 'renderer');
	const key = options.key ?? rendererKey(projectDir, address);
	let found = findKept(root, key, now);
	const damage = found.kind === 'damaged' ? found.reason : undefined;
	const isNew = found.kind === 'damaged' || found.kind === 'missing';
	if (isNew) {
		forgetCode(path.join(cacheDir, 'node/signals'));
		const failure = await compileInto(root, key, options);
		if (failure !== undefined) return { kind: 'none', reason: failure };
		found = findKept(root, key, now);
	}
	if (found.kind !== 'kept') return { kind: 'none', reason: 'reason' in found ? found.reason : 'what was compiled is gone' };
	return { kind: 'renderer', renderer: await importRenderer(found.kept, address), isNew, damage };
}

/** Removes what Node made of code, which would pile up: pages that are compiled no more are part of it. */
function forgetCode(folder: string): void {
	try {
		rmSync(folder, { recursive: true, force: true });
	} catch {
		// A thread, or another command, is writing there. The rest is removed the next time.
	}
}

/** @returns why nothing was kept, if nothing was */
async function compileInto(
	root: string,
	key: string,
	{ projectDir, cacheDir, address, interrupted }: OpenRendererOptions,
): Promise<string | undefined> {
	const folder = startKeeping(root);
	try {
		const answer = await compileApart({ projectDir, address, folder }, path.join(cacheDir, 'node/astro'), interrupted);
		if (answer.kind === 'failed') return `compiling them failed (${answer.reason})`;
		if (rendererKey(projectDir, address) !== key) return 'the code changed while they were compiled';
		if (answer.kind === 'unsupported') rmSync(folder, { recursive: true });
		mkdirSync(folder, { recursive: true });
		finishKeeping(root, key, folder, answer.kind === 'compiled' ? { entry: answer.compiled.entry } : { unsupported: answer.reason });
		return undefined;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const program = fileURLToPath(new URL('./compile-process.ts', import.meta.url));

function compileApart(order: Order, codeCache: string, interrupted: AbortSignal): Promise<Answer> {
	interrupted.throwIfAborted();
	const child = fork(program, {
		cwd: order.projectDir,
		// What is published must not depend on the shell it was built from. Nothing is asked of the network.
		env: {
			...process.env,
			NODE_ENV: 'production',
			NODE_COMPILE_CACHE: codeCache,
			ASTRO_TELEMETRY_DISABLED: '1',
			ASTRO_DISABLE_UPDATE_CHECK: 'true',
		},
		execArgv: [],
		// What fails is done again by Astro alone, which tells all there is to tell.
		stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
	});
	const stop = () => child.kill('SIGKILL');
	interrupted.addEventListener('abort', stop, { once: true });
	return new Promise<Answer>((resolve, reject) => {
		let answer: Answer = { kind: 'failed', reason: 'the process ended early' };
		child.once('message', (message) => (answer = message as Answer));
		child.once('error', reject);
		child.once('close', () => {
			interrupted.removeEventListener('abort', stop);
			if (interrupted.aborted) reject(new Error('Interrupted', { cause: interrupted.reason }));
			else resolve(answer);
		});
		child.send(order);
	});
}

async function importRenderer({ folder, entry, files }: Kept, { url, base }: Address): Promise<Renderer> {
	const pages = (await import(/* @vite-ignore */ pathToFileURL(path.join(folder, entry)).href)) as typeof Entry;
	const assets = files.filter((file) => file.startsWith('client/'));
	// Node loads all that speaks HTTP when one of its classes is asked for, which the first page would wait for.
	Reflect.get(globalThis, 'Request');
	return {
		routes: pages.routes,
		render({ route, path: page }) {
			// The page for what is not there is a file on disk, but a page like all others to Astro.
			return pages.render(route, url + base.slice(0, -1) + (route === '/404' ? '/404/' : page));
		},
		assets: () => new Map(assets.map((file) => [file.slice('client/'.length), path.join(folder, file)])),
	};
}
