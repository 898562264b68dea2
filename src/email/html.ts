/** A briefing as the HTML of a mail: one column, tables for layout, every style in its element. */
import type { ElementContent } from 'hast';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { escapeXml as escape } from '../feeds/xml.ts';
import { heaviestWeight, weightOf } from '../site/band.ts';
import { cardTime } from '../site/card.ts';
import { formatCount, formatScore, formatSignals, formatSpan } from '../site/format.ts';
import { paths, url } from '../site/routes.ts';
import type { Site } from '../site/site.ts';
import { words } from '../site/words.ts';
import type { Signal } from '../signals/signal.ts';
import type { EmailContent } from './content.ts';
import { placeholders, withoutBraces } from './placeholders.ts';
import { barOf, bodyStyles, colours, scoreStyle, sheet, styles, titleStyle } from './style.ts';

/** What stands around the content. */
export interface EmailHead {
	readonly subject: string;
	/** Shown after the subject in the list of mails. */
	readonly preheader: string;
}

/** @returns the whole document. */
export function serializeEmailHtml(site: Site, head: EmailHead, content: EmailContent): string {
	const { config } = site;
	const { email, ...say } = words.briefings;
	const { week, words: count, minutes } = content.briefing;
	const page = url(config, paths.briefing(week.id));
	const rows = [
		paragraph(styles.brand, escape(config.title)),
		`<h1 style="${styles.week}">${escape(say.weekOfYear(week.number, week.year))}</h1>`,
		paragraph(styles.meta, escape(formatSpan(week.from, week.to)), 'm'),
		week.signals.length > 0
			? paragraph(styles.meta, escape(words.list([formatSignals(week.signals.length), say.length(formatCount(count), minutes)])), 'm')
			: paragraph(bodyStyles['p'] ?? '', escape(say.allWithdrawn)),
		tapLink(page, email.online),
		...(content.first ? [firstStory(site, content.first)] : []),
		...(content.next.length > 0 ? [heading(say.next)] : []),
		...content.next.map(({ signal, take }) => story(site, signal, bodyHtml(take))),
		...(content.rest.length > 0 ? [heading(say.rest)] : []),
		...content.rest.map(({ category, signals }) => group(site, category.label, signals)),
		...(content.more > 0 ? [tapLink(page, email.moreOnline(formatCount(content.more)))] : []),
		`<p class="h" style="margin:40px 0 16px;padding:16px 0 0;border-top:1px solid ${colours.hair};font:700 17px/26px Georgia,serif;color:${colours.ink}">${escape(say.end(week.number))}</p>`,
		paragraph(styles.meta, escape(email.why(config.title)), 'm'),
	].map(withoutBraces);
	// These alone are for the sender's program, which finds them by their braces: each near the start of a line, so that the encoding of a
	// message does not break it.
	const filledIn = [
		`<a href="${placeholders.unsubscribe}" style="${styles.tapLink}">${escape(email.unsubscribe)}</a>`,
		paragraph(styles.meta, `\n${placeholders.postal}\n`, 'm'),
	];
	return `<!doctype html>
<html lang="${escape(config.language)}" dir="${config.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="robots" content="noindex">
<title>${withoutBraces(escape(head.subject))}</title>
<style>${sheet}</style>
</head>
<body style="margin:0;padding:0;background-color:${colours.paper}">
<div style="${styles.preheader}">${withoutBraces(escape(head.preheader))}</div>
<table role="presentation" class="e" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${colours.paper}"><tr><td class="g" align="center" style="padding:32px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px"><tr><td align="${config.direction === 'rtl' ? 'right' : 'left'}" style="overflow-wrap:anywhere">
${[...rows, ...filledIn].join('\n')}
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

function firstStory(site: Site, { signal, text, isWhole }: NonNullable<EmailContent['first']>): string {
	const page = url(site.config, paths.signal(signal.slug));
	return `${heading(words.briefings.first)}\n${story(site, signal, `${bodyHtml(text)}${isWhole ? '' : tapLink(page, words.briefings.email.readOn)}`)}`;
}

function story(site: Site, signal: Signal, html: string): string {
	const weight = weightOf(site.bands, signal.band);
	const meta = words.list([signal.category.label, cardTime(signal, false) ?? '']);
	return [
		bar(signal.score, weight),
		`<p style="margin:12px 0 4px;font:14px/20px Arial,sans-serif;color:${colours.ink}"><b${heat(weight)} style="${scoreStyle(weight)}">${formatScore(signal.score)}</b> ${escape(signal.band.label)}</p>`,
		`<p class="m" style="${styles.meta};margin:0 0 8px">${escape(meta)}</p>`,
		`<h3 dir="auto" style="${titleStyle(weight)}">${titleLink(site, signal, styles.plain)}</h3>`,
		html === '' ? '' : `<div dir="auto" style="padding:0 0 16px">${html}</div>`,
	]
		.filter((part) => part !== '')
		.join('\n');
}

function heat(weight: number): string {
	return weight === heaviestWeight ? ' class="k"' : '';
}

/** The rule above a story: as long as the score, as heavy as its band. */
function bar(score: number, weight: number): string {
	const { height, tone } = barOf(weight);
	const filled = Math.round(score * 10);
	const box = `height="${height}" style="height:${height}px;line-height:${height}px;font-size:1px`;
	const dark = filled > 0 ? `<td class="b${weight}" width="${filled}%" bgcolor="${tone}" ${box}">&nbsp;</td>` : '';
	const hairline = filled < 100 ? `<td class="h" width="${100 - filled}%" ${box};border-top:1px solid ${colours.hair}">&nbsp;</td>` : '';
	return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${dark}${hairline}</tr></table>`;
}

function group(site: Site, label: string, signals: readonly Signal[]): string {
	const rows = signals.map((signal) => {
		const weight = weightOf(site.bands, signal.band);
		const style = `${styles.number};font-weight:${weight === 0 ? 400 : 700}${weight === heaviestWeight ? `;color:${colours.hot}` : ''}`;
		return `<tr><td${heat(weight)} width="44" valign="top" style="${style}">${formatScore(signal.score)}</td><td dir="auto" valign="top">${titleLink(site, signal, styles.tap)}</td></tr>`;
	});
	return `<h3 class="m" style="${styles.group}">${escape(label)}</h3>\n<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${rows.join('\n')}</table>`;
}

function titleLink(site: Site, { slug, title }: Signal, style: string): string {
	return `<a href="${escape(url(site.config, paths.signal(slug)))}" style="${style}">${escape(title)}</a>`;
}

function tapLink(address: string, text: string): string {
	return `<a href="${escape(address)}" style="${styles.tapLink}">${escape(text)}</a>`;
}

function heading(text: string): string {
	return `<h2 style="${styles.heading}">${escape(text)}</h2>`;
}

function paragraph(style: string, html: string, name?: string): string {
	return `<p${name === undefined ? '' : ` class="${name}"`} style="${style}">${html}</p>`;
}

const stringifier = unified().use(rehypeStringify).freeze();

function bodyHtml(nodes: readonly ElementContent[]): string {
	return stringifier.stringify({ type: 'root', children: nodes.map(styled) });
}

function styled(node: ElementContent): ElementContent {
	if (node.type !== 'element') return node;
	const style = bodyStyles[node.tagName];
	return { ...node, properties: { ...node.properties, ...(style === undefined ? {} : { style }) }, children: node.children.map(styled) };
}
