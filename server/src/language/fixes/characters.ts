/** Fixes of characters and references that XML reads differently than intended. */
import { contextAt } from '../../xml/context';
import { editFix, replacementFix, type FixMaker } from './fix';
import { HTML_ENTITIES } from './htmlEntities';
import { isInvisible } from './invisible';

/** `&amp;` for an `&` that starts no reference. */
export const escapeAmpersand: FixMaker = ({ problem: { start } }) => [
  editFix('Replace with "{0}"', ['&amp;'], [{ start, end: start + 1, text: '&amp;' }], true),
];

/** `&amp;` for the `&` of an invalid reference: it becomes text. */
export const escapeReference: FixMaker = ({ problem: { start }, marked }) => [
  editFix('Replace with "{0}"', [`&amp;${marked.slice(1)}`], [{ start, end: start + 1, text: '&amp;' }]),
];

/** `&lt;` for a `<` that starts no markup. */
export const escapeLessThan: FixMaker = ({ problem: { start } }) => [
  editFix('Replace with "{0}"', ['&lt;'], [{ start, end: start + 1, text: '&lt;' }], true),
];

/** The semicolon of a reference; before a `=`, it is a URL parameter, and the `&` is escaped. */
export const completeReference: FixMaker = function* ({ tree, problem: { start, end }, marked }) {
  const isParameter = tree.slice(end, end + 1) === '=';
  const semicolon = editFix('Replace with "{0}"', [`${marked};`], [{ start: end, end, text: ';' }], !isParameter);
  const escape = editFix(
    'Replace with "{0}"',
    [`&amp;${marked.slice(1)}`],
    [{ start, end: start + 1, text: '&amp;' }],
    isParameter,
  );
  yield* isParameter ? [escape, semicolon] : [semicolon, escape];
};

/** A lower-case `x`, or the missing `x` of a hexadecimal reference. */
export const characterReference = replacementFix(
  'Replace with "{0}"',
  (marked) => {
    const [, hex] = /^&#[xX]?([0-9A-Fa-f]+);?$/.exec(marked) ?? [];
    return hex === undefined ? null : `&#x${hex};`;
  },
  true,
);

/** The character of an HTML entity; a character reference if it is invisible. */
export const htmlEntity = replacementFix(
  'Replace with "{0}"',
  (marked) => {
    const character = HTML_ENTITIES.get(marked.slice(1, -1));
    if (character === undefined) return null;
    return isInvisible(character) ? `&#${character.codePointAt(0)};` : character;
  },
  true,
);

/** Removes the marked text. */
export const removeMarked: FixMaker = ({ problem: { start, end } }) => [
  editFix('Remove it', [], [{ start, end, text: '' }], false),
];

/** Removes text outside the root element, preferred if none of it can be seen; or makes it a comment. */
export const removeOutside: FixMaker = function* ({ problem: { start, end }, marked }) {
  yield editFix('Remove the text', [], [{ start, end, text: '' }], isInvisible(marked));
  if (!/[\p{L}\p{N}]/u.test(marked) || marked.includes('--') || marked.endsWith('-')) return;
  yield editFix('Convert to a comment', [], [{ start, end, text: `<!-- ${marked} -->` }]);
};

/** Separates adjacent hyphens by spaces. */
export const spaceHyphens: FixMaker = ({ tree, problem: { start, end }, marked }) => {
  const isAtEnd = tree.slice(end, end + 3) === '-->';
  const text = [...marked].join(' ') + (isAtEnd ? ' ' : '');
  return [editFix('Replace with "{0}"', [text], [{ start, end, text }], true)];
};

/** The rest of a longer line is not read: where the markup ends there is a guess, and a document can have a million of them. */
const MAX_LINE = 2_000;

/** Inserts the end of a comment, a CDATA section or a processing instruction: at the end of the line or before the next tag. */
export function insertTerminator(terminator: string): FixMaker {
  return function* ({ tree, problem: { start, end } }) {
    const rest = tree.slice(end, end + MAX_LINE);
    const lineEnd = rest.search(/[\r\n]|$/);
    if (lineEnd === MAX_LINE) return;
    const line = rest.slice(0, lineEnd);
    const tag = line.search(/<\/|<[a-zA-Z]/);
    const space = terminator === '-->' || terminator === '?>' ? ' ' : '';
    for (const length of new Set([line.trimEnd().length, tag < 0 ? -1 : line.slice(0, tag).trimEnd().length])) {
      if (length < 0) continue;
      const at = end + length;
      const hasSpace = /\s$/.test(tree.slice(start, at));
      const text = (hasSpace ? '' : space) + terminator;
      yield editFix('Insert "{0}" here', [terminator], [{ start: at, end: at, text }]);
    }
  };
}

/** `<!…` that is not a declaration: corrects the case or the delimiter, escapes or removes it. */
export const unknownDeclaration: FixMaker = function* ({ tree, problem: { start, end }, marked }) {
  const [, word = ''] = /^<!\s*(\[?\s*[A-Za-z]*)/.exec(marked) ?? [];
  if (/^doctype$/i.test(word)) {
    const at = marked.toLowerCase().indexOf('doctype');
    yield editFix('Replace with "{0}"', ['<!DOCTYPE'], [{ start, end: start + at + 7, text: '<!DOCTYPE' }], true);
  }
  if (/^\[\s*cdata$/i.test(word)) {
    const length = /^<!\s*\[\s*cdata\s*\[?/i.exec(marked)![0].length;
    yield editFix('Replace with "{0}"', ['<![CDATA['], [{ start, end: start + length, text: '<![CDATA[' }], true);
  }
  if (/^<!-?\s/.test(marked)) {
    const length = /^<!-?/.exec(marked)![0].length;
    yield editFix('Replace with "{0}"', ['<!--'], [{ start, end: start + length, text: '<!--' }], 'alone');
    const inside = marked.slice(length).replace(/-*>$/, '').trim();
    if (!inside.includes('--')) yield editFix('Convert to a comment', [], [{ start, end, text: `<!-- ${inside} -->` }]);
  }
  if (contextAt(tree, start).parent !== null)
    yield editFix('Replace with "{0}"', ['&lt;!'], [{ start, end: start + 1, text: '&lt;' }], 'alone');
  yield editFix('Remove it', [], [{ start, end, text: '' }]);
};

/** Removes the whitespace before the target of a processing instruction. */
export const removeSpaceBeforeTarget: FixMaker = function* ({ tree, problem: { end } }) {
  const whitespace = /^\s*/.exec(tree.slice(end, end + 1_000))![0].length;
  if (whitespace > 0) yield editFix('Remove the space', [], [{ start: end, end: end + whitespace, text: '' }], true);
};

/** Removes the processing instruction. */
export const removeInstruction: FixMaker = function* ({ tree, problem: { start } }) {
  const from = contextAt(tree, start + 1);
  if (from.kind === 'processingInstruction')
    yield editFix('Remove it', [], [{ start: from.start, end: from.end, text: '' }]);
};

/** Inserts the missing space before the marked text. */
export const insertSpace: FixMaker = ({ problem: { start } }) => [
  editFix('Insert a space', [], [{ start, end: start, text: ' ' }], true),
];

/** `]]&gt;` */
export const escapeCdataEnd = replacementFix('Replace with "{0}"', () => ']]&gt;', true);

/** `&#37;` */
export const escapePercent = replacementFix('Replace with "{0}"', () => '&#37;', true);
