/** Validators on the command line: ours and those in common use. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, which } from '../../scripts/lib/shell.mjs';
import { lintCommand, OWN, type Build } from '../builds';
import { xercesJ } from './xercesJ';

/** The position of a reported problem; line and column count from 1. */
export interface Spot {
  readonly line: number;
  /** `null` without a column. */
  readonly column: number | null;
}

export interface Validator {
  readonly name: string;
  /** The name of the bare Node of the same version, where it is a program for Node. */
  readonly node?: string;
  /** The command that validates a file against a schema. */
  readonly command: (schema: string, file: string) => readonly string[];
  /** Parses the output. Ours needs none: the language server reports the same problems with ranges. */
  readonly spots?: (output: string) => Spot[];
}

/** A peer that is not installed, with the reason. */
export interface Absent {
  readonly name: string;
  readonly missing: string;
}

/** Whether a peer is installed. */
export function isAbsent<T extends object>(peer: T | Absent): peer is Absent {
  return 'missing' in peer;
}

export const OURS = 'vpc lint';
export const XMLLINT = 'xmllint';
export const BARE_NODE = 'bare Node';

/** All validators, ours first. @param builds other builds of ours */
export async function validators(builds: readonly Build[] = []): Promise<(Validator | Absent)[]> {
  const xerces = await xercesJ();
  return [
    ours(),
    ...builds.map(built),
    onPath(XMLLINT, 'xmllint', 'libxml2-utils', {
      command: (schema, file) => ['xmllint', '--noout', '--huge', '--schema', schema, file],
      spots: (output) => spotsBy(/^.*?:(\d+): (?!.*fails to validate).*error : /gm, output),
    }),
    onPath('Xerces-C (SAX2Count)', 'SAX2Count', 'libxerces-c-samples', {
      command: (_, file) => ['SAX2Count', '-v=always', '-f', file],
      spots: (output) => spotsBy(/^(?:Fatal )?Error at file .*, line (\d+), char (\d+)/gm, output),
    }),
    'missing' in xerces
      ? { name: 'Xerces-J', ...xerces }
      : { name: 'Xerces-J', command: (schema, file) => [...xerces.command, schema, file], spots: lineAndColumn },
    {
      name: 'libxml2-wasm in Node',
      command: (schema, file) => [process.execPath, join(__dirname, 'libxml2Wasm.mjs'), schema, file],
      spots: lineAndColumn,
    },
    { name: BARE_NODE, node: BARE_NODE, command: () => [process.execPath, '-e', '0'] },
    ...builds.filter(({ node }) => node !== process.execPath).map(bare),
  ];
}

function ours(): Validator | Absent {
  if (!existsSync(join(root, 'dist', 'cli.js'))) return { name: OURS, missing: 'it is not built: npm run build' };
  return { ...built(OWN), name: OURS };
}

function built(build: Build): Validator {
  return {
    name: `${OURS}, ${build.name}`,
    node: build.node === process.execPath ? BARE_NODE : bare(build).name,
    command: (schema, file) => [...lintCommand(build), '--schema', schema, file],
  };
}

function bare({ name, node }: Build): Validator {
  const own = `bare ${name}`;
  return { name: own, node: own, command: () => [node, '-e', '0'] };
}

function onPath(name: string, program: string, debian: string, how: Omit<Validator, 'name'>): Validator | Absent {
  return which(program) === undefined
    ? { name, missing: `there is no ${program} on the PATH (Debian: ${debian})` }
    : { name, ...how };
}

function lineAndColumn(output: string): Spot[] {
  return spotsBy(/^(\d+):(\d+): /gm, output);
}

/** The groups of the pattern are line and, optionally, column. */
function spotsBy(pattern: RegExp, output: string): Spot[] {
  return [...output.matchAll(pattern)].map(([, line, column]) => ({
    line: Number(line),
    column: column === undefined ? null : Number(column),
  }));
}
