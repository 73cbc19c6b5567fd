/** An error of this program in one file ends the work on that file only. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Environment } from '../../server/src/cli/environment';
import { Baselines } from '../../server/src/cli/commands/lint/baselines';
import type { Outcome } from '../../server/src/cli/commands/lint/report';
import type { FoundFile } from '../../server/src/cli/folders';
import type { Input } from '../../server/src/cli/input';
import { reporters } from '../../server/src/cli/reporters';
import { ruleById } from '../../server/src/rules/registry';
import { jsonReporter } from '../../server/src/cli/reporters/json';
import type { FileReport } from '../../server/src/cli/reporters/reporter';
import type { Entry } from '../../server/src/domain/model';
import { CliFolder } from '../support/cli';
import { releaseDocument, vulnerability } from '../support/cvrf';
import { FIRST } from '../support/vocabularies';
import { FileBudget } from '../../server/src/cli/fileBudget';
import { SiblingFile } from '../../server/src/cli/siblingFiles/siblingFile';

const NAMES = ['a.vpc.xml', 'b.vpc.xml', 'c.vpc.xml'];
const WRONG = FIRST.sampleText.replace('>In Test<', '>in test<');

type Method = (...args: never[]) => unknown;

/** Makes methods fail for some arguments until the end of a test. */
class Failures {
  private readonly undo: (() => void)[] = [];

  in(owner: object, name: string, isFailing: (...args: never[]) => boolean): void {
    const before = (owner as Record<string, Method>)[name]!;
    this.replace(owner, name, function (this: unknown, ...args: never[]): unknown {
      if (isFailing(...args)) throw new TypeError('no such field');
      return before.apply(this, args);
    });
  }

  replace(owner: object, name: string, method: Method): void {
    const methods = owner as Record<string, Method>;
    const before = methods[name]!;
    methods[name] = method;
    this.undo.push(() => (methods[name] = before));
  }

  end(): void {
    for (const undo of this.undo.splice(0)) undo();
  }
}

describe('an error of this program in one of three files', () => {
  const failures = new Failures();
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.with({
      'a.vpc.xml': WRONG,
      'b.vpc.xml': WRONG.replace('<Supplier>', '<Supplier>The other '),
      'c.vpc.xml': WRONG,
    });
  });
  afterEach(async () => {
    failures.end();
    await folder.remove();
  });

  /** Makes a rule fail in the second file. */
  const failingRule = (): void => {
    const isFailing = (publication: Entry<'publication'>): boolean =>
      publication.value('supplier')?.startsWith('The other') === true;
    failures.in(ruleById('vpc/filename')!, 'check', isFailing);
  };
  /** Makes what most commands do first fail in the second file. */
  const failingReader = (): void =>
    failures.in(Environment.prototype, 'governed', ({ path }: Input) => path === 'b.vpc.xml');
  const LINE = /^vpc: b\.vpc\.xml: internal error: no such field \(failingFile\.test\.ts:\d+:\d+\)$/m;

  it('lint: checks a file beside it as if it were not there, and says so', async () => {
    failures.in(SiblingFile.prototype, 'parsed', () => true);
    const { code, out, err } = await folder.vpc(['lint', '--format', 'compact', 'c.vpc.xml']);
    assert.equal(code, 1);
    assert.match(out, /in test/);
    const told = /^vpc: b\.vpc\.xml: internal error: no such field .*Rules that compare files leave it out\.$/m;
    assert.match(err, told);
    // The same for a file of the run where it is read before its own check, which succeeds: standard input is checked once.
    const args = ['lint', '--format', 'compact', '-', 'b.vpc.xml'];
    assert.match((await folder.vpc(args, { input: WRONG })).err, told);
  });

  it('has a budget of its own: what it uses is not charged to the file that it is read for', () => {
    const [outer, inner] = [new FileBudget(0, 0.5), FileBudget.beside(0)];
    const resume = outer.suspend();
    for (const end = process.cpuUsage().user + 1_000_000; process.cpuUsage().user < end;) inner.exceeded();
    resume();
    assert.equal(outer.exceeded(), null);
  });

  for (const args of [[], ['--fix'], ['--dry-run']]) {
    it(`lint ${args.join(' ')}: checks the others, and says it in one line`, async () => {
      failingRule();
      const { code, out, err } = await folder.vpc(['lint', '--format', 'compact', ...args, ...NAMES]);
      assert.equal(code, 3);
      assert.match(err, LINE);
      assert.doesNotMatch(err, /\n +at /);
      assert.equal(out.match(/vpc\/code-value/g)?.length ?? 0, args.length === 0 ? 2 : 0);
      const fixed = args[0] === '--fix';
      for (const [name, isFixed] of [...NAMES.entries()].map(([at, name]) => [name, fixed && at !== 1] as const))
        assert.equal((await folder.read(name)).includes('>in test<'), !isFixed, name);
    });
  }

  it('lint: every format names the file', async () => {
    failingRule();
    for (const format of Object.keys(reporters)) {
      const { code, out } = await folder.vpc(['lint', '--format', format, ...NAMES]);
      assert.equal(code, 3, format);
      assert.match(
        out,
        /b\.vpc\.xml[^]*internal error: no such field|internal error: no such field[^]*b\.vpc\.xml/,
        format,
      );
    }
    const json = await folder.vpc(['lint', '--format', 'json', ...NAMES]);
    assert.equal((JSON.parse(json.out) as { files: unknown[] }).files.length, 2);
    const sarif = await folder.vpc(['lint', '--format', 'sarif', ...NAMES]);
    const { runs } = JSON.parse(sarif.out) as { runs: [{ invocations: [{ executionSuccessful: boolean }] }] };
    assert.equal(runs[0].invocations[0].executionSuccessful, false);
  });

  it('lint: a reporter that fails for one file reports the others', async () => {
    failures.replace(reporters, 'json', () => {
      const reporter = jsonReporter();
      failures.in(reporter, 'file', ({ path }: FileReport) => path === 'b.vpc.xml');
      return Promise.resolve(() => reporter);
    });
    const { code, out, err } = await folder.vpc(['lint', '--format', 'json', ...NAMES]);
    assert.equal(code, 3);
    assert.match(err, LINE);
    assert.deepEqual(
      (JSON.parse(out) as { files: { path: string }[] }).files.map(({ path }) => path),
      ['a.vpc.xml', 'c.vpc.xml'],
    );
  });

  it('lint: a baseline that cannot be compared leaves out one file', async () => {
    failures.in(Baselines.prototype, 'apply', (_: Outcome, file: string) => file.endsWith('b.vpc.xml'));
    const { code, err } = await folder.vpc(['lint', ...NAMES]);
    assert.equal(code, 3);
    assert.match(err, LINE);
  });

  it('lint of a folder: a file that cannot be recognised is named', async () => {
    failures.in(Environment.prototype, 'recognise', ({ path }: FoundFile) => path.endsWith('b.vpc.xml'));
    const { code, out, err } = await folder.vpc(['lint', '--format', 'compact', '.']);
    assert.equal(code, 3);
    assert.match(err, /^vpc: b\.vpc\.xml: Cannot be read: internal error: no such field \(.*\)\.$/m);
    assert.match(out, /2 files checked/);
  });

  it('format: formats the others', async () => {
    failingReader();
    for (const name of NAMES) await writeFile(join(folder.path, name), WRONG.replaceAll('\n  ', '\n      '));
    const { code, err } = await folder.vpc(['format', ...NAMES]);
    assert.equal(code, 3);
    assert.match(err, LINE);
    assert.match(err, /2 of 3 files changed, 1 failed/);
  });

  for (const args of [
    ['matrix', '--format', 'json', ...NAMES],
    ['compare', '--format', 'json', 'a.vpc.xml', '.'],
  ]) {
    it(`${args[0]}: shows the others, with a note`, async () => {
      failingReader();
      const { code, out, err } = await folder.vpc(args);
      assert.equal(code, 3);
      const text = /b\.vpc\.xml: Cannot be read: internal error: no such field \(failingFile\.test\.ts:\d+:\d+\)$/m;
      assert.match(err, text);
      const { notes } = JSON.parse(out) as { notes: { kind: string; path?: string }[] };
      assert.ok(notes.some(({ kind, path }) => kind === 'unreadable' && path === 'b.vpc.xml'));
    });
  }

  it('set: says it in one line, and changes nothing', async () => {
    failingReader();
    const args = ['set', 'b.vpc.xml', '--patch', '*', '--product', '*', '--state', 'Approved'];
    const { code, err } = await folder.vpc(args);
    assert.equal(code, 3);
    assert.match(err, LINE);
    assert.match(await folder.read('b.vpc.xml'), />in test</);
  });

  it('import: says it in one line, and writes nothing', async () => {
    failures.in(Environment.prototype, 'ownSchema', () => true);
    await writeFile(
      join(folder.path, 'b.vpc.xml'),
      releaseDocument(vulnerability('CVE-2026-1', 'Critical: 1', [{ kb: '1' }])),
    );
    const before = await folder.files();
    const { code, err } = await folder.vpc(['import', 'cvrf', 'b.vpc.xml', '--supplier', 'Acme']);
    assert.equal(code, 3);
    assert.match(err, LINE);
    assert.deepEqual(await folder.files(), before);
  });
});
