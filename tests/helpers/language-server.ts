import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { projectDir } from './run-signals.ts';

export interface EditorFindings {
	readonly diagnostics: readonly string[];
	/** What is proposed at each asked place. */
	readonly proposals: readonly (readonly string[])[];
}

interface Message {
	readonly id?: number;
	readonly method?: string;
	readonly params?: { readonly items?: readonly unknown[] };
	readonly result?: unknown;
	readonly error?: { readonly message: string };
}

/**
 * Opens a file in Astro's language server, as its VS Code extension does with `astro.content-intellisense`.
 * @param places where to ask for completions, line and character from 0
 */
export async function askLanguageServer(
	workspace: string,
	file: string,
	text: string,
	places: readonly (readonly [line: number, character: number])[],
): Promise<EditorFindings> {
	const server = startServer();
	const uri = pathToFileURL(file).href;
	const folder = pathToFileURL(workspace).href;
	await server.request('initialize', {
		processId: process.pid,
		rootUri: folder,
		workspaceFolders: [{ uri: folder, name: 'signals' }],
		capabilities: { workspace: { configuration: true }, textDocument: { completion: { completionItem: { snippetSupport: true } } } },
		initializationOptions: { contentIntellisense: true, typescript: { tsdk: `${projectDir}node_modules/typescript/lib` } },
	});
	server.notify('initialized', {});
	server.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'markdown', version: 1, text } });
	const found = (await server.request('textDocument/diagnostic', { textDocument: { uri } })) as {
		items: { message: string; range: { start: { line: number; character: number } } }[];
	};
	const proposals: string[][] = [];
	for (const [line, character] of places) {
		const list = (await server.request('textDocument/completion', { textDocument: { uri }, position: { line, character } })) as {
			items: { label: string }[];
		};
		proposals.push(list.items.map(({ label }) => label));
	}
	return {
		diagnostics: found.items.map(({ message, range: { start } }) => `${start.line + 1}:${start.character + 1} ${message}`).sort(),
		proposals,
	};
}

/** Requests and answers over standard input and output, each after a header with its length (Language Server Protocol, base protocol). */
function startServer() {
	const require = createRequire(createRequire(import.meta.url).resolve('@astrojs/check'));
	const child = spawn(process.execPath, [require.resolve('@astrojs/language-server/bin/nodeServer.js'), '--stdio'], {
		stdio: ['pipe', 'pipe', 'ignore'],
	});
	onTestFinished(() => void child.kill());
	const waiting = new Map<number, (message: Message) => void>();
	let buffer = Buffer.alloc(0);
	let lastId = 0;

	const send = (message: object) => {
		const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
		child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
		child.stdin.write(body);
	};
	const receive = (message: Message) => {
		if (message.id === undefined) return;
		// The server asks, too; every setting is left to its default.
		if (message.method === undefined) waiting.get(message.id)?.(message);
		else send({ id: message.id, result: message.params?.items?.map(() => null) ?? null });
	};
	child.stdout.on('data', (data: Buffer) => {
		buffer = Buffer.concat([buffer, data]);
		for (let end = buffer.indexOf('\r\n\r\n'); end !== -1; end = buffer.indexOf('\r\n\r\n')) {
			const start = end + 4;
			const length = Number(/Content-Length: (\d+)/i.exec(buffer.toString('latin1', 0, end))?.[1]);
			if (buffer.length < start + length) return;
			receive(JSON.parse(buffer.toString('utf8', start, start + length)) as Message);
			buffer = buffer.subarray(start + length);
		}
	});

	return {
		notify: (method: string, params: object) => {
			send({ method, params });
		},
		request: (method: string, params: object) =>
			new Promise<unknown>((resolve, reject) => {
				const id = (lastId += 1);
				waiting.set(id, ({ error, result }) => {
					if (error) reject(new Error(error.message));
					else resolve(result);
				});
				child.on('exit', () => {
					reject(new Error('The language server ended.'));
				});
				send({ id, method, params });
			}),
	};
}
