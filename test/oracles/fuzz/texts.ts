/** Real documents with mutations: more of the program sees them than random bytes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { elementsOf, SLIPS, UNSEEN, VALUES } from '../../support/breakages';
import { edited } from '../../support/cursor';
import { PIECES } from '../../support/mutations';
import { randomFrom } from '../../support/random';
import { BOTH } from '../../support/vocabularies';
import { parse } from '../../../server/src/xml/parser';

const root = join(__dirname, '..', '..', '..');

/** A file of the repository. */
export function fileText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** A document and the vocabulary that it is of: an index into `BOTH`. */
export interface Sample {
  readonly vocabulary: 0 | 1;
  readonly text: string;
}

const SAMPLES: readonly Sample[] = [
  { vocabulary: 0, text: BOTH[0]!.sampleText },
  { vocabulary: 1, text: BOTH[1]!.sampleText },
  { vocabulary: 0, text: fileText('samples/every-mistake.vpc.xml') },
  { vocabulary: 0, text: fileText('test/fixtures/xml/fourteen-mistakes.xml') },
];

/** A text with a few random edits: pieces of markup, of values and of the text itself come, go and move. */
export function mutatedText(text: string, pieces: readonly string[] = PIECES): fc.Arbitrary<string> {
  const own = fc
    .tuple(fc.nat(text.length), fc.oneof(fc.nat(12), fc.nat(400)))
    .map(([start, length]) => text.slice(start, start + length));
  const inserted = fc.oneof(
    fc.constant(''),
    fc.constantFrom(...pieces),
    fc.constantFrom(...VALUES, ...UNSEEN, ...HOSTILE),
    own,
    fc.string({ maxLength: 5 }),
  );
  const edit = fc.record({
    at: fc.nat(text.length),
    length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60), fc.nat(1000)),
    text: inserted,
  });
  return fc.array(edit, { minLength: 1, maxLength: 8 }).map((edits) =>
    edits.reduce((before, { at, length, text: piece }) => {
      const start = at % (before.length + 1);
      return before.slice(0, start) + piece + before.slice(start + length);
    }, text),
  );
}

/** Names, numbers and addresses that programs stumble over. */
const HOSTILE: readonly string[] = [
  ...['constructor', '__proto__', 'toString', '%', '%00', '%ff', '../../a', '\\\\server\\share', 'file:///dev/zero'],
  ...[
    '9'.repeat(400),
    '-0',
    '1e999',
    '+24:00',
    '-99999-01-01',
    '9999999999-12-31T23:59:60.5-14:00',
    '\u2028',
    '\ud83d',
  ],
  ...['${1:x}', '$0', '[a](b)', '<![CDATA[]]]]>', '<!DOCTYPE a [<!ENTITY b "&b;">]>', '&b;', 'xml:space="preserve"'],
  ...[
    'xsi:nil="true"',
    'xsi:type="x:y"',
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
    '<!-- vpc-disable -->',
  ],
];

const trees = SAMPLES.map(({ text }) => {
  const elements = elementsOf(parse(text));
  return { text, elements };
});

/** A mistake as people make it; the text itself where it does not apply there. */
function slipped(index: number): fc.Arbitrary<string> {
  const { text, elements } = trees[index]!;
  return fc
    .tuple(fc.constantFrom(...Object.values(SLIPS)), fc.nat(elements.length - 1), fc.nat())
    .map(([slip, at, seed]) => {
      const edits = slip(elements[at]!, randomFrom(seed), text);
      return edits === null ? text : edited(text, edits);
    });
}

/** A mutated document. */
export const documents: fc.Arbitrary<Sample> = fc.nat(SAMPLES.length - 1).chain((index) => {
  const { vocabulary, text } = SAMPLES[index]!;
  return fc
    .oneof({ weight: 3, arbitrary: mutatedText(text) }, { weight: 1, arbitrary: slipped(index) })
    .map((mutated) => ({
      vocabulary,
      text: mutated,
    }));
});

/** Text that JSON can hold as an own property of an input, mutated as bytes: halves of characters and other encodings. */
export function mutatedBytes(bytes: Uint8Array): fc.Arbitrary<string> {
  const inserted = fc.oneof(
    fc.constantFrom(...BYTES.map((text) => Buffer.from(text, 'latin1'))),
    fc.uint8Array({ maxLength: 6 }).map((part) => Buffer.from(part)),
    fc
      .tuple(fc.nat(bytes.length), fc.nat(80))
      .map(([start, length]) => Buffer.from(bytes.subarray(start, start + length))),
  );
  const edit = fc.record({
    at: fc.nat(bytes.length),
    length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(80)),
    part: inserted,
  });
  const encoded = (latin: Buffer, how: number): Buffer =>
    how === 0
      ? Buffer.from(`\ufeff${latin.toString()}`, 'utf16le')
      : how === 1
        ? Buffer.from(latin.toString(), 'latin1')
        : latin;
  return fc.tuple(fc.array(edit, { maxLength: 6 }), fc.nat(12)).map(([edits, how]) => {
    const mutated = edits.reduce<Buffer>((before, { at, length, part }) => {
      const start = at % (before.length + 1);
      return Buffer.concat([before.subarray(0, start), part, before.subarray(start + length)]);
    }, Buffer.from(bytes));
    return encoded(mutated, how).toString('base64');
  });
}

const BYTES: readonly string[] = [
  ...[
    '\xef\xbb\xbf',
    '\xff\xfe',
    '\xfe\xff',
    '\x00',
    '\xe4',
    '\xc3',
    '\xed\xa0\x80',
    '"',
    '""',
    ';',
    ',',
    '\t',
    '\r',
    '\r\n',
  ],
  ...['sep=;\r\n', 'sep=', '=1+1', '<', '>', '&#x110000;', ']]>', '<!--', 'id', 'Version', '\x1b[31m', '\x1a'],
];
