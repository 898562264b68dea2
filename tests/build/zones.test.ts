import path from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { projectDir } from '../helpers/run-signals.ts';

const eslint = new ESLint({
	cwd: projectDir,
	// Types do not matter to the rules at hand, and the texts below are in no project.
	overrideConfig: { languageOptions: { parserOptions: { projectService: false, project: null } } },
	ruleFilter: ({ ruleId }) => ruleId.startsWith('no-'),
});

describe('the zones of the code are kept by the linter:', () => {
	it.each([
		['src/signals/x.ts', "import '../site/plan.ts';"],
		['src/signals/x.ts', "import '../cli/report.ts';"],
		['src/signals/x.ts', "import 'astro:content';"],
		['src/signals/x.ts', 'export const a = process.cwd();'],
		['src/signals/x.ts', "console.log('x');"],
		['src/signals/x.ts', 'export const a = Date.now();'],
		['src/site/x.ts', 'export const a = new Date();'],
		['src/site/x.ts', "import '../build/lock.ts';"],
		['src/site/x.ts', "import '../cli/report.ts';"],
		['src/site/x.ts', "export const a = ['b'].sort((a, b) => a.localeCompare(b));"],
		['src/feeds/x.ts', "import 'astro';"],
		['src/plots/x.ts', "import '../site/format.ts';"],
		['src/machines/x.ts', "import '../cli/report.ts';"],
		['src/cards/x.ts', "import 'astro';"],
		['src/plots/x.ts', "import '../site/format.ts';"],
		['src/email/x.ts', "import '../build/lock.ts';"],
		['src/build/x.ts', "import 'astro';"],
		['src/cli/x.ts', "import 'astro';"],
		['src/renderer/x.ts', "import 'astro';"],
		['src/renderer/entry.ts', "import '../build/lock.ts';"],
		['src/site/x.ts', "import '../renderer/key.ts';"],
		['src/site/x.ts', "export const a = getCollection('signals');"],
	])('%s may not say %s', async (file, code) => {
		const [result] = await eslint.lintText(`${code}\n`, { filePath: path.join(projectDir, file) });
		expect(result?.messages.map(({ severity }) => severity)).toEqual([2]);
	});

	it('and allow what they should', async () => {
		const [result] = await eslint.lintText("import '../signals/load.ts';\nimport '../feeds/atom.ts';\n", {
			filePath: path.join(projectDir, 'src/site/x.ts'),
		});
		expect(result?.messages).toEqual([]);
	});
});
