import { FileTable } from './file-table.ts';
import { RenderCache } from './render-cache.ts';

/**
 * The caches that readings of content use. One reading has its own; a process that reads again and again gives all of them the same, so
 * that they are read from disk once. What other processes write meanwhile it does not hear of: it parses that itself, and when it writes an
 * index anew leaves it out, so that they have to parse it again.
 */
export class Caches {
	#files: FileTable | undefined;
	#renderings: RenderCache | undefined;
	#of = '';

	/** @param origin of the site. @returns both, begun anew: what is not used from now on is unused. */
	open(
		folder: string,
		contentDir: string,
		version: string,
		origin: string,
	): { readonly files: FileTable; readonly renderings: RenderCache } {
		const of = JSON.stringify([folder, contentDir, version, origin]);
		if (of !== this.#of) this.#files = this.#renderings = undefined;
		this.#of = of;
		this.#files ??= new FileTable(folder, contentDir, version);
		this.#renderings ??= new RenderCache(folder, version, origin);
		this.#files.beginAnew();
		this.#renderings.beginAnew();
		return { files: this.#files, renderings: this.#renderings };
	}
}
