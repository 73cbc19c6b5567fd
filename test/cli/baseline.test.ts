/** `vpc lint --baseline`: what is known is held back, and nothing else. */
import assert from 'node:assert/strict';
import { stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliFolder, type Outcome } from '../support/cli';
import { BOTH, FIRST } from '../support/vocabularies';

const WRONG = FIRST.sampleText.replace('>In Test<', '>in test<');

describe('vpc lint --baseline', () => {
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.with({ [`plant/${FIRST.sampleName}`]: WRONG, 'plant/b_VPC_c.xml': WRONG });
  });
  afterEach(() => folder.remove());

  const lint = (...args: string[]): Promise<Outcome> => folder.vpc(['lint', '--format', 'compact', ...args]);
  const path = (name: string): string => join(folder.path, name);
  const write = (name: string, text: string): Promise<void> => writeFile(path(name), text);
  const codes = (text: string): string[] => [...text.matchAll(/\[([\w.-]+\/[\w.-]+)\]$/gm)].map(([, code]) => code!);
  const KNOWN = ['--baseline', 'known.json'];
  const update = (...args: string[]): Promise<Outcome> => lint('plant', ...KNOWN, '--update-baseline', ...args);

  it('holds back what it knows, and says how much', async () => {
    const written = await update();
    assert.deepEqual(
      [written.code, written.out, written.err],
      [
        0,
        '2 files checked, no problems (3 known findings held back)\n',
        'vpc: known.json holds 3 findings: 3 added, 0 dropped\n',
      ],
    );
    const { code, out, err } = await lint('plant', ...KNOWN);
    assert.deepEqual([code, out, err], [0, '2 files checked, no problems (3 known findings held back)\n', '']);
    assert.deepEqual(codes((await lint('plant')).out), ['vpc/code-value', 'vpc/filename', 'vpc/code-value']);
    assert.match(
      await folder.read('known.json'),
      /"plant\/b_VPC_c\.xml": \[\n {6}\{ "code": "vpc\/code-value", "text": "in test", "fingerprint": "[\da-f]{16}" \},\n/,
    );
  });

  for (const test of BOTH) {
    it(`reports what is new, wherever the rest has moved (${test.title})`, async () => {
      const own = ['--schema', test.schemaPath, '--profile', test.profilePath, ...KNOWN];
      const wrong = test.sampleText.replace('>In Test<', '>in test<');
      await write(test.sampleName, wrong);
      await lint(test.sampleName, ...own, '--update-baseline');
      const moved = wrong.replace(/^(<[^?!])/m, '<!-- one\n\nmore -->\n$1');
      assert.notEqual(moved, wrong);
      await write(test.sampleName, moved);
      assert.equal((await lint(test.sampleName, ...own)).code, 0);
      await write(test.sampleName, moved.replace('>Not Approved<', '>not approved<'));
      const { code, out } = await lint(test.sampleName, ...own);
      assert.deepEqual([code, codes(out)], [1, ['vpc/code-value']]);
      assert.match(out, /"not approved".*\n1 file checked: 1 error \(1 known finding held back\)\n$/);
    });
  }

  it('counts: one more of the same is new', async () => {
    const [before, one, after] = /^([^]*?)(\n *<Status>in test<\/Status>)([^]*)$/.exec(WRONG)!.slice(1);
    await write('plant/b_VPC_c.xml', before! + one! + after!);
    await update();
    await write('plant/b_VPC_c.xml', before! + one! + one! + after!);
    const { out } = await lint('plant', ...KNOWN);
    assert.equal(codes(out).filter((code) => code === 'vpc/code-value').length, 1);
  });

  it('never holds back what is not well-formed', async () => {
    await write('plant/b_VPC_c.xml', WRONG.replace('Northwind', 'North & wind'));
    const { code, out } = await update();
    assert.deepEqual([code, codes(out)], [1, ['xml/bare-ampersand']]);
    assert.doesNotMatch(await folder.read('known.json'), /xml\/bare/);
    assert.deepEqual((await lint('plant', ...KNOWN)).code, 1);
  });

  it('says what no longer occurs, and drops it when it is told to', async () => {
    await update();
    const before = await folder.read('known.json');
    await write('plant/b_VPC_c.xml', FIRST.sampleText);
    const { code, err } = await lint('plant', ...KNOWN);
    assert.deepEqual(
      [code, err],
      [0, 'vpc: 1 finding of known.json no longer occurs; --update-baseline drops what is stale\n'],
    );
    assert.equal(await folder.read('known.json'), before);
    assert.equal((await update()).err, 'vpc: known.json holds 2 findings: 0 added, 1 dropped\n');
    await unlink(path('plant/b_VPC_c.xml'));
    assert.match((await lint('plant', ...KNOWN)).err, /1 finding of known\.json no longer occurs/);
    assert.equal((await update()).err, 'vpc: known.json holds 1 finding: 0 added, 1 dropped\n');
  });

  it('keeps what it knows of files and codes that were not looked at', async () => {
    await update();
    const before = await folder.read('known.json');
    const modified = (await stat(path('known.json'))).mtimeMs;
    const args = ['--update-baseline', ...KNOWN];
    for (const part of [
      ['plant/b_VPC_c.xml'],
      ['plant', '--ignore', 'vpc/code-value'],
      ['plant', '--select', 'xsd/*'],
      ['plant', '--shard', '1/2'],
      ['plant', 'none.xml'],
    ]) {
      const { err } = await lint(...part, ...args);
      assert.match(err, /holds 3 findings: 0 added, 0 dropped/, part.join(' '));
      assert.equal(await folder.read('known.json'), before);
    }
    assert.equal((await stat(path('known.json'))).mtimeMs, modified);
    await write('plant/b_VPC_c.xml', '<PatchData>');
    assert.match((await lint('plant', ...args)).err, /holds 3 findings: 0 added, 0 dropped/);
  });

  it('is named by the configuration, each folder its own', async () => {
    await write('vpc.config.json', '{ "baseline": "known.json" }');
    assert.deepEqual((await lint('plant')).code, 2);
    assert.equal((await lint('plant', '--update-baseline')).code, 0);
    assert.equal((await lint('plant')).code, 0);
    assert.equal((await lint('plant', '--no-baseline')).code, 1);
    await write('plant/vpc.config.json', '{ "baseline": "own.json" }');
    await lint('plant', '--update-baseline');
    assert.match(await folder.read('plant/own.json'), /^ {4}"b_VPC_c\.xml": \[$/m);
    const [printed] = JSON.parse((await folder.vpc(['lint', '--print-config', 'plant/x.xml'])).out) as object[];
    assert.deepEqual((printed as { baseline: object }).baseline, {
      value: 'plant/own.json',
      origin: 'plant/vpc.config.json',
    });
  });

  it('ends with 2 and a way out where the file cannot be used', async () => {
    const missing = await lint('plant', ...KNOWN);
    assert.deepEqual(
      [missing.code, missing.out, missing.err],
      [2, '', 'vpc: Cannot read the baseline known.json: no such file. --update-baseline writes one\n'],
    );
    await write('known.json', '<<<<<<< HEAD\n');
    for (const args of [[], ['--update-baseline']]) {
      const { code, out, err } = await lint('plant', ...KNOWN, ...args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, /^vpc: The baseline known\.json cannot be used:\n {2}This is not JSON.*\n {2}Put it right, or/);
    }
    assert.equal(await folder.read('known.json'), '<<<<<<< HEAD\n');
    const unnamed = await lint('plant', '--update-baseline');
    assert.deepEqual([unnamed.code, unnamed.err.includes('Nothing says which file the baseline is')], [2, true]);
    for (const other of ['--dry-run', '--watch', '--no-baseline']) {
      assert.equal((await lint('plant', '--update-baseline', other)).code, 2, other);
    }
  });

  it('holds for standard input that has a name', async () => {
    await update();
    const input = { input: WRONG };
    const named = await folder.vpc(['lint', '-', ...KNOWN, '--stdin-filename', 'plant/b_VPC_c.xml'], input);
    assert.deepEqual([named.code, named.out], [0, '1 file checked, no problems (2 known findings held back)\n']);
    assert.equal((await folder.vpc(['lint', '-', ...KNOWN], input)).code, 1);
  });

  it('is about what --fix leaves', async () => {
    const { code, err } = await update('--fix');
    assert.equal(code, 0);
    assert.match(err, /^vpc: known\.json holds 1 finding: 1 added, 0 dropped\nvpc: mended 2 problems in 2 files\n$/);
  });

  it('tells SARIF and JSON how each finding stands to it', async () => {
    await update();
    await write('plant/b_VPC_c.xml', FIRST.sampleText.replace('>Not Approved<', '>not approved<'));
    await unlink(path(`plant/${FIRST.sampleName}`));
    const { out } = await folder.vpc(['lint', 'plant', ...KNOWN, '--format', 'sarif']);
    const { runs } = JSON.parse(out) as { runs: [{ results: Record<string, unknown>[] }] };
    assert.deepEqual(
      runs[0].results.map(({ ruleId, baselineState, suppressions }) => [ruleId, baselineState, suppressions]),
      [
        ['vpc/code-value', 'new', undefined],
        ['vpc/filename', 'unchanged', [{ kind: 'external' }]],
        ['vpc/code-value', 'absent', undefined],
        ['vpc/code-value', 'absent', undefined],
      ],
    );
    const json = await folder.vpc(['lint', 'plant', ...KNOWN, '--format', 'json']);
    assert.deepEqual((JSON.parse(json.out) as { summary: object }).summary, {
      files: 1,
      errors: 1,
      warnings: 0,
      infos: 0,
      baseline: { known: 1, stale: 2 },
    });
  });
});
