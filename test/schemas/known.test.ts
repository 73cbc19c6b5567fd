/** The bundled schema is loaded unchecked at each start, so it is checked here. */
import assert from 'node:assert/strict';
import { validate } from '../../server/src/xsd';
import { loadSchema } from '../../server/src/xsd/load';
import { parse } from '../../server/src/xml/parser';
import { FIRST } from '../support/vocabularies';

const SOURCE = { uri: 'file:///vpc.xsd', text: FIRST.schemaText };

describe('the bundled schema', () => {
  it('has no problem', () => {
    assert.deepEqual(loadSchema([SOURCE], () => null).problems, []);
  });

  it('needs no other document, so that its text alone says that it is known', () => {
    assert.doesNotMatch(FIRST.schemaText, /<xs:(include|import|redefine)\b/);
  });

  it('says the same unchecked', () => {
    const [checked, known] = [SOURCE, { ...SOURCE, known: true }].map((source) => loadSchema([source], () => null));
    const wrong = FIRST.sampleText.replaceAll('2026', 'soon');
    for (const text of [FIRST.sampleText, wrong]) {
      const tree = parse(text);
      assert.deepEqual(validate(tree, known!.schema), validate(tree, checked!.schema));
    }
    assert.notEqual(validate(parse(wrong), known!.schema).length, 0);
  });
});
