import fc from 'fast-check';

/** Texts that are typed and pasted in a document: characters, and pieces of the document itself. */
export function editsOf(text: string): fc.Arbitrary<{ at: number; length: number; text: string }[]> {
  const piece = fc
    .tuple(fc.nat(text.length), fc.oneof(fc.nat(12), fc.nat(400)))
    .map(([start, length]) => text.slice(start, start + length));
  const inserted = fc.oneof(
    fc.constant(''),
    fc.constantFrom('<', '>', '</', '"', '&', ' ', '\n', 'x', '<x>', 'xmlns="u"'),
    piece,
  );
  const length = fc.oneof(fc.constant(0), fc.nat(12), fc.nat(400));
  return fc.array(fc.record({ at: fc.nat(text.length), length, text: inserted }), { minLength: 1, maxLength: 8 });
}
