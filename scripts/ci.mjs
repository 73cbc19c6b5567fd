// .ci/run: `npm test`, then checks against real corpora, if they are next to the checkout. The corpora are data of others:
// they are unpacked into a temporary folder and never part of the repository.
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { mustRun, npm, root, run, SetupError } from './lib/shell.mjs';
import { failed, failuresIn, readTally, skipped, sum, summary } from './lib/tally.mjs';

const SHARED = resolve(root, '../shared');

/**
 * A driver receives the folder with the unpacked corpus and the shared folder as arguments, and prints the tally line at the
 * end. An archive is a tar file, or a folder of files that are compressed one by one.
 * @type {{ name: string, archive: string, driver: string }[]}
 */
const CORPORA = [
  { name: 'W3C XML Schema test suite', archive: 'corpora/xsts-dev.tar.xz', driver: 'test/conformance/xsts.mjs' },
  { name: 'CVRF advisories', archive: 'corpora/cvrf/cvrf-dev.tar.xz', driver: 'test/conformance/cvrf.mjs' },
  { name: 'edited CVRF advisories', archive: 'corpora/cvrf/cvrf-dev.tar.xz', driver: 'test/conformance/edits.mjs' },
  { name: 'fixed CVRF advisories', archive: 'corpora/cvrf/cvrf-dev.tar.xz', driver: 'test/conformance/fixes.mjs' },
  {
    name: 'formatted CVRF advisories',
    archive: 'corpora/cvrf/cvrf-dev.tar.xz',
    driver: 'test/conformance/formatting.mjs',
  },
  { name: 'streamed CVRF advisories', archive: 'corpora/cvrf/cvrf-dev.tar.xz', driver: 'test/conformance/streams.mjs' },
  { name: 'security release documents', archive: 'corpora/msrc-cvrf', driver: 'test/conformance/msrc.mjs' },
  { name: 'months of a supplier', archive: 'corpora/msrc-cvrf', driver: 'test/conformance/months.mjs' },
  { name: 'CSAF advisories', archive: 'corpora/csaf/csaf-dev.tar.xz', driver: 'test/conformance/csaf.mjs' },
  {
    name: 'edited B2MML documents',
    archive: 'corpora/b2mml-v0701.tar.xz',
    driver: 'test/conformance/editedInstances.mjs',
  },
  { name: 'offers in CVRF advisories', archive: 'corpora/cvrf/cvrf-dev.tar.xz', driver: 'test/conformance/offers.mjs' },
  { name: 'offers in B2MML documents', archive: 'corpora/b2mml-v0701.tar.xz', driver: 'test/conformance/offers.mjs' },
  { name: 'offers in families of schemas', archive: 'corpora/families.tar.xz', driver: 'test/conformance/offers.mjs' },
  { name: 'fixed B2MML documents', archive: 'corpora/b2mml-v0701.tar.xz', driver: 'test/conformance/fixes.mjs' },
  { name: 'report formats', archive: 'corpora/formats', driver: 'test/conformance/reports.mjs' },
  { name: 'families of schemas', archive: 'corpora/families.tar.xz', driver: 'test/conformance/families.mjs' },
  { name: 'B2MML schemas', archive: 'corpora/b2mml-v0701.tar.xz', driver: 'test/conformance/b2mml.mjs' },
];

/** The failed tests of all parts. */
const failures = [];

async function npmTest() {
  const [command, ...leading] = npm();
  const { code, output } = await run(command, [...leading, 'test']);
  failures.push(...failuresIn(output));
  return readTally(output, code);
}

async function corpus({ name, archive, driver }) {
  console.log(`\n=== ${name}`);
  const missing = [join(SHARED, archive), join(root, driver)].find((path) => !existsSync(path));
  if (missing) {
    const reason = `${name}: ${missing} is not there`;
    console.log(`skipped: ${reason}`);
    return skipped(reason);
  }
  const folder = mkdtempSync(join(tmpdir(), 'vpc-corpus-'));
  try {
    await unpack(join(SHARED, archive), folder);
    const { code, output } = await run(process.execPath, [driver, folder, SHARED]);
    const tally = readTally(output, code);
    const named = failuresIn(output);
    failures.push(...named);
    if (tally.failed > named.length) failures.push(`${name}: ${tally.failed} failed, exit code ${code}`);
    return tally;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    return failed();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function unpack(archive, folder) {
  if (!statSync(archive).isDirectory()) return mustRun('tar', ['-xJf', archive, '-C', folder], { quiet: true });
  cpSync(archive, folder, { recursive: true });
  const packed = readdirSync(folder).filter((name) => name.endsWith('.xz'));
  // Without a name xz would wait for standard input.
  if (packed.length === 0) return undefined;
  return mustRun('xz', ['-d', ...packed.map((name) => join(folder, name))], { quiet: true });
}

const tallies = [await npmTest()];
for (const each of CORPORA) tallies.push(await corpus(each));
const total = sum(tallies);
console.log();
for (const reason of total.reasons) console.log(`skipped: ${reason}`);
for (const failure of failures) console.log(`failed:\n${failure}`);
console.log(summary(total));
process.exitCode = total.failed > 0 ? 1 : 0;
