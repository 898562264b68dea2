import type { LocalProblem } from './problem.ts';
import { placeAt } from './text-file.ts';

/**
 * Finds credentials by the forms their issuers gave them, so that prose about keys is not taken for one. What is found is masked: a
 * report may be public.
 */
export function findSecrets(text: string): LocalProblem[] {
	return kinds.flatMap(({ noun, form, isMadeUp = isNoToken }) =>
		[...text.matchAll(form)]
			.filter((match) => !isMadeUp(match[1] ?? match[0]))
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

interface Kind {
	readonly noun: string;
	/** A first group is the part that is secret. Every repetition is bounded or of one class, so that matching is linear. */
	readonly form: RegExp;
	/** @returns whether the secret part is what manuals write where one belongs. */
	readonly isMadeUp?: (secret: string) => boolean;
}

const kinds: readonly Kind[] = [
	{ noun: 'an access key of AWS', form: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g },
	{ noun: 'a token of GitHub', form: /\bgh[pousr]_([A-Za-z0-9]{36,255})\b|\bgithub_pat_[A-Za-z0-9_]{60,255}\b/g },
	{ noun: 'a token of GitLab', form: /\bglpat-([A-Za-z0-9_-]{20,255})/g },
	{ noun: 'a token of npm', form: /\bnpm_([A-Za-z0-9]{36})\b/g },
	{ noun: 'a token of Hugging Face', form: /\bhf_([A-Za-z0-9]{34,255})\b/g },
	{ noun: 'a token of Slack', form: /\bxox[abeoprs]-([A-Za-z0-9-]{10,255})/g },
	{
		noun: 'a webhook of Slack',
		form: /\bhooks\.slack\.com\/(?:services|workflows)\/[A-Z0-9]{8,20}\/[A-Z0-9]{8,20}\/([A-Za-z0-9]{16,64})/g,
	},
	{ noun: 'an API key', form: /\bsk-(?:ant|proj|svcacct)-([A-Za-z0-9_-]{20,255})|\bsk-[A-Za-z0-9]{48}\b/g },
	{ noun: 'an API key', form: /\bsk_live_([A-Za-z0-9]{20,255})|\bAIza[A-Za-z0-9_-]{35}\b/g },
	{
		// Quoted, as a string of a program, and encrypted keys included: marks of quotes, escapes and headers may stand before the key.
		noun: 'a private key',
		form: /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:[\s>|"'+,]|\\[nrt]|(?:Proc-Type|DEK-Info|Version|Comment|Charset|Hash): [^\n\\]{0,120}(?:\n|\\n)){0,60}([A-Za-z0-9+/=]{20})/g,
	},
	{ noun: 'a JSON web token', form: /\beyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,1000}/g },
	{
		noun: 'an address with a password',
		form: /\b(?:postgres|postgresql|mysql|mariadb|mongodb|mongodb\+srv|redis|rediss|amqp|amqps|ftp|sftp|smb):\/\/(?!anonymous:)[^\s:/@]{0,80}:([^\s:/@]{1,80})@[^\s/@]/g,
		isMadeUp: isNoPassword,
	},
];

/** Chance makes no word, no token of small letters alone, and no run of six. */
function isNoToken(token: string): boolean {
	return /example|(.)\1{5}/i.test(token) || /^[a-z_-]+$/.test(token);
}

/** A word for a password counts only alone: people put it into real ones. */
function isNoPassword(password: string): boolean {
	const [word] =
		/^(?:(?:your|my|the|db|user)[-_]?)?(?:password|passwd|pass|pwd?|secret|example|changeme|guest)(?:[-_]?here)?$/i.exec(password) ?? [];
	return word !== undefined || /^(?:\$\w+|\$?\{+[^{}]*\}+|\$?\([^()]*\)|<[^<>]*>|\[[^[\]]*\]|%\w+%|x{3,}|\*+|\.{3,}|…)$/i.test(password);
}
