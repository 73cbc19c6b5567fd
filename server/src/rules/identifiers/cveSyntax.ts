import { visibleText } from '../../xml/invisible';
import type { Problem } from '../../xml/problem';
import { elementAt, indentOf } from '../edits';
import { edited, replaceValue, type Fix } from '../fixes';
import { onValues, type Rule, type RuleDocument } from '../rule';
import { patchExample } from '../examples';

/** CVE numbers start with 1999 and have four digits or more; more than four do not start with 0 (cve.org, since 2014). */
const CVE = /^CVE-(1999|[2-9]\d{3})-(\d{4}|[1-9]\d{4,})$/;

/** The parts of a CVE number with other or missing separators and prefix. */
const LOOSE_CVE = /^(?:CVE)?[\s:_\-‐-―]*(1999|[2-9]\d{3})[\s:_\-‐-―]+(\d{1,})$/iu;

export const cveSyntax: Rule = {
  id: 'vpc/cve-syntax',
  title: 'A vulnerability is identified by a valid CVE number',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    syntax:
      '"{0}" is not a valid CVE number, so nobody finds the patch by it. Use CVE-, the year, a hyphen and at least four digits, for example CVE-2026-21519.',
    list: '"{0}" is a list of CVE numbers, so nobody finds the patch by one of them. Write each number in an element of its own.',
  },
  docs: {
    what: 'Each vulnerability of a patch must be a CVE number: `CVE-`, the year, a hyphen and at least four digits.',
    why: 'Asset owners look patches up by the CVE numbers of their scanners and advisories. A number in another form is not found.',
    todo: 'Correct the number. Write each number in an element of its own; there is a fix for a list. The identifier of an advisory is not a CVE number: enter it as a bulletin.',
  },
  examples: {
    valid: [patchExample('CVE numbers', { vulnerability: ['CVE-2026-21519', 'CVE-1999-0001', 'CVE-2014-123456'] })],
    invalid: [
      patchExample('the prefix is missing', { vulnerability: '2026-21519' }),
      patchExample('too few digits', { vulnerability: 'CVE-2026-519' }),
      patchExample('an advisory', { vulnerability: 'ADV990001' }),
    ],
  },
  ...onValues(['vulnerability'], function* (field) {
    if (CVE.test(visibleText(field.value).trim())) return;
    const message = numbersIn(field.value) === null ? 'syntax' : 'list';
    yield { message, args: [field.value], range: field.range };
  }),
  fixes: (problem, document) => [...normalised(problem), ...split(problem, document)],
};

/** The number in its right form, where it has all parts. Not preferred where it adds digits. */
function normalised(problem: Problem): Fix[] {
  const found = numberIn(problem.args[0]!);
  return found === null ? [] : [replaceValue(problem, found.number, found.isWhole)];
}

/** A CVE number from its parts; it is whole where no digits were added. `null` where a part is missing. */
function numberIn(text: string): { readonly number: string; readonly isWhole: boolean } | null {
  const [, year, digits] = LOOSE_CVE.exec(visibleText(text).trim()) ?? [];
  if (year === undefined || digits === undefined) return null;
  const number = digits.length > 4 ? digits.replace(/^0+(?=\d{4})/, '') : digits.padStart(4, '0');
  return { number: `CVE-${year}-${number}`, isWhole: digits.length >= 4 };
}

/** The numbers of a list; `null` where it is none, or has other parts. */
function numbersIn(list: string): NonNullable<ReturnType<typeof numberIn>>[] | null {
  const parts = list.split(SEPARATOR).filter((part) => part !== '');
  const found = parts.flatMap((part) => numberIn(part) ?? []);
  return found.length < 2 || found.length < parts.length ? null : found;
}

/** What separates the numbers of a list; no number contains it. */
const SEPARATOR = /\s*(?:[,;|/&+]|\band\b|\bund\b|(?<=\d)\s+(?=CVE))\s*/iu;

/** An element for each number of a list, with the attributes of the one that has the list, each on a line like it. */
function split(problem: Problem, { tree }: RuleDocument): Fix[] {
  const found = numbersIn(problem.args[0]!);
  const element = elementAt(tree, problem.start);
  if (element === null || found === null) return [];
  const { node, offset } = element;
  const [start, end] = [offset + node.openWidth, offset + node.width - node.closeWidth];
  // Comments in the value would be lost.
  if (tree.slice(start, end).includes('<')) return [];
  const [openTag, closeTag] = [tree.slice(offset, start), tree.slice(end, offset + node.width)];
  const elements = found.map(({ number }) => openTag + number + closeTag);
  const text = elements.join(indentOf(tree, offset));
  const isWhole = found.every((each) => each.isWhole);
  return [
    edited('Split into {0} elements', [String(elements.length)], isWhole, [
      { start: offset, end: offset + node.width, text },
    ]),
  ];
}
