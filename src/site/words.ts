/**
 * Every word of the interface. A site in another language replaces this file and nothing else.
 *
 * Values are plain text, never HTML. Functions take numbers and text that are already written for people, so that each language
 * decides order and plural.
 */
export const words = {
	months: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
	/** Where there is little room. */
	monthsShort: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
	/** From Monday, as ISO 8601 counts. */
	weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
	/** Groups the digits of counts above 999. */
	thousands: ',',
	/** Before the tenth of a score. */
	decimal: '.',
	/** Between a label and what it names. */
	colon: ': ',
	/** Before a link to the page above; points against the direction of reading. */
	backArrow: '←',
	day: (day: number, month: string, year: string) => `${day} ${month} ${year}`,
	dayOfWeek: (weekday: string, day: string) => `${weekday} ${day}`,
	shortDay: (day: number, month: string) => `${day} ${month}`,
	month: (month: string, year: string) => `${month} ${year}`,
	/** First and last day. */
	span: (from: string, to: string) => `${from} to ${to}`,
	time: (time: string) => `${time} UTC`,
	instant: (day: string, time: string) => `${day}, ${time} UTC`,

	signals: (count: number, written: string) => (count === 1 ? '1 signal' : `${written} signals`),
	list: (items: readonly string[]) => items.join(', '),
	percent: (number: string) => `${number}%`,
	documentTitle: (page: string, site: string) => `${page} — ${site}`,
	pageOf: (list: string, page: number) => `${list}, page ${page}`,

	skip: 'Skip to content',
	frontPage: (site: string) => `${site}, front page`,
	mainNavigation: 'Main',
	siteNavigation: 'About this site',
	nav: {
		briefings: 'Briefings',
		archive: 'Archive',
		tags: 'Tags',
		trends: 'Trends',
		watch: 'Watch',
		search: 'Search',
		categories: 'Categories',
		feeds: 'Feeds',
		about: 'About',
	},
	foot: {
		note: (description: string) => `${description} All times are UTC. Nothing on these pages follows you.`,
		corrections: 'Corrections',
		contact: 'Contact',
	},
	view: {
		summary: 'View',
		density: 'Density',
		densities: { '': 'Comfortable', compact: 'Compact', 'compact-headlines': 'Headlines' },
		theme: 'Theme',
		themes: { '': 'System', light: 'Light', dark: 'Dark' },
		narrowing: 'Minimum here',
		all: 'All',
		choice: (choice: string, count: string) => `${choice} (${count})`,
		keys: 'Shortcut keys',
		keysStates: { '': 'On', off: 'Off' },
	},

	score: {
		outOf: 'out of 10,',
		outOfBand: (band: string) => `out of 10, ${band}`,
		ofTen: '/10',
		scale: 'Scale',
		range: (from: string, to: string) => `${from} to ${to}`,
		key: 'Reading the score',
		keyText: 'The rule above a story runs from 0 to 10. Its length is the score, its weight the band.',
		keyRed: (from: string) => `Red is kept for ${from} and above.`,
		how: 'How scores are set',
	},
	axis: {
		label: 'Minimum score',
		atLeast: (from: string) => `${from}+`,
		all: 'All',
	},
	categoriesBar: { label: 'Category', all: 'All topics', more: 'All categories' },
	tags: 'Tags',
	moreTags: (count: number, title: string) => `+${count} more tags of ${title}`,

	home: {
		title: 'Latest signals',
		empty: 'Nothing has been published yet.',
		emptyHint: 'The first signal will appear here.',
		allWithdrawn: 'Everything that was published has been withdrawn.',
		/** Before an instant. */
		updated: 'Updated',
		end: 'You’re up to date.',
		rest: (day: string, count: string) => `All ${count} of ${day}`,
		older: (day: string) => `Older: ${day}`,
		feed: 'Follow by feed',
		weightiest: (day: string, weeks: 1 | 4) => `Weightiest of the ${weeks === 1 ? 'week' : 'four weeks'} to ${day}`,
		rail: 'Also on this page',
	},
	dayTotal: (signals: string, top: string) => `${signals}, top ${top}`,
	updated: (when: string) => `updated ${when}`,

	lists: {
		signals: 'Signals',
		rail: 'About this list',
		facts: 'Facts',
		count: 'Signals',
		countSince: (count: string, day: string) => `${count} since ${day}`,
		highest: 'Highest',
		highestText: (score: string, band: string) => `${score}, ${band},`,
		together: 'Often together with',
		follow: 'Follow',
		newest: (count: string) => `The newest ${count} stand here.`,
		pages: 'Pages, the oldest first',
		page: (page: number) => `Page ${page}`,
		older: (page: number) => `Older: page ${page}`,
		toNewest: 'The newest',
		oldest: 'The list begins here.',
		end: 'That is all.',
		empty: 'No signal stands here.',
		emptyHint: 'The newest signals are on the front page.',
	},
	min: {
		title: (from: string, band: string) => `${from} and above: ${band}`,
		titleIn: (category: string, from: string, band: string) => `${category}, ${from} and above: ${band}`,
		description: (site: string, from: string) => `Signals of ${site} weighed ${from} or more out of 10, newest first.`,
		descriptionIn: (category: string, site: string, from: string) =>
			`Signals of ${site} in the category ${category}, weighed ${from} or more out of 10, newest first.`,
		back: 'All scores',
	},
	category: {
		kind: 'Category',
		back: 'All categories',
		description: (category: string, site: string) => `Signals of ${site} in the category ${category}, newest first.`,
		index: 'Categories',
		indexText: (site: string) => `The fields that ${site} covers.`,
		latest: 'Newest:',
	},
	tag: {
		kind: 'Tag',
		back: 'All tags',
		description: (tag: string, site: string) => `Signals of ${site} tagged ${tag}, newest first.`,
		index: 'Tags',
		indexText: (count: string) => `${count}, from A to Z, each with the number of its signals and the day of the newest.`,
		mostUsed: (shown: string, count: string) => `The ${shown} most used of ${count} tags, from A to Z.`,
		indexDescription: (site: string) => `Every tag of ${site}, from A to Z, with the number of its signals.`,
		count: (count: number, written: string) => (count === 1 ? '1 tag' : `${written} tags`),
		digits: '0–9',
		other: '…',
		pages: 'All tags, in pages',
		empty: 'No tag is in use yet.',
	},
	archive: {
		year: (year: string) => `Archive ${year}`,
		months: 'Months and their heaviest signals',
		yearDescription: (year: string, site: string) => `What ${site} published in ${year}, month by month.`,
		monthDescription: (month: string, site: string) => `What ${site} published in ${month}, day by day.`,
		dayDescription: (day: string, site: string) => `What ${site} published on ${day}.`,
		sum: (signals: string, days: string) => `${signals} on ${days}.`,
		days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
		perDay: 'Signals per day',
		perDayText: 'Number of signals, then the day’s top score.',
		topScore: 'top score',
		/** Completes the number of a day for those who do not see the calendar: `19` + `May, signals:`. */
		ofDay: (month: string) => `${month}, signals:`,
		key: 'Key to the rules',
		levels: ['0 signals', '1–2', '3–4', '5–6', '7 and more'],
		/** First and last day of the week in that month. */
		week: (week: number, from: number, to: number, month: string) =>
			from === to ? `Week ${week}, ${from} ${month}` : `Week ${week}, ${from} to ${to} ${month}`,
		more: (count: number) => `${count} more`,
		of: (period: string) => `of ${period}`,
		earlier: 'Earlier',
		later: 'Later',
		neighbours: 'Earlier and later',
	},

	signal: {
		back: 'Back to feed',
		by: (authors: string) => `By ${authors}`,
		minutes: (minutes: number) => `${minutes}\u00a0min\u00a0read`,
		contents: 'Contents',
		allUpdates: 'All updates',
		kinds: { correction: 'Correction', update: 'Update', withdrawal: 'Withdrawn' },
		withdrawnKept: 'The text stays below for the record. It is out of every list.',
		sources: 'Sources',
		noSources: 'No sources were given.',
		archived: 'Archived copy',
		archivedOf: (title: string) => `Archived copy of ${title}`,
		backToText: (source: number) => `Back to reference to source ${source}`,
		forecasts: 'Forecasts',
		due: 'due',
		status: { open: 'Open', happened: 'Happened', missed: 'Did not happen', dropped: 'Dropped' },
		resolved: 'settled',
		evidence: 'Evidence',
		updates: 'Updates',
		published: 'First published.',
		history: 'Score history',
		change: (from: string, to: string) => `From ${from} to ${to}.`,
		firstScore: (score: string) => `First published at ${score}.`,
		tags: 'Tags',
		related: 'Related',
		/** Why a signal is related: the tags both have, and whether they share the category. */
		relatedBy: (tags: readonly string[], isSameCategory: boolean) =>
			[...(tags.length > 0 ? [tags.join(', ')] : []), ...(isSameCategory ? ['same category'] : [])].join('; '),
		cite: {
			title: 'Cite and share',
			summary: 'Citation, BibTeX, Markdown, data',
			/** One sentence each for who, what, where and when, and how much it weighs. */
			plain: (authors: string, title: string, site: string, published: string, score: string, url: string) =>
				`${authors === '' ? '' : `${ended(authors)} `}“${ended(title)}” ${site}, ${published}. ${score}/10. ${url}`,
			note: (published: string, score: string) => `Published ${published}, score ${score}/10`,
			asMarkdown: 'This signal as Markdown',
			asJson: 'This signal as JSON',
		},
		rail: 'About this signal',
		facts: 'Facts',
		fact: { score: 'Score', category: 'Category', published: 'Published', updated: 'Updated', tags: 'Tags', id: 'Identifier' },
		/** Where a score stood when it was published: `When published, higher than 92% of the 214 signals of the 90 days before.` */
		percentile: {
			percent: (share: number) => `${share}%`,
			all: (count: string) => `all ${count}`,
			none: (count: string) => `none of the ${count}`,
			some: (share: string, count: string) => `${share} of the ${count}`,
			sentence: (than: string, days: number, score: string | undefined) =>
				`${score === undefined ? 'When published' : `Published at ${score}`}, higher than ${than} signals of the ${days} days before.`,
		},
		scoreFact: (score: string, band: string) => `${score} of 10, ${band}`,
		thread: 'Thread',
		threadText: 'What came before and after, oldest first.',
		thisSignal: 'This signal',
		neighbours: 'Earlier and later signals',
		earlier: (when: string) => `Earlier, ${when}`,
		later: (when: string) => `Later, ${when}`,
		newest: 'This is the newest signal.',
		first: 'This is the first signal.',
		/** Last line of a printed signal. */
		printed: (url: string, score: string, dates: readonly string[]) => `${url} · ${score}/10 · ${dates.join(', ')}`,
		publishedOn: (when: string) => `published ${when}`,
	},

	/** What the search page and its script say. */
	search: {
		title: 'Search',
		description: (site: string) => `Every signal of ${site}, by its words, category, tags, score and year.`,
		label: (signals: string) => `Search ${signals}`,
		button: 'Search',
		results: 'Results',
		/** What is in braces the script fills in; the parts of a sentence may stand in any order. */
		found: (signals: string, text: string, order: string) => `${signals} for “${text}”, ${order}.`,
		listed: (signals: string, order: string) => `${signals}, ${order}.`,
		none: (text: string) => `Nothing was found for “${text}”.`,
		noneListed: 'Nothing was found.',
		noneHint: 'Fewer words, or the beginning of a word, find more.',
		widen: 'Search without filters',
		more: (count: string) => `Show ${count} more`,
		end: 'That is everything.',
		endHint: 'Fewer words find more; a tag may be closer.',
		loading: 'Loading the index …',
		failed: 'The index could not be loaded. Reload the page to try again, or browse the lists below.',
		narrow: 'Narrow and order …',
		orderLegend: 'Order',
		orders: { relevance: 'Best match', date: 'Newest', score: 'Highest score' },
		/** As the end of a sentence. */
		inOrder: { relevance: 'best match first', date: 'newest first', score: 'highest score first' },
		any: 'All',
		atLeast: (from: string, band: string) => `${from}+ ${band}`,
		category: 'Category',
		tag: 'Tags',
		year: 'Year',
		min: 'Minimum score',
		browse: 'Or browse',
		empty: 'Nothing has been published yet, so that there is nothing to search.',
		development: 'Search works in the built site only: run the build, then the preview.',
		/** @param whole the host that is searched, where the site is only a part of it */
		note: (engine: string, whole: string | undefined) =>
			`Your words are looked up in this browser and sent nowhere. Without JavaScript, the form leads to a search of ${whole === undefined ? 'this site' : `all of ${whole}`} at ${engine}.`,
	},
	trends: {
		title: 'Trends',
		description: (site: string) => `How scores, days, tags and categories of ${site} move, drawn and in tables.`,
		intro: (days: number, day: string, signals: string, heaviest: string | undefined) =>
			`The ${days} days to ${day}: ${signals}${heaviest === undefined ? '' : `, ${heaviest}`}.`,
		/** `11 Critical` */
		inBand: (count: string, band: string) => `${count} ${band}`,
		span: (from: string, to: string) => `${from} to ${to}`,
		table: 'Data table',
		tableOf: (title: string) => `${title}, table`,
		nothing: '–',
		signals: 'Signals',
		change: 'Change',
		rising: '▲',
		falling: '▼',
		/** A change as a number with its sign. */
		signed: (change: number, written: string) => (change > 0 ? `+${written}` : change < 0 ? `−${written}` : written),
		timeline: {
			title: (day: string) => `Scores since ${day}`,
			description: (signals: string, from: string, to: string, bands: readonly string[]) =>
				`Scatter plot of scores from 0 to 10 by date, ${from} to ${to}: ${signals}, ${bands.join(', ')}. A dashed line marks the median of each week.`,
			finding: {
				one: (score: string, band: string) => `The only signal scores ${score}, ${band}.`,
				equal: (signals: string, score: string, band: string) => `All ${signals} score ${score}, ${band}.`,
				many: (
					signals: string,
					median: string,
					weekly: { low: string; high: string } | undefined,
					highest: { count: number; written: string; label: string } | undefined,
				) => {
					const weeks =
						weekly &&
						(weekly.low === weekly.high
							? `that of every week with signals is ${weekly.low}`
							: `that of a week lies between ${weekly.low} and ${weekly.high}`);
					const top =
						highest &&
						(highest.count === 0
							? `none is ${highest.label}`
							: highest.count === 1
								? `one is ${highest.label}`
								: `${highest.written} are ${highest.label}`);
					const rest = [weeks, top].filter((part) => part !== undefined);
					return `The median of ${signals} is ${median}${rest.length === 0 ? '' : `; ${rest.join(', and ')}`}.`;
				},
			},
			/** Below the drawing. */
			key: 'Each dot is a signal, the heavier its band the larger. A dashed line is the median of a week.',
			ringed: 'The heaviest, which are listed here, have a ring.',
			shared: (signals: string, dots: string) => `${signals} at ${dots} places: those of one score and nearly one time share a dot.`,
			thinned: (signals: string, dots: string, days: string, points: string) =>
				`${dots} dots for ${signals}: within ${days === '1' ? 'one day' : `${days} days`} and ${points === '1' ? 'one point' : `${points} points`}, the heaviest of a band stands for the others. The table counts all.`,
			caption: (from: string, to: string) => `Signals by week, ${from} to ${to}`,
			week: 'Week from',
			median: 'Median',
			highest: 'Highest',
			heaviest: (count: number) => (count === 1 ? 'The heaviest' : `The ${count} heaviest`),
		},
		year: {
			title: (day: string) => `Signals per day since ${day}`,
			finding: {
				oneDay: (signals: string, day: string) => `${signals}, on ${day}.`,
				even: (signals: string, filled: number, days: number, most: string) =>
					`${signals} on ${filled} of ${days} days, ${most} on each of them.`,
				many: (signals: string, filled: number, days: number, most: string, day: string, others: number) =>
					`${signals} on ${filled} of ${days} days, at most ${most} on one: on ${day}${others === 0 ? '' : others === 1 ? ' and one other day' : ` and ${others} other days`}.`,
			},
			quarter: (signals: number, filled: number, most: number) =>
				signals === 0
					? 'No signals.'
					: `${signals === 1 ? '1 signal' : `${signals} signals`} on ${filled === 1 ? '1 day' : `${filled} days`}, at most ${most} a day.`,
			none: '0 signals',
			range: (from: string, to: string | undefined) => (to === undefined ? `${from} and more` : `${from}–${to}`),
			/** Before the key to the lines. */
			key: 'Each column is a week, Monday at the top. Days before the first signal and after the newest have no line.',
			caption: 'Signals per day, a row for each week',
			week: 'Week from',
		},
		momentum: {
			title: 'Tags on the move',
			finding: {
				none: (day: string) => `In the 56 days to ${day}, no tag came up three times.`,
				many: (
					up: { label: string; before: number; last: number; others: number } | undefined,
					down: { label: string; before: number; last: number; others: number } | undefined,
					tags: number,
				) => {
					const change = ({ label, before, last, others }: { label: string; before: number; last: number; others: number }) =>
						others === 0
							? `${label}, from ${before} to ${last}`
							: `${label} and ${others === 1 ? 'one other' : `${others} others`}, by ${Math.abs(last - before)}`;
					if (!up && !down) return tags === 1 ? 'The one tag that came up three times did not change.' : `None of ${tags} tags changed.`;
					return `${[up ? `Risen most: ${change(up)}` : 'No tag rose', down ? `fallen most: ${change(down)}` : 'no tag fell'].join('; ')}.`;
				},
			},
			young: (day: string) => `The first signal is of ${day}: there are no 56 days to compare yet.`,
			/** Below the table. */
			key: (shown: number, ranked: number) =>
				`The last 28 days against the 28 before, by change. Tags that came up fewer than three times in both together are left out${shown < ranked ? `, and ${ranked - shown} that changed less` : ''}.`,
			tag: 'Tag',
			weeks: '12 weeks',
			last: 'Last',
			before: 'Before',
		},
		shares: {
			title: 'Share by category',
			finding: (
				leaders: readonly string[],
				lead: { count: string; percent: string } | undefined,
				signals: string,
				grown: { labels: readonly string[]; by: string } | undefined,
			) => {
				const [first = '', ...others] = leaders;
				const names = others.length > 2 ? `${first} and ${others.length} others` : leaders.length > 1 ? leaders.join(' and ') : first;
				const share = !lead
					? `${first} has all of ${signals}`
					: leaders.length === 1
						? `${names} leads with ${lead.count} of ${signals}, ${lead.percent}`
						: `${names} lead with ${lead.count} each of ${signals}`;
				if (!grown) return `${share}.`;
				const [one, ...more] = grown.labels;
				if (one === undefined) return `${share}; no category grew.`;
				if (grown.labels.length === 1 && leaders.length === 1 && one === first) return `${share}, and grew most, by ${grown.by}.`;
				return `${share}; ${one}${more.length === 0 ? '' : more.length === 1 ? ' and one other' : ` and ${more.length} others`} grew most, by ${grown.by}.`;
			},
			compared: 'Change is in signals, against the 90 days before.',
			young: (day: string) => `The first signal is of ${day}: there are no 90 days before to compare with yet.`,
			category: 'Category',
			bar: 'Bar',
			share: 'Share',
			rest: (categories: string, most: string) => `The other ${categories}, each with ${most} or fewer`,
		},
		/** Of a list, in its facts. */
		activity: {
			title: (weeks: number, monday: string) => `The ${weeks} weeks to that of ${monday}`,
			counts: (signals: string, last: string) => `${signals}, ${last} in the last four weeks`,
			newest: 'Newest',
			/** Of a tag, in the index. */
			recent: (signals: string) => `${signals} in 12 weeks`,
		},
	},
	briefings: {
		title: 'Briefings',
		intro: 'A week on one page: the heaviest signal in full, the next with their takes, the rest as headlines.',
		description: (site: string) => `Weekly briefings of ${site}, newest first: each week on one page.`,
		empty: 'There is no briefing yet.',
		back: 'All briefings',
		week: (week: number) => `Week ${week}`,
		weekOfYear: (week: number, year: string) => `Week ${week}, ${year}`,
		weekDescription: (dates: string, site: string) => `What ${site} published from ${dates}, the heaviest first.`,
		/** How long the page takes to read: `1,632 words, 7 minutes`. */
		length: (words: string, minutes: number) => `${words} words, ${minutes === 1 ? '1 minute' : `${minutes} minutes`}`,
		running: 'So far',
		runningText: 'The week is not over. This page changes until then, and goes out by feed and e-mail after it.',
		allWithdrawn: 'Everything that was published this week has been withdrawn.',
		first: 'Heaviest of the week',
		next: 'The next heaviest',
		rest: 'In brief, by category',
		more: (count: string) => `And ${count} more, by day`,
		sources: 'Sources',
		end: (week: number) => `That is everything for week ${week}.`,
		endRunning: (week: number) => `That is everything of week ${week} so far.`,
		feedDescription: 'One entry a week, once it is over: the heaviest signal in full, the next with their takes, the rest as headlines.',
		email: {
			/** First in the list of mails: week and heaviest signal. */
			subject: (week: number, title: string) => `Week ${week}: ${title}`,
			online: 'View online',
			bar: (score: string, band: string) => `${score} ${band}`,
			image: (description: string) => `[Image: ${description}]`,
			readOn: 'Read it online',
			moreOnline: (count: string) => `${count} more online`,
			unsubscribe: 'Unsubscribe',
			why: (site: string) => `You receive this because you subscribed to ${site}.`,
		},
	},
	watch: {
		title: 'Watch list',
		description: (site: string) => `Forecasts of ${site}: what is due, what is overdue, and what became of the others.`,
		intro: 'What signals expect, with the day by which it should have happened. A forecast stays here, whatever becomes of it.',
		pageIntro: 'Forecasts in the order in which their signals were published, the newest first.',
		empty: 'No signal has made a forecast yet.',
		sections: {
			overdue: { title: 'Overdue', text: 'Past their day and not settled yet, the latest first.' },
			open: { title: 'Open', text: 'The next due first.' },
			settled: { title: 'Settled', text: 'The newest first.' },
		},
		cut: (shown: string, count: string) => `${shown} of ${count} stand here.`,
		/** After the title of the signal that made a forecast. */
		weight: (score: string, band: string) => `${score},\u00a0${band}`,
		pages: 'All forecasts in pages, the oldest first',
		rail: 'About this list',
		asOf: 'As it stood on',
		calendar: 'Calendar',
		calendarNote: 'The days of open forecasts, for a calendar to subscribe to:',
		calendarTitle: (site: string) => `${site}: watch list`,
		/** Below an event of the calendar. */
		calendarText: (title: string, score: string, band: string, day: string) => `Forecast of “${title}” (${score}, ${band}), ${day}.`,
		rates: {
			title: 'Hit rate',
			all: 'All categories',
			of: (percent: number, happened: number, settled: number) => `${percent}%: ${happened} of ${settled} happened`,
			rule: (least: number) => `Of all that happened or did not, once there are ${least}. Dropped forecasts do not count.`,
			soFar: (settled: number) =>
				settled === 0 ? 'So far there is none.' : settled === 1 ? 'So far there is one.' : `So far there are ${settled}.`,
		},
		/** On a signal's page. */
		link: 'On the watch list',
	},
	/** The files for other programs. */
	machine: {
		/** Markdown, in the place of a withdrawn signal's text. */
		withdrawn: (day: string, reason: string, page: string) =>
			`Withdrawn on ${day}. ${reason}\n\nThe text is kept for the record at <${page}>, and is not to be used any more.`,
		llms: {
			/** What the bands are, lowest first. */
			intro: (bands: string) =>
				`Every signal is one event with a score from 0 to 10, set by an editor for how much the event changes: ${bands}. It has a category, tags, sources and a text. All times are UTC.`,
			band: (label: string, from: string) => `${label} from ${from}`,
			files:
				'Below, each signal is linked as Markdown with its facts in front of the text. The same address with .json is the signal as data, and with a slash in place of the ending its page.',
			licence: (name: string) => `The texts may be used under ${name}:`,
			newest: 'Newest signals',
			facts: (score: string, band: string, category: string, day: string) => `${score}/10 (${band}), ${category}, ${day}.`,
			data: 'Data',
			index: 'Index of all signals',
			indexNote: 'JSON with the address, dates, score and digest of every signal, for keeping a copy in step.',
			schema: 'JSON Schema of a signal',
			schemaNote: 'Explains every field.',
			feed: 'Atom feed',
			feedNote: (count: number) => `The newest ${count} signals in full.`,
			/** A name that llmstxt.org gives a meaning to. */
			optional: 'Optional',
			aboutNote: 'How scores are set, who publishes, licence of the texts.',
		},
	},
	/** What the pictures of shared pages show, for those who do not see them. */
	card: {
		ofSignal: (site: string, category: string, range: string, band: string) => `${site}: ${category}. Score ${range} out of 10, ${band}.`,
		ofSite: (site: string, description: string) => `${site}: ${description}`,
	},

	/** What the renderer adds to an author's text. */
	body: { footnotes: 'Footnotes', backToText: 'Back to reference', table: 'Table' },

	about: {
		title: 'About',
		description: (site: string) => `How ${site} sets scores, who publishes it, and how it corrects itself.`,
		scores: 'How scores are set',
		scoresText:
			'Every signal is one event, weighed from 0 to 10 by how much it changes. The score is an editor’s judgement, not a measurement: it says how far a reader’s plans may have to move.',
		scoresRule:
			'A thick line on these pages always stands for a figure. Above a title it is the score: its length is the number, its weight the band.',
		scoresChange: 'When later facts move a score, the signal says from what to what, when and why.',
		publisher: 'Publisher',
		publisherText: (publisher: string, site: string) =>
			publisher === site ? `${site} publishes itself.` : `${site} is published by ${publisher}.`,
		contact: 'Write to',
		licence: 'Licence',
		licenceText: 'The texts may be used under',
		corrections: 'Corrections',
		correctionsText:
			'A mistake is corrected on the page itself, with a dated note above the text. A signal that should not have been published is withdrawn: its address stays and gives the reason. Both are listed, newest first, under',
		reading: 'Reading',
		readingText: 'All times are UTC. No page needs a script, sets a cookie or loads anything from elsewhere. Everything can be followed by',
		feeds: 'feed',
	},
	corrections: {
		title: 'Corrections',
		intro: 'Corrections, updates and withdrawals, newest first.',
		description: (site: string) => `Corrections, updates and withdrawals of ${site}, newest first.`,
		empty: 'Nothing has been corrected yet.',
	},
	feeds: {
		title: 'Feeds',
		intro: 'Every feed carries the full text of its newest signals. Copy an address into a feed reader.',
		description: (site: string) => `Every feed of ${site}: all signals, by category, by minimum score, by tag.`,
		/** Starts with what the link shows, for those who choose by voice. */
		link: (format: string, feed: string) => `${format}: ${feed}`,
		opml: 'All of them as one OPML file',
		index: 'An index of all signals as JSON, for programs',
	},
	notFound: {
		title: 'No signal at this address',
		status: 'Error 404',
		text: 'The page may have moved, or the link may be mistyped. Signals are never deleted: a withdrawn one keeps its address and says so.',
		description: 'There is no page at this address.',
		newest: 'The newest five',
		elsewhere: 'Or start from',
		frontPage: 'The front page',
	},
	moved: {
		title: (title: string) => `Moved: ${title}`,
		text: 'This page has moved to',
	},
	/** What an author sees on the development server, and no reader ever does. */
	development: {
		/** Before the reasons why a signal is not published yet, or what is wrong in its file. */
		banner: 'For authors only',
		held: { draft: 'Draft', scheduled: 'Scheduled' },
		/** At the top of its page, with what publishes it. */
		heldUntil: {
			draft: () => 'This is not published while its file says draft: true.',
			scheduled: (when: string) => `The first build after ${when} publishes this.`,
		},
		warnings: (count: number) => (count === 1 ? '1 warning' : `${count} warnings`),
		blanks: (count: number) => (count === 1 ? '1 blank' : `${count} blanks`),
		blanksFrom: (count: number, line: number) =>
			count === 1 ? `1 blank is left, on line ${line}.` : `${count} blanks are left, the first on line ${line}.`,
		line: (line: number) => `Line ${line}:`,
		errors: (count: number) => (count === 1 ? '1 error' : `${count} errors`),
		severities: { error: 'error', warning: 'warning' },
		mend: 'Correct the file and save it. When no error is left, this page turns back into the site by itself.',
		more: (count: number) => `and ${count} more, which signals check lists.`,
		failed: 'The site cannot be read',
	},
	/** What feeds say, in their entries and of themselves. */
	feed: {
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
			briefings: { title: 'Briefings', description: 'A week in one entry, once it is over.' },
			corrections: { title: 'Corrections', description: 'What changed after publication.' },
			category: { title: 'Categories', description: 'One part of the field.' },
			minimum: { title: 'Minimum scores', description: 'Only what weighs enough.' },
			tag: { title: 'Tags', description: 'The tags used most.' },
		},
		opmlTitle: (site: string) => `${site}: feeds`,
	},
};

/**
 * What the script of every page says: marks, shortcuts, notices. A value of its own, because a script that imports a word of `words`
 * would carry all of them.
 */
export const scriptWords = {
	/** On a button that copies a text of a signal's page, what is said when it did, and when the browser refused. */
	copy: {
		plain: { button: 'Copy citation', done: 'Citation copied.' },
		bibTeX: { button: 'Copy BibTeX', done: 'BibTeX copied.' },
		markdown: { button: 'Copy Markdown link', done: 'Markdown link copied.' },
	},
	notCopied: 'The browser did not allow copying. Select the text instead.',
	/** Beside a signal that was not there at the last visit. */
	isNew: 'New',
	/** In place of the time of the last change. */
	newSince: (count: number, when: string) => `${count} new since ${when}`,
	shown: (shown: number, total: number) => {
		if (shown === total) return `All ${total} shown`;
		return shown === 0 ? `None of ${total} scores so high` : `${shown} of ${total} shown`;
	},
	showAll: 'Show all',
	keys: {
		title: 'Shortcut keys',
		/** What each key does, in the order of the list. */
		does: {
			j: 'Next headline',
			k: 'Headline before',
			'/': 'Search',
			u: 'Up, to the list',
			'[': 'Earlier signal',
			']': 'Later signal',
			'?': 'This list',
		},
		close: 'Close',
	},
};

/** @returns a sentence that ends, with a full stop where it does not by itself. */
function ended(sentence: string): string {
	return /[.!?…]$/u.test(sentence) ? sentence : `${sentence}.`;
}
