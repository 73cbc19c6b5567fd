// node test/conformance/reports.mjs FOLDER: validates reports of `vpc lint` against the schemas of the programs that read them.
// FOLDER has the schema of SARIF 2.1.0 and Jenkins' schema of JUnit reports. The files are the samples, each also with
// mistakes, and one that cannot be read. The reports are written by the bundled command line.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { judge } from './engine.mjs';
import { corpusFolder } from './lib/corpusFolder.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const formats = corpusFolder();
const folder = mkdtempSync(join(tmpdir(), 'vpc-reports-'));
let passed = 0;
let failed = 0;

function expect(title, isTrue, detail = '') {
  if (isTrue) passed++;
  else failed++;
  if (!isTrue) console.log(`failed: ${title} ${detail}`);
}

function lint(format, ...more) {
  const args = ['lint', '.', 'missing.xml', '--format', format, '--output', `report.${format}`, ...more];
  const { status } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], { cwd: folder });
  expect(`${format}: exit code`, status === 3, status);
  return readFileSync(join(folder, `report.${format}`), 'utf8');
}

const fingerprintsIn = ({ runs: [{ results }] }) =>
  results.map((result) => result.partialFingerprints['vpcFinding/v1']);

try {
  const samples = readdirSync(join(root, 'samples')).filter((name) => name.endsWith('.xml'));
  for (const name of samples) {
    const text = readFileSync(join(root, 'samples', name), 'utf8');
    writeFileSync(join(folder, name), text);
    writeFileSync(
      join(folder, `ä ${name}.vpc.xml`),
      text.replaceAll('>Approved<', '>approved & "\u0001<').slice(0, -20),
    );
  }

  const schema = JSON.parse(readFileSync(join(formats, 'sarif-schema-2.1.0.json'), 'utf8'));
  const ajv = new Ajv({ strict: false, unicodeRegExp: false, allErrors: true });
  ajv.addFormat('uri', (text) => URL.canParse(text));
  ajv.addFormat('uri-reference', (text) => !/[^\x21-\x7e]/.test(text) && URL.canParse(text, 'file:///'));
  ajv.addFormat('date-time', (text) => !Number.isNaN(Date.parse(text)));
  const validate = ajv.compile(schema);
  const sarif = JSON.parse(lint('sarif'));
  expect('SARIF is valid', validate(sarif), JSON.stringify(validate.errors?.slice(0, 3)));
  expect('SARIF has results', sarif.runs[0].results.length > 20);

  for (const name of samples) {
    const text = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(folder, name), text.replace(/(<\w[^>]*>)/, '\n\n\n$1\n\n<!-- moved -->'));
  }
  const before = new Set(fingerprintsIn(sarif));
  const moved = fingerprintsIn(JSON.parse(lint('sarif')));
  const others = moved.filter((fingerprint) => !before.has(fingerprint)).length;
  expect('fingerprints stay where lines shift', others === 0, `${others} of ${moved.length} have changed`);

  lint('compact', '--baseline', 'known.json', '--update-baseline');
  for (const name of samples) {
    const text = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(folder, name), text.replace(/ID>[^<]*</, 'ID><').replace('</Title>', '</Titel>'));
  }
  const compared = JSON.parse(lint('sarif', '--baseline', 'known.json'));
  const states = new Set(compared.runs[0].results.map(({ baselineState }) => baselineState));
  expect('SARIF with a baseline is valid', validate(compared), JSON.stringify(validate.errors?.slice(0, 3)));
  expect('SARIF tells new from known', states.has('new') && states.has('unchanged'), [...states].join(', '));

  lint('junit');
  const verdict = judge({
    schemas: [join(formats, 'jenkins-junit-10.xsd')],
    instance: join(folder, 'report.junit'),
  });
  expect("Jenkins' schema is valid", verdict.schemaValid);
  expect('JUnit is valid', verdict.instanceValid, JSON.stringify(verdict.problems.slice(0, 3)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
