import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { commands } from '../../src/cli/commands.ts';
import { projectDir } from './run-signals.ts';

const { scripts } = z
	.object({ scripts: z.record(z.string(), z.string()) })
	.parse(JSON.parse(readFileSync(path.join(projectDir, 'package.json'), 'utf8')));

/** @returns every call of a script of the project that a text names, up to the end of its line or piece of code. */
export function callsIn(text: string): string[] {
	return [...text.matchAll(/\bnpm run (?:-s )?[a-z][^`\n#]*/g)].map(([call]) => call.trim());
}

/** @returns what in a call does not exist: its script, its command or an option. */
export async function faultsOf(call: string): Promise<string[]> {
	const [before = '', ...after] = call.split(' -- ');
	const [name = ''] = before
		.split(' ')
		.slice(2)
		.filter((word) => !word.startsWith('-'));
	const script = scripts[name];
	if (script === undefined) return [`script ${name}`];
	const [program, file, ...words] = [...script.split(' '), ...after.join(' -- ').split(' ')].filter((word) => word !== '');
	if (`${program ?? ''} ${file ?? ''}` !== 'node src/cli/signals.mjs' || words[0] === '--help') return [];
	const entry = commands.find((command) => command.name === words[0]);
	if (!entry) return [`command ${words[0] ?? ''}`];
	const { options } = await entry.load();
	const given = words.flatMap((word) => /^--([a-z-]+)/.exec(word)?.[1] ?? []);
	return given.filter((option) => !(option in options)).map((option) => `option --${option} of ${entry.name}`);
}
