/** Fixes in the prolog: XML declaration, DOCTYPE and internal subset. */
import { contextAt } from '../../xml/context';
import { prologOf } from '../../xml/entities';
import { rootElement } from '../../xml/locate';
import { nearest } from '../../xml/nearest';
import { ElementWriter } from '../completion/elementTemplate';
import { knownValuesIn } from '../completion/elements';
import { Prefixes } from '../completion/prefixes';
import { Template } from '../completion/template';
import { EMPTY_ENTITIES } from '../../xml/entities';
import { editFix, replacementFix, type FixMaker } from './fix';
import { uniqueMatch } from './names';
import { lineBreakOf } from './lines';

/** Rewrites the XML declaration with the values that it has; preferred if it has nothing else. XML 1.0, 2.8 [23]. */
export const rewriteDeclaration: FixMaker = function* ({ tree }) {
  const declaration = prologOf(tree).xmlDeclaration;
  if (declaration === null) return;
  const start = declaration.offset;
  const text = tree.slice(start, start + declaration.node.width);
  const inside = text.replace(/^<\?xml/, '').replace(/\?*>?$/, '');
  const value = (name: RegExp): string | undefined =>
    new RegExp(`\\b${name.source}\\s*=?\\s*["']?([\\w.-]+)`, 'i').exec(inside)?.[1];
  const encoding = value(/encod\w*/);
  const standalone = value(/stand\w*/)?.toLowerCase();
  const yesNo = standalone === 'true' || standalone === 'yes' ? 'yes' : standalone === undefined ? undefined : 'no';
  const version = value(/ver\w*/);
  const parts = [
    `version="${version !== undefined && /^1\.\d+$/.test(version) ? version : '1.0'}"`,
    ...(encoding === undefined ? [] : [`encoding="${encoding}"`]),
    ...(yesNo === undefined ? [] : [`standalone="${yesNo}"`]),
  ];
  const written = `<?xml ${parts.join(' ')}?>`;
  // Each value once: version, encoding, standalone.
  const kinds = new Set(['v', 'e', 's']);
  const edit = { start, end: start + declaration.node.width, text: written };
  const rest = inside.replace(/\b(?:ver|encod|stand)\w*\s*=?\s*["']?[\w.-]+/gi, (pair) =>
    kinds.delete(pair[0]!.toLowerCase()) ? '' : pair,
  );
  yield editFix('Replace with "{0}"', [written], [edit], !/[\p{L}\p{N}]/u.test(rest));
};

/** Inserts the missing `?` at the end of the XML declaration. */
export const endDeclaration: FixMaker = function* ({ tree, problem: { start } }) {
  const text = tree.slice(start, start + 1_000);
  const close = /^[^<>?]*(\??>)/.exec(text.slice('<?xml'.length));
  if (close === null) return;
  const at = start + '<?xml'.length + close[0].length - close[1]!.length;
  yield editFix('Insert "{0}" here', ['?>'], [{ start: at, end: at + close[1]!.length, text: '?>' }], true);
};

/** Moves the XML declaration to the start of the file, or removes the whitespace before it. */
export const moveDeclaration: FixMaker = function* ({ tree, problem: { start } }) {
  const context = contextAt(tree, start + 2);
  if (context.kind !== 'processingInstruction') return;
  const before = tree.slice(0, Math.min(start, 100_000));
  const removal = { start: context.start, end: context.end, text: '' };
  if (before.trim() === '') {
    yield editFix('Remove everything before it', [], [{ start: 0, end: start, text: '' }], true);
    return;
  }
  if (prologOf(tree).xmlDeclaration === null) {
    const text = tree.slice(context.start, context.end) + lineBreakOf(tree);
    yield editFix('Move to the start of the file', [], [{ start: 0, end: 0, text }, removal], 'alone');
  }
  yield editFix('Remove it', [], [removal]);
};

/** Removes each byte order mark after the first. Nobody wrote it: programs that join or convert files leave it. */
export const removeMarks: FixMaker = ({ problem: { start, end } }) => [
  editFix('Remove it', [], [{ start, end, text: '' }], true),
];

/** Version 1.0: processors treat any other 1.x as 1.0 (XML 1.0, 2.8). */
export const versionOne = replacementFix('Replace with "{0}"', () => '1.0', true);

/** The encoding UTF-8; preferred only for a misspelt UTF-8. */
export const utf8: FixMaker = ({ problem: { start, end }, marked }) => [
  editFix('Replace with "{0}"', ['UTF-8'], [{ start, end, text: 'UTF-8' }], /^utf\W?8$/i.test(marked.trim())),
];

/** `yes` or `no` for `standalone`; both if the value is not understood. */
export const yesOrNo: FixMaker = function* ({ problem: { start, end }, marked }) {
  const word = marked.trim().toLowerCase();
  const value = ['yes', 'true', '1', 'ja'].includes(word)
    ? 'yes'
    : ['no', 'false', '0', 'nein'].includes(word)
      ? 'no'
      : null;
  for (const text of value === null ? ['yes', 'no'] : [value])
    yield editFix('Replace with "{0}"', [text], [{ start, end, text }], text === value);
};

/** Removes the DOCTYPE, or moves it before the root element. */
export const moveDoctype: FixMaker = function* ({ tree, problem: { start } }) {
  const context = contextAt(tree, start + 2);
  const root = rootElement(tree);
  if (context.kind !== 'doctype') return;
  const removal = { start: context.start, end: context.end, text: '' };
  yield editFix('Remove it', [], [removal]);
  if (root === null || prologOf(tree).doctype !== null || root.offset > start) return;
  const text = tree.slice(context.start, context.end) + lineBreakOf(tree);
  yield editFix('Move before the root element', [], [{ start: root.offset, end: root.offset, text }, removal]);
};

/** Inserts the root element of the vocabulary, or the only one that the schema declares. */
export const insertRoot: FixMaker = function* ({ tree, document, problem: { start, end } }) {
  const { schema, vocabulary } = document;
  if (schema === null || end > start) return;
  const roots = [...schema.elements.values()].filter((element) => !element.abstract);
  const root = roots.find(({ name }) => name === vocabulary?.rootName) ?? (roots.length === 1 ? roots[0] : undefined);
  if (root === undefined) return;
  const write = (snippets: boolean): string => {
    const template = new Template({ snippets, indent: null }).literal('<');
    const writer = new ElementWriter(template, schema, knownValuesIn(document, null));
    writer.element(root, null, Prefixes.in(null, EMPTY_ENTITIES), 0);
    return template.toString();
  };
  const lead = start > 0 && !/[\r\n]$/.test(tree.slice(0, end)) ? lineBreakOf(tree) : '';
  const edit = { start, end, text: lead + write(false), snippet: lead + write(true) };
  yield editFix('Insert "{0}"', [root.name], [edit]);
};

const DECLARATIONS = ['<!ELEMENT', '<!ATTLIST', '<!ENTITY', '<!NOTATION'];

/** Corrects the keyword of a misspelt declaration. */
export const dtdDeclaration: FixMaker = function* ({ problem: { start, end }, marked }) {
  const certain = uniqueMatch(marked, DECLARATIONS);
  for (const word of nearest(marked, DECLARATIONS))
    yield editFix('Replace with "{0}"', [word], [{ start, end, text: word }], word === certain);
};

const ATTRIBUTE_TYPES = ['CDATA', 'ID', 'IDREF', 'IDREFS', 'ENTITY', 'ENTITIES', 'NMTOKEN', 'NMTOKENS'];

/** Corrects the type of an attribute; CDATA is always offered. XML 1.0, 3.3.1. */
export const dtdAttributeType: FixMaker = function* ({ problem: { start, end }, marked }) {
  const certain = uniqueMatch(marked, ATTRIBUTE_TYPES);
  for (const word of new Set([...nearest(marked, ATTRIBUTE_TYPES), 'CDATA']))
    yield editFix('Replace with "{0}"', [word], [{ start, end, text: word }], word === certain);
};

/** Corrects a default declaration: adds `#` to a keyword or quotes to a value. XML 1.0, 3.3.2. */
export const dtdDefault: FixMaker = function* ({ problem: { start, end }, marked }) {
  const [word] = nearest(marked, ['#IMPLIED', '#REQUIRED', '#FIXED']);
  if (word !== undefined) yield editFix('Replace with "{0}"', [word], [{ start, end, text: word }], 'alone');
  if (/["'<>]/.test(marked)) return;
  yield editFix('Replace with "{0}"', [`"${marked}"`], [{ start, end, text: `"${marked}"` }]);
};

/** Adds the missing quotes of a literal. */
export const dtdQuote: FixMaker = function* ({ problem: { start, end }, marked }) {
  if (marked !== '' && !/["']/.test(marked))
    yield editFix('Add quotes', [], [{ start, end, text: `"${marked}"` }], true);
};

/** Inserts the closing quote of a literal, before the `>`. */
export const dtdCloseQuote: FixMaker = function* ({ problem: { start }, marked }) {
  const at = start + /^.[^>\r\n]*/.exec(marked)![0].trimEnd().length;
  yield editFix('Insert the closing quote here', [], [{ start: at, end: at, text: marked[0]! }], 'alone');
};

/** Inserts the `>` (or `]>`) at the end of the line. */
export const dtdEnd: FixMaker = function* ({ tree, problem: { end } }) {
  const line = /^[^\r\n]*/.exec(tree.slice(end, end + 10_000))![0].trimEnd();
  for (const text of ['>', ']>']) {
    const at = end + line.length;
    yield editFix('Insert "{0}" here', [text], [{ start: at, end: at, text }], 'alone');
  }
};

/** Removes the declaration that contains the marked text. */
export const dtdRemoveDeclaration: FixMaker = function* ({ tree, problem: { start, end } }) {
  const before = tree.slice(Math.max(0, start - 10_000), start);
  const from = before.lastIndexOf('<!');
  const close = tree.slice(end, end + 10_000).search(/>/);
  if (from < 0 || close < 0) return;
  yield editFix(
    'Remove the declaration',
    [],
    [{ start: start - before.length + from, end: end + close + 1, text: '' }],
  );
};
