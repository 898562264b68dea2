// For who needs a parser at once, in its own thread: to be required, so that nobody waits for what may never be needed. Plain JavaScript,
// by whose name it is found in the program that was compiled, too.
export { createRenderer } from './markdown/render.ts';
export { parseSignal } from './parse.ts';
