import { describe, expect, it } from 'vitest';
import { headersFor, parseHeaders, parseRedirects } from '../../src/build/host-rules.ts';

const rules = parseHeaders(`# a comment
/*
  X-Frame-Options: DENY
/signals/:slug/
  Cache-Control: public, max-age=0
/tags/:tag/atom.xml
  Content-Type: application/atom+xml; charset=utf-8
/_astro/*
  Cache-Control: immutable
`);

describe('the rules for hosts', () => {
	it.each([
		['/', 'X-Frame-Options: DENY'],
		['/signals/x/', 'X-Frame-Options: DENY | Cache-Control: public, max-age=0'],
		['/signals/x/y/', 'X-Frame-Options: DENY'],
		['/tags/a/atom.xml', 'X-Frame-Options: DENY | Content-Type: application/atom+xml; charset=utf-8'],
		['/tags/a/atomxxml', 'X-Frame-Options: DENY'],
		['/_astro/a/b.css', 'X-Frame-Options: DENY | Cache-Control: immutable'],
	])('give %s the headers %s', (path, headers) => {
		expect([...headersFor(rules, path)].map(([name, value]) => `${name}: ${value}`).join(' | ')).toBe(headers);
	});

	it('redirect what they name, with the status they name', () => {
		expect([...parseRedirects('# a comment\n\n/old/ /new/ 301\n/a/ /b/\n')]).toEqual([
			['/old/', { to: '/new/', status: 301 }],
			['/a/', { to: '/b/', status: 301 }],
		]);
	});
});
