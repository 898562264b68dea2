import { spawnSync } from 'node:child_process';
import { XMLValidator } from 'fast-xml-parser';

/** @returns what is wrong with an XML document, by two parsers where `xmllint` is installed; undefined when nothing is. */
export function xmlFault(text: string): string | undefined {
	// eslint-disable-next-line @typescript-eslint/no-deprecated -- Its successor is a package of its own, for this one call.
	const result = XMLValidator.validate(text);
	if (result !== true) return `line ${result.err.line}: ${result.err.msg}`;
	const { error, status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '-'], { input: text, encoding: 'utf8' });
	return error !== undefined || status === 0 ? undefined : stderr;
}
