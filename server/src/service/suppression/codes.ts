/** What is wrong with comments that suppress, and which codes there are to be suppressed. */
import { ruleById, RULES } from '../../vpc/rules/registry';
import { XML_CODES } from '../../xml/codes';
import type { Problem, Severity } from '../../xml/problem';
import { INSTANCE_CODES, publicCode, type InstanceCode } from '../../xsd';

/** One row: a mistake that can be made with such a comment. */
export interface SuppressionCodeEntry {
  readonly severity: Severity;
  readonly title: string;
  readonly messages: Readonly<Record<string, string>>;
  /** For its page: what it is about, why that matters, what to do. */
  readonly docs: { readonly what: string; readonly why: string; readonly todo: string };
  /** A comment that has the mistake where nothing else is wrong. */
  readonly example: string;
}

/** Every code of this folder. */
export const SUPPRESSION_CODES = {
  'vpc/unused-suppression': {
    severity: 'warning',
    title: 'A comment that suppresses problems suppresses some',
    messages: {
      comment: 'There is nothing here that this comment suppresses. It would hide the next mistake: remove it.',
      code: 'There is no {0} here that this comment suppresses. It would hide the next mistake: remove the code.',
      enable: 'No vpc-disable in front of this comment is ended by it. Remove it.',
    },
    docs: {
      what: 'A comment that suppresses problems is reported where none of its codes has a problem in its reach, and a `vpc-enable` where there is nothing that it ends. A code that is switched off, or whose rule looks at more than the file, is never called unused.',
      why: 'It has stayed when the problem was mended. It would hide the next mistake of that kind, and whoever reads it looks for a problem that is not there.',
      todo: 'Remove the comment, or the code from it. The quick fix and `vpc lint --fix` do that.',
    },
    example: '<!-- vpc-disable-file vpc/cve-syntax: agreed with QA -->',
  },
  'vpc/unknown-suppression': {
    severity: 'warning',
    title: 'A comment that suppresses problems names codes that can be suppressed',
    messages: {
      word: '"{0}" is no comment that VPC Tools know, so it suppresses nothing. There are: {1}.',
      code: 'There is no problem with the code "{0}", so nothing is suppressed.',
      similar: 'There is no problem with the code "{0}", so nothing is suppressed. Did you mean {1}?',
      wellFormedness: '"{0}" cannot be suppressed: what is not well-formed XML cannot be read by anyone. Mend the XML.',
      comments: '"{0}" cannot be suppressed by a comment. Mend the comment that it is about.',
    },
    docs: {
      what: 'A comment that speaks to VPC Tools is reported where its first word is none that they know, or where it names a code that there is not or that cannot be suppressed.',
      why: 'Such a comment suppresses nothing, though whoever wrote it relies on it.',
      todo: 'Correct the word or the code: quick fixes know the nearest ones, completion all of them. What is not well-formed XML has to be mended.',
    },
    example: '<!-- vpc-disable-file vpc/cve-sintax: agreed with QA -->',
  },
} as const satisfies Record<`vpc/${string}`, SuppressionCodeEntry>;

export type SuppressionCode = keyof typeof SUPPRESSION_CODES;

/** A problem of a comment. @param message key of one of the code's messages */
export function suppressionProblem<C extends SuppressionCode>(
  code: C,
  message: keyof (typeof SUPPRESSION_CODES)[C]['messages'] & string,
  { start, end }: { readonly start: number; readonly end: number },
  args: readonly string[] = [],
): Problem {
  const { severity, messages }: SuppressionCodeEntry = SUPPRESSION_CODES[code];
  return { code, severity, start, end, message: messages[message]!, args };
}

export function isSuppressionCode(code: string): code is SuppressionCode {
  return Object.hasOwn(SUPPRESSION_CODES, code);
}

/** Whether problems of a code may go unreported because somebody says so. */
export function isSuppressible(code: string): boolean {
  return !code.startsWith('xml/') && !isSuppressionCode(code);
}

/** The codes of all problems that a document may have, by room and name. */
export const DOCUMENT_CODES: readonly string[] = [
  ...new Set([
    ...RULES.map(({ id }) => id),
    ...Object.keys(SUPPRESSION_CODES),
    ...Object.keys(INSTANCE_CODES).map((code) => publicCode(code as InstanceCode)),
    ...Object.keys(XML_CODES),
  ]),
];

const documentCodes = new Set(DOCUMENT_CODES);

/** Whether there are problems of a code; a room with `/*` stands for all of its codes. */
export function isKnownCode(code: string): boolean {
  return documentCodes.has(code) || code === 'vpc/*' || code === 'xsd/*' || code === 'xml/*';
}

/** Whether a code, or a room with `/*`, means the code of a problem. */
export function means(pattern: string, code: string): boolean {
  return pattern === code || (pattern.endsWith('/*') && code.startsWith(pattern.slice(0, -1)));
}

/** Whether a rule asks what else there is besides the file: then what it finds differs from place to place. */
export function dependsOnMore(code: string): boolean {
  return ruleById(code)?.scope === 'document';
}
