/** The codes of problems in suppression comments, and the codes that such comments can suppress. */
import { ruleById, RULES } from '../../rules/registry';
import { XML_CODES } from '../../xml/codes';
import type { Problem, Severity } from '../../xml/problem';
import { INSTANCE_CODES, publicCode, type InstanceCode } from '../../xsd';

/** One code: a problem of a suppression comment. */
export interface SuppressionCodeEntry {
  readonly severity: Severity;
  readonly title: string;
  readonly messages: Readonly<Record<string, string>>;
  /** Its documentation page: what is reported, why it matters, what to do. */
  readonly docs: { readonly what: string; readonly why: string; readonly todo: string };
  /** A comment that has this problem in a document without other problems. */
  readonly example: string;
}

/** Every code of this folder. */
export const SUPPRESSION_CODES = {
  'vpc/unused-suppression': {
    severity: 'warning',
    title: 'Every suppression comment suppresses a problem',
    messages: {
      comment: 'This suppression comment has no effect and would hide the next problem. Remove it.',
      code: 'Suppressing {0} has no effect here and would hide the next problem. Remove the code.',
      enable: 'This vpc-enable has no matching vpc-disable before it. Remove it.',
    },
    docs: {
      what: 'Reports a suppression comment none of whose codes has a problem in its range, and a `vpc-enable` without a matching `vpc-disable`. A code that is switched off, or whose rule reads more than the file, is never reported as unused.',
      why: 'The problem has been fixed, the comment has remained. It would hide the next problem of that kind, and it points readers to a problem that does not exist.',
      todo: 'Remove the comment, or the code from it. The quick fix and `vpc lint --fix` do that.',
    },
    example: '<!-- vpc-disable-file vpc/cve-syntax: agreed with QA -->',
  },
  'vpc/unknown-suppression': {
    severity: 'warning',
    title: 'A suppression comment names codes that can be suppressed',
    messages: {
      word: '"{0}" is not a valid suppression comment, so nothing is suppressed. Use one of: {1}.',
      code: 'Unknown code "{0}": nothing is suppressed.',
      similar: 'Unknown code "{0}": nothing is suppressed. Did you mean {1}?',
      wellFormedness: '"{0}" cannot be suppressed: no tool can read XML that is not well-formed. Correct the XML.',
      comments: '"{0}" cannot be suppressed. Correct the suppression comment that it reports.',
    },
    docs: {
      what: 'Reports a suppression comment whose first word is unknown, or that names a code that does not exist or cannot be suppressed.',
      why: 'Such a comment suppresses nothing, although its author relies on it.',
      todo: 'Correct the word or the code: quick fixes offer the nearest ones, completion all of them. XML that is not well-formed has to be corrected.',
    },
    example: '<!-- vpc-disable-file vpc/cve-sintax: agreed with QA -->',
  },
} as const satisfies Record<`vpc/${string}`, SuppressionCodeEntry>;

export type SuppressionCode = keyof typeof SUPPRESSION_CODES;

/** A problem at a range of a comment. @param message key of one of the code's messages */
export function suppressionProblem<C extends SuppressionCode>(
  code: C,
  message: keyof (typeof SUPPRESSION_CODES)[C]['messages'] & string,
  { start, end }: { readonly start: number; readonly end: number },
  args: readonly string[] = [],
): Problem {
  const { severity, messages }: SuppressionCodeEntry = SUPPRESSION_CODES[code];
  // eslint-disable-next-line own/no-prototype-lookup -- the type has only names of the table
  return { code, severity, start, end, message: messages[message]!, args };
}

export function isSuppressionCode(code: string): code is SuppressionCode {
  return Object.hasOwn(SUPPRESSION_CODES, code);
}

/** Whether a comment can suppress problems of a code. */
export function isSuppressible(code: string): boolean {
  return !code.startsWith('xml/') && !isSuppressionCode(code);
}

/** The codes of all problems that a document can have: of rules, suppression comments, schema and well-formedness. */
export const DOCUMENT_CODES: readonly string[] = [
  ...new Set([
    ...RULES.map(({ id }) => id),
    ...Object.keys(SUPPRESSION_CODES),
    ...Object.keys(INSTANCE_CODES).map((code) => publicCode(code as InstanceCode)),
    ...Object.keys(XML_CODES),
  ]),
];

const documentCodes = new Set(DOCUMENT_CODES);

/** Whether a code exists; a prefix with `/*` matches all of its codes. */
export function isKnownCode(code: string): boolean {
  return documentCodes.has(code) || code === 'vpc/*' || code === 'xsd/*' || code === 'xml/*';
}

/** Whether a pattern (a code, or a prefix with `/*`) matches the code of a problem. */
export function matchesCode(pattern: string, code: string): boolean {
  return pattern === code || (pattern.endsWith('/*') && code.startsWith(pattern.slice(0, -1)));
}

/** Whether a rule reads more than the file, so that its result depends on where the file is checked. */
export function dependsOnOtherFiles(code: string): boolean {
  return ruleById(code)?.scope === 'document';
}
