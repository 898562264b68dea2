import { parseFiles, signalText } from './make-content.ts';
import { tinyPng } from './tiny-png.ts';

/** What must occur nowhere in a site built from the content below. */
export const heldBack = /canary/i;

/** @returns the files of a content folder with one of each thing that a build treats in a way of its own, by path */
export function smallContent(): Map<string, string | Uint8Array> {
	return new Map<string, string | Uint8Array>(parseFiles(files))
		.set('signals/2026/05/pixel.png', tinyPng)
		.set('signals/canary.png', tinyPng);
}

const files = `-- categories.yml --
- { slug: industry, label: Industry, description: Companies and people. }
-- signals/2026/05/new-model.md --
${signalText({ tags: '[Open Weights]', aliases: '[old-model]' }, '\nThe take.\n\nSee [hello](/signals/hello/#technical-context) and ![A pixel](pixel.png).\n\n## Why It Matters\n\nWhat it changes.\n')}
-- signals/hello.md --
---
title: Hello
score: 5
category: Industry
date: 2026-05-18
tags: []
---
The first paragraph.

The second paragraph.

## Technical Context

What it is.
-- signals/canary-draft.md --
${signalText({ title: 'Canary one', draft: 'true', tags: '[canary tag]', id: 'canary-id', aliases: '[canary-alias]' }, '\nCanary text. ![canary](canary.png)\n')}
-- signals/canary-scheduled.md --
${signalText({ title: 'Canary two', date: '2027-01-01', tags: '[canary tag]', id: 'canary/two' }, '\nCanary text.\n')}
-- signals/canary-imported.md --
${signalText({ title: 'Canary three', draft: 'true', id: '"https://example.org/canary?a=1&b=2"' }, '\nCanary text.\n')}`;
