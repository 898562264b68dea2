import { spawnSync } from 'node:child_process';
import { SyntaxValidator } from 'fast-xml-validator';

/** @returns what is wrong with an XML document, by two parsers where `xmllint` is installed; undefined when nothing is. */
export function xmlFault(text: string): string | undefined {
	try {
		SyntaxValidator.validate(text);
	} catch (error) {
		return String(error);
	}
	const { error, status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '-'], { input: text, encoding: 'utf8' });
	return error !== undefined || status === 0 ? undefined : stderr;
}
