import { describe, expect, it } from 'vitest';
import { makeContent, signalText } from '../helpers/make-content.ts';
import { runHere } from '../helpers/run-signals.ts';

const next = (text: string, ...words: string[]) => runHere(['next', '--content', '.', ...words], { cwd: makeContent(text) });

describe('signals next', () => {
	const scheduled = `-- signals/later.md --
${signalText({ date: '2027-03-01' })}
-- signals/soon.md --
${signalText({ date: '2026-12-24T18:00+02:00' })}
-- signals/draft.md --
${signalText({ date: '2026-12-01', draft: 'true' })}
-- signals/out.md --
${signalText()}`;

	it('prints the instant from which a build publishes the next scheduled signal', async () => {
		expect(await next(scheduled)).toEqual({ code: 0, out: '2026-12-24T16:00:00Z\n', err: '' });
	});

	it('counts from the moment it is given: a signal of that very moment is published already', async () => {
		expect((await next(scheduled, '--as-of', '2026-12-24T16:00:00Z')).out).toBe('2027-03-01T00:00:00Z\n');
		expect((await next(scheduled, '--as-of', '2026-12-24T15:59:59Z')).out).toBe('2026-12-24T16:00:00Z\n');
	});

	it('exits 3 when nothing is scheduled; a draft is not', async () => {
		expect(await next(scheduled, '--as-of', '2027-03-01')).toEqual({ code: 3, out: '', err: 'Nothing is scheduled.\n' });
	});

	it('says that nothing can be published while there are errors', async () => {
		const { code, out, err } = await next(`-- signals/soon.md --\n${signalText({ date: '2026-12-24', score: '11' })}`);
		expect([code, out]).toEqual([0, '2026-12-24T00:00:00Z\n']);
		expect(err).toBe('The content has 1 error, so that nothing can be published yet; signals check tells them.\n');
	});
});
