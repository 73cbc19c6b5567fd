// npm run reliability [-- --only tests,kills,fuzz] [--match TEXT] [--kills N] [--minutes N]: tries what SECURITY.md promises, and
// writes how often, and what happened, into docs/reliability.json and docs/RELIABILITY.md. About an hour; parts that are not
// run, and promises without the text, keep their last results. Exit code 1 after a failure.
import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import prettier from 'prettier';
import { counted, countedTests } from './lib/countedTests.mjs';
import { reliabilityPage } from './lib/reliabilityPage.mjs';
import { setUp } from './lib/setup.mjs';
import { root, SetupError } from './lib/shell.mjs';

/** The tests of each promise. A new test file belongs into one of them. */
const PROMISES = {
  'Hostile documents: deep, long, repeated, ill-formed, with entities': [
    'test/cli/hostileFiles.test.ts',
    'test/xml/doctype.test.ts',
    'test/xsd/entities.test.ts',
    'test/oracles/e2e/robustness.test.ts',
  ],
  'Hostile schemas: expansion, depth, key tables, unions, patterns, references that are refused': [
    'test/xsd/hostileSchemas.test.ts',
    'test/workspace/schemaFiles.test.ts',
  ],
  'Patterns of files: globs and expressions beside picomatch and JavaScript, steps in proportion to the text': [
    'test/domain/pattern/*.test.ts',
  ],
  'Nothing outside of the folder: paths, links, pipes, devices, other computers': [
    'test/cli/inside.test.ts',
    'test/lsp/inside.test.ts',
    'test/disk/*.test.ts',
    'test/workspace/fileAccess.test.ts',
  ],
  'Hostile names of files and folders; walks': ['test/cli/hostileNames.test.ts', 'test/cli/walk.test.ts'],
  'Git settings that start programs': ['test/cli/git.test.ts'],
  'Text from files in terminal, log, page, sheet': [
    'test/rules/escaping.test.ts',
    'test/cli/reporters.test.ts',
    'test/language/markdown.test.ts',
    'test/matrix/exports.test.ts',
    'test/matrix/csvFields.test.ts',
  ],
  'One document, one message, one file harms no other': [
    'test/lsp/isolation.test.ts',
    'test/lsp/oddDocuments.test.ts',
    'test/lsp/robustness.test.ts',
    'test/lsp/transport.test.ts',
    'test/lsp/runSafe.test.ts',
    'test/lsp/workspaceFiles.test.ts',
  ],
  'Bytes of any encoding: decoded, or doubted aloud': [
    'test/cli/encodings.test.ts',
    'test/exchange/tables/tableText.test.ts',
    'test/oracles/xml/decode.test.ts',
  ],
  'Files are written whole, with mode, owner, links and encoding': [
    'test/cli/write.test.ts',
    'test/cli/edits.test.ts',
    'test/cli/outputs.test.ts',
  ],
  'Statements are written: valid, nothing else touched, undone to the byte': [
    'test/oracles/exchange/write.test.ts',
    'test/exchange/write/*.test.ts',
  ],
  'After an edit all answers are those of a fresh document': [
    'test/oracles/xml/reparse.test.ts',
    'test/oracles/language/incremental.test.ts',
    'test/oracles/language/fuzz.test.ts',
    'test/oracles/rules/incremental.test.ts',
    'test/oracles/lsp/matrixEncoder.test.ts',
  ],
  'The matrix beside an independent program; damaged files': [
    'test/oracles/matrix/*.test.ts',
    'test/cli/truth.test.ts',
    'test/matrix/decisions.test.ts',
  ],
  'Packages: same bytes twice, licences, bill of materials, no network': [
    'test/oracles/e2e/reproducible.test.ts',
    'test/e2e/packages.test.ts',
  ],
};

const PARTS = {
  async tests({ match }, known) {
    const rows = [];
    for (const [promise, files] of Object.entries(PROMISES)) {
      const kept = known?.rows.find((row) => row.promise === promise);
      if (kept !== undefined && !promise.toLowerCase().includes(match.toLowerCase())) {
        rows.push(kept);
        continue;
      }
      console.log(`\n=== ${promise}`);
      const { tally, counts } = await countedTests(files, { VPC_TEST_SEED: process.env.VPC_TEST_SEED ?? 'random' });
      const { passed, failed, skipped } = tally;
      rows.push({ promise, files, passed, failed, skipped, randomCases: counts['random cases'] ?? 0 });
    }
    return { rows, failures: rows.reduce((sum, { failed }) => sum + failed, 0) };
  },
  async kills({ kills }) {
    const { tally, counts } = await countedTests(['test/oracles/cli/kill.test.ts'], { VPC_KILLS: kills });
    return { kills: Number(kills), counts, failures: tally.failed };
  },
  async fuzz({ minutes }) {
    const seed = randomInt(2 ** 31);
    const main = ['--import', 'tsx', 'test/oracles/fuzz/main.ts', '--minutes', minutes, '--seed', String(seed)];
    const { code, counts } = await counted(main);
    return { minutes: Number(minutes), seed, counts, failures: code };
  },
};

const DATA = join(root, 'docs/reliability.json');
const PAGE = join(root, 'docs/RELIABILITY.md');
const USAGE = `Usage: npm run reliability [-- --only ${Object.keys(PARTS).join(',')}] [--match TEXT] [--kills N] [--minutes N]`;

async function main() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: Object.keys(PARTS).join(',') },
      kills: { type: 'string', default: '200' },
      minutes: { type: 'string', default: '30' },
      match: { type: 'string', default: '' },
    },
  });
  const wanted = values.only.split(',');
  const numbers = [values.kills, values.minutes].every((value) => Number(value) > 0);
  if (!numbers || wanted.some((name) => !(name in PARTS))) {
    console.error(USAGE);
    return 2;
  }
  await setUp();
  const data = JSON.parse(readFileSync(DATA, 'utf8'));
  let failures = 0;
  for (const name of wanted) {
    const result = await PARTS[name](values, data[name]);
    failures += result.failures;
    const made = { date: new Date().toISOString().slice(0, 10), node: process.version };
    data[name] = { ...made, ...result };
    // After each part: a run that is interrupted keeps what it has.
    await write(DATA, JSON.stringify(data), 'json');
    await write(PAGE, reliabilityPage(data), 'markdown');
  }
  return failures > 0 ? 1 : 0;
}

async function write(file, text, parser) {
  const options = await prettier.resolveConfig(file);
  writeFileSync(file, await prettier.format(text, { ...options, parser }));
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
