import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { checkConfig, ConfigError, type SiteConfig } from './config.ts';

/** Absolute path of the file a site owner edits. */
export const configFile = fileURLToPath(new URL('../site.config.ts', import.meta.url));

/**
 * Reads the configuration as the file stands now; a module that was imported before would stay as it was.
 * @param file absolute; a module that imports no values
 * @throws ConfigError when it cannot be read, or names every wrong value
 */
export async function readConfig(file: string = configFile): Promise<SiteConfig> {
	const { href } = pathToFileURL(file);
	let query = '';
	try {
		query = `?${createHash('sha256')
			.update(await readFile(file))
			.digest('hex')}`;
		const module = (await import(/* @vite-ignore */ href + query)) as { readonly default?: SiteConfig };
		if (module.default !== undefined) return checkConfig(module.default);
	} catch (error) {
		if (error instanceof ConfigError || !(error instanceof Error)) throw error;
		throw new ConfigError(faultOf(error, [href + query, file]), { cause: error });
	}
	throw new ConfigError(`${name} exports no configuration. It has to read: export default { … } satisfies SiteConfig;`);
}

/**
 * @returns where the site is to be served, for those who start something that then tells what is wrong with the configuration: without
 * an origin while it cannot be read
 */
export async function readAddress(): Promise<{ readonly url?: string; readonly base: string }> {
	try {
		const { url, base } = await readConfig();
		return { url, base };
	} catch (error) {
		if (error instanceof ConfigError) return { base: '/' };
		throw error;
	}
}

/** What messages call it. */
const name = 'src/site.config.ts';

/** Node tells the place of an error in the stack alone, and begins that of a syntax error with the lines around it. */
function faultOf(error: Error, paths: readonly string[]): string {
	const show = (text: string) => paths.reduce((all, path) => all.replaceAll(path, name), text);
	const [message, stack] = [show(error.message), show(error.stack ?? '')];
	if ('code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return `${name} imports what is not there: ${message}`;
	const line = /src\/site\.config\.ts:(\d+)/.exec(stack)?.[1];
	const place = line === undefined ? name : `${name}:${line}`;
	if (!(error instanceof SyntaxError)) return `${place}: ${message}`;
	const [, excerpt] = /^src\/site\.config\.ts:\d+\n([^]*?)\n\n/.exec(stack) ?? [];
	const advice = 'Often a comma, a quote or a bracket is missing there or on the line before.';
	return `${place}: this is not valid TypeScript (${message}). ${advice}${excerpt === undefined ? '' : `\n\n${excerpt}`}`;
}
