import { pathToFileURL } from 'node:url';
import { problemCodes } from '../../signals/problem-codes.ts';
import type { Problem } from '../../signals/problem.ts';
import type { Terminal } from '../command.ts';
import { locationOf, type Report } from '../report.ts';
import { stringify } from './json.ts';
import { pathInRepository, repositoryRoot } from './repository.ts';

/**
 * A report as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html), which code scanning and editors
 * read. Every rule is described, whether it found something or not.
 */
export function formatSarif(report: Report, terminal: Pick<Terminal, 'cwd' | 'env'>): string {
	const root = repositoryRoot(report.contentDir, terminal);
	return stringify({
		$schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
		version: '2.1.0',
		runs: [
			{
				tool: { driver: { name: 'signals', rules } },
				columnKind: 'utf16CodeUnits',
				originalUriBaseIds: { [rootId]: { description: { text: 'The root of the repository.' } } },
				results: report.problems.map((problem) => result(problem, artifactLocation(locationOf(problem, report), root))),
			},
		],
	});
}

const rootId = 'SRCROOT';

const rules = Object.entries(problemCodes).map(([id, meaning]) => {
	const text = { text: messageText(meaning) };
	return { id, shortDescription: text, fullDescription: text, help: text };
});

const ruleIndexes: ReadonlyMap<string, number> = new Map(rules.map(({ id }, index) => [id, index]));

function result({ code, severity, line, column, message, hint }: Problem, location: object) {
	return {
		ruleId: code,
		ruleIndex: ruleIndexes.get(code),
		level: severity,
		message: { text: messageText(hint === undefined ? message : `${message} ${hint}`) },
		locations: [{ physicalLocation: { artifactLocation: location, region: { startLine: line, startColumn: column } } }],
	};
}

/** Braces would be placeholders (section 3.11.5), and `[text](address)` a link (section 3.11.6). */
function messageText(text: string): string {
	return text.replace(/[{}]/g, '$&$&').replace(/\[(?=[^\]]*\]\()/g, '\\[');
}

/** Relative to the root and percent-encoded (RFC 3986); a file outside the root by its whole address. */
function artifactLocation(location: string, root: string): object {
	const relative = pathInRepository(location, root);
	if (relative === undefined) return { uri: pathToFileURL(location).href };
	return {
		uri: relative
			.split('/')
			.map((part) => encodeURIComponent(part.toWellFormed()))
			.join('/'),
		uriBaseId: rootId,
	};
}
