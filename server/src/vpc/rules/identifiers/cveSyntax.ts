import type { Problem } from '../../../xml/problem';
import { replacement, type Fix } from '../fixes';
import { onValues, type Rule, type RuleDocument } from '../rule';
import { patchExample } from '../examples';

/** CVE numbers start with 1999 and have four digits or more; more than four do not start with 0 (cve.org, since 2014). */
const CVE = /^CVE-(1999|[2-9]\d{3})-(\d{4}|[1-9]\d{4,})$/;

/** The parts of a CVE number, however it is written. */
const LOOSE_CVE = /^(?:CVE)?[\s:_\-‐-―]*(1999|[2-9]\d{3})[\s:_\-‐-―]+(\d{1,})$/iu;

/** vpc/cve-syntax: a vulnerability is named by a CVE number. */
export const cveSyntax: Rule = {
  id: 'vpc/cve-syntax',
  title: 'A vulnerability is named by its CVE number',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    syntax:
      '"{0}" is not a CVE number, so nobody finds the patch by it. Write CVE-, the year, a hyphen and at least four digits, as in CVE-2026-21519.',
  },
  docs: {
    what: 'Each vulnerability that a patch removes must be a CVE number: `CVE-`, the year, a hyphen and at least four digits.',
    why: 'Asset owners look patches up by the CVE numbers of their scanners and advisories. A number that is written in another way is not found.',
    todo: 'Correct the number. The identifier of an advisory is no CVE number: give it as a bulletin.',
  },
  examples: {
    valid: [patchExample('CVE numbers', { vulnerability: ['CVE-2026-21519', 'CVE-1999-0001', 'CVE-2014-123456'] })],
    invalid: [
      patchExample('the prefix is missing', { vulnerability: '2026-21519' }),
      patchExample('too few digits', { vulnerability: 'CVE-2026-519' }),
      patchExample('an advisory', { vulnerability: 'ADV990001' }),
    ],
  },
  ...onValues(['vulnerability'], function* (fact) {
    if (!CVE.test(fact.value)) yield { message: 'syntax', args: [fact.value], range: fact.range };
  }),
  fixes: (problem, document) => normalised(problem, document),
};

/** The number as it should be written, where all its parts are there. Digits are added, so somebody should look at it. */
function normalised(problem: Problem, { tree }: RuleDocument): Fix[] {
  const [, year, digits] = LOOSE_CVE.exec(tree.slice(problem.start, problem.end)) ?? [];
  if (year === undefined || digits === undefined) return [];
  const number = digits.length > 4 ? digits.replace(/^0+(?=\d{4})/, '') : digits.padStart(4, '0');
  return [replacement(problem, `CVE-${year}-${number}`, digits.length >= 4)];
}
