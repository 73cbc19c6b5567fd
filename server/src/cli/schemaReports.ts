/** Tells the user of problems in schemas. */
import { fileURLToPath } from 'node:url';
import { diagnosticOf, lineFrom } from '../workspace/diagnostic';
import type { FileAccess } from '../workspace/fileAccess';
import { fingerprintsOf } from '../workspace/fingerprints';
import { withProblems } from '../xml/decode';
import { parse } from '../xml/parser';
import type { LoadedSchema } from '../xsd';
import { displayPath } from './files';
import type { Io } from './io';
import type { FileReport } from './reporters/reporter';
import { localize } from './language';

/** The reports of a schema's documents, and a note about them for the user. */
export interface SchemaReports {
  readonly reports: readonly FileReport[];
  readonly notes: readonly string[];
}

/** Those of a sound schema. */
export const NO_REPORTS: SchemaReports = { reports: [], notes: [] };

/** Whether nothing can be checked by a schema: it defines nothing, or its bytes are not the characters that were meant. */
export function isUnusable({ schema, problems }: LoadedSchema): boolean {
  const isEmpty = schema.elements.size === 0 && schema.types.size === 0;
  return isEmpty || problems.some(({ code, severity }) => severity === 'error' && code.startsWith('xml/encoding'));
}

/** The note that a schema has errors. */
export function doubt(uri: string, io: Pick<Io, 'cwd'>): string {
  return localize(
    'the schema {0} has errors; files are checked as far as it is sound. Use --strict-schema to refuse it.',
    shownUri(uri, io),
  );
}

/**
 * The problems in schema documents as reports. What is an error in a schema makes the results for documents doubtful, not the
 * documents invalid: it is a warning here.
 */
export async function schemaReportsOf(
  { problems, documents }: LoadedSchema,
  files: Pick<FileAccess, 'read'>,
  io: Pick<Io, 'cwd'>,
): Promise<SchemaReports> {
  const reports: FileReport[] = [];
  for (const uri of documents) {
    const own = problems.filter((problem) => problem.uri === uri);
    if (own.length === 0 || !uri.startsWith('file:')) continue;
    const file = await files.read(uri);
    const tree = parse(file === null ? '' : withProblems(file).text);
    const findings = own.map((problem) =>
      diagnosticOf({ ...problem, severity: problem.severity === 'error' ? 'warning' : 'info' }, tree, localize),
    );
    const lines = new Map(
      findings.map(({ range: { start } }) => [start.line, lineFrom(tree, tree.lineStart(start.line))]),
    );
    const fingerprints = fingerprintsOf(findings, lines);
    const reported = findings.map((finding, index) => ({
      ...finding,
      fingerprint: fingerprints[index]!,
    }));
    reports.push({ path: shownUri(uri, io), findings: reported, lines });
  }
  const hasErrors = problems.some(({ severity }) => severity === 'error');
  return { reports, notes: hasErrors ? [doubt(documents[0] ?? '', io)] : [] };
}

/** A URI for the user: a file by its path. */
export function shownUri(uri: string, io: Pick<Io, 'cwd'>): string {
  return uri.startsWith('file:') ? displayPath(fileURLToPath(uri), io) : uri;
}

/** The errors in schema documents, one line each. @param files that the documents were read from */
export async function schemaErrors(
  { problems }: LoadedSchema,
  files: Pick<FileAccess, 'read'>,
  io: Pick<Io, 'cwd'>,
): Promise<string[]> {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return Promise.all(
    errors.map(async ({ uri, start, code, message, args }) => {
      const file = await files.read(uri);
      const { line, character } = parse(file === null ? '' : withProblems(file).text).positionAt(start);
      return `${shownUri(uri, io)}:${line + 1}:${character + 1}: ${localize(message, ...args)} (${code})`;
    }),
  );
}
