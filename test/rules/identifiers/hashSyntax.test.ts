import { hashSyntax } from '../../../server/src/rules/identifiers/hashSyntax';
import { patch, testRule } from '../../support/ruleTester';

const DIGITS = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

/** A document with a hash. */
const hashed = (value: string, algorithm?: string) =>
  patch({ hash: algorithm === undefined ? value : { value, attributes: { 'hash-algorithm': algorithm } } });

testRule(hashSyntax, {
  valid: [
    { name: 'capital letters', code: hashed(DIGITS.toUpperCase(), 'SHA-256') },
    { name: 'another spelling of the algorithm', code: hashed(DIGITS.slice(0, 40), 'sha1') },
    { name: 'an unknown algorithm', code: hashed('not hexadecimal', 'CRC-32') },
    { name: 'no algorithm, and the length of a known one', code: hashed(DIGITS.slice(0, 32)) },
    { name: 'an empty value, which another rule reports', code: hashed('', 'SHA-256') },
  ],
  invalid: [
    {
      name: 'a letter that is not a hexadecimal digit',
      code: hashed(`[[g${DIGITS.slice(1)}]]`, 'SHA-256'),
      errors: [{ message: 'characters', args: ['g'] }],
      output: null,
    },
    {
      name: 'a character outside the basic plane, as a whole',
      code: hashed(`[[${DIGITS.slice(2)}😀]]`, 'SHA-256'),
      errors: [{ message: 'characters', args: ['😀'] }],
      output: null,
    },
    {
      name: 'digits in groups',
      code: hashed(`[[${DIGITS.slice(0, 32)}:${DIGITS.slice(32, 48)} ${DIGITS.slice(48)}]]`, 'SHA-256'),
      errors: [{ message: 'characters', args: [':'] }],
      output: hashed(DIGITS, 'SHA-256'),
    },
    {
      name: 'groups of which one is missing',
      code: hashed(`[[${DIGITS.slice(0, 32)}-${DIGITS.slice(32, 48)}]]`, 'SHA-256'),
      errors: [{ message: 'characters', args: ['-'] }],
      output: null,
    },
    {
      name: 'a digit is missing',
      code: hashed(`[[${DIGITS.slice(1)}]]`, 'SHA-256'),
      errors: [{ message: 'length', args: ['SHA-256', '64', '63'] }],
      output: null,
    },
    {
      name: 'the length of another algorithm',
      code: hashed(`[[${DIGITS.slice(24)}]]`, 'SHA-256'),
      errors: [
        {
          message: 'length',
          args: ['SHA-256', '64', '40'],
          suggestions: [{ title: 'Set the algorithm to SHA-1', output: hashed(DIGITS.slice(24), 'SHA-1') }],
        },
      ],
      output: null,
    },
    {
      name: 'no algorithm, and the length of no known one',
      code: hashed(`[[${DIGITS.slice(1)}]]`, ' '),
      errors: [{ message: 'unknownLength', args: ['63'] }],
      output: null,
    },
  ],
});
