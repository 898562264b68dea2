import { describe, expect, it } from 'vitest';
import siteConfig from '../../src/site.config.ts';
import { periodNeighbours } from '../../src/site/month.ts';
import { openSite } from '../../src/site/open.ts';
import { periodSummary } from '../../src/site/period-summary.ts';
import { makeContent, makeFolder, signalText } from '../helpers/make-content.ts';

const contentDir = () =>
	makeContent(`-- signals/a.md --
${signalText({ date: '2024-03-01' })}
-- signals/b.md --
${signalText({ date: '2025-03-01', withdrawn: '{ date: 2025-04-01, reason: x }' })}
-- signals/c.md --
${signalText({ date: '2026-03-01' })}
`);
const open = async () =>
	(
		await openSite({
			config: siteConfig,
			contentDir: contentDir(),
			contentName: 'content',
			cacheDir: makeFolder(),
			asOf: '2026-11-22T00:00:00Z',
		})
	).site;

describe('a year, month or day of which everything was withdrawn', () => {
	it('still lies between those before and after it', async () => {
		const site = await open();
		expect(periodNeighbours(site, '2025')).toEqual({ earlier: '2024', later: '2026' });
		expect(periodNeighbours(site, '2025-03')).toEqual({ earlier: '2024-03', later: '2026-03' });
		expect(periodNeighbours(site, '2025-03-01')).toEqual({ earlier: '2024-03-01', later: '2026-03-01' });
		expect(periodNeighbours(site, '2024')).toEqual({ earlier: undefined, later: '2026' });
		expect(periodNeighbours(site, '2026')).toEqual({ earlier: '2024', later: undefined });
	});

	it('says so, instead of counting to nothing', async () => {
		const site = await open();
		expect(periodSummary(site, '2025')).toEqual({ text: 'No signal stands here.', isEmpty: true });
		expect(periodSummary(site, '2026')).toEqual({ text: '1 signal on 1 day.', isEmpty: false });
	});
});
