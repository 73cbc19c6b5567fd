import assert from 'node:assert/strict';
import { diagnostics } from '../../server/src/service/diagnostics';
import { fixAll } from '../../server/src/service/fixAll';
import { Composed } from '../../server/src/service/fixes/composed';
import { edited } from '../support/cursor';
import { documentIn, documentUnder, problemsIn } from '../support/documents';
import { randomFrom } from '../support/random';
import { nameOfRole } from '../support/roles';
import { BOTH } from '../support/vocabularies';

describe('fix all', () => {
  for (const test of BOTH) {
    it(`mends all that is sure, in one list of edits: ${test.title}`, () => {
      const { sampleText: text, prefix } = test;
      const reboot = prefix + nameOfRole(test, 'product', 'reboot');
      const state = prefix + nameOfRole(test, 'product', 'state');
      const wrong = text
        .replaceAll('>Not Approved<', '>not approved<')
        .replaceAll(`<${reboot}>true`, `<${reboot}>Yes`)
        .replace(`>Approved</${state}>`, `>Approved</${state}s>`)
        .replace('Stop the batch server', 'Stop R & D, the batch server');
      const document = documentIn(test, wrong, test.sampleName);
      const { edits, left, fixed } = fixAll(document);
      assert.deepEqual(left, []);
      assert.equal(fixed.length, diagnostics(document).length);
      assert.equal(edited(wrong, edits), text.replace('Stop the batch', 'Stop R &amp; D, the batch'));
    });

    it(`leaves what a person has to decide: ${test.title}`, () => {
      const published = test.prefix + nameOfRole(test, 'publication', 'published');
      const text = test.sampleText.replace(
        new RegExp(`<${published}>.*</${published}>`),
        `<${published}>27.3.2026</${published}>`,
      );
      const document = documentIn(test, text);
      const { edits, left } = fixAll(document);
      assert.deepEqual([edits, left], [[], diagnostics(document)]);
    });
  }

  const SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:complexType><xs:sequence>
    <xs:element name="flag" type="xs:boolean" maxOccurs="unbounded"/>
    <xs:element name="total" type="xs:decimal" minOccurs="0"/></xs:sequence></xs:complexType></xs:element></xs:schema>`;

  it('mends problems of one kind alone, where that is asked', () => {
    const text = '<a><flag>Ja</flag><flag>NEIN</flag><flag>R & D</flag></a>';
    const { edits, left } = fixAll(documentUnder(SCHEMA, text), { code: 'xml/bare-ampersand' });
    assert.equal(edited(text, edits), '<a><flag>Ja</flag><flag>NEIN</flag><flag>R &amp; D</flag></a>');
    assert.equal(left.length, 3);
  });

  it('goes on with what comes to light', () => {
    // The name of the end tag hides that the element is misspelt.
    const text = '<a><flga>Ja</flga><total>1,5</total></a>';
    const { edits, left } = fixAll(documentUnder(SCHEMA, text));
    assert.deepEqual([edited(text, edits), left], ['<a><flag>true</flag><total>1.5</total></a>', []]);
  });

  it('stops at its budget with what it has by then, which is good', () => {
    const text = `<a>${'<flag>Ja</flag>'.repeat(50)}</a>`;
    const { edits, left } = fixAll(documentUnder(SCHEMA, text), { budget: 0 });
    assert.deepEqual([edits, left.length], [[], 50]);
  });

  it('is idempotent, and its edits are what its document is', () => {
    const random = randomFrom(7);
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
    for (let i = 0; i < 300; i++) {
      const inside = Array.from({ length: 1 + random(6) }, () => `<flag>${pieces[random(pieces.length)]}</flag>`);
      const text = `<a>${inside.join('')}</a>`;
      const document = documentUnder(SCHEMA, text);
      const { edits, document: after, left } = fixAll(document);
      const result = edited(text, edits);
      assert.equal(after.tree.text(), result);
      assert.deepEqual(problemsIn(documentUnder(SCHEMA, result)), problemsIn({ ...after }), text);
      assert.ok(left.length <= diagnostics(document).length, text);
      assert.deepEqual(fixAll(documentUnder(SCHEMA, result)).edits, [], text);
    }
  });
});

describe('edits one after the other', () => {
  it('come to one list of edits of the original', () => {
    const random = randomFrom(11);
    for (let i = 0; i < 500; i++) {
      const original = 'abcdefghijklmnopqrstuvwxyz'.slice(0, random(27));
      const composed = new Composed(original.length);
      let text = original;
      for (let step = 0; step < 4; step++) {
        const start = random(text.length + 1);
        const edit = { start, end: Math.min(text.length, start + random(4)), text: 'XYZ'.slice(0, random(4)) };
        composed.apply([edit]);
        text = edited(text, [edit]);
      }
      assert.equal(edited(original, composed.edits(original.length)), text);
    }
  });
});
