import assert from 'node:assert/strict';
import { HEAD_LENGTH } from '../../server/src/workspace/fileLimits';
import { headOf, isRecognised, misnamed, recognise } from '../../server/src/workspace/recognition';
import { rootElement } from '../../server/src/xml/locate';
import { parse } from '../../server/src/xml/parser';
import { BOTH } from '../support/vocabularies';
import { schemaHints } from '../../server/src/workspace/binding';

function recognised(text: string, fileName: string | null, declared: boolean, { vocabulary }: (typeof BOTH)[number]) {
  return isRecognised(parse(text), { uri: 'file:///a', fileName, declared }, vocabulary);
}

describe('recognition', () => {
  for (const test of BOTH) {
    const root = test.vocabulary.rootName;
    const namespace = test.namespace === '' ? '' : ` xmlns="${test.namespace}"`;

    describe(test.title, () => {
      it('recognises the root element', () => {
        assert.equal(recognised(`<!-- x --><${root}${namespace}>`, 'a.xml', false, test), true);
        assert.equal(recognised(`<${root}x${namespace}/>`, 'a.xml', false, test), false);
      });

      it('recognises a file that is named like one and whose root element is missing or misspelled', () => {
        const prefixed = `<unbound:${root}/>`;
        const inOther = `<${root} xmlns="urn:other"/>`;
        const cases = ['', '<?xml version="1.0"?>\n<!-- x', '<', `<${root.slice(0, -1)}>`, `<${root.toLowerCase()}/>`];
        for (const text of [...cases, prefixed, inOther]) {
          assert.equal(recognised(text, test.sampleName.toUpperCase(), false, test), true, text);
        }
        for (const text of ['', `<${root.slice(0, -1)}>`]) {
          assert.equal(recognised(text, 'a.xml', false, test), false, text);
          assert.equal(recognised(text, null, false, test), false, text);
        }
      });

      it('calls a file that is named like one and has another root element misnamed', () => {
        const of = (text: string, fileName: string) =>
          recognise(parse(text), { uri: 'file:///a', fileName, declared: false }, test.vocabulary);
        assert.equal(of('<vpcConfig/>', test.sampleName), 'misnamed');
        assert.equal(of('<vpcConfig/>', 'a.xml'), 'other');
        assert.equal(of(`<vpcConfig><${root}/></vpcConfig>`, test.sampleName), 'misnamed');
        assert.deepEqual(misnamed(parse('<v:vpcConfig/>'), test.vocabulary).args, ['v:vpcConfig', root]);
      });

      it('takes the file names of the configuration', () => {
        const vocabulary = test.vocabulary.with({ fileNamePattern: '{supplier}-{published:yyyy-MM}.patches' });
        const of = (fileName: string) =>
          recognise(parse(''), { uri: 'file:///a', fileName, declared: false }, vocabulary);
        assert.deepEqual([of('Acme-2026-01.patches'), of('Acme-2026.patches')], ['vpc', 'other']);
      });

      it('leaves alone what the user declares to be of another language', () => {
        const identity = { uri: 'file:///a', fileName: test.sampleName, declared: false, excluded: true };
        assert.equal(recognise(parse(test.sampleText), identity, test.vocabulary), 'other');
      });

      it('recognises what the user declares', () => {
        assert.equal(recognised('', null, true, test), true);
      });
    });
  }

  it('requires the namespace where the profile names one', () => {
    const [first, second] = BOTH;
    const inOther = (test: (typeof BOTH)[number]) => `<${test.vocabulary.rootName} xmlns="urn:other"/>`;
    assert.equal(recognised(inOther(first!), 'a.xml', false, first!), true);
    assert.equal(recognised(inOther(second!), 'a.xml', false, second!), false);
  });
});

describe('the head of a document', () => {
  const headIn = (text: string) => headOf((length) => text.slice(0, length), text.length);

  it('reaches the end of the start tag of the root, however far down that is', () => {
    const comment = `<!--${'x'.repeat(HEAD_LENGTH)}-->`;
    const attributes = `a="${'x'.repeat(8 * HEAD_LENGTH)}"`;
    const head = headIn(`${comment}<PatchData ${attributes}>${'<a/>'.repeat(1_000_000)}`);
    assert.equal(rootElement(head)?.node.name, 'PatchData');
    assert.ok(rootElement(head)!.node.openWidth > 8 * HEAD_LENGTH);
    assert.ok(head.length < 1_000_000);
  });

  it('is all of a document without a root, up to 1 MB', () => {
    assert.equal(headIn('<!-- x -->').length, 10);
    assert.equal(headIn(' '.repeat(5_000_000)).length, 1024 * 1024);
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
    it(`are read from ${JSON.stringify(document)}`, () => {
      const found = schemaHints(parse(document));
      assert.deepEqual(
        found.map(({ location }) => location),
        hints,
      );
    });
  }
});
