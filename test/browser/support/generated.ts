/** Generated matrices of any size, deterministic. */
import {
  encodeCells,
  type MatrixColumn,
  type MatrixContent,
  type MatrixRow,
  type MatrixSnapshot,
} from '../../../server/src/lsp/protocol/index';
import profile from '../../../schemas/profile.json';
import { source } from './small';

const STATES = profile.states.slice(0, 6) as MatrixSnapshot['states'];
const SEVERITIES = ['Critical', 'Important', 'Moderate', 'Low'];
const PRODUCTS = ['Batch Manager', 'Historian', 'Operator Station', 'Engineering Station', 'Alarm Server', 'Gateway'];
const PLATFORMS = ['Windows Server 2022', 'Windows 10 22H2', 'Windows Server 2019', ''];
const VENDORS = ['Adobe', 'Microsoft', 'Oracle', 'VMware'];

/** Pseudorandom numbers: a linear congruential generator (Numerical Recipes). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A matrix with a number of patches (rows) and products (columns). */
export function generatedMatrix(rows: number, columns: number): MatrixSnapshot {
  const next = numbers(7);
  const contents = allContents();
  const all = Array.from({ length: rows }, (_, index): MatrixRow => {
    const cells = Array.from({ length: columns }, () => (next(5) === 0 ? 0 : 1 + next(contents.length)));
    const day = new Date(Date.UTC(2020, 0, 1) + Math.floor(index / 2) * 86_400_000).toISOString();
    const vendor = VENDORS[next(VENDORS.length)]!;
    const id = vendor === 'Microsoft' ? `KB${5_000_000 + index}` : `${vendor.toUpperCase()}-2026-${index}`;
    return {
      key: JSON.stringify([vendor, id]),
      vendor,
      id,
      title: `Cumulative update ${index} for ${PLATFORMS[next(3)]!}`,
      type: 'Security',
      severity: SEVERITIES[next(SEVERITIES.length)]!,
      released: day,
      targets: [PLATFORMS[next(3)]!],
      vulnerabilities: [],
      restart: null,
      cells: encodeCells(cells),
    };
  });
  return {
    revision: 0,
    sources: [source('a.xml')],
    compared: [],
    columns: Array.from({ length: columns }, (_, slot) => columnOf(slot)),
    rows: all,
    contents,
    states: STATES,
    severities: SEVERITIES,
    summary: {
      patches: rows,
      columns,
      states: [],
      otherStates: 0,
      holes: 0,
      conflicts: 0,
      doubts: 0,
      dropped: 0,
      retired: 0,
      withdrawals: 0,
      contradictions: 0,
      oldestUntested: null,
      lastPublished: '2026-03-04T08:00:00Z',
    },
    notes: [],
  };
}

function columnOf(slot: number): MatrixColumn {
  const product = PRODUCTS[Math.floor(slot / 4) % PRODUCTS.length]!;
  const series = Math.floor(slot / (4 * PRODUCTS.length));
  const name = series === 0 ? product : `${product} ${series}`;
  const version = `${7 + Math.floor((slot % 4) / 2)}.2`;
  const platform = PLATFORMS[slot % 2]!;
  return {
    key: JSON.stringify([name, version, platform]),
    slot,
    supplier: 'Northwind',
    product: name,
    version,
    platform,
    mine: slot % 10 === 0,
  };
}

function allContents(): MatrixContent[] {
  const statement = (state: number, day: number): MatrixContent['statements'][number] => ({
    state: STATES[state]!.id,
    word: STATES[state]!.value,
    date: `2026-02-${String(1 + day).padStart(2, '0')}T08:00:00Z`,
    restart: day % 3 === 0 ? true : day % 3 === 1 ? false : null,
    restrictions: day % 5 === 0 ? ['Stop the batch first'] : [],
    comments: day % 7 === 0 ? ['See the release notes'] : [],
  });
  const single = Array.from({ length: 60 }, (_, index): MatrixContent => ({
    statements: [statement(index % STATES.length, index % 20)],
    conflict: false,
  }));
  return [...single, { statements: [statement(4, 2), statement(2, 3)], conflict: true }];
}
