// npm test [-- PART...]: sets up what the tests need, runs the parts (all of them by default) and ends with the line
// "N passed, N failed, N skipped". Exit code 1 after a failure.
import { setUp } from './lib/setup.mjs';
import { SetupError } from './lib/shell.mjs';
import { failed, sum, summary } from './lib/tally.mjs';

/** @returns {Promise<import('./lib/tally.mjs').Tally>} */
async function runParts(wanted) {
  try {
    await setUp();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    return failed();
  }
  // Loaded here, because its dependencies are only now installed.
  const { suites } = await import('./lib/suites.mjs');
  const unknown = wanted.filter((part) => !Object.keys(suites).some((name) => isPart(name, part)));
  if (unknown.length > 0) {
    console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(suites).join(', ')}.`);
    return failed();
  }
  const tallies = [];
  for (const [name, suite] of Object.entries(suites)) {
    if (wanted.length > 0 && !wanted.some((part) => isPart(name, part))) continue;
    console.log(`\n=== ${name}`);
    const tally = await suite();
    console.log(`${name}: ${summary(tally)}`);
    tallies.push(tally);
  }
  return sum(tallies);
}

/** Whether an argument selects a part; "workbench" selects it for all versions of VS Code. */
function isPart(name, part) {
  return name === part || name.startsWith(`${part}-`);
}

const total = await runParts(process.argv.slice(2));
console.log();
for (const reason of total.reasons) console.log(`skipped: ${reason}`);
console.log(summary(total));
process.exitCode = total.failed > 0 ? 1 : 0;
