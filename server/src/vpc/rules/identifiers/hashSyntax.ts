import type { Fact } from '../../fact';
import { algorithmByDigits, hashAlgorithm } from '../../hashAlgorithms';
import { attributesOf } from '../../../xml/tags';
import { edited, replacement, type Fix } from '../fixes';
import { elementAt } from '../edits';
import { patchExample } from '../examples';
import { onValues, type Finding, type Rule, type RuleDocument } from '../rule';
import type { Problem } from '../../../xml/problem';

const HASH = { value: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' };
const SHA_256 = { attributes: { 'hash-algorithm': 'SHA-256' } };

/** vpc/hash-syntax: a hash has the digits of its algorithm. */
export const hashSyntax: Rule = {
  id: 'vpc/hash-syntax',
  title: 'A hash has the characters and the length of its algorithm',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    characters:
      'A hash consists of the digits 0 to 9 and a to f; here stands "{0}" too. Nobody can compare a file with it: write the hexadecimal digits only.',
    length:
      'A hash of {0} has {1} digits, and this one has {2}: no file will ever match it. Copy the whole hash, or correct the algorithm.',
    unknownLength:
      'No algorithm that is in use gives hashes of {0} digits, so some of it is missing or too much. Copy the whole hash.',
  },
  docs: {
    what: 'A hash must consist of hexadecimal digits, as many as its algorithm gives: 32 for MD5, 40 for SHA-1, 56, 64, 96 and 128 for SHA-224, SHA-256, SHA-384 and SHA-512. Algorithms that are not among these are not checked.',
    why: 'Asset owners compare the file that they downloaded with the hash. One digit that got lost while copying makes a good file look forged.',
    todo: 'Copy the hash again from where the patch vendor publishes it, or correct the name of the algorithm.',
  },
  examples: {
    valid: [patchExample('a hash of 64 digits', { hash: { ...HASH, ...SHA_256 } })],
    invalid: [
      patchExample('a digit is missing', { hash: { ...SHA_256, value: HASH.value.slice(1) } }),
      patchExample('a letter that is no digit', { hash: { ...SHA_256, value: HASH.value.replace('b', 'g') } }),
    ],
  },
  ...onValues(['hash'], function* (fact, { vocabulary }) {
    if (fact.value !== '') yield* mistakes(fact, fact.attribute('hash-algorithm', vocabulary) ?? '');
  }),
  fixes: (problem, document) => [...withoutSeparators(problem, document), ...otherAlgorithm(problem, document)],
};

function* mistakes(fact: Fact, written: string): Generator<Finding> {
  const { value } = fact;
  const algorithm = hashAlgorithm(written);
  if (algorithm === undefined && written.trim() !== '') return;
  const strange = /[^0-9a-fA-F]/u.exec(value)?.[0];
  if (strange !== undefined) yield { message: 'characters', args: [strange], range: fact.range };
  else if (algorithm === undefined) {
    if (algorithmByDigits(value.length) === undefined)
      yield { message: 'unknownLength', args: [String(value.length)], range: fact.range };
  } else if (algorithm.digits !== value.length) {
    yield {
      message: 'length',
      args: [algorithm.name, String(algorithm.digits), String(value.length)],
      range: fact.range,
    };
  }
}

/** Some tools print digits in groups. */
function withoutSeparators(problem: Problem, { tree }: RuleDocument): Fix[] {
  const written = tree.slice(problem.start, problem.end);
  const digits = written.replace(/[\s:-]/g, '');
  const isWhole = /^[0-9a-f]+$/i.test(digits) && algorithmByDigits(digits.length) !== undefined;
  return digits !== written && isWhole ? [replacement(problem, digits, true)] : [];
}

function otherAlgorithm(problem: Problem, { tree, vocabulary }: RuleDocument): Fix[] {
  const element = elementAt(tree, problem.start);
  const name = vocabulary.attributeName('hash-algorithm');
  const attribute = element && attributesOf(element.node).find((candidate) => candidate.name === name);
  const written = tree.slice(problem.start, problem.end);
  const algorithm = algorithmByDigits(written.length);
  if (!element || !attribute || algorithm === undefined || !/^[0-9a-f]+$/i.test(written)) return [];
  const [start, end] = [element.offset + attribute.valueStart, element.offset + attribute.valueEnd];
  return [edited('Name the algorithm {0}', [algorithm], false, [{ start, end, text: algorithm }])];
}
