// The W3C XML Schema test suite: node xsts.mjs FOLDER [--stream]. Fails on a difference that is not listed in known-differences.json.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { corpusFolder } from './lib/corpusFolder.mjs';
import { count, runTests } from './xsts/score.mjs';
import { testsOf } from './xsts/suite.mjs';

const KNOWN = JSON.parse(readFileSync(new URL('xsts/known-differences.json', import.meta.url), 'utf8'));

/** Runs the suite. `reason` is that of a known difference, `null` for an unexplained one. */
export async function measure(folder) {
  const results = await runTests(testsOf(folder));
  const differences = results
    .filter(({ verdict }) => verdict !== 'agree')
    .map((result) => ({ ...result, reason: reasonOf(result) }));
  return { results, differences };
}

/** The rows of the table: each contributor, all, all except NIST; schemas and instances. */
export function rowsOf(results) {
  const contributors = [...new Set(results.map(({ test }) => test.contributor))];
  const rows = [
    ...contributors.map((name) => [name, ({ test }) => test.contributor === name]),
    ['all', () => true],
    ['all but NIST', ({ test }) => test.contributor !== 'NIST'],
  ];
  return rows.map(([name, belongs]) => {
    const mine = results.filter(belongs);
    const of = (kind) => count(mine.filter(({ test }) => test.kind === kind));
    return { name, schemas: of('schema'), instances: of('instance') };
  });
}

function reasonOf({ test, verdict }) {
  if (verdict === 'error') return null;
  return KNOWN.find(({ tests }) => tests.includes(test.id))?.reason ?? null;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { results, differences } = await measure(corpusFolder());
  for (const { name, schemas, instances } of rowsOf(results)) {
    console.log(
      `${name}: schemas ${schemas.percent} of ${total(schemas)}, instances ${instances.percent} of ${total(instances)}`,
    );
  }
  const unexplained = differences.filter(({ reason }) => reason === null);
  for (const { test, got, detail } of unexplained) {
    console.log(`failed: ${test.id}: expected ${test.expected}, got ${got} ${detail}`);
  }
  const explained = differences.filter(({ reason }) => reason !== null);
  // A known difference is not an agreement: it counts as skipped, with its reason.
  for (const { test, reason } of explained) console.log(`skipped: ${test.id}: ${reason}`);
  const agreed = results.length - differences.length;
  console.log(`${agreed} passed, ${unexplained.length} failed, ${explained.length} skipped`);
  process.exitCode = unexplained.length > 0 ? 1 : 0;
}

function total({ agree, disagree, errors }) {
  return agree + disagree + errors;
}
