import { byPlace } from '../../../service/diagnostics';
import type { GovernedDocument } from '../../../service/document';
import { findingOf } from '../../../service/findings';
import { fingerprintsOf } from '../../../service/fingerprints';
import { isSurelyFixable } from '../../../service/fixes';
import { english } from '../../../service/localize';
import type { SuppressedProblem } from '../../../service/suppression/suppress';
import type { Problem } from '../../../xml/problem';
import type { XmlTree } from '../../../xml/tree';
import { schemaMistakes, type Environment } from '../../environment';
import type { Input } from '../../input';
import type { Io } from '../../io';
import type { FileReport } from '../../reporters/reporter';

/** What the user is to know of what governs a document. */
export async function bindingNotes(
  input: Omit<Input, 'problems'>,
  environment: Environment,
  io: Io,
): Promise<string[]> {
  const { path } = input;
  const { kind, loaded } = await environment.binding(input);
  if (kind === 'none') {
    return [`${path} is not recognised as a VPC file; only its XML is checked. --schema names a schema.`];
  }
  const mistakes = kind === 'hint' && loaded !== null ? await schemaMistakes(loaded, io) : [];
  return mistakes.length > 0 ? [[`the schema of ${path} has mistakes:`, ...mistakes].join('\n  ')] : [];
}

/** The rooms that had a say in a document's problems. */
export function roomsOf({ schema, vocabulary }: GovernedDocument): ('xsd' | 'vpc')[] {
  return [...(schema === null ? [] : ['xsd' as const]), ...(vocabulary === null ? [] : ['vpc' as const])];
}

/** The report of a document with these problems, and with those that its comments suppress. */
export function reportOn(
  path: string,
  problems: readonly Problem[],
  document: GovernedDocument,
  suppressed: readonly SuppressedProblem[] = [],
): FileReport {
  const { tree } = document;
  const reasons = new Map(suppressed.map(({ problem, reason }) => [problem, reason]));
  const sorted = [...problems, ...reasons.keys()].sort(byPlace);
  const findings = sorted.map((problem) => findingOf(problem, tree, english));
  const lines = new Map<number, string>();
  for (const { line } of findings.map(({ range }) => range.start)) {
    if (!lines.has(line)) lines.set(line, lineOf(tree, line));
  }
  // Of all together: a finding keeps its name when the one before it is suppressed.
  const fingerprints = fingerprintsOf(findings, lines);
  const reported = findings.map((finding, index) => {
    const problem = sorted[index]!;
    const fixable = !reasons.has(problem) && isSurelyFixable(problem, document);
    return { problem, finding: { ...finding, fixable, fingerprint: fingerprints[index]! } };
  });
  return {
    path,
    findings: reported.flatMap(({ problem, finding }) => (reasons.has(problem) ? [] : [finding])),
    ...(suppressed.length > 0 && {
      suppressed: reported.flatMap(({ problem, finding }) => {
        const reason = reasons.get(problem);
        if (reason === undefined) return [];
        return [{ ...finding, suppression: { kind: 'inSource' as const, ...(reason && { justification: reason }) } }];
      }),
    }),
    lines,
  };
}

function lineOf(tree: XmlTree, line: number): string {
  return tree.slice(tree.offsetAt({ line, character: 0 }), tree.offsetAt({ line, character: Infinity }));
}
