/** `vpc lint --baseline`: suppresses known problems, and no others. */
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

  it('suppresses known problems and prints their number', async () => {
    const written = await update();
    assert.deepEqual(
      [written.code, written.out, written.err],
      [
        0,
        '2 files checked, no problems (3 problems in the baseline)\n',
        'vpc: known.json has 3 problems: 3 added, 0 removed\n',
      ],
    );
    const { code, out, err } = await lint('plant', ...KNOWN);
    assert.deepEqual([code, out, err], [0, '2 files checked, no problems (3 problems in the baseline)\n', '']);
    assert.deepEqual(codes((await lint('plant')).out), ['vpc/code-value', 'vpc/filename', 'vpc/code-value']);
    assert.match(
      await folder.read('known.json'),
      /"plant\/b_VPC_c\.xml": \[\n {6}\{ "code": "vpc\/code-value", "text": "in test", "fingerprint": "[\da-f]{16}" \},\n/,
    );
  });

  for (const test of BOTH) {
    it(`reports new problems after known ones have moved (${test.title})`, async () => {
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
      assert.match(out, /"not approved".*\n1 file checked: 1 error \(1 problem in the baseline\)\n$/);
    });
  }

  it('reports a finding that exceeds its baseline count', async () => {
    const [before, one, after] = /^([^]*?)(\n *<Status>in test<\/Status>)([^]*)$/.exec(WRONG)!.slice(1);
    await write('plant/b_VPC_c.xml', before! + one! + after!);
    await update();
    await write('plant/b_VPC_c.xml', before! + one! + one! + after!);
    const { out } = await lint('plant', ...KNOWN);
    assert.equal(codes(out).filter((code) => code === 'vpc/code-value').length, 1);
  });

  it('never suppresses well-formedness problems', async () => {
    await write('plant/b_VPC_c.xml', WRONG.replace('Northwind', 'North & wind'));
    const { code, out } = await update();
    assert.deepEqual([code, codes(out)], [1, ['xml/bare-ampersand']]);
    assert.doesNotMatch(await folder.read('known.json'), /xml\/bare/);
    assert.deepEqual((await lint('plant', ...KNOWN)).code, 1);
  });

  it('counts problems that no longer occur, and removes them with --update-baseline', async () => {
    await update();
    const before = await folder.read('known.json');
    await write('plant/b_VPC_c.xml', FIRST.sampleText);
    const { code, err } = await lint('plant', ...KNOWN);
    assert.deepEqual(
      [code, err],
      [0, 'vpc: 1 problem of known.json no longer occurs; run with --update-baseline to remove it\n'],
    );
    assert.equal(await folder.read('known.json'), before);
    assert.equal((await update()).err, 'vpc: known.json has 2 problems: 0 added, 1 removed\n');
    await unlink(path('plant/b_VPC_c.xml'));
    assert.match((await lint('plant', ...KNOWN)).err, /1 problem of known\.json no longer occurs/);
    assert.equal((await update()).err, 'vpc: known.json has 1 problem: 0 added, 1 removed\n');
  });

  it('keeps the entries of files and codes that were not checked', async () => {
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
      assert.match(err, /has 3 problems: 0 added, 0 removed/, part.join(' '));
      assert.equal(await folder.read('known.json'), before);
    }
    assert.equal((await stat(path('known.json'))).mtimeMs, modified);
    await write('plant/b_VPC_c.xml', '<PatchData>');
    assert.match((await lint('plant', ...args)).err, /has 3 problems: 0 added, 0 removed/);
  });

  it('uses the baseline of the configuration of each folder', async () => {
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

  it('exits with 2 and a remedy if the baseline cannot be used', async () => {
    const missing = await lint('plant', ...KNOWN);
    assert.deepEqual(
      [missing.code, missing.out, missing.err],
      [2, '', 'vpc: Cannot read the baseline known.json: no such file. Run with --update-baseline to create it\n'],
    );
    await write('known.json', '<<<<<<< HEAD\n');
    for (const args of [[], ['--update-baseline']]) {
      const { code, out, err } = await lint('plant', ...KNOWN, ...args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(
        err,
        /^vpc: Invalid baseline known\.json:\n {2}Not valid JSON.*\n {2}If it is a baseline, correct it, or/,
      );
    }
    assert.equal(await folder.read('known.json'), '<<<<<<< HEAD\n');
    const unnamed = await lint('plant', '--update-baseline');
    assert.deepEqual([unnamed.code, unnamed.err.includes('No baseline file given')], [2, true]);
    for (const other of ['--dry-run', '--watch', '--no-baseline']) {
      assert.equal((await lint('plant', '--update-baseline', other)).code, 2, other);
    }
  });

  it('applies to standard input with --stdin-filename', async () => {
    await update();
    const input = { input: WRONG };
    const named = await folder.vpc(['lint', '-', ...KNOWN, '--stdin-filename', 'plant/b_VPC_c.xml'], input);
    assert.deepEqual([named.code, named.out], [0, '1 file checked, no problems (2 problems in the baseline)\n']);
    assert.equal((await folder.vpc(['lint', '-', ...KNOWN], input)).code, 1);
  });

  it('applies to the problems that --fix leaves', async () => {
    const { code, err } = await update('--fix');
    assert.equal(code, 0);
    assert.match(err, /^vpc: known\.json has 1 problem: 1 added, 0 removed\nvpc: fixed 2 problems in 2 files\n$/);
  });

  it('adds the baseline state to SARIF and the counts to JSON', async () => {
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
      unreadable: 0,
      baseline: { known: 1, stale: 2 },
    });
  });
});
