import { visibleText } from '../../xml/invisible';
import type { Field } from '../../domain/field';
import { algorithmByDigits, hashAlgorithm } from '../../domain/hashAlgorithms';
import { attributesOf } from '../../xml/tags';
import { edited, replaceValue, valueEdit, type Fix } from '../fixes';
import { elementAt } from '../edits';
import { patchExample } from '../examples';
import { onValues, type RuleProblem, type Rule, type RuleDocument } from '../rule';
import { entitiesOf } from '../../xml/entities';
import type { Problem } from '../../xml/problem';
import type { XmlTree } from '../../xml/tree';
import { contentValue } from '../../xml/values';

const HASH = { value: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' };
const SHA_256 = { attributes: { 'hash-algorithm': 'SHA-256' } };

export const hashSyntax: Rule = {
  id: 'vpc/hash-syntax',
  title: 'A hash has the characters and length of its algorithm',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    characters:
      'Invalid characters "{0}" in the hash. Files cannot be verified with it: use hexadecimal digits only (0 to 9, a to f).',
    length:
      'A {0} hash has {1} digits, but this one has {2}, so no file matches it. Copy the whole hash, or correct the algorithm.',
    unknownLength: 'No common hash algorithm gives {0} digits, so no file matches this hash. Copy the whole hash.',
  },
  docs: {
    what: 'A hash must consist of hexadecimal digits, as many as its algorithm produces: 32 for MD5, 40 for SHA-1, and 56, 64, 96 and 128 for SHA-224, SHA-256, SHA-384 and SHA-512. Other algorithms are not checked.',
    why: 'Asset owners compare downloaded files with the hash. If one digit is lost while copying, a genuine file looks tampered with.',
    todo: "Copy the hash again from the patch vendor's page, or correct the name of the algorithm.",
  },
  examples: {
    valid: [patchExample('a hash of 64 digits', { hash: { ...HASH, ...SHA_256 } })],
    invalid: [
      patchExample('a digit is missing', { hash: { ...SHA_256, value: HASH.value.slice(1) } }),
      patchExample('a letter that is not a hexadecimal digit', {
        hash: { ...SHA_256, value: HASH.value.replace('b', 'g') },
      }),
    ],
  },
  ...onValues(['hash'], function* (field, { vocabulary }) {
    if (field.value !== '') yield* hashProblems(field, field.attribute('hash-algorithm', vocabulary) ?? '');
  }),
  fixes: (problem, document) => [...withoutSeparators(problem, document), ...otherAlgorithm(problem, document)],
};

function* hashProblems(field: Field, written: string): Generator<RuleProblem> {
  const value = visibleText(field.value).trim();
  const algorithm = hashAlgorithm(visibleText(written));
  if (algorithm === undefined && written.trim() !== '') return;
  const strange = /[^0-9a-fA-F]/u.exec(value)?.[0];
  if (strange !== undefined) yield { message: 'characters', args: [strange], range: field.range };
  else if (algorithm === undefined) {
    if (algorithmByDigits(value.length) === undefined)
      yield { message: 'unknownLength', args: [String(value.length)], range: field.range };
  } else if (algorithm.digits !== value.length) {
    yield {
      message: 'length',
      args: [algorithm.name, String(algorithm.digits), String(value.length)],
      range: field.range,
    };
  }
}

/** The hash in a problem's element. */
function valueOf({ start }: Problem, tree: XmlTree): string {
  const element = elementAt(tree, start);
  return element === null ? '' : contentValue(element.node, entitiesOf(tree)).trim();
}

/** Removes the separators of tools that print digits in groups. */
function withoutSeparators(problem: Problem, { tree }: RuleDocument): Fix[] {
  const written = valueOf(problem, tree);
  const digits = written.replace(/[\s:-]/g, '');
  const isWhole = /^[0-9a-f]+$/i.test(digits) && algorithmByDigits(digits.length) !== undefined;
  return digits !== written && isWhole ? [replaceValue(problem, digits, true)] : [];
}

function otherAlgorithm(problem: Problem, { tree, vocabulary }: RuleDocument): Fix[] {
  const element = elementAt(tree, problem.start);
  const name = vocabulary.attributeName('hash-algorithm');
  const attribute = element && attributesOf(element.node).find((candidate) => candidate.name === name);
  const written = valueOf(problem, tree);
  const algorithm = algorithmByDigits(written.length);
  if (!element || !attribute || algorithm === undefined || !/^[0-9a-f]+$/i.test(written)) return [];
  const place = { start: element.offset + attribute.valueStart, end: element.offset + attribute.valueEnd };
  return [edited('Set the algorithm to {0}', [algorithm], false, [valueEdit(place, algorithm)])];
}
