import type { Vocabulary } from '../domain/vocabulary';
import type { XmlTree } from '../xml/tree';
import type { Schema } from '../xsd';
import { Checks } from './configuration/checks';
import type { OtherPublications } from './workspaceIndex';
import type { RuleContext } from '../rules/rule';
import { checksFilesOf } from '../rules/runner';
import type { Problem } from '../xml/problem';

/** One version of a document, with the schema, the vocabulary and the settings that govern it. */
export interface GovernedDocument {
  readonly tree: XmlTree;
  /** As applied to the namespace of the document's root element; `null` where only well-formedness is checked. */
  readonly schema: Schema | null;
  /** The profile and the element tables; `null` where the document is not recognised as one of the profile's. */
  readonly vocabulary: Vocabulary | null;
  /** The last segment of the file's path; `null` where the document has no file (yet). */
  readonly fileName: string | null;
  /** The present, in milliseconds since 1970; without it, dates in the future are not reported. */
  readonly now?: number | undefined;
  /** Whether it is the asset owner's own file, by the configuration; left out: a supplier's. */
  readonly isOwner?: boolean | undefined;
  /** The other files of the workspace; left out where they are unknown. */
  readonly otherPublications?: OtherPublications | undefined;
  /** Problems of what the document says about its schema. */
  readonly bindingProblems?: readonly Problem[] | undefined;
  /** Which problems are looked for, and their severities; left out: as without a configuration. */
  readonly checks?: Checks | undefined;
}

/**
 * Whether problems of a code are looked for in a document.
 * @param code a code; a prefix with `/*` for all its codes; `*` for all codes
 */
export function isChecked(
  { schema, vocabulary, isOwner = false, checks = Checks.DEFAULT }: GovernedDocument,
  code: string,
): boolean {
  if (code === '*') return schema !== null && vocabulary !== null;
  const hasRoom = code.startsWith('xsd/') ? schema !== null : vocabulary !== null;
  return hasRoom && (code.endsWith('/*') || (checks.isOn(code) && checksFilesOf(code, isOwner)));
}

/** The settings of the rules in the configuration. */
export function ruleSettings({ checks }: GovernedDocument): Pick<RuleContext, 'isWanted' | 'options'> {
  return checks === undefined ? {} : { isWanted: (id) => checks.isOn(id), options: checks.options };
}

/** The problems that are looked for, with the severities that the configuration sets. */
export function withSeverities(problems: readonly Problem[], { checks }: GovernedDocument): readonly Problem[] {
  if (checks === undefined || checks === Checks.DEFAULT) return problems;
  return problems.flatMap((problem) => {
    const severity = checks.levelOf(problem.code, problem.severity);
    if (severity === 'off') return [];
    return [severity === problem.severity ? problem : { ...problem, severity }];
  });
}
