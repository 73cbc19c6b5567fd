/** The bundled schema is loaded unchecked at each start, so it is checked here. */
import assert from 'node:assert/strict';
import { validate } from '../../server/src/xsd';
import { loadSchema } from '../../server/src/xsd/load';
import { parse } from '../../server/src/xml/parser';
import { FIRST } from '../support/vocabularies';

const SOURCE = { uri: 'file:///vpc.xsd', text: FIRST.schemaText };

describe('the bundled schema', () => {
  it('is valid', () => {
    assert.deepEqual(loadSchema([SOURCE], () => null).problems, []);
  });

  it('refers to no other document, so that its text alone identifies it', () => {
    assert.doesNotMatch(FIRST.schemaText, /<xs:(include|import|redefine)\b/);
  });

  it('gives the same problems when loaded unchecked', () => {
    const [checked, trusted] = [SOURCE, { ...SOURCE, isTrusted: true }].map((source) =>
      loadSchema([source], () => null),
    );
    const wrong = FIRST.sampleText.replaceAll('2026', 'soon');
    for (const text of [FIRST.sampleText, wrong]) {
      const tree = parse(text);
      assert.deepEqual(validate(tree, trusted!.schema), validate(tree, checked!.schema));
    }
    assert.notEqual(validate(parse(wrong), trusted!.schema).length, 0);
  });
});
