import { shiftedRange } from '../../domain/field';
import type { FieldRole } from '../../domain/roles';
import { patchExample, productExample } from '../examples';
import { onValues, type Rule } from '../rule';
import { writtenContent } from './placedCharacters';

/** Identifiers and names: by them, statements are found. */
const NAMES: readonly FieldRole[] = [
  'document-id',
  'document-version',
  'supplier',
  'vendor-id',
  'patch-id',
  'bulletin',
  'target',
  'prerequisite',
  'supersedes',
  'superseded-by',
  'product-id',
  'product-version',
  'platform',
];

const REPLACEMENT = '\uFFFD';

export const replacementCharacter: Rule = {
  id: 'vpc/replacement-character',
  title: 'No identifier or name contains the replacement character',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    lost: '"{0}" contains U+FFFD (replacement character): a program could not read the character here. Enter the right one.',
  },
  docs: {
    what: 'Identifiers, names, versions and platforms must not contain U+FFFD, the character that programs write for bytes that they cannot read.',
    why: 'The character that was here is lost. The name is another one than in other files, so statements about the patch or product are not found.',
    todo: 'Enter the right character, and check the file or program that the name came from: its encoding was read wrongly.',
  },
  examples: {
    valid: [productExample('a name with an umlaut', { 'product-id': 'Müller Batch' })],
    invalid: [
      productExample('a lost umlaut', { 'product-id': 'M\uFFFDller Batch' }),
      patchExample('a lost character in an identifier', { 'patch-id': 'KB50759\uFFFD6' }),
    ],
  },
  ...onValues(NAMES, function* (field) {
    if (!field.rawValue.includes(REPLACEMENT)) return;
    const { node, at, value, range } = field;
    const written = writtenContent(node);
    const start = written.value.indexOf(REPLACEMENT);
    const end = written.value.lastIndexOf(REPLACEMENT) + 1;
    const place = start < 0 ? range : shiftedRange(written.rangeOf({ start, end }), at);
    yield { message: 'lost', args: [value], range: place };
  }),
};
