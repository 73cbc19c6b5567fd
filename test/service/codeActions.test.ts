import assert from 'node:assert/strict';
import { codeActions } from '../../server/src/service/codeActions';
import type { GovernedDocument } from '../../server/src/service/document';
import { edited } from '../support/cursor';
import { documentIn, documentUnder, problemsIn } from '../support/documents';
import { BOTH } from '../support/vocabularies';

/** What is offered anywhere in a document: title, whether preferred, and the text or the file name it leads to. */
function offeredIn(document: GovernedDocument) {
  return codeActions(document, 0, document.tree.length).fixes.map(
    ({ fix: { title, args, preferred, change }, problem }) => ({
      title: args.reduce((text, arg, index) => text.replace(`{${index}}`, arg), title),
      preferred,
      code: problem.code,
      result: change.kind === 'edit' ? edited(document.tree.text(), change.edits) : change.fileName,
    }),
  );
}

describe('code actions', () => {
  for (const test of BOTH) {
    describe(test.title, () => {
      it('rename a file that is named after another day, or set the day', () => {
        const wrong = test.sampleName.replace(/18(?!.*18)/, '19');
        const document = documentIn(test, test.sampleText, wrong);
        const offered = offeredIn(document).filter(({ code }) => code === 'vpc/filename');
        assert.deepEqual(
          offered.map(({ title, preferred }) => [title, preferred]),
          [
            [`Rename the file to "${test.sampleName}"`, true],
            [`Rename the file to "${test.sampleName}"`, true],
            ["Set the date to the file name's: 2026-02-19T09:00:00Z", false],
          ],
        );
        assert.equal(offered[0]!.result, test.sampleName);
        assert.deepEqual(problemsIn(documentIn(test, test.sampleText, offered[0]!.result)), []);
        assert.deepEqual(problemsIn(documentIn(test, offered[2]!.result, wrong)), []);
      });

      it('replace a state by the one that was meant', () => {
        const wrong = test.sampleText.replace('>Not Approved<', '>not approved<');
        const [first] = offeredIn(documentIn(test, wrong));
        assert.deepEqual(first, {
          title: 'Replace by "Not Approved"',
          preferred: true,
          code: 'vpc/code-value',
          result: test.sampleText,
        });
      });

      it('replace a misspelt name in both tags', () => {
        const { element } = test.profile.containers.product;
        const wrong = test.sampleText.replaceAll(new RegExp(`(</?${test.prefix})${element}>`, 'g'), `$1${element}x>`);
        const document = documentIn(test, wrong);
        const [first] = offeredIn(document);
        assert.equal(first?.title, `Replace by "${element}"`);
        assert.equal(problemsIn(documentIn(test, first.result)).length, problemsIn(document).length - 1);
      });
    });
  }

  const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:complexType>
    <xs:attribute name="b"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="R&amp;D"/>
    <xs:enumeration value="Sales"/></xs:restriction></xs:simpleType></xs:attribute></xs:complexType></xs:element>
    </xs:schema>`;

  it('write a value as the place needs it', () => {
    const [first] = offeredIn(documentUnder(schema, '<a b="RD"/>'));
    assert.deepEqual([first?.title, first?.result], ['Replace by "R&D"', '<a b="R&amp;D"/>']);
  });

  it('are offered where the problem is and nowhere else', () => {
    const document = documentUnder(schema, '<a b="Sale"/>');
    assert.equal(codeActions(document, 6, 6).fixes.length, 1);
    assert.equal(codeActions(document, 1, 2).fixes.length, 0);
  });

  it('offer nothing for a document without mistakes', () => {
    assert.deepEqual(offeredIn(documentUnder(schema, '<a b="Sales"/>')), []);
  });
});
