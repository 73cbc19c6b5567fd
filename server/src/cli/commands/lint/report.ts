import { byPlace } from '../../../language/diagnostics';
import type { Binding } from '../../../workspace/binding';
import type { GovernedDocument } from '../../../workspace/document';
import { allDiagnosticsOf, lineFrom, MAX_PROBLEMS } from '../../../workspace/diagnostic';
import { fingerprintsOf } from '../../../workspace/fingerprints';
import { hasSafeFix } from '../../../language/fixes/fixes';
import type { SuppressedProblem } from '../../../workspace/suppression/suppress';
import type { Problem } from '../../../xml/problem';
import type { Unreadable } from '../../input';
import type { FileReport } from '../../reporters/reporter';
import type { ComparedName } from '../../../rules/consistency/otherSpellings';
import type { SpelledName } from '../../../domain/identifiers/keys';
import { localize } from '../../language';

/** Notes for the user about the document with this path and its schema. */
export function bindingNotes(path: string, { kind, misnamed }: Binding): string[] {
  if (misnamed !== null) return [`${path}: ${localize(misnamed.message, ...misnamed.args)}`];
  if (kind === 'none') {
    return [
      localize(
        '{0} is not recognised as a VPC file; only XML well-formedness is checked. Use --schema to set a schema.',
        path,
      ),
    ];
  }
  return [];
}

/** Which checks run on a document, beyond well-formedness. */
export function checkKindsOf({ schema, vocabulary }: GovernedDocument): ('xsd' | 'vpc')[] {
  return [...(schema === null ? [] : ['xsd' as const]), ...(vocabulary === null ? [] : ['vpc' as const])];
}

/**
 * The report of a document with its problems, and those that its comments suppress.
 * @param withFixes whether it says which findings `--fix` fixes
 */
export function reportOn(
  path: string,
  problems: readonly Problem[],
  document: GovernedDocument,
  suppressed: readonly SuppressedProblem[] = [],
  withFixes = false,
): FileReport {
  const { tree } = document;
  const reasons = new Map(suppressed.map(({ problem, reason }) => [problem, reason]));
  const all = [...problems, ...reasons.keys()].sort(byPlace);
  const sorted = all.slice(0, MAX_PROBLEMS);
  const findings = allDiagnosticsOf(sorted, tree, localize);
  const lines = new Map<number, string>();
  for (const [index, { range }] of findings.entries()) {
    const { line, character } = range.start;
    if (!lines.has(line)) lines.set(line, lineFrom(tree, sorted[index]!.start - character));
  }
  // Of all findings, so that a fingerprint does not change when an earlier finding is suppressed.
  const fingerprints = fingerprintsOf(findings, lines);
  const reported = findings.map((finding, index) => {
    const problem = sorted[index]!;
    const fixable = withFixes && !reasons.has(problem) && hasSafeFix(problem, document);
    return { problem, finding: { ...finding, ...(withFixes && { fixable }), fingerprint: fingerprints[index]! } };
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
    ...(all.length > sorted.length && { leftOut: all.length - sorted.length }),
  };
}

/** The names in a file that was checked, as plain data. */
export interface DeferredNames {
  readonly supplier: string;
  readonly published: string;
  /** With these, the names of other files are compared. */
  readonly all: readonly SpelledName[];
  /** These are compared with the names of other files. */
  readonly compared: readonly ComparedName[];
}

/** The outcome of one file, as plain data that can be sent between threads. */
export interface Outcome {
  readonly result: FileReport | Unreadable;
  /** Notes for the user. */
  readonly notes: readonly string[];
  /** Those of the documents of its schema that have problems. */
  readonly schemas?: readonly FileReport[];
  /** Which checks ran, beyond well-formedness; left out if the file could not be read. */
  readonly checkKinds?: readonly ('xsd' | 'vpc')[];
  /** The names that are still to be compared with those of other files; left out: none. */
  readonly names?: DeferredNames;
  /** With `--fix` or `--dry-run`. */
  readonly fix?: Fixed;
}

/** The result of fixing a document. */
export interface Fixed {
  /** The number of problems that were fixed, or would be. */
  readonly fixed: number;
  /** The changes as a unified diff, with `--dry-run`. */
  readonly diff?: string;
  /** The bytes of the document, if it is standard input. */
  readonly text?: Uint8Array;
  /** Why the file could not be written, with its name. */
  readonly failure?: string;
}
