import assert from 'node:assert/strict';
import { isRecognised } from '../../server/src/service/recognition';
import { schemaHints } from '../../server/src/service/schemaHints';
import { parse } from '../../server/src/xml/parser';
import { BOTH } from '../support/vocabularies';

function recognised(text: string, fileName: string | null, declared: boolean, { vocabulary }: (typeof BOTH)[number]) {
  return isRecognised(parse(text), { uri: 'file:///a', fileName, declared }, vocabulary);
}

describe('recognition', () => {
  for (const test of BOTH) {
    const root = test.vocabulary.rootName;
    const namespace = test.namespace === '' ? '' : ` xmlns="${test.namespace}"`;

    describe(test.title, () => {
      it('goes by the root element', () => {
        assert.equal(recognised(`<!-- x --><${root}${namespace}>`, 'a.xml', false, test), true);
        assert.equal(recognised(`<${root}x${namespace}/>`, 'a.xml', false, test), false);
      });

      it('goes by the name of the file, whatever the root element is', () => {
        assert.equal(recognised('<x/>', test.sampleName.toUpperCase(), false, test), true);
        assert.equal(recognised('', test.sampleName, false, test), true);
        assert.equal(recognised('', null, false, test), false);
      });

      it('believes the user', () => {
        assert.equal(recognised('', null, true, test), true);
      });
    });
  }

  it('looks at the namespace where the profile names one', () => {
    const [first, second] = BOTH;
    const inOther = (test: (typeof BOTH)[number]) => `<${test.vocabulary.rootName} xmlns="urn:other"/>`;
    assert.equal(recognised(inOther(first!), 'a.xml', false, first!), true);
    assert.equal(recognised(inOther(second!), 'a.xml', false, second!), false);
  });
});

describe('schemaHints', () => {
  const XSI = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';
  const CASES: readonly (readonly [document: string, hints: readonly string[]])[] = [
    [`<a ${XSI} i:noNamespaceSchemaLocation="b.xsd"/>`, ['b.xsd']],
    [`<a ${XSI} i:schemaLocation="urn:x\n x.xsd  urn:y y.xsd"/>`, ['x.xsd', 'y.xsd']],
    [`<a ${XSI} i:schemaLocation="urn:x"/>`, []],
    ['<a i:schemaLocation="urn:x x.xsd"/>', []],
    ['<a schemaLocation="urn:x x.xsd"/>', []],
    [`<a ${XSI} i:noNamespaceSchemaLocation="a&amp;b.xsd`, ['a&b.xsd']],
    ['', []],
  ];
  for (const [document, hints] of CASES) {
    it(JSON.stringify(document), () => assert.deepEqual(schemaHints(parse(document)), hints));
  }
});
