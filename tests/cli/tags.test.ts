import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { houseBody, makeContent, signalText } from '../helpers/make-content.ts';
import { runHere } from '../helpers/run-signals.ts';
import { hashTree } from '../helpers/tree.ts';

const registry = `# Technology
- slug: open-weights # the one name
  label: open weights
  aliases: [open-weight, weights]
- slug: agents
  label: agents
  description: "They act."
- slug: never
  label: Never
`;
const set = `-- tags.yml --
${registry}-- signals/a.md --
${signalText({ tags: '[Open Weight, agent, licences]' })}
-- signals/b.md --
${signalText({ tags: '["open-weights", agent] # both', date: '2026-06-01' }, houseBody.replace('What it is.', 'See [agent](/tags/agent/) and `/tags/agent/`.'))}
-- signals/c.md --
${signalText({ tags: '[licence]', draft: 'true' })}`;
const tags = (cwd: string, ...words: string[]) => runHere(['tags', ...words, '--content', '.'], { cwd });
const read = (cwd: string, file: string) => readFileSync(path.join(cwd, file), 'utf8');

describe('signals tags', () => {
	it('lists tags by use, with what looks alike and what nothing uses', async () => {
		const { code, out } = await tags(makeContent(set));
		expect(code).toBe(0);
		expect(out).toMatchInlineSnapshot(`
			"tag           label         signals  last used   registered  similar to
			agent         agent               2  2026-06-01  no
			open-weights  open weights        2  2026-06-01  yes
			licence       licence             1  2026-05-19  no          licences
			licences      licences            1  2026-05-19  no          licence

			Registered, but not used: agents, never

			Aliases that no signal uses: weights (open-weights)
			"
		`);
	});

	it('gives the same to programs', async () => {
		const { out } = await tags(makeContent(set), '--format', 'json');
		const report = JSON.parse(out) as { tags: unknown[]; unusedAliases: unknown[] };
		expect(report.tags[1]).toEqual({
			slug: 'open-weights',
			label: 'open weights',
			signals: 2,
			lastUsed: '2026-06-01',
			registered: true,
			similar: [],
		});
		expect(report.tags.at(-1)).toEqual({ slug: 'never', label: 'Never', signals: 0, lastUsed: null, registered: true, similar: [] });
		expect(report.unusedAliases).toEqual([{ alias: 'weights', tag: 'open-weights' }]);
	});

	it('says so when there are none, or when some cannot be read', async () => {
		expect((await tags(makeContent(''))).out).toBe('No signal has a tag.\n');
		expect((await tags(makeContent('-- signals/x.md --\n---\n'))).err).toContain('1 file could not be read');
	});
});

describe('signals tags merge', () => {
	it('makes a tag an alias of another: in signals, in links and in tags.yml, and nowhere else', async () => {
		const cwd = makeContent(set);
		const { code, out } = await tags(cwd, 'merge', 'agent', 'agents');
		expect([code, out.replaceAll(`${cwd}/`, '')]).toEqual([
			0,
			'tags.yml: agent is now an alias of agents\nsignals/a.md: 1 mention of agent changed\nsignals/b.md: 2 mentions of agent changed\n',
		]);
		expect(read(cwd, 'tags.yml')).toBe(registry.replace('"They act."\n', '"They act."\n  aliases: [agent]\n'));
		expect(read(cwd, 'signals/a.md')).toContain('tags: [Open Weight, agents, licences]\n');
		expect(read(cwd, 'signals/b.md')).toContain('tags: ["open-weights", agents] # both\n');
		expect(read(cwd, 'signals/b.md')).toContain('See [agent](/tags/agents/) and `/tags/agent/`.');
		expect((await runHere(['check', '--content', '.'], { cwd })).out).not.toContain('error');
	});

	it('takes over the names of a registered tag, whose own entry goes; a signal with both keeps one', async () => {
		const cwd = makeContent(`${set}-- signals/d.md --\n${signalText({ tags: '\n  - agents\n  - weights # old\n  - open weight\n' })}`);
		const { code, out } = await tags(cwd, 'merge', 'open weights', 'agents');
		expect([code, out]).toEqual([0, expect.stringContaining('open-weights is now an alias of agents, and its own entry is gone')]);
		expect(read(cwd, 'tags.yml')).toBe(
			`# Technology\n- slug: agents\n  label: agents\n  description: "They act."\n  aliases: [open-weights, open-weight, weights]\n- slug: never\n  label: Never\n`,
		);
		expect(read(cwd, 'signals/d.md')).toContain('tags: \n  - agents\n');
		expect(read(cwd, 'signals/d.md')).not.toContain('weight');
	});

	it('registers a tag that was not, and creates tags.yml', async () => {
		const cwd = makeContent(
			`-- signals/a.md --\n${signalText({ tags: '[licences]' })}-- signals/c.md --\n${signalText({ tags: '[Licence]' })}`,
		);
		expect((await tags(cwd, 'merge', 'licences', 'licence')).code).toBe(0);
		expect(read(cwd, 'tags.yml')).toBe('- slug: licence\n  label: Licence\n  aliases: [licences]\n');
		expect(read(cwd, 'signals/a.md')).toContain('tags: [licence]\n');
	});

	it('adds to a tags.yml that is empty, has but a comment, or one entry that goes', async () => {
		for (const [before, after] of [
			['', ''],
			['# Tags', '# Tags\n'],
			['- slug: licences\n  label: licences\n', ''],
		] as const) {
			const cwd = makeContent(
				`-- signals/a.md --\n${signalText({ tags: '[licences]' })}-- signals/c.md --\n${signalText({ tags: '[licence]' })}`,
			);
			writeFileSync(path.join(cwd, 'tags.yml'), before);
			expect((await tags(cwd, 'merge', 'licences', 'licence')).code).toBe(0);
			expect(read(cwd, 'tags.yml')).toBe(`${after}- slug: licence\n  label: licence\n  aliases: [licences]\n`);
		}
	});

	it.each([
		['an empty list', '[]', '[{ slug: licence, label: licence, aliases: [licences] }]'],
		[
			'a list in brackets',
			'[{ slug: x, label: x }]\n',
			'[{ slug: x, label: x }, { slug: licence, label: licence, aliases: [licences] }]\n',
		],
		[
			'items that are indented',
			'# Tags\n  - slug: x\n    label: x\n',
			'# Tags\n  - slug: x\n    label: x\n  - slug: licence\n    label: licence\n    aliases: [licences]\n',
		],
		[
			'indented items of which the last goes',
			'  - slug: x\n    label: x\n  - slug: licences\n    label: licences\n',
			'  - slug: x\n    label: x\n  - slug: licence\n    label: licence\n    aliases: [licences]\n',
		],
		[
			'a list in brackets whose last item goes',
			'[{ slug: x, label: x }, { slug: licences, label: licences }]\n',
			'[{ slug: x, label: x }, { slug: licence, label: licence, aliases: [licences] }]\n',
		],
		[
			'an indented item that goes',
			'  - slug: licences\n    label: l\n',
			'  - slug: licence\n    label: licence\n    aliases: [licences, l]\n',
		],
	])('adds to a tags.yml with %s in the style that is there', async (_name, before, after) => {
		const cwd = makeContent(
			`-- signals/a.md --\n${signalText({ tags: '[licences]' })}-- signals/c.md --\n${signalText({ tags: '[licence]' })}`,
		);
		writeFileSync(path.join(cwd, 'tags.yml'), before);
		expect((await tags(cwd, 'merge', 'licences', 'licence')).out).toContain('licences is now an alias of licence');
		expect(read(cwd, 'tags.yml')).toBe(after);
	});

	it('handles tags of any script', async () => {
		const cwd = makeContent(
			`-- signals/a.md --\n${signalText({ tags: '[日本語]' }, houseBody.replace('What it is.', '[a](/tags/日本語/) [b](/tags/%E6%97%A5%E6%9C%AC%E8%AA%9E/)'))}-- signals/b.md --\n${signalText({ tags: '[日本]' })}`,
		);
		expect((await tags(cwd, 'merge', '日本語', '日本')).code).toBe(0);
		expect(read(cwd, 'signals/a.md')).toContain('[a](/tags/%E6%97%A5%E6%9C%AC/) [b](/tags/%E6%97%A5%E6%9C%AC/)');
	});

	it.each([
		[['agent', 'agentts'], 'There is no tag "agentts". Did you mean agents?'],
		[['Agents', 'agents'], '"Agents" and "agents" are one tag already, agents.'],
		[['weights', 'agents'], '"weights" is an alias of open-weights.'],
		[['agent'], 'Two tags are needed'],
	])('refuses %j and changes nothing', async (words, message) => {
		const cwd = makeContent(set);
		const before = hashTree(cwd);
		const { code, err } = await tags(cwd, 'merge', ...words);
		expect([code, hashTree(cwd)]).toEqual([2, before]);
		expect(err).toContain(message);
	});

	it('changes nothing while errors hide tags, and minds no others', async () => {
		const broken = makeContent(`${set}-- signals/broken.md --\n---\ntitle: x\n`);
		const { code, err } = await tags(broken, 'merge', 'agent', 'agents');
		expect([code, read(broken, 'tags.yml')]).toEqual([1, registry]);
		expect(err).toContain('Nothing was merged. Correct the above first');
		const wrong = makeContent(`${set}-- signals/wrong.md --\n${signalText({ score: '11', tags: '[agent]' })}`);
		expect((await tags(wrong, 'merge', 'agent', 'agents')).code).toBe(0);
		expect(read(wrong, 'signals/wrong.md')).toContain('tags: [agents]');
	});

	it('knows no other action', async () => {
		const cwd = makeContent('');
		expect((await tags(cwd, 'remove', 'x')).err).toContain('signals tags knows merge, but not "remove".');
		expect(existsSync(path.join(cwd, 'tags.yml'))).toBe(false);
	});
});
