/** What pages carry in their head on the development server, and nowhere else. */

/** Styles of what only authors see, in an element of its own because the published sheet must not carry them. */
export const developmentStyle = `
.authors { font: var(--f0) / 1.25rem var(--ui); font-size-adjust: none }
span.authors { font-weight: 700; color: var(--text) }
aside.authors { margin-block: 0 1.5rem; padding-block-start: 0; border-block-start: 0 }
aside.authors :is(p, li) { max-inline-size: var(--read) }
aside.authors li { margin-block-start: .5rem }
aside.authors i { font-style: normal; color: var(--muted) }
`;

/** Name of the message by which a page tells what it shows, and whether it follows what changes. */
export const shownMessage = 'signals:shown';

/** Name of the message by which the server tells pages that follow that something changed. */
export const changedMessage = 'signals:changed';

/**
 * @param version of what the page shows
 * @returns a module that tells the server, as soon as the two are connected: what was saved until then the page would never hear of
 */
export function versionScript(version: number): string {
	return `import { createHotContext } from '/@vite/client'; createHotContext('/').send('${shownMessage}', { version: ${version} });`;
}

/** @returns a module that does the same, and changes the page where it is to show something else */
export function followingScript(version: number): string {
	const page = JSON.stringify({ version, shownMessage, changedMessage });
	return `import { createHotContext } from '/@vite/client'; import { followContent } from '/src/client/development.ts'; followContent(createHotContext('/'), ${page});`;
}
