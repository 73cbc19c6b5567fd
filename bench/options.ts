/** What the command line of the benchmark says. */
import { parseArgs } from 'node:util';

export const PARTS = ['lsp', 'cli', 'many', 'memory', 'matrix', 'quality'] as const;
export type Part = (typeof PARTS)[number];

/** A size of file, by the name that tables show. */
export interface Size {
  readonly name: string;
  readonly bytes: number;
}

export interface Options {
  readonly parts: readonly Part[];
  readonly sizes: readonly Size[];
  /** In addition, of what validates on the command line: nobody opens such files in an editor. */
  readonly longer: readonly Size[];
  /** Write the document; else print it. */
  readonly write: boolean;
}

export const USAGE = `npm run bench [-- PART... [--sizes 10KB,1MB]]
  PART     ${PARTS.join(', ')}; all of them without one
  --sizes  of the files, default 10KB,100KB,1MB,10MB,50MB and, on the command line, 100MB
All parts with all sizes write docs/PERFORMANCE.md; anything less is printed.`;

const SIZES = ['10KB', '100KB', '1MB', '10MB', '50MB'];
const LONGER = ['100MB'];
const UNITS: Readonly<Record<string, number>> = { KB: 1_000, MB: 1_000_000 };

/** @throws Error where the arguments mean nothing; its message says why */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { sizes: { type: 'string' } },
  });
  const unknown = positionals.find((part) => !(PARTS as readonly string[]).includes(part));
  if (unknown !== undefined) throw new Error(`There is no part "${unknown}". There are: ${PARTS.join(', ')}.`);
  const parts = positionals.length === 0 ? PARTS : PARTS.filter((part) => positionals.includes(part));
  const sizes = (values.sizes?.split(',') ?? SIZES).map(sizeOf);
  const longer = values.sizes === undefined ? LONGER.map(sizeOf) : [];
  return { parts, sizes, longer, write: positionals.length === 0 && values.sizes === undefined };
}

function sizeOf(name: string): Size {
  const [, count, unit] = /^(\d+)(KB|MB)$/.exec(name) ?? [];
  if (count === undefined || Number(count) === 0) throw new Error(`"${name}" is no size. Write one as 10KB or 1MB.`);
  return { name, bytes: Number(count) * UNITS[unit!]! };
}
