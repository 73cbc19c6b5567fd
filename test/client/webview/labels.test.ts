import assert from 'node:assert/strict';
import { Labels } from '../../../client/webview/grid/labels';
import { lookOf } from '../../../client/webview/grid/look';
import { contentAt, matrixOf } from '../../../client/webview/model/matrix';
import { TEXTS } from '../../../client/webview/texts';
import { DOUBTFUL } from '../../browser/support/doubtful';

const MATRIX = matrixOf(DOUBTFUL);
const LABELS = new Labels(TEXTS, () => Date.parse('2026-03-01T12:00:00Z'));

const rowOf = (id: string) => MATRIX.rows.find((row) => row.id === id)!;

/** The content of the cell of a patch and a column by its number. */
const cellOf = (id: string, column: number) => contentAt(MATRIX, rowOf(id), MATRIX.columns[column]!);

/** What a cell shows: colour, symbol, first and second line. */
function seen(id: string, column: number): string {
  const content = cellOf(id, column);
  const { tone, symbol } = lookOf(MATRIX, content);
  return [tone, symbol.replace('\uFE0E', ''), LABELS.state(content), LABELS.note(content)].join(' | ');
}

const label = (id: string, column: number): string =>
  LABELS.cell(rowOf(id), MATRIX.columns[column]!, cellOf(id, column), MATRIX, false);

describe('the cells of the matrix page', () => {
  it('show a statement as it is', () => {
    assert.equal(seen('KB1', 2), 'good | ✓ | Approved | 2026-02-02 ↻');
    assert.equal(label('KB1', 2), 'KB1, Beta: Batch 7, Approved, 2026-02-02, restart required');
  });

  it('never show a restricted state like a plain one', () => {
    assert.equal(seen('KB3', 0), 'limited | ✓⚠ | Approved | 2026-02-02');
    assert.equal(label('KB3', 0), 'KB3, Alpha: Batch 7, Approved, with a restriction: Only on clients, 2026-02-02');
  });

  it('show a withdrawn state', () => {
    assert.equal(seen('KB2', 0), 'bad | ▼◐ | In Test | 2026-03-02');
    assert.equal(label('KB2', 0), 'KB2, Alpha: Batch 7, In Test, withdrawn, 2026-03-02');
  });

  it('show all states that contradict each other, and say which file has which', () => {
    assert.equal(seen('KB2', 1), 'conflict | ≠ | Not Approved / Approved | 2026-03-02');
    assert.equal(
      label('KB2', 1),
      'KB2, Alpha: Batch 8, Not Approved / Approved, Contradiction: Not Approved (alpha-2.xml, 2026-02-20) / ' +
        'Approved (alpha-3.xml, 2026-03-20), 2026-03-02, 2026-02-02',
    );
  });

  it('never show a state in doubt as a result', () => {
    assert.equal(seen('KB2', 2), 'doubt | ?✓ | Approved | 2026-02-02');
    assert.equal(label('KB2', 2), 'KB2, Beta: Batch 7, Approved, in doubt, 2026-02-02');
    assert.equal(seen('KB3', 1), 'bad doubtful | ?✕ | Not Approved | 2026-03-02');
    assert.match(label('KB3', 1), /, Not Approved, In doubt: Not Approved \(alpha-2.xml, .*\) \/ Approved \(alpha-3/);
  });

  it('show what is no longer listed, with its last state', () => {
    assert.equal(seen('KB1', 1), 'bad | ▼ | No longer listed | was Approved');
    assert.equal(
      label('KB1', 1),
      'KB1, Alpha: Batch 8, withdrawn, no longer listed, was Approved (alpha-2.xml, 2026-02-20)',
    );
    const dropped = { ...cellOf('KB1', 1), withdrawn: false };
    assert.deepEqual(lookOf(MATRIX, dropped), { tone: 'bad', symbol: '∅' });
  });

  it('show what was superseded without alarm', () => {
    assert.equal(seen('KB1', 0), 'retired | » | Superseded | was Approved');
    assert.match(label('KB1', 0), /^KB1, Alpha: Batch 7, superseded and no longer listed, was Approved \(alpha-2/);
  });

  it('say what another file does not list any more', () => {
    assert.equal(seen('KB3', 2), 'good | ✓ | Approved | 2026-02-02 ∅');
    assert.match(label('KB3', 2), /, no longer listed in another file, was Not Approved \(alpha-2.xml, 2026-02-20\),/);
  });

  it("show the owner's state over the one of the supplier", () => {
    assert.equal(seen('KB2', 3), 'limited | ✓⚠ | Approved | ↻');
    assert.equal(LABELS.owner(cellOf('KB2', 3)), 'Installed');
    assert.match(label('KB2', 3), /own state: Installed \(own.xml, 2026-03-11\)/);
    assert.equal(seen('KB3', 3), 'hole | · |  | ');
    assert.match(label('KB3', 3), /, No statement, own state: In Internal Test /);
  });

  it('show a withdrawal since the older edition', () => {
    const change = { before: [{ state: 'approved', word: 'Approved' }], verdict: 'withdrawn' } as const;
    const content = { statements: [], conflict: false, change };
    assert.deepEqual(lookOf(MATRIX, content), { tone: 'bad', symbol: '▼' });
    assert.deepEqual(LABELS.remarks(content, MATRIX), ['withdrawn']);
    assert.equal(LABELS.state(content), 'Approved → No statement');
  });

  it('show without alarm what is missing since the older edition because it was superseded', () => {
    const change = { before: [{ state: 'approved', word: 'Approved' }], verdict: 'retired' } as const;
    const content = { statements: [], conflict: false, retired: true, change };
    assert.deepEqual(lookOf(MATRIX, content), { tone: 'retired', symbol: '»' });
    assert.equal(LABELS.state(content), 'Approved → Superseded');
  });
});

describe('the rows of the matrix page', () => {
  it('say what supersedes a patch, and contradictory facts', () => {
    assert.equal(
      LABELS.row(rowOf('KB1'), MATRIX, false),
      'KB1, Cumulative update, Critical, 2026-01-10, 50 days old, superseded by KB2, KB9, Severity: Critical (Alpha) / Low (Beta)',
    );
  });

  it('say that a patch is no longer listed', () => {
    assert.equal(LABELS.rowMark(rowOf('KB4'), MATRIX), 'no longer listed');
    assert.equal(LABELS.rowMark(rowOf('KB3'), MATRIX), '');
  });

  it('have fields', () => {
    assert.deepEqual(LABELS.field(rowOf('KB2'), 'cves'), ['CVE-2026-0001', 'CVE-2026-0002', 'CVE-2026-0003']);
    assert.deepEqual(LABELS.field(rowOf('KB2'), 'restart'), ['yes']);
    assert.deepEqual(LABELS.field(rowOf('KB3'), 'restart'), []);
    assert.equal(LABELS.fieldLabel(rowOf('KB3'), 'restart'), 'KB3, Restart: not stated');
    const values = [
      { value: 'true', sources: [0] },
      { value: 'false', sources: [2] },
    ];
    const contradictory = { ...rowOf('KB2'), contradictions: [{ field: 'restart', values } as const] };
    assert.deepEqual(LABELS.field(contradictory, 'restart'), ['yes / no']);
    assert.equal(LABELS.rowRemarks(contradictory, MATRIX)[0], 'Restart: yes (Alpha) / no (Beta)');
  });
});
