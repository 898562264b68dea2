import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, signalText } from '../helpers/make-content.ts';
import { projectDir } from '../helpers/run-signals.ts';

describe('the pre-commit hook', { timeout: 60_000 }, () => {
	it('refuses a commit whose content has an error, and names the file as the repository does', () => {
		const { git, write } = makeRepository();
		write('content/signals/2026/a lab/new-model.md', signalText({ score: '11' }));
		git('add', '.');
		const { code, output } = git('commit', '-m', 'x');
		expect(code).toBe(1);
		expect(output).toContain('content/signals/2026/a lab/new-model.md:3:8 error score/range:');
		expect(output).toContain('Nothing was committed.');
		expect(git('log', '--oneline').output).not.toContain('x');
	});

	it('lets a commit pass whose content has none, from a folder below and on the first commit', () => {
		const { git, write } = makeRepository({ isEmpty: true });
		write('content/categories.yml', '- { slug: industry, label: Industry, description: Companies. }\n');
		write('content/signals/new-model.md', signalText());
		git('add', '.');
		expect(git('-C', 'content/signals', 'commit', '-m', 'x')).toMatchObject({ code: 0 });
	});

	it('checks what is staged: a mistake that is only in the working tree does not count', () => {
		const { git, write } = makeRepository();
		write('content/signals/new-model.md', signalText());
		git('add', '.');
		write('content/signals/new-model.md', signalText({ score: '11' }));
		expect(git('commit', '-m', 'x')).toMatchObject({ code: 0 });
	});

	it('checks what is staged: a repair that is only in the working tree does not count', () => {
		const { git, write } = makeRepository();
		write('content/signals/new-model.md', signalText({ score: '11' }));
		git('add', '.');
		write('content/signals/new-model.md', signalText());
		expect(git('commit', '-m', 'x')).toMatchObject({ code: 1 });
		expect(git('commit', '-m', 'x', 'content/signals/new-model.md')).toMatchObject({ code: 0 });
	});

	it('names what is not staged, where something the commit needs may be: of many the first twenty', () => {
		const { git, write } = makeRepository();
		write('content/signals/second.md', signalText({ follows: 'first' }));
		git('add', '.');
		write('content/signals/größe/first.md', signalText());
		write('content/categories.yml', '- { slug: industry, label: Industry, description: "Companies, too." }\n');
		const { code, output } = git('commit', '-m', 'x');
		expect(code).toBe(1);
		expect(output).toContain('error follows/unknown:');
		expect(output).toContain(
			'Not staged, and so not looked at as it is here:\ncontent/categories.yml\ncontent/signals/größe/first.md\nNothing was committed.',
		);
		for (let number = 10; number < 30; number += 1) write(`content/signals/other-${number}.md`, signalText());
		expect(git('commit', '-m', 'x').output).toContain('content/signals/other-27.md\n…\nNothing was committed.');
		git('add', '.');
		expect(git('-C', 'content', 'commit', '-m', 'x')).toMatchObject({ code: 0 });
	});

	it('does not look at files that are only announced, beside others that are committed', () => {
		const { git, write } = makeRepository();
		write('content/signals/new-model.md', signalText());
		git('add', '.');
		write('content/signals/announced.md', signalText());
		git('add', '-N', 'content/signals/announced.md');
		expect(git('commit', '-m', 'x')).toMatchObject({ code: 0 });
		write('README.md', 'text');
		git('add', 'README.md');
		expect(git('commit', '-m', 'y')).toMatchObject({ code: 0 });
		expect(git('status', '--short').output).toBe(' A content/signals/announced.md\n');
	});

	it('says nothing of warnings in a commit that passes', () => {
		const { git, write } = makeRepository();
		write('content/signals/new-model.md', signalText({ sources: '[]' }));
		git('add', '.');
		const { code, output } = git('commit', '-q', '-m', 'x');
		expect({ code, output }).toEqual({ code: 0, output: '' });
	});

	it('notices that another signal follows one that is removed', () => {
		const { git, write } = makeRepository();
		write('content/signals/first.md', signalText());
		write('content/signals/second.md', signalText({ follows: 'first' }));
		git('add', '.');
		expect(git('commit', '-m', 'x')).toMatchObject({ code: 0 });
		git('rm', '-q', 'content/signals/first.md');
		const { code, output } = git('commit', '-m', 'y');
		expect(code).toBe(1);
		expect(output).toContain('content/signals/second.md:8:10 error follows/unknown:');
	});

	it('does nothing when no content is staged, even where nothing is installed', () => {
		const { git, write, folder } = makeRepository();
		rmSync(path.join(folder, 'node_modules'));
		write('content/signals/new-model.md', signalText({ score: '11' }));
		write('README.md', 'text');
		git('add', 'README.md');
		expect(git('commit', '-m', 'x')).toMatchObject({ code: 0 });
	});

	it('says what to do where nothing is installed', () => {
		const { git, write, folder } = makeRepository();
		rmSync(path.join(folder, 'node_modules'));
		write('content/signals/new-model.md', signalText());
		git('add', '.');
		const { code, output } = git('commit', '-m', 'x');
		expect(code).toBe(1);
		expect(output).toContain('Run npm ci');
	});

	it('works in a linked worktree, with the packages of the main one', () => {
		const { git } = makeRepository();
		const linked = path.join(makeFolder(), 'a worktree');
		git('worktree', 'add', '-q', '-b', 'linked', linked);
		mkdirSync(path.join(linked, 'content/signals'), { recursive: true });
		writeFileSync(path.join(linked, 'content/signals/new-model.md'), signalText({ score: '11' }));
		git('-C', linked, 'add', 'content');
		const { code, output } = git('-C', linked, 'commit', '-m', 'x');
		expect(code).toBe(1);
		expect(output).toContain('content/signals/new-model.md:3:8 error score/range:');
	});
});

/** A repository with the hook turned on, its code and packages those of this project. Its path holds a space. */
function makeRepository({ isEmpty = false } = {}) {
	const folder = path.join(makeFolder(), 'a b');
	const git = (...args: string[]) => {
		const { status, stdout, stderr } = spawnSync('git', args, { cwd: folder, encoding: 'utf8', env: environment });
		return { code: status, output: stdout + stderr };
	};
	const write = (file: string, text: string) => {
		mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
		writeFileSync(path.join(folder, file), text);
	};
	write('.gitignore', 'node_modules\nsrc\n');
	git('init', '-q', '-b', 'main');
	git('config', 'core.hooksPath', '.githooks');
	for (const name of ['node_modules', 'src']) symlinkSync(path.join(projectDir, name), path.join(folder, name));
	mkdirSync(path.join(folder, '.githooks'));
	writeFileSync(path.join(folder, '.githooks/pre-commit'), readFileSync(path.join(projectDir, '.githooks/pre-commit')), { mode: 0o755 });
	if (!isEmpty) {
		write('content/categories.yml', '- { slug: industry, label: Industry, description: Companies. }\n');
		git('add', '.');
		git('commit', '-q', '--no-verify', '-m', 'start');
	}
	return { folder, git, write };
}

/** Neither the user's configuration nor that of a commit in which these tests may run. */
const environment = {
	PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
	HOME: '/nonexistent',
	GIT_CONFIG_NOSYSTEM: '1',
	GIT_AUTHOR_NAME: 'A',
	GIT_AUTHOR_EMAIL: 'a@example.org',
	GIT_COMMITTER_NAME: 'A',
	GIT_COMMITTER_EMAIL: 'a@example.org',
};
