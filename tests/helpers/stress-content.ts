import { crc32, deflateSync } from 'node:zlib';
import { parseFiles, signalText } from './make-content.ts';
import { fieldPayloads } from './payloads.ts';

/** @returns the files of a content folder that holds every extreme a page must bear, by path. */
export function stressContent(): Map<string, string | Uint8Array> {
	const files = new Map<string, string | Uint8Array>(parseFiles(named));
	files.set('signals/picture.png', png(1200, 400));
	files.set(
		'signals/long-title.md',
		signalText({ title: `"${'A title as long as they come, and then some '.repeat(5).slice(0, 199)}."`, score: '10', tags: '[long]' }),
	);
	files.set(
		'signals/long-word.md',
		signalText(
			{
				title: `"${'Donaudampfschifffahrt'.repeat(6)}"`,
				score: '9.5',
				tags: `[long, "${'wort'.repeat(15)}"]`,
				authors: `["${'Name'.repeat(30)}"]`,
			},
			longWordBody,
		),
	);
	for (let index = 0; index < 200; index += 1) files.set(`signals/day/day-${index}.md`, dayText(index));
	for (let index = 0; index < 32; index += 1) files.set(`signals/weeks/week-${index}.md`, weekText(index));
	for (const [index, payload] of fieldPayloads.entries()) files.set(`signals/hostile-fields-${index}.md`, hostileText(payload, index));
	return files;
}

/** One of 200 on a day, of every band. The first forty have a forecast, and seven tags, six of them their own, so that the tags need pages. */
function dayText(index: number): string {
	const own = Array.from(
		{ length: 6 },
		(_, tag) => `${syllables[index % 8] ?? ''}${syllables[Math.floor(index / 8)] ?? ''} ${syllables[tag] ?? ''}`,
	);
	return signalText({
		title: `Event ${index} of a busy day`,
		score: String(index < 8 ? index / 2 : 4 + (index % 13) / 2),
		date: new Date(Date.UTC(2026, 5, 2) + index * 7 * 60_000).toISOString().replace(':00.000', ''),
		category: 'Everything at Once',
		...(index < 40 ? { tags: `[busy, ${own.join(', ')}]`, watch: `[${forecasts[index % 4] ?? ''}]` } : {}),
	});
}

/** One in each of 32 weeks, so that their index needs pages; the newest of these weeks has nothing else, and is withdrawn. */
function weekText(index: number): string {
	const date = new Date(Date.UTC(2025, 11, 29 - 7 * index)).toISOString().slice(0, 10);
	return signalText({
		title: `Event of a week, ${index} before the last`,
		score: String(index % 11),
		date,
		...(index === 0 ? { withdrawn: '{ date: 2026-01-02, reason: "It was a joke." }' } : {}),
	});
}
/** One of each state: due later, overdue, happened, missed. */
const forecasts = [
	'{ what: "Nothing of it is heard again, in any language: 日本語、العربية", by: 2027-06-30, status: open }',
	'{ what: "It is heard of again", by: 2026-09-30, status: open }',
	'{ what: "It comes true", by: 2026-09-30, status: happened, resolved: 2026-08-01, evidence: score-ten }',
	'{ what: "It does not come true", by: 2026-09-30, status: missed, resolved: 2026-10-01, evidence: "https://example.org/no" }',
];

/** Everything an author may name freely has the same hostile name; every other one is withdrawn. */
function hostileText(payload: string, index: number): string {
	const text = JSON.stringify(payload);
	const markdown = payload.replace(/[^\w\s]/g, '\\$&');
	return signalText(
		{
			title: text,
			score: '2',
			date: '2026-04-01',
			tags: `[${JSON.stringify(`${payload} ${index}`)}, hostile]`,
			summary: JSON.stringify(`Take: ${markdown}`),
			authors: `[${text}]`,
			sources: `[{ url: "https://example.org/?q=${encodeURIComponent(payload)}", title: ${text}, publisher: ${text}, archive: "https://archive.example/#${encodeURIComponent(payload)}" }]`,
			updates: `[{ date: 2026-04-02, kind: correction, text: ${text} }, { date: 2026-04-03, kind: update, text: ${text} }]`,
			scores: `[{ date: 2026-04-02, from: 1, to: 2, why: ${text} }]`,
			watch: `[{ what: ${text}, by: 2027-01-01, status: open }, { what: ${text}, by: 2026-06-01, status: happened, resolved: 2026-05-20, evidence: "https://example.org/" }]`,
			...(index % 2 === 1 ? { withdrawn: `{ date: 2026-04-04, reason: ${text} }` } : {}),
		},
		`\n## Technical Context\n\n[${markdown}](https://example.org/ "${markdown}") ![${markdown}](picture.png)\n\n## Why It Matters\n\n### ${markdown}\n\nText.\n\n## What to Watch Next\n\nText.\n`,
	);
}

const syllables = ['brisk', 'calmer', 'dozing', 'eager', 'fickle', 'gentle', 'hollow', 'jagged'];

const longWordBody = `
${'Unbreakable'.repeat(20)} and \`${'code_'.repeat(40)}\` and https://example.org/${'path-'.repeat(40)}

## Technical Context

- ${'Listenpunkt'.repeat(15)}

## Why It Matters

> ${'Zitat'.repeat(30)}

## What to Watch Next

[${'Verweis'.repeat(20)}](https://example.org/)
`;

const named = `
-- categories.yml --
- slug: industry
  label: Industry
  description: Companies and people.
- slug: everything-at-once
  label: Everything at Once
  description: A category whose label and whose description are longer than most, to see where they go when there is no room for them.
- slug: hostile
  label: "<img src=x onerror=hit('label')>"
  description: "</p><script>hit('description')</script>"
- slug: empty
  label: Empty
  description: Nothing stands here.
-- tags.yml --
- slug: llm
  label: Large language models
  description: Models of language, large ones.
  aliases: [language-models]
- slug: cpp
  label: C++
- slug: hostile
  label: "\\"><svg onload=hit('label')>"
  description: "</p><script>hit('description')</script>"
-- signals/score-zero.md --
---
title: Nothing happened
score: 0
category: Industry
date: 2026-05-01
tags: []
---
## Technical Context

No summary, no sources, no tags, and no paragraph before the first heading.
-- signals/score-ten.md --
---
title: Everything happened
score: 10
category: Industry
date: 2026-05-02T23:59:59Z
tags: [llm, C++, busy]
summary: "A take with *emphasis*, **strength**, \`code\` and [a link](https://example.org/)."
aliases: [old-name, older-name]
authors: [Ada Lovelace, Grace Hopper]
follows: score-zero
updated: 2026-05-09
sources:
  - url: https://example.org/${'very/'.repeat(30)}long
  - { url: "https://example.org/b", title: "A source with a title", publisher: "A publisher", date: 2026-05-02, archive: "https://archive.example/b" }
  - { url: "https://example.org/a|b/[c]^\`d?t[]={1}&half=50%#{e}#f" }
updates:
${Array.from({ length: 32 }, (_, index) => `  - { date: "2026-05-0${(index % 5) + 3}T10:${String(index + 10)}Z", kind: ${index % 2 === 0 ? 'correction' : 'update'}, text: "Change number ${index}." }\n`).join('')}scores:
  - { date: 2026-05-03, from: 0, to: 4.5, why: "First reports." }
  - { date: 2026-05-04, from: 4.5, to: 10, why: "Confirmed." }
watch:
  - { what: "Weights are published.", by: 2027-09-30, status: open }
  - { what: "A reply is due.", by: 2026-06-01, status: open }
  - { what: "It comes true.", by: 2026-06-01, status: happened, resolved: 2026-05-20, evidence: "https://example.org/" }
  - { what: "It continues.", by: 2026-06-01, status: happened, resolved: 2026-05-20, evidence: score-zero }
  - { what: "It does not.", by: 2026-06-01, status: missed, resolved: 2026-06-02 }
  - { what: "Nobody asks any more.", by: 2026-06-01, status: dropped, resolved: 2026-05-20 }
---
The body, apart from the take.

## Technical Context

What it is.

## Why It Matters

What it changes.

## What to Watch Next

What comes.
-- signals/everything-in-markdown.md --
---
title: Every part of *Markdown*, none of it in the title
score: 7.5
category: Everything at Once
date: 2026-05-03T12:00+02:00
tags: [llm]
sources: [{ url: "https://example.org/" }]
---
A first paragraph with a footnote[^1], its source [[1]](#s1), once more [1](#s1), ~~a mistake~~ and a hard\\
break.

## Technical Context

| Model with a long name | Parameters | Tokens a second | Price of a million tokens | Licence |
| :--- | ---: | :---: | --- | --- |
| One | 1,000,000,000 | 120 | 1.25 dollars | Apache-2.0 |
| Two | 70,000,000,000 | 30 | 12.50 dollars | \`custom-licence-with-a-long-name\` |

\`\`\`ts
export function answer(question: string): number { return question.length > 0 ? 42 : Number.NaN; } // longer than any phone is wide
\`\`\`

\`\`\`
plain text, no language
\`\`\`

### A third level

#### A fourth level

Text below it.

## Why It Matters

![A grey field](picture.png "Its title")

1. First
2. Second
   - nested
     - deeper[^注]

- [ ] to do
- [x] done

> A quotation.
>
> In two paragraphs.

---

## What to Watch Next

After the rule, [the signal before](/signals/score-ten/) and [a part of this one](#why-it-matters).[^1] [^note]

[^1]: The first footnote, with a [link](https://example.org/).
[^note]: The second.
[^注]: The third, with a label of another script.
-- signals/emoji.md --
---
title: "🚀 Launch 👩‍👩‍👧‍👦 of 🏳️‍🌈 — “quotes” & ampersands <angles> 'apostrophes'"
score: 4
category: Industry
date: 2026-05-04
tags: ["😀 fun", dark, Compact headlines]
sources: [{ url: "https://example.org/" }]
---
The take. 🎉

## Technical Context

Emoji 😀.

## Why It Matters

It matters.

## What to Watch Next

Next.
-- signals/cjk.md --
---
title: 人工知能の研究所が新しい大規模言語モデルを公開し、その重みを誰でも使えるようにした。研究者たちはこの決定を歓迎している
score: 9
category: Industry
date: 2026-05-05
tags: [人工知能, llm]
sources: [{ url: "https://example.org/", title: "情報源" }]
---
研究所が重みを公開した。これは大きな変化である。

## Technical Context

技術的な背景。

## Why It Matters

なぜ重要か。

## What to Watch Next

次に見るべきこと。
-- signals/rtl.md --
---
title: مختبر يطلق نموذجا لغويا كبيرا مفتوح الأوزان (GPT-7) للجميع
score: 8.9
category: Industry
date: 2026-05-06
tags: [ذكاء-اصطناعي, llm]
sources: [{ url: "https://example.org/", title: "مصدر" }]
updates: [{ date: 2026-05-07, kind: correction, text: "تصحيح: الرقم 3 وليس 4." }]
---
أطلق المختبر نموذجا جديدا. \`code\` في الوسط.

## Technical Context

خلفية تقنية.

- نقطة أولى
- نقطة ثانية

## Why It Matters

لماذا يهم.

## What to Watch Next

ما التالي.
-- signals/taken-back.md --
---
title: A claim that did not hold
score: 6
category: Industry
date: 2026-05-07
tags: [llm]
sources: [{ url: "https://example.org/" }]
withdrawn: { date: 2026-05-08, reason: "The only source was retracted." }
aliases: [taken-back-before]
---
The take.

## Technical Context

What it was.

## Why It Matters

What it would have changed.

## What to Watch Next

Nothing.
-- signals/hostile.md --
---
title: "</script></title><script>hit('title')</script><img src=x onerror=\\"hit('title')\\">"
score: 7
category: Industry
date: 2026-05-08
tags: ["<img src=x onerror=hit('tag')>", "\\"onmouseover=\\"hit('tag2')"]
summary: "Take \`</p><script>hit('take')</script>\` and \\\\<img src=x onerror=hit('take')\\\\> and [l](https://example.org/?\\"onclick=\\"hit('take') \\"x\\\\\\" onclick=hit(1) y\\")"
authors: ["<svg onload=hit('author')>", "\\"><script>hit('author')</script>"]
sources:
  - { url: "https://example.org/?q=\\"><script>hit('source')</script>", title: "'\\"><svg/onload=hit('source')>", publisher: "<b onclick=hit('source')>x</b>" }
  - { url: "https://example.org/?a=>&amp;<!--" }
aliases: [hostile-before]
updates: [{ date: 2026-05-09, kind: correction, text: "<!--<script>hit('update')</script>" }]
watch: [{ what: "</li><script>hit('watch')</script>", by: 2027-01-01, status: open }]
scores: [{ date: 2026-05-09, from: 6, to: 7, why: "<iframe srcdoc='<script>hit(1)</script>'></iframe>" }]
---
Body.

## Technical Context

## Heading \`<img src=x onerror=hit('heading')>\` "onfocus="hit('heading')

\`\`\`"><script>hit('code')</script>
</code></pre><script>hit('code')</script>
\`\`\`

| \`<script>hit('cell')</script>\` | b |
| --- | --- |
| &lt;script&gt;hit('cell')&lt;/script&gt; | javascript:hit('cell') |

## Why It Matters

![" onerror="hit('image')](picture.png "\\" onload=\\"hit('image')")
[text](https://example.org/?a='><script>hit('link')</script> "' onclick='hit(1)")
<https://example.org/?"onclick="hit('link')>
[^"><img/src=x/onerror=hit(1)>]

- [ ] <https://example.org/>"><img src\\=x onerror\\=hit('task')\\>

## What to Watch Next

\`__proto__\` \`{{constructor.constructor('hit(1)')()}}\` \${hit(1)} <%= hit(1) %> {hit(1)}

[^"><img/src=x/onerror=hit(1)>]: A note.
`.trimStart();

/** @returns a valid PNG in one shade of grey; see the PNG specification, section 5. */
function png(width: number, height: number): Uint8Array {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.writeUInt8(8, 8);
	const rows = Buffer.alloc((width + 1) * height, 0x99);
	for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
	return Buffer.concat([
		Buffer.from('89504e470d0a1a0a', 'hex'),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const [length, sum, body] = [Buffer.alloc(4), Buffer.alloc(4), Buffer.concat([Buffer.from(type, 'latin1'), data])];
	length.writeUInt32BE(data.length);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, sum]);
}
