/**
 * Switches off one rule after the other in a copy of the code and names those that no case of the corpus misses. A rule is an `if`,
 * a conditional, a statement or a return value that makes a problem.
 *
 * node tests/corpus/mutate.mjs           the cases that consist of files
 * node tests/corpus/mutate.mjs --tests   what these do not miss, also by the tests of `tests/signals`, which takes minutes
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { listTree } from '../helpers/tree.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const copy = mkdtempSync(path.join(tmpdir(), 'signals-mutants-'));
for (const name of ['src', 'tests', 'package.json', 'package-lock.json', 'tsconfig.json', 'vitest.config.ts'])
	cpSync(path.join(project, name), path.join(copy, name), { recursive: true });
symlinkSync(path.join(project, 'node_modules'), path.join(copy, 'node_modules'));

/** Calls that make or add a problem. */
const reporting = /^(?:report|fault|fail|warn|problem|failed|found|unusable|unreadable|unknownCategory|timeFault|addIssue)$/;

/** @type {{ file: string, line: number, text: string }[]} */
const rules = [];

/** @param {ts.Node} node */
function makesProblem(node) {
	if (ts.isFunctionDeclaration(node)) return false;
	if (
		ts.isObjectLiteralExpression(node) &&
		node.properties.some((property) => property.name?.getText() === 'code' && node.properties.length > 2)
	)
		return true;
	if (
		ts.isCallExpression(node) &&
		reporting.test((ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression).getText())
	)
		return true;
	return ts.forEachChild(node, (child) => makesProblem(child) || undefined) ?? false;
}

/** Puts a switch before every rule of a file. */
function instrument(/** @type {string} */ file) {
	const location = path.join(copy, file);
	const text = readFileSync(location, 'utf8');
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	/** @type {{ at: number, insert: string, order: number }[]} */
	const edits = [];
	const rule = (/** @type {ts.Node} */ node) => {
		const start = node.getStart();
		return (
			rules.push({
				file,
				line: source.getLineAndCharacterOfPosition(start).line + 1,
				text: node.getText().replace(/\s+/g, ' ').slice(0, 100),
			}) - 1
		);
	};
	/** Outer nodes are wrapped first; where they begin or end together with inner ones, they stay outside. */
	const wrap = (/** @type {ts.Node} */ node, /** @type {string} */ before, /** @type {string} */ after) => {
		const order = edits.length + 1;
		edits.push({ at: node.getStart(), insert: before, order: -order }, { at: node.getEnd(), insert: after, order: 1e9 + order });
	};
	const visit = (/** @type {ts.Node} */ node) => {
		if (ts.isIfStatement(node) && makesProblem(node.thenStatement))
			wrap(node.expression, `!globalThis.isOff?.(${rule(node.expression)}) && (`, ')');
		else if (ts.isConditionalExpression(node) && makesProblem(node.whenTrue) !== makesProblem(node.whenFalse)) {
			const off = `globalThis.isOff?.(${rule(node.condition)})`;
			wrap(node.condition, makesProblem(node.whenTrue) ? `!${off} && (` : `${off} || (`, ')');
		} else if (ts.isExpressionStatement(node) && makesProblem(node) && !ts.isIfStatement(node.parent))
			wrap(node, `if (!globalThis.isOff?.(${rule(node)})) `, '');
		else if (ts.isReturnStatement(node) && node.expression && makesProblem(node.expression) && !ts.isIfStatement(node.parent))
			wrap(node.expression, `globalThis.unlessOff(${rule(node.expression)}, () => (`, '))');
		else if (
			ts.isCallExpression(node) &&
			ts.isPropertyAccessExpression(node.expression) &&
			/^(?:refine|filter)$/.test(node.expression.name.text) &&
			ts.isArrowFunction(node.arguments[0] ?? node)
		) {
			if (node.expression.name.text === 'refine' && !ts.isBlock(node.arguments[0].body))
				wrap(node.arguments[0].body, `globalThis.isOff?.(${rule(node)}) || (`, ')');
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	let result = text;
	for (const { at, insert } of edits.sort((a, b) => b.at - a.at || a.order - b.order))
		result = result.slice(0, at) + insert + result.slice(at);
	writeFileSync(location, result);
}

const files = [...listTree(path.join(copy, 'src/signals')).map((file) => `src/signals/${file}`), 'src/site/check-links.ts'];
const others =
	/\/(?:edit|edit-\w+|serialize|json-schema|excerpt|fix|apply-fixes|tag-fixes|tag-report|problem|problem-codes|parse-all|parse-worker|parse-batch|field-values|schema-fields)\.ts$/;
for (const file of files) if (!others.test(file)) instrument(file);

const switches = path.join(copy, 'switches.mjs');
writeFileSync(
	switches,
	`globalThis.off = process.env.MUTANT ? Number(process.env.MUTANT) : -1;
globalThis.reached = new Set();
globalThis.isOff = (id) => (globalThis.reached.add(id), globalThis.off === id);
globalThis.unlessOff = (id, make) => {
	const value = make();
	return !globalThis.isOff(id) ? value : Array.isArray(value) ? [] : undefined;
};
`,
);
// In this thread, where the switches are.
writeFileSync(
	path.join(copy, 'src/signals/parse-all.ts'),
	`import { createRenderer } from './markdown/render.ts';
import { parseSignal } from './parse.ts';
export class ParserPool {
	async parse(files, options, done) {
		const renderer = createRenderer(options);
		for (const [name, bytes] of files) done(name, parseSignal(bytes, renderer, options.houseSections));
	}
}
export const sharedPool = () => new ParserPool();
`,
);
// Outside of a test, folders are removed at the end.
writeFileSync(
	path.join(copy, 'tests/helpers/make-content.ts'),
	`import { mkdtempSync } from 'node:fs';\nexport const makeFolder = () => mkdtempSync(${JSON.stringify(path.join(copy, 'case-'))});\n`,
);

await import(pathToFileURL(switches).href);
const { corpusCases, corpusDir, reportOf } = await import(pathToFileURL(path.join(copy, 'tests/helpers/corpus.ts')).href);

/** @type {{ name: string, folder: string, expected: string, reached: Set<number> }[]} */
const cases = [];
const add = async (/** @type {string} */ name, /** @type {string} */ folder, /** @type {string} */ expected) => {
	globalThis.reached.clear();
	if ((await reportOf(folder)) !== expected) throw new Error(`${name} does not pass before any rule is off.`);
	cases.push({ name, folder, expected, reached: new Set(globalThis.reached) });
};
for (const { name, expected, write } of corpusCases()) {
	const folder = mkdtempSync(path.join(copy, 'case-'));
	write(folder);
	await add(name, folder, readFileSync(expected, 'utf8'));
}
await add('good', path.join(corpusDir, 'good'), '');

const survivors = [];
for (const id of rules.keys()) {
	globalThis.off = id;
	let isMissed = false;
	for (const { folder, expected, reached } of cases) {
		if (!reached.has(id)) continue;
		isMissed = (await reportOf(folder).catch(() => 'failed')) !== expected;
		if (isMissed) break;
	}
	if (!isMissed) survivors.push(id);
}
globalThis.off = -1;

cpSync(path.join(project, 'tests/helpers/make-content.ts'), path.join(copy, 'tests/helpers/make-content.ts'));
cpSync(path.join(project, 'src/signals/parse-all.ts'), path.join(copy, 'src/signals/parse-all.ts'));
const isMissedByTests = (/** @type {number} */ id) =>
	process.argv.includes('--tests') &&
	spawnSync(
		process.execPath,
		[path.join(copy, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'domain', '--bail', '1', 'tests/signals'],
		{
			cwd: copy,
			env: { ...process.env, MUTANT: String(id), NODE_OPTIONS: `--import=${switches}` },
		},
	).status !== 0;
if (isMissedByTests(-1)) throw new Error('The tests do not pass before any rule is off.');
const silent = survivors.filter((id) => !isMissedByTests(id));
for (const id of silent) {
	const { file, line, text } = rules[id] ?? {};
	console.log(`${file}:${line} ${text}`);
}
console.log(`${rules.length} rules, ${silent.length} of which nothing misses.`);
rmSync(copy, { recursive: true });
process.exit(silent.length === 0 ? 0 : 1);
