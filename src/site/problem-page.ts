import { pathToFileURL } from 'node:url';
import { escapeXml } from '../feeds/xml.ts';
import type { Excerpt } from '../signals/excerpt.ts';
import { versionScript } from './development-head.ts';
import type { Outcome, ShownProblem } from './development.ts';
import { headScript } from './head-script.ts';
import { words } from './words.ts';

/**
 * @param outcome what keeps the site from being shown
 * @returns the page a development server shows instead: every error, then every warning, each with its place in the file. It holds
 * Vite's client, which reloads it as soon as something changes.
 */
export function problemPage({ version, problems, failure }: Outcome): string {
	const { development: text } = words;
	const errors = problems.filter(({ severity }) => severity === 'error');
	const warnings = problems.filter(({ severity }) => severity === 'warning');
	const title = failure ? text.failed : text.errors(errors.length);
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<script>${headScript}</script>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeXml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/src/styles/index.css">
<style>${style}</style>
<script type="module">${versionScript(version)}</script>
</head>
<body>
<main id="main">
<header class="intro">
<h1>${escapeXml(title)}</h1>
<p>${escapeXml(text.mend)}</p>
</header>
${failure ? `<pre>${escapeXml(failure.message)}</pre>` : ''}
${list(errors)}
${warnings.length > 0 ? `<h2>${escapeXml(text.warnings(warnings.length))}</h2>\n${list(warnings)}` : ''}
</main>
</body>
</html>
`;
}

/** Problems of one kind that are shown; whoever has more mends the first ones first. */
const mostShown = 100;

/** The site's own sheet is used besides; this is what it has no rules for. */
const style = `
main { max-inline-size: 60rem; margin-block: 2.5rem var(--space) }
h2 { margin-block: var(--space) 1rem }
.problems > li { border-block-start: var(--edge); padding-block: 1.25rem }
.problems p { max-inline-size: var(--read) }
.problems .place { display: flex; flex-wrap: wrap; gap: 0 1rem; font: var(--f0) / 1.5rem ui-monospace, monospace; font-size-adjust: none; color: var(--muted); max-inline-size: none }
pre { margin-block: .75rem; line-height: 1.75; white-space: pre-wrap; overflow-wrap: anywhere }
pre i { font-style: normal; color: var(--muted); user-select: none }
mark { position: relative; background: none; color: inherit; font-weight: 700 }
mark::after { content: '^'; position: absolute; inset: .8em auto auto 0 }
`;

function list(problems: readonly ShownProblem[]): string {
	if (problems.length === 0) return '';
	const shown = problems.slice(0, mostShown);
	const more = problems.length - shown.length;
	return `<ol class="problems" role="list">\n${shown.map(item).join('\n')}\n</ol>${more > 0 ? `\n<p>${escapeXml(words.development.more(more))}</p>` : ''}`;
}

function item({ file, line, column, location, code, severity, message, hint, excerpt }: ShownProblem): string {
	const place = `${file}:${line}:${column}`;
	const editor = `vscode://file${pathToFileURL(location).pathname}:${line}:${column}`;
	return `<li>
<p class="place"><a href="${escapeXml(editor)}"><bdi>${escapeXml(place)}</bdi></a> <span>${escapeXml(words.development.severities[severity])}</span> <span>${escapeXml(code)}</span></p>
<p dir="auto">${escapeXml(message)}</p>
${excerpt ? `<pre dir="ltr"><i aria-hidden="true">${excerpt.line} │ </i>${marked(excerpt)}</pre>` : ''}
${hint === undefined ? '' : `<p dir="auto">${escapeXml(hint)}</p>`}
</li>`;
}

/** The caret hangs below the first character of the place, so that it stays there where the line wraps and in every script. */
function marked({ text, caret }: Excerpt): string {
	const [character = ' '] = /^.\p{M}*/su.exec(text.slice(caret)) ?? [];
	return `${escapeXml(text.slice(0, caret))}<mark>${escapeXml(character)}</mark>${escapeXml(text.slice(caret + character.length))}`;
}
