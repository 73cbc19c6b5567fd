import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readProductList } from '../../../server/src/exchange/products/productList';
import { decodeTable } from '../../../server/src/exchange/tables/tableText';
import { render } from '../../../server/src/xml/problem';
import { assertProperty } from '../../support/seeds';

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const LIST = 'id;version\r\nPrüfstand;1\r\n';

/** The text; the problem as `severity @line: message`. */
function read(bytes: Uint8Array): [string | null, string?] {
  const { text, problem } = decodeTable(bytes);
  if (problem === null) return [text];
  const { severity, line, message, args } = problem;
  return [text, `${severity} @${line}: ${render(message, args)}`];
}

const NOTE = 'info @null: Not valid UTF-8; read as windows-1252. Save the file as "CSV UTF-8" if names look wrong.';

describe('decodeTable', () => {
  const SOUND: readonly (readonly [what: string, bytes: Uint8Array, text?: string])[] = [
    ['UTF-8', Buffer.from(LIST)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${LIST}`)],
    ['UTF-16LE with a byte order mark', Buffer.from(`\uFEFF${LIST}`, 'utf16le')],
    ['UTF-16BE with a byte order mark', swapped(Buffer.from(`\uFEFF${LIST}`, 'utf16le'))],
    ['UTF-16LE without a byte order mark', Buffer.from(LIST, 'utf16le')],
    ['UTF-16BE without a byte order mark', swapped(Buffer.from(LIST, 'utf16le'))],
    ['Cyrillic UTF-16 without a byte order mark', Buffer.from('id;v\nСтанция;1\n', 'utf16le'), 'id;v\nСтанция;1\n'],
    ['nothing', new Uint8Array(), ''],
  ];
  for (const [what, bytes, text = LIST] of SOUND) {
    it(`reads ${what}`, () => assert.deepEqual(read(bytes), [text]));
  }

  it('reads other bytes as windows-1252, with a note', () => {
    assert.deepEqual(read(latin(LIST)), [LIST, NOTE]);
    assert.deepEqual(read(latin('id\nGr\xf6\xdfe \x80\n')), ['id\nGröße €\n', NOTE]);
  });

  it('gives no text where the encoding cannot be told, and one error', () => {
    const advice = 'Save the file as "CSV UTF-8" and check its names.';
    const truncated = Buffer.concat([Buffer.from('id\nGröße\nPrüf'), Buffer.from([0xc3]), Buffer.from('\n')]);
    assert.deepEqual(read(truncated), [
      null,
      `error @3: Unknown encoding: the bytes of this line are not valid UTF-8. ${advice}`,
    ]);
    assert.deepEqual(read(latin('id\nA\nB\x81\xfc\nC\x8d\n')), [
      null,
      `error @3: Unknown encoding: the bytes of this line are not valid windows-1252. ${advice}`,
    ]);
    assert.deepEqual(read(Buffer.concat([Buffer.from('\uFEFFid\n', 'utf16le'), Buffer.from([0x41])])), [
      null,
      `error @2: Unknown encoding: the bytes of this line are not valid UTF-16LE. ${advice}`,
    ]);
    const twice = Buffer.from(latin(Buffer.from('id\nßtation\n').toString('latin1')).toString('latin1'));
    assert.equal(read(twice)[0], null);
  });

  it('never throws, and never gives a list with U+FFFD, whatever the bytes', () =>
    assertProperty(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const { products } = readProductList(bytes);
        for (const { id, version } of products) assert.doesNotMatch(id + version, /[\uFFFD\0\r\n]/);
      }),
      { numRuns: 2_000, seed: 44 },
    ));
});
