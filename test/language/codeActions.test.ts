import assert from 'node:assert/strict';
import { codeActions } from '../../server/src/language/fixes/codeActions';
import { fixAll } from '../../server/src/language/fixes/fixAll';
import type { GovernedDocument } from '../../server/src/workspace/document';
import { edited } from '../support/cursor';
import { documentIn, documentUnder, problemsIn } from '../support/documents';
import { publicationText } from '../support/publications';
import { BOTH } from '../support/vocabularies';
import { runToCompletion } from '../../server/src/xml/task';

/** All fixes in a document: title, whether it is preferred, and the resulting text or file name. */
function offeredIn(document: GovernedDocument) {
  return runToCompletion(codeActions(document, 0, document.tree.length)).fixes.map(
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
      it('rename a file whose name has another date, or set the date', () => {
        const wrong = test.sampleName.replace(/18(?!.*18)/, '19');
        const document = documentIn(test, test.sampleText, wrong);
        const offered = offeredIn(document).filter(({ code }) => code === 'vpc/filename');
        assert.deepEqual(
          offered.map(({ title, preferred }) => [title, preferred]),
          [
            [`Rename the file to "${test.sampleName}"`, true],
            [`Rename the file to "${test.sampleName}"`, true],
            ['Set the date from the file name: 2026-02-19T09:00:00Z', false],
          ],
        );
        assert.equal(offered[0]!.result, test.sampleName);
        assert.deepEqual(problemsIn(documentIn(test, test.sampleText, offered[0]!.result)), []);
        assert.deepEqual(problemsIn(documentIn(test, offered[2]!.result, wrong)), []);
      });

      it('replace a misspelt state', () => {
        const wrong = test.sampleText.replace('>Not Approved<', '>not approved<');
        const [first] = offeredIn(documentIn(test, wrong));
        assert.deepEqual(first, {
          title: 'Replace with "Not Approved"',
          preferred: true,
          code: 'vpc/code-value',
          result: test.sampleText,
        });
      });

      it('apply a fix that needs a decision to all problems of a kind that have it', () => {
        const text = publicationText(test, [
          {
            product: ['OK', 'Freigegeben', 'Unknown'].map((state, index) => {
              return { 'product-id': `P${index}`, state, 'state-date': '2026-02-16T14:30:00Z' };
            }),
          },
        ]);
        const document = documentIn(test, text);
        const start = text.indexOf('OK');
        const [only] = runToCompletion(codeActions(document, start, start)).ofKind;
        assert.deepEqual([only?.code, only?.count, only?.fix?.args], ['vpc/code-value', 2, ['Approved']]);
        const { edits } = runToCompletion(fixAll(document, { code: only!.code, fix: only!.fix! }));
        assert.equal(edited(text, edits), text.replace('OK', 'Approved').replace('Freigegeben', 'Approved'));
      });

      it('replace a state by one that then needs a date, but not without being asked', () => {
        const text = publicationText(test, [{ product: [{ state: 'approved' }] }]);
        const document = documentIn(test, text);
        const [first] = offeredIn(document).filter(({ code }) => code === 'vpc/code-value');
        assert.deepEqual([first?.title, first?.preferred], ['Replace with "Approved"', false]);
        assert.equal(first!.result, text.replace('>approved<', '>Approved<'));
        assert.equal(runToCompletion(fixAll(document, { code: 'vpc/code-value' })).edits.length, 0);
      });

      it('replace a misspelt name in both tags', () => {
        const { element } = test.profile.containers.product;
        const wrong = test.sampleText.replaceAll(new RegExp(`(</?${test.prefix})${element}>`, 'g'), `$1${element}x>`);
        const document = documentIn(test, wrong);
        const [first] = offeredIn(document);
        assert.equal(first?.title, `Replace with "${element}"`);
        assert.equal(problemsIn(documentIn(test, first.result)).length, problemsIn(document).length - 1);
      });
    });
  }

  const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:complexType>
    <xs:attribute name="b"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="R&amp;D"/>
    <xs:enumeration value="Sales"/></xs:restriction></xs:simpleType></xs:attribute></xs:complexType></xs:element>
    </xs:schema>`;

  it('escape a value for its place', () => {
    const [first] = offeredIn(documentUnder(schema, '<a b="RD"/>'));
    assert.deepEqual([first?.title, first?.result], ['Replace with "R&D"', '<a b="R&amp;D"/>']);
  });

  it('are offered only in the range of the problem', () => {
    const document = documentUnder(schema, '<a b="Sale"/>');
    assert.equal(runToCompletion(codeActions(document, 6, 6)).fixes.length, 1);
    assert.equal(runToCompletion(codeActions(document, 1, 2)).fixes.length, 0);
  });

  it('offer nothing for a valid document', () => {
    assert.deepEqual(offeredIn(documentUnder(schema, '<a b="Sales"/>')), []);
  });
});
