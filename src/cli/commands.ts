import type { Command } from './command.ts';

/** A command that is loaded when it is run, so that none waits for what only others need. */
export interface CommandEntry {
	readonly name: string;
	/** One line for the list of commands. */
	readonly summary: string;
	load(): Promise<Command>;
}

/** In the order an author meets them. */
export const commands: readonly CommandEntry[] = [
	{
		name: 'new',
		summary: 'Write the file of a new signal, with what is still to be written marked.',
		load: async () => (await import('./commands/new.ts')).newSignal,
	},
	{
		name: 'check',
		summary: 'Tell every problem of the content, and fix what has one right answer.',
		load: async () => (await import('./commands/check.ts')).check,
	},
	{
		name: 'dev',
		summary: 'Show the site while you write; the browser follows every save.',
		load: async () => (await import('./commands/dev.ts')).dev,
	},
	{
		name: 'build',
		summary: 'Check everything, build the site, verify it, then publish it into a folder.',
		load: async () => (await import('./commands/build.ts')).build,
	},
	{
		name: 'preview',
		summary: 'Serve a built site on this machine.',
		load: async () => (await import('./commands/preview.ts')).preview,
	},
	{
		name: 'import',
		summary: 'Turn JSON, CSV or a feed into signals.',
		load: async () => (await import('./commands/import.ts')).importSignals,
	},
	{
		name: 'tags',
		summary: 'List the tags in use, or merge two of them.',
		load: async () => (await import('./commands/tags.ts')).tags,
	},
	{
		name: 'rename',
		summary: 'Give a signal another slug; feeds, links and threads stay whole.',
		load: async () => (await import('./commands/rename.ts')).rename,
	},
	{
		name: 'next',
		summary: 'Print when the next scheduled signal is due.',
		load: async () => (await import('./commands/next.ts')).next,
	},
];
