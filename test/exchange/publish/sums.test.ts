import assert from 'node:assert/strict';
import { clashIn, editionNames } from '../../../server/src/exchange/publish/names';
import { readSums, sumsText } from '../../../server/src/exchange/publish/sums';

const [A, B] = ['a'.repeat(64), 'b'.repeat(64)];

describe('sumsText', () => {
  it('writes a line for each file, by name', () => {
    const sums = new Map([
      ['b.xml', B],
      ['B.xml', A],
    ]);
    assert.equal(sumsText(sums), `${A}  B.xml\n${B}  b.xml\n`);
  });

  it('escapes what would end a line, as sha256sum does', () => {
    const sums = new Map([['a\nb\\c.xml', A]]);
    assert.equal(sumsText(sums), `\\${A}  a\\nb\\\\c.xml\n`);
    assert.deepEqual(readSums(sumsText(sums)), sums);
  });
});

describe('readSums', () => {
  it('reads text and binary lines, and leaves others out', () => {
    const text = `${A}  a b.xml\n${B} *b.xml\n# comment\n${A.slice(1)}  short.xml\n`;
    assert.deepEqual(
      [...readSums(text)],
      [
        ['a b.xml', A],
        ['b.xml', B],
      ],
    );
  });
});

describe('editionNames', () => {
  it('replaces the last extension', () => {
    const { as, changesHtml } = editionNames('Acme_1.2.xml');
    assert.deepEqual([as('csv'), changesHtml], ['Acme_1.2.csv', 'Acme_1.2.changes.html']);
  });

  it('keeps a name without extension, or with nothing else', () => {
    assert.deepEqual([editionNames('Acme').as('csv'), editionNames('.xml').as('csv')], ['Acme.csv', '.xml.csv']);
  });
});

describe('clashIn', () => {
  it('finds names that are the same on Windows', () => {
    assert.equal(clashIn(['a.xml', 'b.xml', 'A.XML']), 'A.XML');
    assert.equal(clashIn(['a.xml', 'b.xml']), null);
  });
});
