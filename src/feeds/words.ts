/** Every word the feeds say, so that feeds in another language are one file. */

export const feedWords = {
	/** First line of an entry: `Score 8.4/10 (Major) · Models`. */
	scoreLine: (score: string, band: string, category: string) => `Score ${score}/10 (${band}) · ${category}`,
	/** Name of a score among categories. No slash: in RSS that would be a hierarchy. */
	scoreLabel: (score: string, band: string) => `${score} (${band})`,
	kinds: { correction: 'Correction', update: 'Update', withdrawal: 'Withdrawn' },
	entryTitle: (kind: string, title: string) => `${kind}: ${title}`,
	notice: (kind: string, day: string) => `${kind}, ${day}:`,
	withdrawnNotice: (day: string) => `Withdrawn on ${day}.`,
	sources: 'Sources',
	archived: 'archived copy',
	readOn: (site: string) => `Read this signal on ${site}`,
	openSignal: (title: string) => `Read the signal: ${title}`,
	licence: (name: string, url: string) => `${name}, ${url}`,

	formats: { atom: 'Atom', rss: 'RSS', json: 'JSON Feed' },
	linkTitle: (feed: string, format: string) => `${feed} (${format})`,
	topicTitle: (site: string, topic: string) => `${site}: ${topic}`,
	everything: 'All signals',
	corrections: 'Corrections',
	correctionsDescription: 'Corrections, updates and withdrawals of published signals, each as an entry of its own.',
	minimum: (score: string) => `Score ${score} and above`,
	minimumDescription: (score: string) => `Only signals with a score of ${score} or more, from every category.`,
	tagDescription: (label: string) => `Signals tagged ${label}.`,

	groups: {
		site: { title: 'Everything', description: 'Every signal, in full.' },
		corrections: { title: 'Corrections', description: 'What changed after publication.' },
		category: { title: 'Categories', description: 'One part of the field.' },
		minimum: { title: 'Minimum scores', description: 'Only what weighs enough.' },
		tag: { title: 'Tags', description: 'The tags used most.' },
	},
	opmlTitle: (site: string) => `${site}: feeds`,
} as const;
