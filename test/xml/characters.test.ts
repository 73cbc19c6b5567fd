import assert from 'node:assert/strict';
import { isChar, isNameChar } from 'xmlchars/xml/1.0/ed5';
import { hasIllegalCharacter, illegalRanges, scanName, scanNmtoken, skipSpace } from '../../server/src/xml/characters';

describe('characters', () => {
  it('scans a name up to the first character that is not allowed in one', () => {
    assert.equal(scanName('<a.b-c:d_1 e', 1), 10);
    assert.equal(scanName('-a', 0), 0);
    assert.equal(scanName('1a', 0), 0);
    assert.equal(scanName('', 0), 0);
    assert.equal(scanNmtoken('-1a b', 0), 3);
  });

  it('reads surrogate pairs as one character and rejects lone surrogates', () => {
    assert.equal(scanName('\u{10000}é\u{EFFFF}>', 0), 5);
    assert.equal(scanName('\u{F0000}', 0), 0);
    assert.equal(scanName('a\uD800b', 0), 1);
    assert.equal(scanName('\uDC00', 0), 0);
  });

  it('accepts name characters that only the 5th edition allows', () => {
    assert.equal(scanName('\u0132', 0), 1);
  });

  it('skips only the four white space characters', () => {
    assert.equal(skipSpace(' \t\r\n\u00a0x', 0), 4);
    assert.equal(skipSpace('x', 0), 0);
    assert.equal(skipSpace('  ', 0), 2);
  });

  it('finds adjacent illegal characters as one range', () => {
    assert.deepEqual(illegalRanges('a\u0000\u0001b\uFFFEc\u0085\u{1FFFE}'), [
      { start: 1, end: 3 },
      { start: 4, end: 5 },
    ]);
    assert.deepEqual(illegalRanges('\uD800\uD800\uDC00\uDC00'), [
      { start: 0, end: 1 },
      { start: 3, end: 4 },
    ]);
  });

  it('agrees with xmlchars on every code point', () => {
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
      const character = String.fromCodePoint(codePoint);
      if (hasIllegalCharacter(character) === isChar(codePoint)) assert.fail(`U+${codePoint.toString(16)}`);
      const end = isNameChar(codePoint) ? character.length : 0;
      if (scanNmtoken(character, 0) !== end) assert.fail(`U+${codePoint.toString(16)}`);
    }
  });
});
