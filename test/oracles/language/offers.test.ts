import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { governed, type Binding } from '../../../server/src/workspace/binding';
import { parse } from '../../../server/src/xml/parser';
import type { XmlTree } from '../../../server/src/xml/tree';
import { TEST_CLOCK } from '../../support/clock';
import { schemaOf } from '../../support/documents';
import { askOffers, broken, takeOffers, type Tally } from '../../support/offers';
import { forSeeds } from '../../support/seeds';
import { BOTH, FIRST, type TestVocabulary } from '../../support/vocabularies';

const SAMPLE = join(__dirname, '..', '..', '..', 'samples', 'Musterwerk-Automation_VPC_2026-02-27.xml');
const PLACES = 1000;

const DOCUMENTS: readonly (readonly [title: string, vocabulary: TestVocabulary, text: string])[] = [
  ...BOTH.map((test) => [test.title, test, test.sampleText] as const),
  ['sample', FIRST, readFileSync(SAMPLE, 'utf8')],
];

describe('completion items', () => {
  for (const [title, test, text] of DOCUMENTS) {
    const loaded = schemaOf(test.schemaText);
    const binding: Binding = {
      kind: 'setting',
      loaded,
      settingMissing: false,
      misnamed: null,
      vocabulary: test.vocabulary,
    };
    const documentOf = (tree: XmlTree) => governed(tree, binding, null);

    it(`add no problem when accepted, at ${PLACES} places (${title})`, () =>
      forSeeds(20261125, PLACES, ({ random: pick, count: places }) => {
        const document = documentOf(parse(text));
        const tally: Tally = { offers: 0, mistakes: [] };
        for (let count = 0; count < places; count++) {
          takeOffers(document, documentOf, pick(text.length + 1), TEST_CLOCK, tally);
        }
        assert.deepEqual(tally.mistakes.slice(0, 5), []);
        assert.ok(tally.offers > places, `only ${tally.offers} offers`);
      }));

    it(`do not throw in malformed documents (${title})`, () =>
      forSeeds(5112026, PLACES, ({ random: pick, count: places }) => {
        const tree = parse(text);
        let offers = 0;
        for (let count = 0; count < places; count++) {
          const start = pick(text.length);
          const document = documentOf(broken(tree, start, [1, 1 + pick(20), 1 + pick(400)][pick(3)]!));
          offers += askOffers(document, pick(2) === 0 ? start : pick(document.tree.length + 1), TEST_CLOCK);
        }
        assert.ok(offers > 0);
      }));
  }
});
