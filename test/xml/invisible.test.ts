import assert from 'node:assert/strict';
import { characterName, shown, visibleText } from '../../server/src/xml/invisible';
import { english, render } from '../../server/src/xml/problem';

describe('invisible characters', () => {
  for (const [text, expected] of [
    ['\u200bKB1', '[U+200B]KB1'],
    ['Win\u00addows\u00a011', 'Win[U+00AD]dows[U+00A0]11'],
    ['a\u202eb\u2066c', 'a[U+202E]b[U+2066]c'],
    ['KB5\ufe0f', 'KB5[U+FE0F]'],
    ['a\u{e0041}', 'a[U+E0041]'],
    ['a\u0091\u001b', 'a[U+0091][U+001B]'],
    ['a\u200db', 'a[U+200D]b'],
    ['a\ud83d', 'a[U+D83D]'],
  ] as const) {
    it(`shows ${expected}`, () => assert.equal(shown(text), expected));
  }

  for (const text of [
    'Ärger, 微软 Привет e\u0301',
    '\u{1F469}\u200D\u{1F692} \u2764\uFE0F 1\uFE0F\u20E3 \u{1F44D}\u{1F3FD}',
    '\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
    'می\u200cخواهم',
    'ന\u0d4d\u200d',
    '葛\u{E0100}',
    'a\tb\r\nc',
  ]) {
    it(`leaves ${JSON.stringify(text)} as it is`, () => {
      assert.equal(shown(text), text);
      assert.equal(visibleText(text), text);
    });
  }

  it('replaces kinds of space by a space and leaves out the others', () =>
    assert.equal(visibleText('a\u00a0b\u3000c\u200bd\u00ade'), 'a b cde'));

  it('names the usual ones', () => {
    assert.equal(characterName('\u200b'), 'U+200B (zero width space)');
    assert.equal(characterName('\u{e0041}'), 'U+E0041');
  });

  it('are shown in the arguments of all messages, not in their templates', () => {
    assert.equal(render('"{0}"\u00a0{1}', ['\u200bA']), '"[U+200B]A"\u00a0{1}');
    assert.equal(english('"{0}"', 'a\u202e'), '"a[U+202E]"');
  });
});
