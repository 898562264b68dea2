import path from 'node:path';
import type { Problem } from '../../signals/problem.ts';
import type { Terminal } from '../command.ts';
import { conclude, locationOf, type Report } from '../report.ts';
import { printable } from './printable.ts';
import { pathInRepository, repositoryRoot } from './repository.ts';

/**
 * Annotations of GitHub Actions: a workflow command for each problem, then the closing line. Content cannot add commands of its own:
 * it is encoded as the runner decodes it.
 *
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions, actions/toolkit packages/core/src/command.ts
 */
export function formatGithub(report: Report, terminal: Pick<Terminal, 'cwd' | 'env'>): string {
	const root = repositoryRoot(report.contentDir, terminal);
	const lines = report.problems.map((problem) => {
		const location = locationOf(problem, report);
		return annotation(problem, pathInRepository(location, root) ?? location.replaceAll(path.sep, '/'));
	});
	return `${[...lines, conclude(report)].join('\n')}\n`;
}

function annotation({ severity, line, column, code, message, hint }: Problem, file: string): string {
	const properties = Object.entries({ file, line: String(line), col: String(column), title: code })
		.map(([name, value]) => `${name}=${encodeProperty(value)}`)
		.join(',');
	return `::${severity} ${properties}::${encodeData(printable(message))}${hint === undefined ? '' : `%0A${encodeData(printable(hint))}`}`;
}

function encodeData(text: string): string {
	return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Line breaks in a file's name stay what they are, so that it is still that file's name. */
function encodeProperty(text: string): string {
	return text
		.split(/([%\r\n:,])/)
		.map((part, index) => (index % 2 === 0 ? printable(part) : encodeURIComponent(part)))
		.join('');
}
