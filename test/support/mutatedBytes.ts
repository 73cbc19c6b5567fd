/** Bytes that break a text decoder: a byte order mark, halves of characters, controls, markup. */
const PIECES: readonly Uint8Array[] = [
  ...['\ufeff', '<', '>', '</', '<!--', '<![CDATA[', ']]>', '<!DOCTYPE a [<!ENTITY b "&b;">]>', '&#x110000;', '\u0000'],
  ...['\u001b[31m', '\r', '\u2028', '<?xml version="1.0" encoding="UTF-16"?>', 'xsi:type="x"', '\u{1f600}'],
].map((text) => Buffer.from(text));

/**
 * Mutated bytes: a few random parts are overwritten, deleted, inserted, repeated or cut off; sometimes all of it becomes
 * UTF-16 or noise.
 * @param random see `randomFrom`
 */
export function mutated(source: Uint8Array, random: (limit: number) => number): Uint8Array {
  let bytes: Buffer = Buffer.from(source);
  for (let count = 1 + random(6); count > 0; count--) bytes = changed(bytes, random);
  switch (random(40)) {
    case 0:
      return Buffer.from(`\ufeff${bytes.toString('utf8')}`, 'utf16le');
    case 1:
      return Buffer.from(bytes.map(() => random(256)));
    default:
      return bytes;
  }
}

function changed(bytes: Buffer, random: (limit: number) => number): Buffer {
  const at = random(bytes.length + 1);
  const end = Math.min(bytes.length, at + random(80));
  const [before, part, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)];
  switch (random(7)) {
    case 0:
      return Buffer.concat([before, after]);
    case 1:
      return Buffer.concat([before, part, part, after]);
    case 2:
      return Buffer.concat([before, PIECES[random(PIECES.length)]!, after]);
    case 3:
      return Buffer.concat([before, part.map(() => random(256)), after]);
    case 4:
      return random(4) === 0 ? Buffer.from(before) : Buffer.from(bytes);
    default:
      return Buffer.concat([before, PIECES[random(PIECES.length)]!, part, after]);
  }
}
