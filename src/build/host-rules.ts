/** Reads the rules for hosts that a build writes, so that a local preview behaves like the host. */

export interface HeaderRule {
	/** A path, with `*` for anything and `:name` for one segment. */
	readonly pattern: string;
	readonly headers: readonly (readonly [name: string, value: string])[];
}

/** @param text a `_headers` file: a path on a line of its own, its headers indented below it */
export function parseHeaders(text: string): HeaderRule[] {
	const rules: { pattern: string; headers: [string, string][] }[] = [];
	for (const line of text.split('\n')) {
		if (line.trim() === '' || line.startsWith('#')) continue;
		if (!/^\s/.test(line)) rules.push({ pattern: line.trim(), headers: [] });
		else rules.at(-1)?.headers.push([line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()]);
	}
	return rules;
}

/** @param text a `_redirects` file: from, to and status on a line */
export function parseRedirects(text: string): ReadonlyMap<string, { readonly to: string; readonly status: number }> {
	return new Map(
		text.split('\n').flatMap((line) => {
			const [from, to, status = '301'] = line.trim().split(/\s+/);
			return from === undefined || to === undefined || from.startsWith('#') ? [] : [[from, { to, status: Number(status) }] as const];
		}),
	);
}

/** @returns the headers of a path: those of every rule that matches, later ones first to win. */
export function headersFor(rules: readonly HeaderRule[], path: string): ReadonlyMap<string, string> {
	const matching = rules.filter(({ pattern }) => toExpression(pattern).test(path));
	return new Map(matching.flatMap(({ headers }) => headers));
}

/** `*` stands for anything, `:name` for one segment. */
function toExpression(pattern: string): RegExp {
	const parts = pattern.split(/(\*|:[a-z]+)/).map((part) => (part === '*' ? '.*' : part.startsWith(':') ? '[^/]+' : RegExp.escape(part)));
	return new RegExp(`^${parts.join('')}$`);
}
