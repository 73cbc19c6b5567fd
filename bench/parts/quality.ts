/** How many seeded mistakes are found, with which range, and how many other problems are reported. */
import type { Diagnostic } from 'vscode-languageserver';
import { lay, laySchema, SCHEMA, VOCABULARY, type Bench } from '../bench';
import { fileWith, type MistakenFile } from '../generator/mistakes';
import { DOMAIN_SLIPS, SCHEMA_SLIPS, XML_SLIPS } from '../generator/slips';
import { NOTHING, table } from '../lib/markdown';
import { timed } from '../lib/processes';
import { Session } from '../lsp/session';
import { servers, type LanguageServer } from '../peers/servers';
import { isAbsent, validators, type Spot, type Validator } from '../peers/validators';
import { scoreOf, type Reported, type Score } from '../quality/score';

const FILES = {
  'Schema mistakes': SCHEMA_SLIPS,
  'XML mistakes': XML_SLIPS,
  'Both in one file': { ...SCHEMA_SLIPS, ...XML_SLIPS },
  'Mistakes of the domain': DOMAIN_SLIPS,
};

/** Reports the problems of a file. */
type Judge = (path: string, text: string) => Reported[] | Promise<Reported[]>;

/** Scores all installed programs. @returns the part of the document */
export async function quality({ folder, say }: Bench): Promise<string[]> {
  const schema = laySchema(folder);
  const all = [...servers(), ...(await validators())];
  const judges = new Map<string, Judge>();
  for (const peer of all) {
    if (isAbsent(peer)) continue;
    const judge = 'languageId' in peer ? byServer(peer, folder) : byValidator(peer, schema, folder);
    if (judge !== null) judges.set(peer.name, judge);
  }
  const lines: string[] = [];
  for (const [kind, slips] of Object.entries(FILES)) {
    say(`quality, ${kind}: ${[...judges.keys()].join(', ')}`);
    const file = fileWith(slips, VOCABULARY, SCHEMA);
    lines.push(...(await ofFile(kind, file, judges, folder)));
  }
  return [
    '## Mistakes found',
    '',
    'Files with one mistake of each kind, each in a patch of its own, at places that are known to the character. *In the patch*',
    'counts the mistakes for which something is reported inside the patch that they are in, *on the line* those reported on the right',
    'line, *exact* those reported with exactly the range of what is wrong; *extra* is what is reported besides one problem for',
    'each mistake. Programs that say only a line or a point say no range.',
    '',
    ...all.filter(isAbsent).map(({ name, missing }) => `- ${name} is not in the tables: ${missing}.`),
    '',
    ...lines,
  ];
}

async function ofFile(
  kind: string,
  file: MistakenFile,
  judges: ReadonlyMap<string, Judge>,
  folder: string,
): Promise<string[]> {
  const path = lay(file, folder);
  const rows: string[][] = [];
  for (const [name, judge] of judges) {
    const reported = await judge(path, file.text);
    const saysRanges = reported.some(({ range }) => range !== null);
    rows.push([name, ...cellsOf(scoreOf(file, reported), saysRanges)]);
  }
  return [
    `### ${kind}: ${file.mistakes.length}`,
    '',
    ...table(['', 'in the patch', 'on the line', 'exact', 'extra'], rows),
    '',
    `The mistakes: ${file.mistakes.map(({ what }) => code(what)).join('; ')}.`,
    '',
  ];
}

function cellsOf({ found, onLine, exact, extra }: Score, saysRanges: boolean): string[] {
  return [`${found}`, `${onLine}`, saysRanges ? `${exact}` : NOTHING, `${extra}`];
}

/** Escapes a text for Markdown. */
function code(what: string): string {
  return /[<>&\]]/.test(what) ? what.replace(/[<>&\]]+\S*/g, (markup) => `\`${markup}\``) : what;
}

function byServer(server: LanguageServer, folder: string): Judge {
  return async (path, text) => {
    const session = await Session.start(server, folder, path);
    try {
      await session.open(text, (found) => found.length > 0);
      return session.diagnostics.map(reportedBy);
    } finally {
      await session.stop();
    }
  };
}

function reportedBy({ range: { start, end } }: Diagnostic): Reported {
  return {
    line: start.line,
    range: { character: start.character, endLine: end.line, endCharacter: end.character },
  };
}

function byValidator({ command, spots }: Validator, schema: string, folder: string): Judge | null {
  if (spots === undefined) return null;
  return (path) => spots(timed(command(schema, path), folder).output).map(at);
}

function at({ line }: Spot): Reported {
  return { line: line - 1, range: null };
}
