/** Characters and references that XML reads otherwise than they were meant. */
import { contextAt } from '../../xml/context';
import { editing, replacing, type FixMaker } from './fix';
import { HTML_ENTITIES } from './htmlEntities';

/** `&amp;` for an `&` that begins nothing. */
export const escapeAmpersand: FixMaker = ({ problem: { start } }) => [
  editing('Write "{0}"', ['&amp;'], [{ start, end: start + 1, text: '&amp;' }], true),
];

/** `&amp;` for the `&` of a reference that means nothing: then its letters stand there as they are. */
export const escapeReference: FixMaker = ({ problem: { start }, marked }) => [
  editing('Write "{0}"', [`&amp;${marked.slice(1)}`], [{ start, end: start + 1, text: '&amp;' }]),
];

/** `&lt;` for a `<` that begins nothing. */
export const escapeLessThan: FixMaker = ({ problem: { start } }) => [
  editing('Write "{0}"', ['&lt;'], [{ start, end: start + 1, text: '&lt;' }], true),
];

/** The semicolon of a reference; where a value follows, it is a parameter in an address, and the `&` was meant. */
export const endReference: FixMaker = function* ({ tree, problem: { start, end }, marked }) {
  const isParameter = tree.slice(end, end + 1) === '=';
  const semicolon = editing('Write "{0}"', [`${marked};`], [{ start: end, end, text: ';' }], !isParameter);
  const escape = editing(
    'Write "{0}"',
    [`&amp;${marked.slice(1)}`],
    [{ start, end: start + 1, text: '&amp;' }],
    isParameter,
  );
  yield* isParameter ? [escape, semicolon] : [semicolon, escape];
};

/** A small `x`, or the `x` that a hexadecimal number lacks. */
export const characterReference = replacing(
  'Write "{0}"',
  (marked) => {
    const [, hex] = /^&#[xX]?([0-9A-Fa-f]+);?$/.exec(marked) ?? [];
    return hex === undefined ? null : `&#x${hex};`;
  },
  true,
);

/** What the entity stands for in HTML, as the character itself where it can be seen. */
export const htmlEntity = replacing(
  'Write "{0}"',
  (marked) => {
    const character = HTML_ENTITIES.get(marked.slice(1, -1));
    if (character === undefined) return null;
    return /^[\s\u00ad\u200b-\u200f]$/u.test(character) ? `&#${character.codePointAt(0)};` : character;
  },
  true,
);

/** Away with it: it has no meaning that could be kept. */
export const removeMarked: FixMaker = ({ problem: { start, end } }) => [
  editing('Remove it', [], [{ start, end, text: '' }], false),
];

/** Away with it, without asking: XML has no way to write it. */
export const removeIllegal: FixMaker = ({ problem: { start, end } }) => [
  editing('Remove it', [], [{ start, end, text: '' }], true),
];

/** Text beside the root element away; as a comment where it may hold something. */
export const removeOutside: FixMaker = function* ({ problem: { start, end }, marked }) {
  const isNoise = !/[\p{L}\p{N}]/u.test(marked);
  yield editing('Remove the text', [], [{ start, end, text: '' }], isNoise);
  if (isNoise || marked.includes('--') || marked.endsWith('-')) return;
  yield editing('Make a comment of it', [], [{ start, end, text: `<!-- ${marked} -->` }]);
};

/** A blank between hyphens, which keeps them all. */
export const spaceHyphens: FixMaker = ({ tree, problem: { start, end }, marked }) => {
  const isAtEnd = tree.slice(end, end + 3) === '-->';
  const text = [...marked].join(' ') + (isAtEnd ? ' ' : '');
  return [editing('Write "{0}"', [text], [{ start, end, text }], true)];
};

/** What ends a comment, a CDATA section or an instruction: at the end of its line, or in front of the next tag. */
export function ending(mark: string): FixMaker {
  return function* ({ tree, problem: { start, end } }) {
    const rest = tree.slice(end, end + 100_000);
    const broken = rest.search(/[\r\n]|$/);
    const line = rest.slice(0, broken);
    const tag = line.search(/<\/|<[a-zA-Z]/);
    const blank = mark === '-->' || mark === '?>' ? ' ' : '';
    for (const length of new Set([line.trimEnd().length, tag < 0 ? -1 : line.slice(0, tag).trimEnd().length])) {
      if (length < 0) continue;
      const at = end + length;
      const hasBlank = /\s$/.test(tree.slice(start, at));
      const text = (hasBlank ? '' : blank) + mark;
      yield editing('Write "{0}" here', [mark], [{ start: at, end: at, text }]);
    }
  };
}

/** `<!…` that is no declaration: what it was meant to be, or the characters themselves. */
export const unknownDeclaration: FixMaker = function* ({ tree, problem: { start, end }, marked }) {
  const [, word = ''] = /^<!\s*(\[?\s*[A-Za-z]*)/.exec(marked) ?? [];
  if (/^doctype$/i.test(word)) {
    const at = marked.toLowerCase().indexOf('doctype');
    yield editing('Write "{0}"', ['<!DOCTYPE'], [{ start, end: start + at + 7, text: '<!DOCTYPE' }], true);
  }
  if (/^\[\s*cdata$/i.test(word)) {
    const length = /^<!\s*\[\s*cdata\s*\[?/i.exec(marked)![0].length;
    yield editing('Write "{0}"', ['<![CDATA['], [{ start, end: start + length, text: '<![CDATA[' }], true);
  }
  if (/^<!-?\s/.test(marked)) {
    const length = /^<!-?/.exec(marked)![0].length;
    yield editing('Write "{0}"', ['<!--'], [{ start, end: start + length, text: '<!--' }], 'alone');
    const inside = marked.slice(length).replace(/-*>$/, '').trim();
    if (!inside.includes('--')) yield editing('Make a comment of it', [], [{ start, end, text: `<!-- ${inside} -->` }]);
  }
  if (contextAt(tree, start).parent !== null)
    yield editing('Write "{0}"', ['&lt;!'], [{ start, end: start + 1, text: '&lt;' }], 'alone');
  yield editing('Remove it', [], [{ start, end, text: '' }]);
};

/** An instruction's name: without the blank in front of it. */
export const joinTarget: FixMaker = function* ({ tree, problem: { end } }) {
  const blanks = /^\s*/.exec(tree.slice(end, end + 1_000))![0].length;
  if (blanks > 0) yield editing('Remove the space', [], [{ start: end, end: end + blanks, text: '' }], true);
};

/** The whole instruction away. */
export const removeInstruction: FixMaker = function* ({ tree, problem: { start } }) {
  const from = contextAt(tree, start + 1);
  if (from.kind === 'processingInstruction')
    yield editing('Remove it', [], [{ start: from.start, end: from.end, text: '' }]);
};

/** The blank that is missing in front of what is marked. */
export const insertBlank: FixMaker = ({ problem: { start } }) => [
  editing('Insert a space', [], [{ start, end: start, text: ' ' }], true),
];

/** `]]&gt;` */
export const escapeCdataEnd = replacing('Write "{0}"', () => ']]&gt;', true);

/** `&#37;` */
export const escapePercent = replacing('Write "{0}"', () => '&#37;', true);
