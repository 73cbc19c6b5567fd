import assert from 'node:assert/strict';
import { compare, regressionsOf, type Comparison } from '../../server/src/matrix/compare/compare';
import { sourceOf } from '../../server/src/matrix/sources';
import { STATE_IDS } from '../../server/src/domain/roles';
import { ruleProblems } from '../../server/src/rules/runner';
import { parse } from '../../server/src/xml/parser';
import { editionOf } from '../support/editions';
import { publicationIn, publicationText } from '../support/publications';
import { BOTH } from '../support/vocabularies';
import type { Draft } from '../../server/src/domain/publicationText';

type Patch = Draft<'patch'>;

/** A patch with the states of products, named by the states' ids. */
function patch(id: string, states: Readonly<Record<string, string>>, more: Patch = {}): Patch {
  const product = Object.entries(states).map(([name, state]) => ({ 'product-id': name, state }));
  return { 'patch-id': id, ...more, product };
}

for (const test of BOTH) {
  describe(`compare: ${test.title}`, () => {
    const word = (id: string) => test.profile.states.find((state) => state.id === id)?.value ?? id;
    const worded = (patches: readonly Patch[]): Patch[] =>
      patches.map((each) => ({
        ...each,
        product: ((each.product ?? []) as Draft<'product'>[]).map((product) => {
          return { ...product, state: word(product.state as string) };
        }),
      }));
    const compared = (before: readonly Patch[], after: readonly Patch[]): Comparison => {
      const [old, now] = [before, after].map((side) => publicationIn(publicationText(test, worded(side)), test));
      return compare([sourceOf(old!, 'old.xml')], [sourceOf(now!, 'new.xml')], test.vocabulary);
    };
    const steps = ({ patches }: Comparison) =>
      patches.changed.flatMap(({ id, states }) =>
        states.map(({ product, before, after, verdict }) => [id, product.product, before, after, verdict]),
      );

    it('reports no change between a file and itself', () => {
      const same = [patch('KB1', { Batch: 'approved' })];
      const { patches, products } = compared(same, same);
      assert.deepEqual(patches, { added: [], removed: [], changed: [] });
      assert.deepEqual(products, { added: [], removed: [] });
    });

    it('reports added and removed patches and products', () => {
      const before = [patch('KB2', { Batch: 'approved' }), patch('KB10', { Old: 'approved' })];
      const after = [patch('KB2', { Batch: 'approved', Panel: 'in-test' }), patch('KB9', { Batch: 'available' })];
      const comparison = compared(before, after);
      assert.deepEqual(
        [comparison.patches.added, comparison.patches.removed].map((list) => list.map(({ id }) => id)),
        [['KB9'], ['KB10']],
      );
      assert.deepEqual(
        [comparison.products.added, comparison.products.removed].map((list) => list.map(({ product }) => product)),
        [['Panel'], ['Old']],
      );
      const { patches, products, states } = regressionsOf(comparison);
      assert.deepEqual([patches.length, products.length, states.length], [1, 1, 1]);
    });

    const VERDICTS: readonly (readonly [before: string, after: string, verdict: string])[] = [
      ['available', 'in-test', 'expected'],
      ['in-test', 'approved', 'expected'],
      ['available', 'approved', 'expected'],
      ['not-approved', 'approved', 'expected'],
      ['approved', 'available', 'withdrawn'],
      ['approved', 'in-test', 'withdrawn'],
      ['not-applicable', 'in-test', 'not in the model'],
      ['in-test', 'available', 'not in the model'],
      ['approved', 'not-approved', 'withdrawn'],
    ];
    for (const [before, after, verdict] of VERDICTS) {
      it(`classifies ${before} -> ${after} as ${verdict}`, () => {
        const comparison = compared([patch('KB1', { Batch: before })], [patch('KB1', { Batch: after })]);
        assert.deepEqual(steps(comparison), [['KB1', 'Batch', [word(before)], [word(after)], verdict]]);
        assert.equal(regressionsOf(comparison).states.length, verdict === 'withdrawn' ? 1 : 0);
      });
    }

    it('classifies each change of state as vpc/transition does', () => {
      const isWanted = (id: string) => id === 'vpc/transition';
      for (const before of STATE_IDS) {
        for (const after of STATE_IDS) {
          const [old, now] = [worded([patch('KB1', { Batch: before })]), worded([patch('KB1', { Batch: after })])];
          const earlier = { published: '2026-01-01T00:00:00Z', supplier: 'Northwind' };
          const previous = editionOf(
            { ...earlier, 'patch-vendor': [{ 'vendor-id': 'Microsoft', patch: old }] },
            test.vocabulary,
          );
          const tree = parse(publicationText(test, now));
          const found = ruleProblems(tree, test.vocabulary, { fileName: null, previous, isWanted });
          const [verdict] = steps(compared([patch('KB1', { Batch: before })], [patch('KB1', { Batch: after })]));
          const change = `${before} -> ${after}: ${String(verdict?.[4])}`;
          // A published refusal is a regression, but allowed by the state model.
          const allowed = found.length > 0 ? ['not in the model', 'withdrawn'] : [undefined, 'expected', 'withdrawn'];
          assert.ok((allowed as unknown[]).includes(verdict?.[4]), change);
        }
      }
    });

    it('classifies states that the profile does not have as unknown', () => {
      const comparison = compared([patch('KB1', { Batch: 'Maybe' })], [patch('KB1', { Batch: 'approved' })]);
      assert.deepEqual(steps(comparison), [['KB1', 'Batch', ['Maybe'], [word('approved')], 'unknown']]);
    });

    it('reports a removed approval as withdrawn, another removed statement as lost and a new one as expected', () => {
      const [one, both] = [{ Batch: 'approved' }, { Batch: 'approved', Panel: 'approved' }];
      const others = patch('KB2', both);
      const lost = compared([patch('KB1', both), others], [patch('KB1', one), others]);
      assert.deepEqual(steps(lost), [['KB1', 'Panel', [word('approved')], [], 'withdrawn']]);
      const [inTest, none] = [{ Batch: 'approved', Panel: 'in-test' }, { Batch: 'approved' }];
      const untested = compared([patch('KB1', inTest), others], [patch('KB1', none), others]);
      assert.deepEqual(steps(untested), [['KB1', 'Panel', [word('in-test')], [], 'lost']]);
      assert.equal(regressionsOf(untested).states.length, 0);
      const won = compared([patch('KB1', one), others], [patch('KB1', both), others]);
      assert.deepEqual(steps(won), [['KB1', 'Panel', [], [word('approved')], 'expected']]);
    });

    it('reports changed fields of a patch', () => {
      const comparison = compared([patch('KB1', {}, { title: 'a' })], [patch('KB1', {}, { title: 'b' })]);
      assert.deepEqual(comparison.patches.changed, [
        {
          vendor: 'Microsoft',
          id: 'KB1',
          title: 'b',
          fields: [{ field: 'title', before: 'a', after: 'b' }],
          states: [],
        },
      ]);
    });

    it('does not depend on the order of patches and products', () => {
      const [a, b] = [patch('KB1', { Batch: 'approved', Panel: 'in-test' }), patch('KB2', { Batch: 'approved' })];
      const turned = patch('KB1', { Panel: 'in-test', Batch: 'approved' });
      assert.deepEqual(compared([a, b], [b, turned]).patches.changed, []);
    });
  });
}
