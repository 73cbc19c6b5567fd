/** What the page counts must be what the server counts, for real publications. */
import assert from 'node:assert/strict';
import { isToPage } from '../../../client/webview/messages';
import { CONFLICT, CONTRADICTORY, DOUBT, DROPPED, HOLE, RETIRED, WITHDRAWN } from '../../../client/webview/model/kinds';
import { matrixOf } from '../../../client/webview/model/matrix';
import { countLayout } from '../../../client/webview/view/counts';
import { INITIAL_ARRANGEMENT, NO_CRITERIA, type Criteria } from '../../../client/webview/view/criteria';
import { arrange } from '../../../client/webview/view/layout';
import { publicationOf } from '../../../server/src/domain/model';
import { writePublication, type Draft } from '../../../server/src/domain/publicationText';
import { MatrixEncoder } from '../../../server/src/lsp/matrix/matrixEncoder';
import type { MatrixSnapshot } from '../../../server/src/lsp/protocol/index';
import { buildMatrix } from '../../../server/src/matrix/matrix';
import { sourceOf } from '../../../server/src/matrix/sources';
import { parse } from '../../../server/src/xml/parser';
import { runToCompletion } from '../../../server/src/xml/task';
import { shown } from '../../support/matrixPage';
import { BOTH } from '../../support/vocabularies';

type Patch = Draft<'patch'>;

const at = (product: string, state: string) => ({ 'product-id': product, 'product-version': '1', state });
const patch = (id: string, severity: string, products: Patch['product'], more: Patch = {}): Patch => ({
  ...{ 'patch-id': id, title: id, severity, released: '2026-01-10T00:00:00Z', product: products },
  ...more,
});

const publication = (
  supplier: string,
  version: string,
  published: string,
  ...patches: readonly Patch[]
): Draft<'publication'> => ({
  ...{ supplier, published, 'document-id': `${supplier}-VPC`, 'document-version': version },
  'patch-vendor': [{ 'vendor-id': 'Microsoft', patch: patches }],
});

/**
 * Alpha drops KB1 (with a successor), KB3 and a product of KB2, and withdraws KB4. It is unknown which edition of Beta is later;
 * one of them withdraws KB4.
 */
const FILES: Readonly<Record<string, Draft<'publication'>>> = {
  'alpha-1.xml': publication(
    ...(['Alpha', '1', '2026-02-20T00:00:00Z'] as const),
    patch('KB1', 'Low', [at('Batch', 'Approved')]),
    patch('KB2', 'Low', [at('Batch', 'Approved'), at('Valve', 'Approved')]),
    patch('KB3', 'Low', [at('Batch', 'Not Approved'), at('Pump', 'Approved')]),
    patch('KB4', 'Low', [at('Batch', 'Approved')]),
  ),
  'alpha-2.xml': publication(
    ...(['Alpha', '2', '2026-03-20T00:00:00Z'] as const),
    patch('KB2', 'Low', [at('Batch', 'Approved')], { supersedes: ['KB1'] }),
    patch('KB4', 'Low', [at('Batch', 'Not Approved'), at('Valve', 'In Test')]),
    patch('KB5', 'Low', [at('Batch', 'Approved'), at('Batch', 'Available')]),
  ),
  'beta-1.xml': publication(
    ...(['Beta', '1', '2026-03-10T00:00:00Z'] as const),
    patch('KB4', 'Critical', [at('Batch', 'Approved')]),
    patch('KB5', 'Low', [at('Batch', 'Available')]),
  ),
  'beta-2.xml': publication(
    ...(['Beta', '1', '2026-03-10T00:00:00Z'] as const),
    patch('KB4', 'Critical', [at('Batch', 'Not Approved')]),
    patch('KB5', 'Low', [at('Batch', 'Available')]),
  ),
};

describe('the counts of the matrix page', () => {
  for (const { vocabulary, title } of BOTH) {
    const sources = Object.entries(FILES).map(([name, draft]) =>
      sourceOf(publicationOf(parse(writePublication(draft, vocabulary)), vocabulary), name),
    );
    const matrix = runToCompletion(buildMatrix(vocabulary, sources));
    const snapshot: MatrixSnapshot = runToCompletion(new MatrixEncoder().snapshot(shown(matrix)));
    const page = matrixOf(snapshot);
    const count = (criteria: Partial<Criteria> = {}) =>
      countLayout(page, arrange(page, { ...INITIAL_ARRANGEMENT, criteria: { ...NO_CRITERIA, ...criteria } }));

    it(`are made from a valid message: ${title}`, () => {
      assert.ok(isToPage({ type: 'snapshot', snapshot, compared: '', subject: { uris: [], compareWith: '' } }));
    });

    it(`are those of the server: ${title}`, () => {
      const { kinds } = count();
      const { summary } = snapshot;
      assert.deepEqual(
        {
          states: snapshot.states.flatMap(({ id }) => (kinds.has(id) ? [{ state: id, cells: kinds.get(id) }] : [])),
          holes: kinds.get(HOLE),
          conflicts: kinds.get(CONFLICT),
          doubts: kinds.get(DOUBT),
          dropped: kinds.get(DROPPED),
          retired: kinds.get(RETIRED),
          withdrawals: kinds.get(WITHDRAWN),
          contradictions: kinds.get(CONTRADICTORY),
        },
        {
          states: summary.states,
          holes: summary.holes,
          conflicts: summary.conflicts,
          doubts: summary.doubts,
          dropped: summary.dropped,
          retired: summary.retired,
          withdrawals: summary.withdrawals,
          contradictions: summary.contradictions,
        },
      );
      assert.deepEqual(
        [CONFLICT, DOUBT, DROPPED, RETIRED, WITHDRAWN, CONTRADICTORY].map((kind) => kinds.get(kind)),
        [1, 1, 3, 1, 4, 1],
      );
    });

    it(`follow the filters: ${title}`, () => {
      const { kinds, products } = count({ suppliers: ['Beta'] });
      assert.equal(products, 1);
      assert.deepEqual([kinds.get(DOUBT), kinds.get(DROPPED) ?? 0], [1, 0]);
      assert.equal(count({ onlyDropped: true }).patches, 2);
      assert.equal(count({ onlyWithdrawn: true }).patches, 3);
      assert.equal(count({ onlyDoubts: true }).patches, 1);
      assert.equal(count({ onlyContradictions: true }).patches, 2);
    });
  }
});
