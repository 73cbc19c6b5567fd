// node test/conformance/months.mjs FOLDER: plays the cycle of a supplier with the security release documents (CVRF 1.1, *.xml) of a
// folder, from the oldest to the newest, for 30 products with components: import, results of tests from a table, publication; then the
// next edition, and so on. An independent reader (test/conformance/months.py) checks each file against the documents and tables.
import { deepStrictEqual, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import sax from 'sax';
import { corpusFolder } from './lib/corpusFolder.mjs';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const CHECKER = fileURLToPath(new URL('./months.py', import.meta.url));
const SUPPLIER = 'Northwind Process Systems';

const PLATFORMS = [
  'Windows Server 2012 R2',
  'Windows Server 2016',
  'Windows Server 2019',
  'Windows Server 2022',
  'Windows 10 22H2',
  'Windows 11 24H2',
];
/** As a list has them: nothing is said, nothing besides the platform, or names. */
const COMPONENTS = ['', '-', '.NET Framework 4.8', 'SQL Server 2019', 'Office 2016; .NET'];

/** The list of products. */
function productList() {
  const lines = PLATFORMS.flatMap((platform, row) =>
    COMPONENTS.map((components, column) => `Unit ${row + 1}${column + 1};${row + 1}.0;${platform};"${components}"`),
  );
  return ['Produkt;Version;Plattform;Komponenten', ...lines, ''].join('\r\n');
}

/** A hash of a text (FNV-1a, 32 bits), so that each run gives the same results. */
function hash(text) {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}

function vpc(cwd, ...args) {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

function succeed(cwd, ...args) {
  const { status, stdout, stderr } = vpc(cwd, ...args);
  ok(status === 0, `vpc ${args.join(' ')}: exit ${status}: ${stderr}`);
  return { stdout, stderr };
}

/** The statements of a file: `{patch, product, version, platform, state}`. */
function statements(path) {
  const found = [];
  const open = [];
  let text = '';
  let patch = '';
  let product = null;
  const parser = sax.parser(true);
  parser.onopentag = ({ name }) => {
    open.push(name);
    text = '';
    if (name === 'VendorProduct') product = {};
  };
  parser.ontext = (chunk) => (text += chunk);
  parser.onclosetag = (name) => {
    open.pop();
    const parent = open.at(-1);
    if (parent === 'Patch' && name === 'ID') patch = text.trim();
    if (parent === 'VendorProduct') product[name] = text.trim();
    if (name === 'VendorProduct') {
      const { ID, Version = '', Platform = '', Status } = product;
      found.push({ patch, product: ID, version: Version, platform: Platform, state: Status });
    }
    text = '';
  };
  parser.write(readFileSync(path, 'utf8')).close();
  return found;
}

/** What the tests of a month give: the states that change, with their comments. */
function results(edition, month, withdrawn) {
  const changed = [];
  for (const each of statements(edition)) {
    const share = hash(`${month} ${each.patch} ${each.product}`) % 100;
    const next = { Available: share < 60 ? 'Approved' : share < 80 ? 'In Test' : share < 90 ? 'Not Applicable' : null };
    const later = { 'In Test': share < 70 ? 'Approved' : share < 90 ? 'Not Approved' : null };
    const state = next[each.state] ?? later[each.state] ?? null;
    if (state !== null) changed.push({ ...each, state });
  }
  if (withdrawn) {
    // Sites that installed it do not learn that it was refused: the rule about editions must say so.
    const approved = statements(edition).find(({ state }) => state === 'Approved');
    changed.push({ ...approved, state: 'In Test' });
  }
  return changed;
}

/** A table as test management exports it. */
function resultsTable(changed, day) {
  const german = day.split('-').reverse().join('.');
  const lines = changed.map(({ patch, product, version, platform, state }) => {
    const comment = state === 'Not Approved' ? 'Fails; see report' : '';
    return [patch.replace('KB', ''), product, version, platform, state.toLowerCase(), german, `"${comment}"`].join(';');
  });
  return ['KB;Produkt;Version;Plattform;Ergebnis;Testdatum;Bemerkung', ...lines, ''].join('\r\n');
}

const EDITION_RULES = ['vpc/transition', 'vpc/state-date-kept', 'vpc/version-not-raised', 'vpc/edition-not-later'];

/** How often each rule about editions reports something in the last file. */
function editionProblems(folder, file) {
  const { stdout } = vpc(folder, 'lint', '.', '--format', 'json', '--fail-on', 'error');
  const found = JSON.parse(stdout).files.flatMap(({ path, diagnostics }) =>
    diagnostics.map((each) => ({ path, ...each })),
  );
  deepStrictEqual(
    found.filter(({ severity }) => severity === 'error'),
    [],
  );
  const own = found.filter(({ path, code }) => basename(path) === file && EDITION_RULES.includes(code));
  return own.map(({ code }) => code);
}

const folder = resolve(corpusFolder());
const releases = readdirSync(folder)
  .filter((name) => name.endsWith('.xml'))
  .map((name) => {
    const head = readFileSync(join(folder, name), 'utf8').slice(0, 10_000);
    return { path: join(folder, name), day: /InitialReleaseDate>(\d{4}-\d\d-\d\d)/.exec(head)[1] };
  })
  .sort((a, b) => (a.day < b.day ? -1 : 1));
const work = mkdtempSync(join(tmpdir(), 'vpc-months-'));
const site = mkdtempSync(join(tmpdir(), 'vpc-site-'));
const tally = { passed: 0, failed: 0 };
const months = [];

function attempt(name, check) {
  try {
    const said = check();
    console.log(`passed: ${name}${said === undefined ? '' : `: ${said}`}`);
    tally.passed++;
  } catch (error) {
    console.log(`failed: ${name}: ${error.message}`);
    tally.failed++;
  }
}

try {
  writeFileSync(join(work, 'vpc.config.json'), '{ "products": "products.csv" }');
  writeFileSync(join(work, 'products.csv'), productList());
  ok(releases.length > 0, `there is no release document in ${folder}`);
  let edition = null;
  for (const [index, { path, day }] of releases.entries()) {
    const isLast = index === releases.length - 1;
    const published = new Date(Date.parse(day) + 45 * 86_400_000).toISOString().slice(0, 10);
    attempt(`${day}: made, tested, published`, () => {
      const before = edition;
      const made =
        before === null
          ? succeed(work, 'import', 'cvrf', path, '--supplier', SUPPLIER, '--date', published)
          : succeed(work, 'next', before, '--release', path, '--date', published);
      const name = `Northwind-Process-Systems_VPC_${published}.xml`;
      const draft = readFileSync(join(work, name), 'utf8');
      const changed = results(join(work, name), day, isLast && index > 0);
      writeFileSync(join(work, `${published}.csv`), resultsTable(changed, published));
      succeed(work, 'apply', name, `${published}.csv`);
      succeed(work, 'publish', name, '--to', site);
      writeFileSync(join(work, `${published}.draft`), draft);
      months.push({ release: path, draft: `${published}.draft`, table: `${published}.csv`, file: name, published });
      edition = name;
      if (before === null) return `${changed.length} results`;
      const wanted = isLast ? ['vpc/transition'] : [];
      deepStrictEqual(editionProblems(work, name), wanted);
      const { stdout } = vpc(work, 'compare', before, name, '--format', 'json');
      writeFileSync(join(work, `${published}.compare.json`), stdout);
      return `${changed.length} results; ${made.stderr.split('\n').filter(Boolean).length} notes`;
    });
  }
  const last = months.at(-1);
  attempt('superseded patches are dropped where that is wanted', () => {
    const { stdout } = succeed(
      ...[work, 'next', last.file, '--release', last.release, '--date', '2027-01-01'],
      ...['--drop', 'superseded', '--output', '-'],
    );
    writeFileSync(join(work, 'dropped.draft'), stdout);
  });
  attempt('SHA256SUMS of the published files', () => {
    const { status, stdout, stderr } = spawnSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: site, encoding: 'utf8' });
    ok(status === 0, stderr);
    return `${stdout.trim().split('\n').length} files`;
  });
  writeFileSync(
    join(work, 'months.json'),
    JSON.stringify({ months, dropped: 'dropped.draft', products: 'products.csv' }),
  );
  const python = spawnSync('python3', [CHECKER, join(work, 'months.json')], {
    encoding: 'utf8',
    env: { ...process.env, PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1' },
  });
  for (const line of (python.stdout ?? '').split('\n').filter(Boolean)) {
    console.log(line);
    tally[line.startsWith('passed') ? 'passed' : 'failed']++;
  }
  if (python.status !== 0) {
    console.log(`failed: the independent reader: ${python.error?.message ?? python.stderr}`);
    tally.failed++;
  }
} finally {
  if (process.env.KEEP === undefined) for (const each of [work, site]) rmSync(each, { recursive: true });
  else console.log(work, site);
}
console.log(`${tally.passed} passed, ${tally.failed} failed, 0 skipped`);
process.exitCode = tally.failed > 0 ? 1 : 0;
