/**
 * What `vpc matrix` says of files with mishaps of practice: a cell is never greener than what the suppliers say, and what is
 * missing has a note. The decisions are described in docs/MATRIX.md.
 */
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { CliFolder } from '../support/cli';
import { publicationText } from '../support/publications';
import { BOTH } from '../support/vocabularies';
import type { Draft } from '../../server/src/domain/publicationText';

const [FEBRUARY, MARCH] = ['2026-02-20T12:00:00Z', '2026-03-20T12:00:00Z'];

const product = (id: string, state: string, more: Draft<'product'> = {}): Draft<'product'> => ({
  'product-id': id,
  'product-version': ['1'],
  state,
  'state-date': '2026-01-20T09:00:00Z',
  ...(state === 'Not Approved' && { comment: 'Stops' }),
  ...more,
});
const patch = (id: string, products: readonly Draft<'product'>[], more: Draft<'patch'> = {}): Draft<'patch'> => ({
  'patch-id': id,
  title: id,
  released: '2026-01-13T07:00:00Z',
  product: products,
  ...more,
});

interface Shown {
  readonly code: number;
  readonly err: string;
  /** The cells of the CSV: a line for each patch, with the heads of the products first. */
  readonly table: readonly string[];
}

for (const test of BOTH) {
  describe(`vpc matrix, truth: ${test.title}`, () => {
    const profile = ['--profile', test.profilePath, '--schema', test.schemaPath];
    const text = (
      supplier: string,
      published: string,
      patches: readonly Draft<'patch'>[],
      more: Draft<'publication'> = {},
    ) => publicationText(test, patches, { supplier, published, ...more });

    async function inFolder<T>(
      files: Readonly<Record<string, string | Buffer>>,
      run: (folder: CliFolder) => Promise<T>,
    ): Promise<T> {
      const folder = await CliFolder.with({});
      try {
        for (const [name, content] of Object.entries(files)) {
          await mkdir(dirname(join(folder.path, name)), { recursive: true });
          await writeFile(join(folder.path, name), content);
        }
        return await run(folder);
      } finally {
        await folder.remove();
      }
    }

    const shown = (files: Readonly<Record<string, string | Buffer>>, ...args: string[]): Promise<Shown> =>
      inFolder(files, async (folder) => {
        const { code, out, err } = await folder.vpc(['matrix', ...args, '--format', 'csv', ...profile]);
        const rows: string[][] = out === '' ? [] : parseCsv(out, { bom: true });
        const first = (rows[0] ?? []).indexOf('Stated by') + 1;
        const table = rows.map((row) => [row[1] === 'Patch' ? '' : row[1], ...row.slice(first)].join(' | '));
        return { code, err, table };
      });

    it('has a column for each supplier and reports a withdrawal, whoever else approves', async () => {
      const historian = (state: string) => [patch('KB1', [product('Historian', state)])];
      const files = {
        'alpha-02.vpc.xml': text('Alpha', FEBRUARY, historian('Approved')),
        'beta-02.vpc.xml': text('Beta', FEBRUARY, historian('Approved')),
        'alpha-03.vpc.xml': text('Alpha', MARCH, historian('Not Approved')),
        'beta-03.vpc.xml': text('Beta', MARCH, historian('Approved')),
      };
      const args = ['*-03.vpc.xml', '--compare', 'alpha-02.vpc.xml', '--compare', 'beta-02.vpc.xml'];
      assert.deepEqual((await shown(files, ...args)).table, [
        ' | Change | Alpha: Historian 1 | Beta: Historian 1',
        'KB1 | changed | Approved → Not Approved | Approved',
      ]);
      // A shell expands `--compare *-02.vpc.xml` to several values.
      const expanded = await shown(files, 'alpha-03.vpc.xml', '--compare', 'alpha-02.vpc.xml', 'beta-02.vpc.xml');
      assert.deepEqual([expanded.code, expanded.table[1]], [0, 'KB1 | changed | Approved → Not Approved']);
    });

    it('shows what the latest edition has dropped, a restriction, and an edition whose date cannot be read', async () => {
      const first = text('Gamma', FEBRUARY, [patch('KB1', [product('A', 'Approved')])], {
        'document-id': 'X',
        'document-version': '1',
      });
      const second = (published: string, patches: readonly Draft<'patch'>[]) =>
        text('Gamma', published, patches, { 'document-id': 'X', 'document-version': '2' });
      const dropped = { '1.vpc.xml': first, '2.vpc.xml': second(MARCH, [patch('KB2', [product('A', 'Approved')])]) };
      assert.deepEqual((await shown(dropped, '.')).table.slice(1), [
        'KB1 | [no longer listed, was Approved] [withdrawn]',
        'KB2 | Approved',
      ]);
      const restricted = [patch('KB1', [product('A', 'Approved', { restriction: 'only on clients' })])];
      assert.deepEqual((await shown({ '2.vpc.xml': second(MARCH, restricted) }, '.')).table.slice(1), [
        'KB1 | Approved [restriction: only on clients]',
      ]);
      const unreadable = second('20.03.2026', [patch('KB1', [product('A', 'Not Approved')])]);
      const { table, err } = await shown({ '1.vpc.xml': first, '2.vpc.xml': unreadable }, '.');
      assert.match(table[1]!, /^KB1 \| Not Approved \[withdrawn\] \[in doubt/);
      assert.match(err, /^vpc: 2\.vpc\.xml: This file has a schema error\./m);
    });

    it('tells of contradictions between suppliers about the patch', async () => {
      const facts = (severity: string, released: string, reboot: string) => [
        patch('KB2', [product('A', 'Approved')], { severity, released, reboot }),
      ];
      const files = {
        'a.vpc.xml': text('Alpha', MARCH, facts('Critical', '2026-03-10T07:00:00Z', 'true')),
        'b.vpc.xml': text('Beta', MARCH, facts('Low', '2026-02-10T07:00:00Z', 'false')),
      };
      await inFolder(files, async (folder) => {
        const { out } = await folder.vpc(['matrix', '.', '--format', 'json', ...profile]);
        const [row] = (JSON.parse(out) as { patches: { contradictions: unknown[] }[] }).patches;
        const said = (...values: string[]) => values.map((value, index) => ({ value, sources: [index] }));
        assert.deepEqual(row!.contradictions, [
          { field: 'severity', values: said('Critical', 'Low') },
          { field: 'released', values: said('2026-03-10T07:00:00Z', '2026-02-10T07:00:00Z').reverse() },
          { field: 'restart', values: said('true', 'false') },
        ]);
      });
    });

    it('names what supersedes a patch in all formats, and CVEs and restart on demand', async () => {
      const files = {
        'a.vpc.xml': text('Alpha', MARCH, [
          patch('KB1', [product('A', 'Approved')], { vulnerability: ['CVE-2026-0001'], reboot: 'true' }),
          patch('KB2', [product('A', 'Approved')], { supersedes: ['KB1'] }),
        ]),
      };
      await inFolder(files, async (folder) => {
        const written = async (...args: string[]) =>
          (await folder.vpc(['matrix', 'a.vpc.xml', ...args, ...profile])).out;
        const { patches } = JSON.parse(await written('--format', 'json')) as { patches: Record<string, unknown>[] };
        const kb1 = patches.find(({ id }) => id === 'KB1')!;
        assert.deepEqual([kb1.supersededBy, kb1.vulnerabilities, kb1.restart], [['KB2'], ['CVE-2026-0001'], true]);
        const csv: string[][] = parseCsv(await written('--format', 'csv', '--fields', 'cves', 'restart'), {
          bom: true,
        });
        assert.deepEqual(csv[0]!.slice(7, 11), ['Superseded by', 'Stated by', 'Vulnerabilities', 'Restart']);
        assert.deepEqual(csv.find(([, id]) => id === 'KB1')!.slice(9, 11), ['CVE-2026-0001', 'yes']);
        assert.match(await written('--format', 'html'), /Superseded by KB2/);
        assert.match(await written('--format', 'markdown'), /^\| KB1 \| KB1 \| {2}\| 2026-01-13 \| KB2 \|/m);
      });
    });

    it('takes different spellings of suppliers, vendors and patches for one', async () => {
      const files = {
        'a.vpc.xml': text('Alpha', FEBRUARY, [patch('KB5000001', [product('A', 'In Test')])]),
        'b.vpc.xml': text('ALPHA', MARCH, [patch('kb5000001', [product('A', 'Approved')])]),
        'c.vpc.xml': publicationText(test, [], {
          supplier: 'Delta',
          published: MARCH,
          'patch-vendor': [{ 'vendor-id': 'MICROSOFT', patch: [patch('5000001', [product('C', 'Approved')])] }],
        }),
      };
      assert.deepEqual((await shown(files, '.')).table, [
        ' | Alpha: A 1 | Delta: C 1',
        'KB5000001 | Approved | Approved',
      ]);
    });

    it('lays the owner’s files over the statements of suppliers', async () => {
      const files = {
        'vpc.config.json': '{ "owner": ["My-Plant*"] }',
        'a.vpc.xml': text('Alpha', MARCH, [patch('KB1', [product('A', 'Approved')])]),
        'My-Plant.vpc.xml': text('My Plant', MARCH, [patch('KB1', [product('A', 'Installed')])]),
      };
      assert.deepEqual((await shown(files, '.')).table, [' | A 1', 'KB1 | Approved [own state: Installed]']);
    });

    it('says which of my products no supplier speaks of, and leaves out what is not mine', async () => {
      const both = (b: string) => [patch('KB1', [product('A', 'Approved'), product('B', b)])];
      const files = {
        'old.vpc.xml': text('Alpha', FEBRUARY, both('In Test')),
        'new.vpc.xml': text('Alpha', MARCH, both('Approved')),
        'mine.csv': 'id,version\nA,1\n',
        'none.csv': 'id,version\nNirgendwo,1\nA,2\n',
        'latin.csv': Buffer.from('id;version\nGröße;1\n', 'latin1'),
      };
      const none = await shown(files, 'new.vpc.xml', '--my-products', 'none.csv');
      assert.deepEqual(none, {
        code: 0,
        err: 'vpc: No supplier speaks of "Nirgendwo 1".\nvpc: No supplier speaks of "A 2". The nearest names are: A 1.\n',
        table: [''],
      });
      assert.match(
        (await shown(files, 'new.vpc.xml', '--my-products', 'latin.csv')).err,
        /No supplier speaks of "Größe 1"\./,
      );
      const changed = ['new.vpc.xml', '--compare', 'old.vpc.xml', '--only-changed', '--my-products', 'mine.csv'];
      assert.deepEqual((await shown(files, ...changed)).table, [' | Change | A 1']);
    });

    it('leaves out what is cut off, not well-formed or undecodable, and exits with 3', async () => {
      const whole = text('Alpha', MARCH, [patch('KB1', [product('A', 'Approved')])]);
      const beta = text('Beta', MARCH, [patch('KB1', [product('Größe', 'Approved')])]);
      const damages: readonly (readonly [string | Buffer, RegExp])[] = [
        [beta.slice(0, beta.indexOf('Größe') + 2), /it is cut off\. It ends in line \d+/],
        [beta.replace('Approved', 'Appr&oved'), /it is not well-formed XML\. Line \d+: /],
        [Buffer.from(beta, 'latin1'), /its bytes do not fit its encoding\. Line \d+: /],
      ];
      for (const [damaged, reason] of damages) {
        const { code, err, table } = await shown(
          { 'a.vpc.xml': whole, 'b.vpc.xml': damaged },
          'a.vpc.xml',
          'b.vpc.xml',
        );
        assert.deepEqual([code, table], [3, [' | A 1', 'KB1 | Approved']]);
        assert.match(err, /^vpc: b\.vpc\.xml: Nothing of this file is shown: /);
        assert.match(err, reason);
      }
      const page = await shown({ 'a.vpc.xml': whole, 'b.xml': '<html/>' }, 'a.vpc.xml', 'b.xml');
      assert.deepEqual([page.code, page.err.split(':')[1]], [0, ' b.xml']);
    });
  });
}
