#!/usr/bin/env node
// Plain JavaScript that any Node can read, so that an old one is told what is missing instead of failing on TypeScript.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
	process.stderr.write(
		`signals needs Node 22.18 or later; this is ${process.versions.node}. Run it by npm run, which brings its own, or install Node 24.\n`,
	);
	process.exitCode = 2;
} else {
	process.env.ASTRO_TELEMETRY_DISABLED = '1';
	// What Node makes of the code, TypeScript above all, takes half as long as a small build. Node checks what is kept before it uses it.
	const [{ default: module }, { fileURLToPath, pathToFileURL }] = await Promise.all([import('node:module'), import('node:url')]);
	const projectDir = fileURLToPath(new URL('../../', import.meta.url));
	module.enableCompileCache(`${projectDir}.cache/node/signals`);
	const { findProgram, renewProgram } = await import('../program/program.ts');
	const args = process.argv.slice(2);
	const now = new Date(Date.now());
	// The development server has Astro load the source, of which there must not be a second copy.
	const program = args[0] === 'dev' ? undefined : findProgram(projectDir, now);
	const { main } = await import(program === undefined ? './main.ts' : pathToFileURL(program).href);
	let interrupted = false;
	for (const signal of ['SIGINT', 'SIGTERM']) {
		process.once(signal, () => {
			interrupted = true;
		});
	}
	process.exitCode = await main(args);
	// A machine of a CI service is thrown away with what it has compiled.
	const hasBuilt = args[0] === 'build' && process.exitCode === 0 && !args.includes('--help') && !args.includes('-h');
	if (program === undefined && hasBuilt && !process.env.CI) {
		// All is done that an interruption would have to wait for.
		for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal);
		await renewProgram(projectDir, now);
	}
	// What is still going on, a page that is rendered or a server, would go on for nobody.
	if (interrupted) process.exit();
}
