/** A small matrix of two suppliers with everything that must not look like a plain result. */
import type { MatrixContent, MatrixSnapshot, MatrixStatement } from '../../../server/src/lsp/protocol/index';
import { columnsOf, content, matrix, row, source } from './small';

const said = (
  state: string | null,
  word: string,
  date: string,
  file: number,
  more: Partial<MatrixStatement> = {},
): MatrixStatement => ({
  ...{ state, word, date: `${date}T08:00:00Z`, restart: null, restrictions: [], comments: [], source: file },
  ...more,
});

const [ALPHA_NEW, ALPHA_OLD, BETA, OWN] = [0, 1, 2, 3];

const APPROVED = said('approved', 'Approved', '2026-02-02', ALPHA_NEW);
const REFUSED = said('not-approved', 'Not Approved', '2026-03-02', ALPHA_OLD);
const NOTHING = { statements: [], conflict: false };

/** By name, in the order of their numbers, which start at 1. */
const CELLS = {
  approved: content('approved', 'Approved', '2026-02-02T08:00:00Z', { restart: true }),
  restricted: content('approved', 'Approved', '2026-02-02T08:00:00Z', { restrictions: ['Only on clients'] }),
  conflict: { statements: [REFUSED, APPROVED], conflict: true },
  doubt: { statements: [APPROVED], conflict: false, doubt: true },
  doubtful: { statements: [REFUSED, APPROVED], conflict: false, doubt: true },
  withdrawn: { ...content('in-test', 'In Test', '2026-03-02T08:00:00Z'), withdrawn: true },
  dropped: { ...NOTHING, dropped: [said('approved', 'Approved', '2026-02-02', ALPHA_OLD)], withdrawn: true },
  retired: { ...NOTHING, dropped: [said('approved', 'Approved', '2026-02-02', ALPHA_OLD)], retired: true },
  owned: {
    ...content('approved', 'Approved', '2026-02-02T08:00:00Z', { restart: true, restrictions: ['Only on clients'] }),
    owner: [said('installed', 'Installed', '2026-03-05', OWN)],
  },
  own: { ...NOTHING, owner: [said('in-internal-test', 'In Internal Test', '2026-03-05', OWN)] },
  elsewhere: {
    statements: [APPROVED],
    conflict: false,
    dropped: [said('not-approved', 'Not Approved', '2026-01-02', ALPHA_OLD)],
  },
} satisfies Record<string, MatrixContent>;

type Name = keyof typeof CELLS;
const names = Object.keys(CELLS) as Name[];
/** The numbers of the contents by their names, for further rows. */
export const CELL_NUMBERS = Object.fromEntries(names.map((name, index) => [name, index + 1])) as Record<Name, number>;

const numbers = (...cells: readonly (Name | '')[]): number[] =>
  cells.map((name) => (name === '' ? 0 : CELL_NUMBERS[name]));

const KB2 = 'Microsoft/KB2';

/**
 * Products: `Batch 7` and `Batch 8` of Alpha, `Batch 7` and `Valve 1` of Beta, of which the last one is the user's own. Each
 * name of a cell is that of its content in the source of this file.
 */
export const DOUBTFUL: MatrixSnapshot = matrix({
  columns: columnsOf('Batch 7', 'Batch 8', 'Batch 7', 'Valve 1').map((column, slot) => {
    const supplier = slot < 2 ? 'Alpha' : 'Beta';
    return { ...column, slot, supplier, key: `${supplier}/${column.key}`, mine: slot === 3 };
  }),
  contents: Object.values(CELLS),
  rows: [
    {
      ...row('Microsoft', 'KB1', 'Critical', '2026-01-10', numbers('retired', 'dropped', 'approved', '')),
      title: 'Cumulative update',
      replacedBy: [KB2],
      supersededBy: ['KB9'],
      contradictions: [
        {
          field: 'severity',
          values: [
            { value: 'Critical', sources: [ALPHA_NEW] },
            { value: 'Low', sources: [BETA] },
          ],
        },
      ],
    },
    {
      ...row('Microsoft', 'KB2', 'Low', '2026-02-10', numbers('withdrawn', 'conflict', 'doubt', 'owned')),
      vulnerabilities: ['CVE-2026-0001', 'CVE-2026-0002', 'CVE-2026-0003'],
      restart: true,
    },
    row('Microsoft', 'KB3', 'Low', '2026-01-20', numbers('restricted', 'doubtful', 'elsewhere', 'own')),
    { ...row('Microsoft', 'KB4', 'Low', '2025-12-20', numbers('dropped', 'dropped')), dropped: true },
  ],
  sources: [
    source('alpha-3.xml', 'Alpha', '2026-03-20'),
    source('alpha-2.xml', 'Alpha', '2026-02-20'),
    source('beta.xml', 'Beta', '2026-03-10'),
    { ...source('own.xml', 'Us', '2026-03-11'), isOwner: true },
  ],
  notes: [
    {
      kind: 'ambiguous-edition',
      text: 'alpha-2.xml: The date "20.02.2026" cannot be read, so that it is not certain which edition is the latest.',
      uri: 'file:///alpha-2.xml',
      severe: false,
    },
    { kind: 'unmatched-product', text: 'No supplier speaks of "Turbine Guard 9".', severe: false },
    {
      kind: 'truncated',
      text: 'gamma.xml: Not well-formed: the file ends before element "Patch" does.',
      uri: 'file:///gamma.xml',
      severe: true,
    },
    { kind: 'skipped', text: 'delta.xml: Not a VPC file.', uri: 'file:///delta.xml', severe: false },
  ],
});
