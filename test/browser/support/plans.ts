/** Plans for the page. */
import type { PlanDetails, PlanSnapshot } from '../../../server/src/lsp/protocol/index';

const KINDS: PlanSnapshot['kinds'] = [
  { id: 'installed-not-approved', name: 'Installed, not approved' },
  { id: 'do-not-install', name: 'Do not install' },
  { id: 'contradiction', name: 'Contradiction' },
  { id: 'wait', name: 'Wait' },
  { id: 'superseded', name: 'Superseded' },
  { id: 'install-with-restriction', name: 'Install with restriction' },
  { id: 'installed', name: 'Installed' },
  { id: 'install', name: 'Install' },
  { id: 'not-applicable', name: 'Not applicable' },
  { id: 'nobody-says', name: 'Nobody says' },
  { id: 'gone', name: 'No longer decided' },
];

/** A decision: asset, patch (0: none), decision, reason, and more. */
interface Written {
  readonly asset: number;
  readonly patch: number;
  readonly kind: string;
  readonly reason?: string;
  readonly order?: number;
  readonly overdue?: number;
  readonly owner?: string;
  /** `null`: there was none. */
  readonly before?: string | null;
}

function planOf(written: readonly Written[], more: Partial<PlanSnapshot> = {}): PlanSnapshot {
  const texts = [''];
  const textOf = (text = ''): number => (texts.includes(text) ? texts.indexOf(text) : texts.push(text) - 1);
  const kindOf = (kind: string): number => KINDS.findIndex(({ id }) => id === kind);
  const decisions = written.flatMap(({ asset, patch, kind, reason, order = 0, overdue = 0, owner, before }) => [
    ...[asset, patch, kindOf(kind), textOf(reason), order, overdue, textOf(owner)],
    before === undefined ? 0 : before === null ? 1 : kindOf(before) + 2,
  ]);
  return {
    revision: 1,
    made: '2026-04-01T08:00:00.000Z',
    lists: { assets: 'assets.csv', installed: 'installed.csv' },
    files: 12,
    listProblems: [],
    notes: [],
    assets: [],
    patches: [],
    kinds: KINDS,
    texts,
    decisions,
    since: null,
    formats: [
      { id: 'markdown', name: 'Markdown', ending: 'md', hasSeparator: false },
      { id: 'csv', name: 'CSV', ending: 'csv', hasSeparator: true },
    ],
    ...more,
  };
}

const asset = (
  name: string,
  zone: string,
  restarts = 0,
  restartsCanBeMore = false,
): PlanSnapshot['assets'][number] => ({
  ...{ name, zone, restarts, restartsCanBeMore },
  products: ['Alpha · Historian · 5.0 · Windows Server 2022'],
});
const patch = (id: string, title = ''): PlanSnapshot['patches'][number] => ({
  ...{ vendor: id === '' ? '' : 'Microsoft', id, title },
  ...(id === '' ? { severity: '', released: '' } : { severity: 'Critical', released: '2026-02-10T00:00:00Z' }),
});

const SAID = 'Alpha says "Approved" since 2026-03-01 (Alpha_VPC_2026-03-20.xml).';

/** Three assets with every decision, and changes since the last commit. */
export const PLAN: PlanSnapshot = planOf(
  [
    { asset: 0, patch: 1, kind: 'install', reason: SAID, order: 1, overdue: 20 },
    {
      ...{ asset: 0, patch: 2, kind: 'install-with-restriction', order: 2, before: 'wait' },
      reason: `${SAID} Restriction: Stop the server first, and start it again when the last client is closed.`,
    },
    {
      asset: 0,
      patch: 3,
      kind: 'wait',
      reason: 'Alpha says "In Test" (Alpha_VPC_2026-03-20.xml).',
      owner: 'Authorized',
    },
    { asset: 0, patch: 4, kind: 'do-not-install', reason: 'Alpha says "Not Approved". Comment: Stops the server.' },
    { asset: 0, patch: 5, kind: 'superseded', reason: 'Superseded by KB5000001.' },
    { asset: 0, patch: 6, kind: 'installed', reason: 'Installed on 2026-02-25.', before: null },
    { asset: 0, patch: 7, kind: 'not-applicable', reason: 'Alpha says "Not Applicable".' },
    { asset: 1, patch: 0, kind: 'nobody-says', reason: 'The nearest products are: Alpha: Historian 5.0.' },
    { asset: 1, patch: 6, kind: 'installed-not-approved', reason: 'Its approval was withdrawn.', before: 'installed' },
    {
      asset: 2,
      patch: 1,
      kind: 'contradiction',
      reason: 'Alpha says "Approved" (a.xml). Alpha says "Not Approved" (b.xml).',
    },
    { asset: 2, patch: 3, kind: 'install', reason: SAID, order: 1 },
    { asset: 2, patch: 4, kind: 'gone', reason: SAID, before: 'install' },
  ],
  {
    assets: [asset('HMI-01', 'Hall 1', 1, true), asset('HMI-02', ''), asset('SRV-01', 'Hall 2', 1)],
    patches: [
      patch(''),
      ...['1', '2', '3', '4', '5', '6', '7'].map((digit) =>
        patch(`KB500000${digit}`, `2026-0${digit} Cumulative Update for Windows Server 2022`),
      ),
    ],
    notes: [
      {
        kind: 'truncated',
        text: 'Gamma_VPC_2026-03-20.xml: Nothing of this file is shown: it is cut off. It ends in line 40, inside an element. Get the complete file.',
        uri: 'file:///Gamma_VPC_2026-03-20.xml',
        severe: true,
      },
    ],
    since: {
      name: 'HEAD',
      notes: [{ kind: 'left-out', text: 'Nothing new from these suppliers: Beta.', severe: false }],
    },
  },
);

/** What the first decision rests on. */
export const DETAILS: PlanDetails = {
  lines: [
    { kind: 'fact', text: 'Title: 2026-01 Cumulative Update · Severity: Critical · Released: 2026-02-10' },
    { kind: 'reason', text: SAID },
    { kind: 'restriction', text: 'Stop the server first, and start it again when the last client is closed.' },
    {
      kind: 'source',
      text: 'Alpha_VPC_2026-03-20.xml, line 16: KB5000001 · Approved',
      place: {
        uri: 'file:///Alpha_VPC_2026-03-20.xml',
        range: { start: { line: 14, character: 0 }, end: { line: 20, character: 0 } },
        selection: { start: { line: 15, character: 8 }, end: { line: 15, character: 16 } },
      },
    },
  ],
};

/** A plan of many assets with many patches each. */
export function largePlan(assets: number, patches: number): PlanSnapshot {
  const kinds = ['install', 'wait', 'installed', 'superseded', 'do-not-install', 'contradiction'];
  const written: Written[] = [];
  for (let at = 0; at < assets; at++) {
    for (let index = 1; index <= patches; index++) {
      written.push({ asset: at, patch: index, kind: kinds[(at * 7 + index) % kinds.length]!, reason: SAID });
    }
  }
  return planOf(written, {
    assets: Array.from({ length: assets }, (_, index) => asset(`PC-${index + 1}`, `Hall ${index % 7}`)),
    patches: [patch(''), ...Array.from({ length: patches }, (_, index) => patch(`KB${5_000_001 + index}`, 'Update'))],
  });
}
