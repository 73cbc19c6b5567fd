/** Inputs that have failed once: each is a file, and is tried again by the tests. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const CORPUS = join(__dirname, 'corpus');

/** In characters. A longer input is written, and the person who finds it decides whether it is kept. */
export const MAX_KEPT = 40_000;

interface Kept {
  readonly target: string;
  readonly input: unknown;
}

/** The inputs that are kept, by the names of their files. */
export function keptInputs(): Map<string, Kept> {
  const names = readdirSync(CORPUS).filter((name) => name.endsWith('.json'));
  return new Map(names.map((name) => [name, JSON.parse(readFileSync(join(CORPUS, name), 'utf8')) as Kept]));
}

/** Keeps an input. @returns the path of its file */
export function keep(target: string, input: unknown): string {
  const text = `${JSON.stringify({ target, input }, null, 1)}\n`;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const path = join(CORPUS, `${target}-${hash}.json`);
  if (!existsSync(path)) writeFileSync(path, text);
  return path;
}
