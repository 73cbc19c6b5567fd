import assert from 'node:assert/strict';
import type { Field } from '../../server/src/domain/field';
import { publicationOf } from '../../server/src/domain/model';
import { problemsOfValue, valueRulesIn } from '../../server/src/rules/values';
import { parse } from '../../server/src/xml/parser';
import { BOTH } from '../support/vocabularies';

/** The field, which fails where its element is read: in a large file that parses the element. */
function unparsed(field: Field): Field {
  return new Proxy(field, {
    get(target, key) {
      if (key === 'node') throw new Error(`The element of "${target.value}" was read.`);
      // Without what is remembered of equal values, so that every rule runs.
      if (key === 'interned') return null;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

describe('the rules about values', () => {
  for (const { title, vocabulary, sampleText } of BOTH) {
    it(`do not read the elements of values without problems (${title})`, () => {
      const { entry } = publicationOf(parse(sampleText), vocabulary)!;
      const [vendor] = entry.entries('patch-vendor');
      const [patch] = vendor!.entry.entries('patch');
      const [product] = patch!.entry.entries('product');
      for (const each of [entry, vendor!.entry, patch!.entry, product!.entry]) {
        const fields = each.headFields();
        assert.ok(fields.length > 0);
        for (const field of fields) assert.deepEqual(problemsOfValue(unparsed(field), valueRulesIn(each), each), []);
      }
    });
  }
});
