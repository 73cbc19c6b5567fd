import assert from 'node:assert/strict';
import { decode, encode, soundText, withProblems } from '../../server/src/xml/decode';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf16 = (text: string, order: 'LE' | 'BE'): Uint8Array =>
  Uint8Array.from(
    Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).flatMap((unit) =>
      order === 'LE' ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff],
    ),
  );
const join = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
const found = (bytes: Uint8Array): unknown[] =>
  decode(bytes).problems.map(({ code, start, end, args }) => [code, start, end, ...args]);

describe('decode', () => {
  it('reads UTF-8 without a declaration, with and without a byte order mark', () => {
    const bytes = new TextEncoder().encode('<a>ü€\u{1F600}</a>');
    assert.deepEqual(decode(bytes), { text: '<a>ü€\u{1F600}</a>', encoding: 'UTF-8', bom: false, problems: [] });
    const marked = join(Uint8Array.of(0xef, 0xbb, 0xbf), bytes);
    assert.deepEqual(decode(marked), { text: '<a>ü€\u{1F600}</a>', encoding: 'UTF-8', bom: true, problems: [] });
    assert.deepEqual(decode(new Uint8Array()), { text: '', encoding: 'UTF-8', bom: false, problems: [] });
  });

  for (const order of ['LE', 'BE'] as const) {
    it(`reads UTF-16${order} by its byte order mark, or by its first two bytes`, () => {
      const text = '<?xml version="1.0" encoding="UTF-16"?><a>ü\u{1F600}</a>';
      const encoding = `UTF-16${order}`;
      assert.deepEqual(decode(utf16('\uFEFF' + text, order)), { text, encoding, bom: true, problems: [] });
      assert.deepEqual(decode(utf16(text, order)), { text, encoding, bom: false, problems: [] });
    });
  }

  it('reads a declared encoding, whose name is case-insensitive', () => {
    const inLatin1 = ascii('<?xml version="1.0" encoding="iso-8859-1"?><a>\xfc\x80</a>');
    assert.equal(decode(inLatin1).text?.slice(-6), '\xfc\x80</a>');
    const inWindows = ascii('<?xml version="1.0" encoding="Windows-1252"?><a>\xfc\x80</a>');
    assert.equal(decode(inWindows).text?.slice(-6), 'ü€</a>');
    const inShiftJis = ascii('<?xml version="1.0" encoding="Shift_JIS"?><a>\x93\xfa\x96\x7b</a>');
    assert.equal(decode(inShiftJis).text?.slice(-6), '日本</a>');
  });

  it('reports adjacent invalid bytes once, and accepts U+FFFD in the file', () => {
    assert.deepEqual(found(join(ascii('<a>x'), Uint8Array.of(0xff, 0xfe), ascii('y</a>'))), [
      ['xml/encoding-invalid-bytes', 4, 6, 'UTF-8'],
    ]);
    const written = new TextEncoder().encode('<a>\uFFFD</a>');
    assert.deepEqual(found(written), []);
    assert.deepEqual(found(join(written, Uint8Array.of(0xe2, 0x82), written, Uint8Array.of(0xff))), [
      ['xml/encoding-invalid-bytes', 8, 9, 'UTF-8'],
      ['xml/encoding-invalid-bytes', 17, 18, 'UTF-8'],
    ]);
    assert.deepEqual(found(ascii('<?xml version="1.0" encoding="US-ASCII"?><a>\xfc</a>')), [
      ['xml/encoding-invalid-bytes', 44, 45, 'US-ASCII'],
    ]);
    // "ü" in code page 850.
    assert.deepEqual(found(ascii('<?xml version="1.0" encoding="windows-1252"?><a>\x81</a>')), [
      ['xml/encoding-invalid-bytes', 48, 49, 'windows-1252'],
    ]);
    assert.deepEqual(found(join(Uint8Array.of(0xff, 0xfe), utf16('<a/>', 'LE'), Uint8Array.of(0x20))), [
      ['xml/encoding-invalid-bytes', 4, 5, 'UTF-16LE'],
    ]);
  });

  it('reports a declared encoding that contradicts the bytes or is unknown', () => {
    const mark = Uint8Array.of(0xef, 0xbb, 0xbf);
    assert.deepEqual(found(join(mark, ascii('<?xml version="1.0" encoding="ISO-8859-1"?><a/>'))), [
      ['xml/encoding-contradicted', 30, 40, 'ISO-8859-1', 'UTF-8'],
    ]);
    assert.deepEqual(found(ascii('<?xml version="1.0" encoding="UTF-16"?><a/>')), [
      ['xml/encoding-contradicted', 30, 36, 'UTF-16', 'UTF-8'],
    ]);
    assert.deepEqual(found(utf16('\uFEFF<?xml version="1.0" encoding="UTF-8"?><a/>', 'BE')), [
      ['xml/encoding-contradicted', 30, 35, 'UTF-8', 'UTF-16BE'],
    ]);
    assert.deepEqual(found(ascii('<?xml version="1.0" encoding="Klingon"?><a/>')), [
      ['xml/encoding-unknown', 30, 37, 'Klingon', 'UTF-8'],
    ]);
  });

  it('gives no text without its problems', () => {
    const decoded = decode(join(ascii('<a>'), Uint8Array.of(0xff), ascii('</a>')));
    assert.equal(decoded.text, null);
    // @ts-expect-error the type makes the caller look at the problems first
    assert.equal(((text: string) => text)(decoded.text), null);
    assert.equal(withProblems(decoded).text, '<a>\uFFFD</a>');
    assert.equal(withProblems(decoded).problems, decoded.problems);
    assert.deepEqual(withProblems(soundText('<a/>')), { text: '<a/>', problems: [] });
  });

  it('reports an unknown encoding once, however many bytes are invalid', () => {
    assert.deepEqual(found(ascii('<?xml version="1.0" encoding="Klingon"?><a>\xfc x \xfc x \xfc</a>')), [
      ['xml/encoding-unknown', 30, 37, 'Klingon', 'UTF-8'],
    ]);
  });

  it('leaves a byte order mark that another follows in the text', () => {
    const marked = join(Uint8Array.of(0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf), ascii('<a/>'));
    assert.deepEqual(decode(marked), { text: '\uFEFF\uFEFF<a/>', encoding: 'UTF-8', bom: false, problems: [] });
    for (const order of ['LE', 'BE'] as const) {
      const text = '\uFEFF\uFEFF<?xml version="1.0" encoding="UTF-16"?><a/>';
      const bytes = utf16(text, order);
      const decoded = decode(bytes);
      assert.deepEqual(decoded, { text, encoding: `UTF-16${order}`, bom: false, problems: [] });
      assert.deepEqual(encode(text, decoded), bytes);
    }
    const latin1 = '<?xml version="1.0" encoding="ISO-8859-1"?><a/>';
    assert.deepEqual(found(new TextEncoder().encode(`\uFEFF\uFEFF${latin1}`)), [
      ['xml/encoding-contradicted', 32, 42, 'ISO-8859-1', 'UTF-8'],
    ]);
  });

  it('leaves an invalid encoding name to the check of the declaration', () => {
    assert.deepEqual(found(ascii('<?xml version="1.0" encoding="UTF 8"?><a/>')), []);
  });
});

describe('encode', () => {
  for (const encoding of ['UTF-8', 'UTF-16LE', 'UTF-16BE']) {
    for (const bom of [true, false]) {
      it(`encodes what was decoded: ${encoding}${bom ? ' with a byte order mark' : ''}`, () => {
        const text = '<a>ü€\u{1F600}\r\n</a>';
        const bytes = encode(text, { encoding, bom })!;
        assert.deepEqual(decode(bytes), { text, encoding, bom, problems: [] });
      });
    }
  }

  for (const [encoding, text] of [
    ['ISO-8859-1', 'ü\x80'],
    ['windows-1252', 'ü€'],
    ['koi8-r', 'Привет'],
    ['Shift_JIS', '日本ｱ'],
    ['GBK', '中文€'],
    ['EUC-KR', '한국'],
  ] as const) {
    it(`encodes what was decoded: ${encoding}`, () => {
      const whole = `<?xml version="1.0" encoding="${encoding}"?><a>${text}</a>`;
      const bytes = encode(whole, { encoding, bom: false })!;
      assert.deepEqual(decode(bytes), { text: whole, encoding, bom: false, problems: [] });
    });
  }

  it('gives null for characters without bytes in the encoding', () => {
    assert.equal(encode('€', { encoding: 'ISO-8859-1', bom: false }), null);
    assert.equal(encode('日', { encoding: 'windows-1252', bom: false }), null);
    assert.equal(encode('\uD800', { encoding: 'UTF-8', bom: false }), null);
    assert.equal(encode('a', { encoding: 'Klingon', bom: false }), null);
    assert.equal(encode('a', { encoding: 'ISO-2022-JP', bom: false }), null);
  });
});
