import type { LocalProblem } from './problem.ts';
import { placeAt } from './text-file.ts';

/**
 * Finds credentials by the forms their issuers gave them, so that prose about keys is not taken for one. What is found is masked: a
 * report may be public.
 */
export function findSecrets(text: string): LocalProblem[] {
	return kinds.flatMap(({ noun, form }) =>
		[...text.matchAll(form)]
			.filter((match) => !isPlaceholder(match[1] ?? match[0]))
			.slice(0, 20)
			.map((match): LocalProblem => ({
				code: 'text/secret',
				severity: 'error',
				...placeAt(text, match.index),
				message: `This looks like ${noun}: ${match[0].slice(0, 4)}… (${match[0].length} characters).`,
				hint: 'Remove it, and replace it where it is in use: it is in the history of the file. For an example, write … in its place.',
			})),
	);
}

/** A first group is the part that is secret. Every repetition is bounded or of one class, so that matching is linear. */
const kinds: readonly { readonly noun: string; readonly form: RegExp }[] = [
	{ noun: 'an access key of AWS', form: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g },
	{ noun: 'a token of GitHub', form: /\bgh[pousr]_[A-Za-z0-9]{36,255}\b|\bgithub_pat_[A-Za-z0-9_]{60,255}\b/g },
	{ noun: 'a token of npm', form: /\bnpm_[A-Za-z0-9]{36}\b/g },
	{ noun: 'a token of Slack', form: /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g },
	{ noun: 'an API key', form: /\b(?:sk-(?:ant|proj|svcacct)-[A-Za-z0-9_-]{20,255}|sk_live_[A-Za-z0-9]{20,255}|AIza[A-Za-z0-9_-]{35}\b)/g },
	{ noun: 'a private key', form: /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----\s{0,9}[A-Za-z0-9+/=]{20}/g },
	{ noun: 'a JSON web token', form: /\beyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,1000}/g },
	{
		noun: 'an address with a password',
		form: /\b(?:postgres|postgresql|mysql|mariadb|mongodb|mongodb\+srv|redis|rediss|amqp|amqps|ftp|sftp|smb):\/\/[^\s:/@]{0,80}:([^\s:/@]{1,80})@[^\s/@]/g,
	},
];

/** What manuals write where a secret belongs. */
function isPlaceholder(secret: string): boolean {
	return /example|passw(?:or)?d|secret|^pass$|^pw$|x{4}|\*{3}|…|\.{3}|[<>{}$]/i.test(secret);
}
