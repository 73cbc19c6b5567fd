// Runs the tests of the suite and counts the results that agree with it.
import { Validator } from '../lib/validator.mjs';

/** Time limit for an answer, in milliseconds. */
const TIMEOUT = 2_000;

/**
 * @typedef {object} Score
 * @property {number} agree
 * @property {number} disagree
 * @property {number} errors crashes and time-outs
 */

/**
 * @param {import('./suite.mjs').Test[]} tests
 * @returns {Promise<{ test: import('./suite.mjs').Test, verdict: 'agree' | 'disagree' | 'error', got: string, detail: string }[]>}
 */
export async function runTests(tests) {
  const validator = new Validator(TIMEOUT);
  const results = [];
  for (const test of tests) {
    if (test.expected !== 'valid' && test.expected !== 'invalid') continue;
    const { id, schemas, instance } = test;
    results.push({ test, ...judged(test, await validator.ask({ id, schemas, instance })) });
  }
  validator.stop();
  return results;
}

function judged(test, answer) {
  const detail = answer.crash ?? answer.error ?? '';
  if (answer.crash !== undefined || typeof answer.schemaValid !== 'boolean')
    return { verdict: 'error', got: 'error', detail };
  const word = (isValid) => (isValid ? 'valid' : 'invalid');
  if (test.kind === 'schema') return compared(word(answer.schemaValid), test.expected, detail);
  if (answer.instanceValid !== null) return compared(word(answer.instanceValid), test.expected, detail);
  // An invalid schema validates nothing: right if the suite does not expect a valid schema, and expects an invalid instance.
  const isRight = test.schemaExpected !== 'valid' && test.expected === 'invalid';
  return { verdict: isRight ? 'agree' : 'disagree', got: 'no verdict: the schema is invalid', detail };
}

const compared = (got, expected, detail) => ({ verdict: got === expected ? 'agree' : 'disagree', got, detail });

/** @returns {Score & { percent: string }} */
export function count(results) {
  const of = (verdict) => results.filter((result) => result.verdict === verdict).length;
  const [agree, disagree, errors] = [of('agree'), of('disagree'), of('error')];
  const all = agree + disagree + errors;
  return { agree, disagree, errors, percent: all === 0 ? '–' : `${((100 * agree) / all).toFixed(2)} %` };
}
