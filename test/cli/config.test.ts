import assert from 'node:assert/strict';
import { CliFolder, type Outcome } from '../support/cli';
import { FIRST, SECOND } from '../support/vocabularies';
import { readFileSync } from 'node:fs';

const WRONG = FIRST.sampleText.replace('>Not Approved<', '>not approved<');

describe('vpc lint with vpc.config.json', () => {
  let folder: CliFolder;
  afterEach(() => folder.remove());

  const set = async (config: string, files: Readonly<Record<string, string>> = {}): Promise<void> => {
    folder = await CliFolder.with({ [`plant/${FIRST.sampleName}`]: WRONG, 'vpc.config.json': config, ...files });
  };
  const found = ({ out }: Outcome): string[] =>
    (JSON.parse(out) as { files: { diagnostics: { code: string; severity: string }[] }[] }).files.flatMap(
      ({ diagnostics }) => diagnostics.map(({ code, severity }) => `${code} ${severity}`),
    );
  const lint = async (...args: string[]) => folder.vpc(['lint', '--format', 'json', ...args]);

  it('uses the nearest configuration in the parent folders', async () => {
    await set('{ "rules": { "vpc/code-value": "info" } }');
    const outcome = await lint('plant');
    assert.deepEqual(found(outcome), ['vpc/code-value info']);
    assert.equal(outcome.code, 0);
  });

  it('gives precedence to options', async () => {
    await set('{ "rules": { "vpc/code-value": "off" } }', { 'other.json': '{ "rules": { "vpc/*": "warning" } }' });
    assert.deepEqual(found(await lint('plant')), []);
    assert.deepEqual(found(await lint('plant', '--no-config')), ['vpc/code-value error']);
    assert.deepEqual(found(await lint('plant', '--config', 'other.json')), ['vpc/code-value warning']);
    assert.deepEqual(found(await lint('plant', '--no-config', '--ignore', 'vpc/code-value,vpc/filename')), []);
    assert.deepEqual(found(await lint('plant', '--no-config', '--select', 'xsd/*')), []);
    assert.deepEqual(found(await lint('plant', '--no-config', '--select', 'vpc/code-value')), ['vpc/code-value error']);
  });

  it('reports the position of problems in the configuration', async () => {
    await set('{\n  "preset": "basic",\n  "rules": { "vpc/filenam": "off" }\n}\n');
    const { code, err } = await lint('plant');
    assert.equal(code, 2);
    assert.match(err, /vpc\.config\.json:3:14: .*"vpc\/filenam"\. Did you mean vpc\/filename\?/);
    assert.equal((await lint('plant', '--no-config')).code, 1);
  });

  it('rejects unknown codes and codes that cannot be ignored', async () => {
    await set('{ "states": ["Approvd"] }');
    assert.match(
      (await lint('plant')).err,
      /vpc\.config\.json:1:14: Unknown state "Approvd"\. Did you mean Approved\? The profile has Available/,
    );
    assert.match((await lint('--no-config', '--ignore', 'xml/bare-ampersand', 'plant')).err, /cannot be ignored/);
    assert.match((await lint('--select', 'vpc/nothing', 'plant')).err, /Unknown problem code "vpc\/nothing"/);
    assert.match((await lint('--ignore', 'vpc/filenam', 'plant')).err, /Did you mean vpc\/filename\?\n$/);
    const missing = await lint('--config', 'none.json', 'plant');
    assert.deepEqual([missing.code, missing.err], [2, 'vpc: Cannot read none.json\n']);
  });

  it('uses the schema and the profile of the configuration', async () => {
    await set('{ "schema": "second/kompat.xsd", "profile": "second/profile.json" }', {
      'second/kompat.xsd': SECOND.schemaText,
      'second/profile.json': readFileSync(SECOND.profilePath, 'utf8'),
      [`second/${SECOND.sampleName}`]: SECOND.sampleText.replace('>Not Approved<', '>not approved<'),
    });
    assert.deepEqual(found(await lint(`second/${SECOND.sampleName}`)), ['vpc/code-value error']);
  });

  for (const fixOptions of [[], ['--fix'], ['--dry-run']])
    it(`writes findings that comments suppress to SARIF, with reasons ${fixOptions.join('')}`, async () => {
      const comment = '<!-- vpc-disable-file vpc/code-value: agreed with QA -->';
      await set('{}', { [`plant/${FIRST.sampleName}`]: WRONG.replace('<PatchData', `${comment}\n<PatchData`) });
      const { code } = await folder.vpc(['lint', '--format', 'sarif', '--output', 'x.sarif', ...fixOptions, 'plant']);
      assert.equal(code, 0);
      const { runs } = JSON.parse(await folder.read('x.sarif')) as {
        runs: [{ results: { ruleId: string; suppressions: object[] }[] }];
      };
      assert.deepEqual(
        runs[0].results.map(({ ruleId, suppressions }) => [ruleId, suppressions]),
        [['vpc/code-value', [{ kind: 'inSource', justification: 'agreed with QA' }]]],
      );
    });

  it('prints the configuration of a file with the origin of each value', async () => {
    await set('{ "preset": "basic", "overrides": [{ "files": ["plant/*"], "rules": { "vpc/filename": "hint" } }] }');
    const { out, code } = await folder.vpc([
      'lint',
      '--print-config',
      '--ignore',
      'xsd/*',
      `plant/${FIRST.sampleName}`,
    ]);
    assert.equal(code, 0);
    const [printed] = JSON.parse(out) as [{ config: string; preset: object; rules: Record<string, object> }];
    assert.equal(printed.config, 'vpc.config.json');
    assert.deepEqual(printed.preset, { value: 'basic', origin: 'vpc.config.json' });
    assert.deepEqual(printed.rules['vpc/filename'], { value: 'hint', origin: 'vpc.config.json overrides[0]' });
    assert.deepEqual(printed.rules['xsd/cvc-id.1'], { value: 'off', origin: 'command line' });
  });
});
