import assert from 'node:assert/strict';
import { CliFolder } from '../../support/cli';
import { skip } from '../../support/skip';
import { documentText } from './documents';
import type { ExpectedCell, ExpectedComparison, ExpectedMatrix } from './expected';
import { NO_PYTHON, PYTHON, python } from './python';

type Files = Readonly<Record<string, string | Uint8Array>>;

const FEBRUARY = '2026-02-20T12:00:00Z';
const MARCH = '2026-03-20T12:00:00Z';

async function matrixOf(files: Files): Promise<ExpectedMatrix> {
  const folder = await CliFolder.with(files);
  try {
    return python<ExpectedMatrix>('oracle', 'matrix', folder.path);
  } finally {
    await folder.remove();
  }
}

/** A cell in one line: `PATCH SUPPLIER PRODUCT VERSION: STATES`, its status and what is marked. */
function line({ patch, column, status, states, ...marks }: ExpectedCell): string {
  const [supplier, product, version] = column;
  const set = (['withdrawn', 'contradiction', 'doubt', 'restricted'] as const).filter((mark) => marks[mark]);
  const name = [patch[1], supplier, product, version].filter((part) => part !== '').join(' ');
  return [`${name}: ${states.join('/')}`, ...(status === 'stated' ? [] : [status]), ...set].join(', ');
}

async function cellsOf(files: Files): Promise<string[]> {
  return (await matrixOf(files)).cells.map(line);
}

async function comparing(before: Files, after: Files): Promise<ExpectedComparison> {
  const [old, now] = [await CliFolder.with(before), await CliFolder.with(after)];
  try {
    return python<ExpectedComparison>('oracle', 'compare', old.path, now.path);
  } finally {
    await Promise.all([old.remove(), now.remove()]);
  }
}

describe('independent matrix: its own examples', () => {
  before(function () {
    if (!PYTHON) skip(this, NO_PYTHON);
  });

  it('tells products of the same name of two suppliers apart, and a withdrawal', async () => {
    const edition = (supplier: string, published: string, state: string) =>
      documentText({ supplier, published, patches: { KB1: { 'Historian 5': state } } });
    const old = { 'a.xml': edition('Alpha', FEBRUARY, 'Approved'), 'b.xml': edition('Beta', FEBRUARY, 'Approved') };
    const now = { 'a.xml': edition('Alpha', MARCH, 'Not Approved'), 'b.xml': edition('Beta', MARCH, 'Approved') };
    assert.deepEqual(await cellsOf(now), ['1 alpha historian 5: Not Approved', '1 beta historian 5: Approved']);
    const { changes, withdrawn, droppedApprovals } = await comparing(old, now);
    assert.deepEqual([changes.length, withdrawn, droppedApprovals], [1, 1, 0]);
    assert.deepEqual(changes[0]!.column.slice(0, 2), ['alpha', 'historian']);
  });

  it('shows what a later edition dropped', async () => {
    const edition = { id: 'G', supplier: 'Gamma' };
    const first = documentText({
      ...edition,
      version: '1',
      patches: { KB1: { Historian: 'Approved' }, KB2: { Historian: 'Approved' } },
    });
    const second = documentText({
      ...edition,
      version: '2',
      published: MARCH,
      patches: { KB2: { Historian: 'Approved' } },
    });
    assert.deepEqual(await cellsOf({ 'a.xml': first, 'b.xml': second }), [
      '1 gamma historian: Approved, dropped, withdrawn',
      '2 gamma historian: Approved',
    ]);
    const { droppedApprovals } = await comparing({ 'a.xml': first }, { 'b.xml': second });
    assert.equal(droppedApprovals, 1);
  });

  describe('retired', () => {
    const first = documentText({ id: 'G', version: '1', patches: { KB1: { A: 'Approved' } } });
    const second = (states: Readonly<Record<string, string>>, supersedes: string) =>
      documentText({
        id: 'G',
        version: '2',
        published: MARCH,
        patches: { KB3: states },
        more: { KB3: `<SupersedesID>${supersedes}</SupersedesID>` },
      });

    it('is what a listed patch supersedes for the same product', async () => {
      assert.deepEqual(await cellsOf({ 'a.xml': first, 'b.xml': second({ A: 'In Test' }, '1') }), [
        '1 alpha a: Approved, retired',
        '3 alpha a: In Test',
      ]);
    });

    it('is not for another product, a refused successor or another patch', async () => {
      for (const later of [
        second({ B: 'Approved' }, 'KB1'),
        second({ A: 'Not Approved' }, 'KB1'),
        second({ A: 'Approved' }, 'KB2'),
      ]) {
        const [cell] = await cellsOf({ 'a.xml': first, 'b.xml': later });
        assert.equal(cell, '1 alpha a: Approved, dropped, withdrawn');
      }
    });

    it('is what a patch supersedes through another one', async () => {
      const between = documentText({
        id: 'G',
        version: '1.5',
        published: '2026-03-01T12:00:00Z',
        patches: { KB2: { A: 'Approved' } },
        more: { KB2: '<SupersedesID>KB1</SupersedesID>' },
      });
      assert.deepEqual(await cellsOf({ 'a.xml': first, 'b.xml': second({ A: 'Approved' }, 'kb2'), 'c.xml': between }), [
        '1 alpha a: Approved, retired',
        '2 alpha a: Approved, retired',
        '3 alpha a: Approved',
      ]);
    });
  });

  it('marks restrictions', async () => {
    const text = documentText({ patches: { KB2: { A: 'Approved' } } });
    const restricted = text.replace('</StatusDate>', '</StatusDate><Restriction>Only on clients</Restriction>');
    assert.deepEqual(await cellsOf({ 'a.xml': restricted }), ['2 alpha a: Approved, restricted']);
  });

  it('finds facts in which suppliers contradict, and no others', async () => {
    const patches = { KB2: { A: 'Approved' } };
    const reboot = (value: string) => ({ KB2: `<RebootRequired>${value}</RebootRequired>` });
    const alpha = { severity: 'Critical', released: '2026-03-10T07:00:00Z', more: reboot('true') };
    const fieldsWith = async (beta: object) => {
      const { patches: rows } = await matrixOf({
        'a.xml': documentText({ patches, ...alpha }),
        'b.xml': documentText({ patches, supplier: 'Beta', ...beta }),
      });
      return Object.keys(rows[0]!.contradictions);
    };
    const other = { severity: 'Low', released: '2026-02-10T07:00:00Z', more: reboot('false') };
    assert.deepEqual(await fieldsWith(other), ['severity', 'released', 'reboot']);
    const same = { severity: 'Critical', released: '2026-03-10T08:00:00+01:00', more: reboot('1') };
    assert.deepEqual(await fieldsWith(same), []);
  });

  it('reads names in all their spellings as one', async () => {
    const { summary, columns } = await matrixOf({
      'a.xml': documentText({ patches: { KB5000001: { 'Größen-Messer 1.1': 'In Test' } } }),
      'b.xml': documentText({
        supplier: 'ALPHA',
        published: MARCH,
        vendor: 'MICROSOFT',
        patches: { 5000001: { 'GRÖSSEN\u00a0MES\u200bSER 1.1': 'Approved' } },
      }),
      'c.xml': documentText({ supplier: 'Beta', patches: { kb5000001: { 'Größen-Messer 11': 'Approved' } } }),
    });
    assert.equal(summary.patches, 1);
    assert.deepEqual(columns, [
      ['alpha', 'grössen messer', '1.1', ''],
      ['beta', 'grössen messer', '11', ''],
    ]);
    assert.deepEqual(summary.states, { Approved: 2 });
  });

  it('reads no half file, no page and no bytes of an unknown encoding', async () => {
    const text = documentText({ supplier: 'Bêta', patches: { KB1: { A: 'Approved' } } });
    const { sources, cells } = await matrixOf({
      'cut.xml': text.slice(0, -40),
      'gap.xml': Buffer.from(text.replace('UTF-8', 'windows-1252').replace('Update', '\u0081'), 'latin1'),
      'html.xml': '<html><body>Login</body></html>',
      'latin.xml': Buffer.from(text, 'latin1'),
      'marks.xml': `\ufeff\ufeff${text}`,
    });
    assert.deepEqual(
      sources.map(({ name, why }) => `${name} ${why}`),
      [
        'cut.xml ill-formed',
        'gap.xml undecodable',
        'html.xml other-root',
        'latin.xml undecodable',
        'marks.xml ill-formed',
      ],
    );
    assert.deepEqual(cells, []);
  });

  it('reads declared encodings', async () => {
    const text = documentText({ supplier: 'Bêta', patches: { KB1: { A: 'Approved' } } });
    const declared = (encoding: string) => text.replace('UTF-8', encoding);
    for (const bytes of [
      Buffer.from(`\ufeff${declared('UTF-16')}`, 'utf16le'),
      Buffer.from(declared('windows-1252'), 'latin1'),
      Buffer.from(`\ufeff${text}`),
    ]) {
      assert.deepEqual(await cellsOf({ 'a.xml': bytes }), ['1 bêta a: Approved']);
    }
  });

  it('orders editions by version, whatever the date and the file name say', async () => {
    const edition = (version: string, published: string, state: string) =>
      documentText({ id: 'X', version, published, patches: { KB1: { A: state } } });
    assert.deepEqual(
      await cellsOf({ 'a.xml': edition('10', MARCH, 'In Test'), 'b.xml': edition('9', FEBRUARY, 'Available') }),
      ['1 alpha a: In Test'],
    );
    // The date of the newer one cannot be read, but its version decides.
    assert.deepEqual(
      await cellsOf({
        'a.xml': edition('1', FEBRUARY, 'Approved'),
        'b.xml': edition('2', '20.03.2026', 'Not Approved'),
      }),
      ['1 alpha a: Not Approved, withdrawn, doubt'],
    );
  });

  it('shows the worse state where the order is in doubt', async () => {
    const edition = (version: string, published: string, state: string) =>
      documentText({ id: 'X', version, published, patches: { KB1: { A: state } } });
    for (const other of [edition('1', MARCH, 'Not Approved'), edition('2', FEBRUARY, 'Not Approved')]) {
      assert.deepEqual(await cellsOf({ 'a.xml': edition('2', FEBRUARY, 'Approved'), 'b.xml': other }), [
        '1 alpha a: Approved/Not Approved, withdrawn, doubt',
      ]);
    }
  });

  it('lets both editions speak where the order is in doubt', async () => {
    const edition = (...ids: string[]) =>
      documentText({ id: 'X', version: '2', patches: Object.fromEntries(ids.map((id) => [id, { A: 'Approved' }])) });
    const older = documentText({ id: 'X', version: '1', patches: { KB1: { A: 'Approved' } } });
    assert.deepEqual(await cellsOf({ 'a.xml': older, 'b.xml': edition('KB2', 'KB3'), 'c.xml': edition('KB3') }), [
      '1 alpha a: Approved, dropped, withdrawn',
      '2 alpha a: Approved, doubt',
      '3 alpha a: Approved',
    ]);
  });

  it('takes the newest statement of monthly publications', async () => {
    const month = (id: string, published: string, state: string) =>
      documentText({ id, published, patches: { KB1: { A: state } } });
    const january = month('M1', FEBRUARY, 'Approved @ 2026-02-18T09:00:00Z');
    assert.deepEqual(
      await cellsOf({ 'a.xml': january, 'b.xml': month('M2', MARCH, 'In Test @ 2026-02-01T09:00:00Z') }),
      ['1 alpha a: Approved'],
    );
    assert.deepEqual(
      await cellsOf({ 'a.xml': january, 'b.xml': month('M2', FEBRUARY, 'In Test @ 2026-02-18T09:00:00Z') }),
      ['1 alpha a: Approved/In Test, contradiction'],
    );
  });

  it('finds a withdrawal by a newer monthly publication', async () => {
    const month = (id: string, published: string, state: string) =>
      documentText({ id, published, patches: { KB1: { A: state } } });
    assert.deepEqual(
      await cellsOf({
        'a.xml': month('M1', FEBRUARY, 'Approved @ 2026-02-18T09:00:00Z'),
        'b.xml': month('M2', MARCH, 'Not Approved @ 2026-03-18T09:00:00Z'),
      }),
      ['1 alpha a: Not Approved, withdrawn'],
    );
  });

  it('reads files without identifiers as editions only where they overlap by half', async () => {
    const file = (published: string, ...ids: string[]) =>
      documentText({ published, patches: Object.fromEntries(ids.map((id) => [id, { A: 'Approved' }])) });
    const first = file(FEBRUARY, 'KB1', 'KB2', 'KB3', 'KB4');
    assert.deepEqual(await cellsOf({ 'b.xml': first, 'a.xml': file(MARCH, 'KB3', 'KB4') }), [
      '1 alpha a: Approved, dropped, withdrawn',
      '2 alpha a: Approved, dropped, withdrawn',
      '3 alpha a: Approved',
      '4 alpha a: Approved',
    ]);
    const apart = await cellsOf({ 'b.xml': first, 'a.xml': file(MARCH, 'KB4', 'KB5') });
    assert.deepEqual(
      apart,
      [1, 2, 3, 4, 5].map((id) => `${id} alpha a: Approved`),
    );
    assert.deepEqual((await comparing({ 'a.xml': first }, { 'a.xml': file(MARCH, 'KB4', 'KB5') })).droppedApprovals, 0);
    assert.deepEqual((await comparing({ 'a.xml': first }, { 'a.xml': file(MARCH, 'KB3', 'KB4') })).droppedApprovals, 2);
  });

  it('lets an invalid file only make a cell worse', async () => {
    const edition = (version: string, state: string, more = '') =>
      documentText({ id: 'X', version, patches: { KB1: { A: state } } }).replace('<ID>Micro', `${more}<ID>Micro`);
    const invalid = '<URL>before its place</URL>';
    assert.deepEqual(await cellsOf({ 'a.xml': edition('1', 'In Test'), 'b.xml': edition('2', 'Approved', invalid) }), [
      '1 alpha a: In Test, doubt',
    ]);
    assert.deepEqual(
      await cellsOf({ 'a.xml': edition('1', 'In Test'), 'b.xml': edition('2', 'Not Approved', invalid) }),
      ['1 alpha a: Not Approved, doubt'],
    );
    // Nothing else speaks.
    assert.deepEqual(await cellsOf({ 'b.xml': edition('2', 'Approved', invalid) }), ['1 alpha a: Approved']);
  });

  it('takes an unknown word for worse than a test', async () => {
    const text = documentText({ patches: { KB1: { C: 'Aproved' } } });
    const twice = documentText({ patches: { KB1: { C: 'In Test' } } }).replace(
      /(<VendorProduct>.*<\/VendorProduct>)/s,
      (all) => all + all.replace('In Test', 'Aproved'),
    );
    assert.deepEqual(await cellsOf({ 'a.xml': text }), ['1 alpha c: Aproved']);
    const { cells } = await matrixOf({ 'a.xml': twice });
    assert.deepEqual([cells[0]!.shown, cells[0]!.contradiction], [['Aproved'], true]);
  });

  it('keeps a withdrawal that a second copy of the newest file would hide', async () => {
    const edition = (version: string, published: string, state: string) =>
      documentText({ id: 'X', version, published, patches: { KB1: { A: state } } });
    const newest = edition('2', MARCH, 'Not Approved');
    assert.deepEqual(
      await cellsOf({ 'a.xml': edition('1', FEBRUARY, 'Approved'), 'b.xml': newest, 'copy.xml': newest }),
      ['1 alpha a: Not Approved, withdrawn'],
    );
  });
});
