// Real security advisories (CVRF 1.1 and 1.2) with the results that other validators agree on: node cvrf.mjs FOLDER.
// The first error of the other validators must also be reported here: the same rule, and for a content model the same
// expected elements, for an identity constraint the same value.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isError, judge } from './engine.mjs';
import { corpusFolder } from './lib/corpusFolder.mjs';

/** Validates all documents of the folder's manifest. `mistake` is the difference from the expected result, `null` for none. */
export function measure(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  return manifest.map(({ schema, instance, valid, firstError }) => {
    const verdict = judge({ schemas: [join(folder, schema)], instance: join(folder, instance) });
    return { instance, valid, firstError, mistake: mistakeOf(verdict, valid, firstError) };
  });
}

function mistakeOf({ schemaValid, instanceValid, schemaProblems, problems }, valid, firstError) {
  if (!schemaValid) return `the schema is invalid: ${shown(schemaProblems.find(isError))}`;
  if (instanceValid !== valid) return `expected ${valid ? 'valid' : 'invalid'}, got ${shown(problems.find(isError))}`;
  if (valid || problems.some((problem) => isSame(problem, firstError))) return null;
  return `expected ${firstError}, got ${problems.slice(0, 3).map(shown).join('; ')}`;
}

function isSame({ code, args, data }, firstError) {
  const [, rule] = /^([^:]+):/.exec(firstError);
  const names = /One of '\{(.*)\}' is expected/.exec(firstError);
  const expected = data?.expected ?? [];
  if (names !== null && rule === 'cvc-complex-type.2.4.a' && code === 'xsd/cvc-complex-type.2.4.b') {
    // Missing elements are the problem, all of them, and not the element after them.
    return sameNames(expected.slice(0, 1), namesIn(names[1]));
  }
  if (code !== `xsd/${rule}`) return false;
  if (names !== null) return sameNames(expected, namesIn(names[1]));
  const value = /(?:with value '|value \[|Value ')([^'\]]*)['\]]/.exec(firstError);
  return value === null || args[0] === value[1].replace(/\s+/g, ' ').trim() || args[0].endsWith('…');
}

/** `"namespace":Name, WC[##other:"…"]` becomes `Name`: wildcards have no name. */
function namesIn(set) {
  return set.split(/, */).flatMap((each) => (each.startsWith('WC[') ? [] : [each.replace(/^.*:/, '')]));
}

function sameNames(some, others) {
  return [...new Set(some)].sort().join() === [...new Set(others)].sort().join();
}

const shown = (problem) =>
  problem ? `${problem.code} ${problem.args.join(' | ')} [${problem.data?.expected ?? ''}]` : 'no error';

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const results = measure(corpusFolder());
  const failed = results.filter(({ mistake }) => mistake !== null);
  for (const { instance, mistake } of failed) console.log(`failed: ${instance}: ${mistake}`);
  console.log(`${results.length - failed.length} passed, ${failed.length} failed, 0 skipped`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
