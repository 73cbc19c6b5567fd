import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { governed, type Binding } from '../../server/src/service/binding';
import { parse } from '../../server/src/xml/parser';
import type { XmlTree } from '../../server/src/xml/tree';
import { TEST_CLOCK } from '../support/clock';
import { schemaOf } from '../support/documents';
import { askOffers, broken, takeOffers, type Tally } from '../support/offers';
import { randomFrom } from '../support/random';
import { BOTH, FIRST, type TestVocabulary } from '../support/vocabularies';

const SAMPLE = join(__dirname, '..', '..', 'samples', 'Musterwerk-Automation_VPC_2026-02-27.xml');
const PLACES = Number(process.env.VPC_RUNS ?? 1000);

const DOCUMENTS: readonly (readonly [title: string, vocabulary: TestVocabulary, text: string])[] = [
  ...BOTH.map((test) => [test.title, test, test.sampleText] as const),
  ['sample', FIRST, readFileSync(SAMPLE, 'utf8')],
];

describe('what completion offers', () => {
  for (const [title, test, text] of DOCUMENTS) {
    const loaded = schemaOf(test.schemaText);
    const binding: Binding = { kind: 'setting', loaded, settingMissing: false, vocabulary: test.vocabulary };
    const documentOf = (tree: XmlTree) => governed(tree, binding, null);

    it(`makes nothing wrong where it is taken, at ${PLACES} places (${title})`, () => {
      const pick = randomFrom(20261125);
      const document = documentOf(parse(text));
      const tally: Tally = { offers: 0, mistakes: [] };
      for (let count = 0; count < PLACES; count++) {
        takeOffers(document, documentOf, pick(text.length + 1), TEST_CLOCK, tally);
      }
      assert.deepEqual(tally.mistakes.slice(0, 5), []);
      assert.ok(tally.offers > PLACES, `only ${tally.offers} offers`);
    }).timeout(120_000);

    it(`never fails in a broken document (${title})`, () => {
      const pick = randomFrom(5112026);
      const tree = parse(text);
      let offers = 0;
      for (let count = 0; count < PLACES; count++) {
        const start = pick(text.length);
        const document = documentOf(broken(tree, start, [1, 1 + pick(20), 1 + pick(400)][pick(3)]!));
        offers += askOffers(document, pick(2) === 0 ? start : pick(document.tree.length + 1), TEST_CLOCK);
      }
      assert.ok(offers > 0);
    }).timeout(120_000);
  }
});
