/** The options of the benchmark. */
import { parseArgs } from 'node:util';

export const PARTS = ['lsp', 'keys', 'cli', 'findings', 'many', 'folders', 'memory', 'matrix', 'quality'] as const;
export type Part = (typeof PARTS)[number];

/** A file size, with its name in tables. */
export interface Size {
  readonly name: string;
  readonly bytes: number;
}

export interface Options {
  readonly parts: readonly Part[];
  readonly sizes: readonly Size[];
  /** Additional sizes for validators on the command line: such files are not opened in an editor. */
  readonly longer: readonly Size[];
  /** Of the files that suppliers send, in place of the sizes. */
  readonly received: readonly Size[];
  /** Major versions of Node that are measured beside the one that runs the benchmark. */
  readonly nodes: readonly string[];
  /** A revision whose build is measured beside this one; `null` for none. */
  readonly revision: string | null;
  /** Whether to write the sections of the parts into docs/PERFORMANCE.md; otherwise they are printed. */
  readonly write: boolean;
}

export const USAGE = `npm run bench [-- PART... [--sizes 10KB,1MB] [--nodes 24,26] [--compare REVISION] [--write]]
  PART     ${PARTS.join(', ')}; all of them without one
  --sizes  of the files, default 10KB,100KB,1MB,10MB,50MB and, on the command line, 100MB; of folders, 150KB,1MB
  --nodes  other major versions of Node for vpc lint, default 24
  --compare  a git revision: it is built, and measured in turns with this build (keys, lsp, cli, findings)
  --write  write the sections of these parts into docs/PERFORMANCE.md; without any argument all are written, else they are printed`;

const SIZES = ['10KB', '100KB', '1MB', '10MB', '50MB'];
const LONGER = ['100MB'];
/** A month of a small supplier, and of a large one. */
const RECEIVED = ['150KB', '1MB'];
const NODES = '24';
const UNITS: Readonly<Record<string, number>> = { KB: 1_000, MB: 1_000_000 };

/** Parses the arguments. Throws an `Error` with the reason if they are wrong. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      sizes: { type: 'string' },
      nodes: { type: 'string' },
      compare: { type: 'string' },
      write: { type: 'boolean' },
    },
  });
  const unknown = positionals.find((part) => !(PARTS as readonly string[]).includes(part));
  if (unknown !== undefined) throw new Error(`There is no part "${unknown}". There are: ${PARTS.join(', ')}.`);
  const parts = positionals.length === 0 ? PARTS : PARTS.filter((part) => positionals.includes(part));
  const sizes = (values.sizes?.split(',') ?? SIZES).map(sizeOf);
  const longer = values.sizes === undefined ? LONGER.map(sizeOf) : [];
  const received = values.sizes === undefined ? RECEIVED.map(sizeOf) : sizes;
  const nodes = (values.nodes ?? NODES).split(',').filter((major) => major !== '');
  const wrong = nodes.find((major) => !/^\d+$/.test(major));
  if (wrong !== undefined) throw new Error(`"${wrong}" is no major version of Node. Write one as 24.`);
  return {
    parts,
    sizes,
    longer,
    received,
    nodes,
    revision: values.compare ?? null,
    write: values.write ?? args.length === 0,
  };
}

/** The size with a name such as `10KB`. Throws an `Error` for another one. */
export function sizeOf(name: string): Size {
  const [, count, unit] = /^(\d+)(KB|MB)$/.exec(name) ?? [];
  if (count === undefined || Number(count) === 0) throw new Error(`"${name}" is no size. Write one as 10KB or 1MB.`);
  return { name, bytes: Number(count) * UNITS[unit!]! };
}
