import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { parse as parseCsv } from 'csv-parse/sync';
import sax from 'sax';
import { CliFolder } from '../support/cli';
import { publicationText } from '../support/publications';
import { skip } from '../support/skip';
import { sheetsIn } from '../support/workbooks';
import { BOTH, FIRST, type TestVocabulary } from '../support/vocabularies';

const SAMPLES = [
  'samples/Musterwerk-Automation_VPC_2026-02-27.xml',
  'samples/Northwind-Process-Systems_VPC_2026-01-30.xml',
  'samples/Northwind-Process-Systems_VPC_2026-03-04.xml',
];

interface Json {
  readonly sources: readonly { readonly name: string }[];
  readonly columns: readonly { readonly product: string; readonly version: string; readonly edition?: string }[];
  readonly patches: readonly { readonly id: string; readonly results: readonly { readonly state: string | null }[] }[];
  readonly summary: {
    readonly patches: number;
    readonly columns: number;
    readonly holes: number;
    readonly conflicts: number;
    readonly states: readonly { readonly state: string; readonly cells: number }[];
    readonly comparison?: { readonly changed: number };
  };
}

describe('vpc matrix', () => {
  const edition = (state: string, id: string, published: string) => {
    const product = ['Batch', 'Panel'].map((name) => ({ 'product-id': name, 'product-version': ['8.2'], state }));
    return publicationText(
      FIRST,
      [
        { 'patch-id': 'KB1', title: 'A', released: '2025-12-09T08:00:00Z', product },
        { 'patch-id': id, title: 'B', released: '2025-12-09T08:00:00Z', product },
        {
          'patch-id': 'KB9',
          title: 'C',
          released: '2025-12-09T08:00:00Z',
          product: [{ 'product-id': 'Panel', state: 'Approved' }],
        },
      ],
      { published },
    );
  };
  let folder: CliFolder;
  before(async () => {
    folder = await CliFolder.with({
      'old/a.vpc.xml': edition('In Test', 'KB2', '2026-01-01T00:00:00Z'),
      'new.vpc.xml': edition('Approved', 'KB3', '2026-02-01T00:00:00Z'),
      'mine.csv': 'product;version\nbatch;8.2\n',
      'wrong.csv': 'version\n8.2\n',
    });
  });
  after(() => folder.remove());
  const matrix = (...args: string[]) => folder.vpc(['matrix', ...args]);
  const rows = (csv: string, delimiter = ','): string[][] => parseCsv(csv, { bom: true, delimiter });

  it('marks changes since an older edition', async () => {
    const { code, out, err } = await matrix('new.vpc.xml', '--compare', 'old/a.vpc.xml', '--format', 'csv');
    assert.deepEqual([code, err], [0, '']);
    const all = rows(out).map((line) => [line[1], ...line.slice(9)]);
    assert.deepEqual(all, [
      ['Patch', 'Change', 'Batch 8.2', 'Panel', 'Panel 8.2'],
      ['KB1', 'changed', 'In Test → Approved', '', 'In Test → Approved'],
      ['KB2', 'removed', 'In Test → –', '', 'In Test → –'],
      ['KB3', 'new', 'Approved', '', 'Approved'],
      ['KB9', '', '', 'Approved', ''],
    ]);
    const only = await matrix('new.vpc.xml', '--compare', 'old/a.vpc.xml', '--only-changed', '--format', 'csv');
    assert.deepEqual(
      rows(only.out).map((line) => line[1]),
      ['Patch', 'KB1', 'KB2', 'KB3'],
    );
  });

  it('uses the latest edition, and names files without their folders', async () => {
    const { out } = await matrix('old/a.vpc.xml', 'new.vpc.xml', '--format', 'json');
    const { sources, summary } = JSON.parse(out) as Json;
    assert.deepEqual(
      sources.map(({ name }) => name),
      ['a.vpc.xml', 'new.vpc.xml'],
    );
    assert.deepEqual([summary.patches, summary.conflicts], [4, 0]);
  });

  it('shows only products of a list', async () => {
    const { out } = await matrix('new.vpc.xml', '--my-products', 'mine.csv', '--format', 'csv');
    assert.deepEqual(rows(out)[0]!.slice(9), ['Batch 8.2']);
    const wrong = await matrix('new.vpc.xml', '--my-products', 'wrong.csv');
    assert.deepEqual([wrong.code, wrong.out], [2, '']);
    assert.match(wrong.err, /^wrong\.csv:1: error: Missing column "id"/);
  });

  it('uses the given separator for CSV', async () => {
    const { out } = await matrix('new.vpc.xml', '--format', 'csv', '--separator', 'semicolon');
    assert.equal(rows(out, ';')[1]![1], 'KB1');
  });

  it('chooses the format by the extension of the file', async () => {
    for (const [name, head] of [
      ['m.csv', '\uFEFFPatch vendor,'],
      ['m.json', '{\n  "version": 1'],
      ['m.md', '# Patch compatibility'],
      ['m.html', '<!doctype html>'],
    ] as const) {
      assert.deepEqual(await matrix('new.vpc.xml', '--output', name), { code: 0, out: '', err: '' });
      assert.ok((await folder.read(name)).startsWith(head), name);
    }
    for (const [name, ...format] of [['m.txt'], ['m.csv', '--format', 'markdown']]) {
      const { code, err } = await matrix('new.vpc.xml', '--output', name!, ...format);
      assert.deepEqual(
        [code, err.split(' ').slice(0, 2)],
        [2, format.length > 0 ? ['vpc:', '--output'] : ['vpc:', 'Unknown']],
      );
    }
  });

  it('writes a workbook to a file or a pipe, not to a terminal', async () => {
    assert.deepEqual(await matrix('new.vpc.xml', '--output', 'm.xlsx'), { code: 0, out: '', err: '' });
    const sheets = await sheetsIn(await readFile(join(folder.path, 'm.xlsx')));
    assert.deepEqual(Object.keys(sheets), ['Matrix', 'Details', 'Legend', 'vpc-export', 'Notes']);
    assert.match((await matrix('new.vpc.xml', '--format', 'xlsx')).out, /^PK/);
    const terminal = await folder.vpc(['matrix', 'new.vpc.xml', '--format', 'xlsx'], { terminal: true });
    assert.deepEqual([terminal.code, terminal.out], [2, '']);
    assert.match(terminal.err, /A terminal cannot show XLSX\. Name a file with --output/);
  });

  it('writes nothing if it cannot compare', async () => {
    const { code, out, err } = await matrix('new.vpc.xml', '--compare', 'none.xml');
    const reason =
      'vpc: none.xml: Cannot be read: no such file\nvpc: Nothing to compare with: no older file could be read\n';
    assert.deepEqual([code, out, err], [3, '', reason]);
    const lonely = await matrix('new.vpc.xml', '--only-changed');
    assert.deepEqual([lonely.code, lonely.err.split('\n')[0]], [2, 'vpc: --only-changed requires --compare']);
  });

  for (const test of BOTH) {
    it(`agrees with the counts of an independent script: ${test.title}`, async () => {
      const files = test === FIRST ? SAMPLES : [];
      const texts = [test.sampleText, ...(await Promise.all(files.map((file) => readFile(file, 'utf8'))))];
      for (const text of texts) {
        await writeFile(join(folder.path, 'counted.xml'), text);
        const { out } = await matrix('counted.xml', '--format', 'json', '--profile', test.profilePath);
        const { summary } = JSON.parse(out) as Json;
        const { cells, ...counted } = counts(text, test);
        const { patches, columns, conflicts } = summary;
        assert.deepEqual({ patches, columns, conflicts }, { ...counted, conflicts: 0 });
        assert.deepEqual(
          new Map(summary.states.map(({ state, cells: count }) => [state, count])),
          new Map([...cells].filter(([state]) => test.vocabulary.state(state) !== undefined)),
        );
        const filled = [...cells.values()].reduce((sum, count) => sum + count, 0);
        assert.equal(summary.holes, patches * columns - filled);
      }
    });
  }

  it('is read with the right cells by LibreOffice', async function () {
    const office = ['soffice', 'libreoffice'].find((name) =>
      (process.env.PATH ?? '').split(delimiter).some((path) => existsSync(join(path, name))),
    );
    if (office === undefined) skip(this, 'LibreOffice is not installed (on Debian: libreoffice-calc)');
    const odd = publicationText(FIRST, [
      {
        'patch-id': '=1+1',
        title: 'a "b", c;\n d ä €',
        severity: '-1',
        product: [{ 'product-id': '@Batch', 'product-version': '8.10', state: 'Approved' }],
      },
    ]);
    await writeFile(join(folder.path, 'odd.vpc.xml'), odd);
    const work = await mkdtemp(join(tmpdir(), 'vpc-office-'));
    try {
      for (const files of [SAMPLES.map((file) => join(process.cwd(), file)), ['odd.vpc.xml']]) {
        const csv = join(work, 'matrix.csv');
        const { code } = await matrix(...files, '--output', csv);
        assert.equal(code, 0);
        // 44: comma; 34: quote; 76: UTF-8; from line 1 on; formulas are evaluated, as when a user opens the file.
        const convert = [
          `-env:UserInstallation=file://${work}/profile`,
          '--headless',
          '--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true',
        ];
        await promisify(execFile)(office, [...convert, '--convert-to', 'ods', '--outdir', work, csv], { cwd: work });
        await promisify(execFile)(
          office,
          [
            `-env:UserInstallation=file://${work}/profile`,
            '--headless',
            '--convert-to',
            'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false',
            '--outdir',
            join(work, 'back'),
            join(work, 'matrix.ods'),
          ],
          { cwd: work },
        );
        const back = rows(await readFile(join(work, 'back', 'matrix.csv'), 'utf8'));
        assert.deepEqual(back, rows(await readFile(csv, 'utf8')));
        assert.ok(back.length > 1);
      }
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
});

/** Counts patches, columns, and cells by state, using only the names of elements. */
function counts(
  text: string,
  { profile }: TestVocabulary,
): { patches: number; columns: number; cells: Map<string, number> } {
  const { element: patchName } = profile.containers.patch;
  const { element: productName, children: names } = profile.containers.product;
  const columns = new Set<string>();
  const cells = new Map<string, number>();
  let patches = 0;
  let product: Record<string, string[]> | null = null;
  let value = '';
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  const parser = sax.parser(true);
  parser.onopentag = ({ name }) => {
    value = '';
    if (local(name) === patchName) patches++;
    if (local(name) === productName) product = {};
  };
  parser.ontext = (more) => (value += more);
  parser.onclosetag = (tag) => {
    const name = local(tag);
    if (name === productName && product !== null) {
      const { [names['product-version']!]: versions = [''], [names.platform!]: platforms = [''] } = product;
      for (const version of versions) {
        for (const platform of platforms) {
          columns.add([product[names['product-id']!]![0], version, platform].join('|'));
          const state = product[names.state!]![0]!;
          cells.set(state, (cells.get(state) ?? 0) + 1);
        }
      }
      product = null;
    } else if (product !== null) (product[name] ??= []).push(value.trim());
  };
  parser.write(text).close();
  return { patches, columns: columns.size, cells };
}
