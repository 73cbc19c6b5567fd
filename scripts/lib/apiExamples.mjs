// The examples of docs/API.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './shell.mjs';

const SHARED = /```js file=(\S+)\n([^]*?)```/g;
const PROGRAM = /```js\n([^]*?)```\n```text\n([^]*?)```/g;

/**
 * Writes the examples into a folder.
 * @returns {{ file: string, code: string, output: string }[]} the programs, by their paths, and what each must print
 */
export function writeExamples(folder) {
  const page = readFileSync(join(root, 'docs/API.md'), 'utf8');
  for (const [, name, text] of page.matchAll(SHARED)) writeFileSync(join(folder, name), text);
  const programs = [...page.matchAll(PROGRAM)].map(([, code, output], index) => {
    const file = join(folder, `example-${index + 1}.mjs`);
    writeFileSync(file, code);
    return { file, code, output };
  });
  const all = page.match(/```js\n/g).length;
  if (programs.length !== all)
    throw new Error(`docs/API.md has ${all} programs, ${programs.length} with their output.`);
  return programs;
}
