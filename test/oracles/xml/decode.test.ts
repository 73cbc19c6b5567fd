import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode, encode, withProblems } from '../../../server/src/xml/decode';
import { assertProperty } from '../../support/seeds';

/** Those in which a character has one sequence of bytes. */
const ONE_TO_ONE = ['UTF-8', 'UTF-16LE', 'UTF-16BE', 'ISO-8859-1', 'US-ASCII', 'windows-1252', 'koi8-r', 'iso-8859-15'];
/** Those that also have several for some: there, the text stays the same, and the bytes are one of the choices. */
const ENCODINGS = [...ONE_TO_ONE, 'Shift_JIS', 'GBK', 'Big5', 'EUC-KR', 'EUC-JP'];

const declared = (encoding: string): string => {
  const name = encoding.startsWith('UTF-16') ? 'UTF-16' : encoding;
  return `<?xml version="1.0" encoding="${name}"?>`;
};

describe('decoding and encoding', () => {
  for (const encoding of ENCODINGS) {
    it(`give the same text and bytes again: ${encoding}`, () =>
      assertProperty(
        fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.boolean(), (content, bom) => {
          const isUnicode = encoding.startsWith('UTF');
          const text =
            declared(encoding) +
            Array.from(content)
              .filter((c) => encode(c, { encoding, bom: false }))
              .join('');
          const bytes = encode(text, { encoding, bom: isUnicode && bom })!;
          const decoded = decode(bytes);
          assert.equal(decoded.text, text);
          assert.deepEqual(encode(decoded.text, decoded), bytes);
        }),
        { numRuns: 300, seed: 41 },
      ));
  }

  it('give the same bytes again for any bytes that are sound', () =>
    assertProperty(
      fc.property(fc.constantFrom(...ONE_TO_ONE), fc.uint8Array({ maxLength: 80 }), (encoding, content) => {
        const start = encode(declared(encoding), { encoding, bom: encoding.startsWith('UTF-16') })!;
        const bytes = Uint8Array.from([...start, ...content]);
        const decoded = decode(bytes);
        if (decoded.text !== null) assert.deepEqual(encode(decoded.text, decoded), bytes);
        else assert.ok(decoded.problems.length > 0);
      }),
      { numRuns: 2_000, seed: 42 },
    ));

  it('never throw, and report all that is replaced, in any bytes', () =>
    assertProperty(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { text, problems } = withProblems(decode(bytes));
        for (const { start, end } of problems) assert.ok(start >= 0 && start < end && end <= text.length);
        const isWritten =
          Buffer.from(bytes).includes('\uFFFD') || Buffer.from(bytes).includes(Buffer.from([0xfd, 0xff]));
        if (!isWritten && !Buffer.from(bytes).includes(Buffer.from([0xff, 0xfd])))
          assert.equal(text.includes('\uFFFD'), problems.length > 0);
      }),
      { numRuns: 5_000, seed: 43 },
    ));
});
