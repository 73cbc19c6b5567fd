import assert from 'node:assert/strict';
import { diagnostics } from '../../server/src/language/diagnostics';
import { fixAll } from '../../server/src/language/fixes/fixAll';
import { EditComposer } from '../../server/src/language/fixes/editComposer';
import { lostByRounds } from '../support/breakages';
import { edited } from '../support/cursor';
import { documentIn, documentUnder, problemsIn } from '../support/documents';
import { forSeeds } from '../support/seeds';
import { nameOfRole } from '../support/roles';
import { publicationText } from '../support/publications';
import { BOTH, FIRST } from '../support/vocabularies';
import { runToCompletion } from '../../server/src/xml/task';

describe('fix all', () => {
  for (const test of BOTH) {
    it(`applies all safe fixes in one list of edits: ${test.title}`, () => {
      const { sampleText: text, prefix } = test;
      const reboot = prefix + nameOfRole(test, 'product', 'reboot');
      const state = prefix + nameOfRole(test, 'product', 'state');
      const wrong = text
        .replaceAll('>Not Approved<', '>not approved<')
        .replaceAll(`<${reboot}>true`, `<${reboot}>Yes`)
        .replace(`>Approved</${state}>`, `>Approved</${state}s>`)
        .replace('Stop the batch server', 'Stop R & D, the batch server');
      const document = documentIn(test, wrong, test.sampleName);
      const { edits, remaining, fixed } = runToCompletion(fixAll(document));
      assert.deepEqual(remaining, []);
      assert.equal(fixed.length, diagnostics(document).length);
      assert.equal(edited(wrong, edits), text.replace('Stop the batch', 'Stop R &amp; D, the batch'));
    });

    it(`applies no fix that needs a decision: ${test.title}`, () => {
      const published = test.prefix + nameOfRole(test, 'publication', 'published');
      const text = test.sampleText.replace(
        new RegExp(`<${published}>.*</${published}>`),
        `<${published}>27.3.2026</${published}>`,
      );
      const document = documentIn(test, text);
      const { edits, remaining } = runToCompletion(fixAll(document));
      assert.deepEqual([edits, remaining], [[], diagnostics(document)]);
    });
  }

  const SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:complexType><xs:sequence>
    <xs:element name="flag" type="xs:boolean" maxOccurs="unbounded"/>
    <xs:element name="total" type="xs:decimal" minOccurs="0"/></xs:sequence></xs:complexType></xs:element></xs:schema>`;

  it('fixes only problems with the given code', () => {
    const text = '<a><flag>Ja</flag><flag>NEIN</flag><flag>R & D</flag></a>';
    const { edits, remaining } = runToCompletion(fixAll(documentUnder(SCHEMA, text), { code: 'xml/bare-ampersand' }));
    assert.equal(edited(text, edits), '<a><flag>Ja</flag><flag>NEIN</flag><flag>R &amp; D</flag></a>');
    assert.equal(remaining.length, 3);
  });

  it('fixes problems that an earlier fix reveals', () => {
    // The misspelt element name hides the invalid value.
    const text = '<a><flga>Ja</flga><total>1,5</total></a>';
    const { edits, remaining } = runToCompletion(fixAll(documentUnder(SCHEMA, text)));
    assert.deepEqual([edited(text, edits), remaining], ['<a><flag>true</flag><total>1.5</total></a>', []]);
  });

  it('moves an element in one round and writes it in another form in the next, and loses nothing of it', () => {
    const document = documentUnder(SCHEMA, '<a>\n  <total>1,5</totl>\n  <flag>Ja</flag>\n</a>');
    const { document: after } = runToCompletion(fixAll(document));
    assert.equal(after.tree.text(), '<a>\n  <flag>true</flag>\n  <total>1.5</total>\n</a>');
    assert.deepEqual(lostByRounds(document), []);
  });

  it('stops after the given number of rounds', () => {
    const document = documentUnder(SCHEMA, '<a><flga>Ja</flga></a>');
    const { document: after } = runToCompletion(fixAll(document, { rounds: 1 }));
    assert.equal(after.tree.text(), '<a><flag>Ja</flag></a>');
  });

  it('applies a chosen fix to all problems that have it, with what its rule announces, and nothing else', () => {
    const [first, ...others] = ['OK', 'OK', 'Maybe'].map((state, index) => ({
      'product-id': 'Batch',
      'product-version': String(index),
      state,
    }));
    const patch = { 'patch-id': 'KB1', title: 'Update', released: '2026-02-10T08:00:00Z' };
    const text = publicationText(FIRST, [{ ...patch, product: [first!, ...others] }]);
    const document = documentIn(FIRST, text);
    const fix = { title: 'Replace with "{0}"', args: ['Approved'] };
    const { edits, remaining } = runToCompletion(fixAll(document, { code: 'vpc/code-value', fix }));
    assert.equal(edited(text, edits), text.replaceAll('>OK<', '>Approved<'));
    assert.ok(remaining.some(({ code }) => code === 'vpc/state-date-missing'));
    assert.deepEqual(runToCompletion(fixAll(document, { code: 'vpc/code-value' })).edits, []);
  });

  it('stops at its budget with clean edits only', () => {
    const text = `<a>${'<flag>Ja</flag>'.repeat(50)}</a>`;
    const { edits, remaining } = runToCompletion(fixAll(documentUnder(SCHEMA, text), { budget: 0 }));
    assert.deepEqual([edits, remaining.length], [[], 50]);
  });

  it('is idempotent, and its edits lead to the document that it returns', () =>
    forSeeds(7, 300, ({ random, count }) => {
      const pieces = [
        'Ja',
        'NEIN',
        '1',
        'true',
        ' R & D',
        '&nbsp;',
        '</flag>',
        '<flag>',
        '"',
        '<total>1,5</total>',
        '<a>',
      ];
      for (let i = 0; i < count; i++) {
        const inside = Array.from({ length: 1 + random(6) }, () => `<flag>${pieces[random(pieces.length)]}</flag>`);
        const text = `<a>${inside.join('')}</a>`;
        const document = documentUnder(SCHEMA, text);
        const { edits, document: after, remaining } = runToCompletion(fixAll(document));
        const result = edited(text, edits);
        assert.equal(after.tree.text(), result);
        assert.deepEqual(problemsIn(documentUnder(SCHEMA, result)), problemsIn({ ...after }), text);
        assert.ok(remaining.length <= diagnostics(document).length, text);
        assert.deepEqual(runToCompletion(fixAll(documentUnder(SCHEMA, result))).edits, [], text);
      }
    }));
});

describe('edit composer', () => {
  it('composes successive edits into one list of edits of the original', () =>
    forSeeds(11, 500, ({ random, count }) => {
      for (let i = 0; i < count; i++) {
        const original = 'abcdefghijklmnopqrstuvwxyz'.slice(0, random(27));
        const composer = new EditComposer(original.length);
        let text = original;
        for (let step = 0; step < 4; step++) {
          const start = random(text.length + 1);
          const edit = { start, end: Math.min(text.length, start + random(4)), text: 'XYZ'.slice(0, random(4)) };
          composer.apply([edit]);
          text = edited(text, [edit]);
        }
        assert.equal(edited(original, composer.edits(original.length)), text);
      }
    }));
});
