// Run by npm when everything is installed. Plain JavaScript that any Node can read: with an old one there is nothing to do but to say so.
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
const projectDir = fileURLToPath(new URL('../../', import.meta.url));
if (major < 22 || (major === 22 && minor < 18)) {
	process.stderr.write(`The program is not compiled by Node ${process.versions.node}: it will be by the first build.\n`);
} else {
	const { renewProgram } = await import('./program.ts');
	await renewProgram(projectDir);
}
