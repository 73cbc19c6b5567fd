/** Slips in what stands before the root element. */
import { contextAt } from '../../xml/context';
import { prologOf } from '../../xml/entities';
import { rootElement } from '../../xml/locate';
import { nearest } from '../../vpc/rules/nearest';
import { ElementWriter } from '../completion/elementTemplate';
import { valuesIn } from '../completion/elements';
import { Prefixes } from '../completion/prefixes';
import { Template } from '../completion/template';
import { EMPTY_ENTITIES } from '../../xml/entities';
import { editing, replacing, type FixMaker } from './fix';
import { obvious } from './names';
import { lineBreakOf } from './lines';

/** The XML declaration as it should be, with what it says already. */
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
  const edit = { start, end: start + declaration.node.width, text: written };
  yield editing('Write "{0}"', [written], [edit], true);
};

/** The `?` in front of the `>` that ends the XML declaration. */
export const endDeclaration: FixMaker = function* ({ tree, problem: { start } }) {
  const text = tree.slice(start, start + 1_000);
  const close = /^[^<>?]*(\??>)/.exec(text.slice('<?xml'.length));
  if (close === null) return;
  const at = start + '<?xml'.length + close[0].length - close[1]!.length;
  yield editing('Write "{0}" here', ['?>'], [{ start: at, end: at + close[1]!.length, text: '?>' }], true);
};

/** The XML declaration in front of everything; or, where nothing but blanks stands before it, without them. */
export const moveDeclaration: FixMaker = function* ({ tree, problem: { start } }) {
  const context = contextAt(tree, start + 2);
  if (context.kind !== 'processingInstruction') return;
  const before = tree.slice(0, Math.min(start, 100_000));
  const cut = { start: context.start, end: context.end, text: '' };
  if (before.trim() === '') {
    yield editing('Remove what stands before it', [], [{ start: 0, end: start, text: '' }], true);
    return;
  }
  if (prologOf(tree).xmlDeclaration === null) {
    const text = tree.slice(context.start, context.end) + lineBreakOf(tree);
    yield editing('Move it to the beginning of the file', [], [{ start: 0, end: 0, text }, cut], 'alone');
  }
  yield editing('Remove it', [], [cut]);
};

/** Version 1.0: there is no other that means anything else. */
export const versionOne = replacing('Replace by "{0}"', () => '1.0', true);

/** UTF-8, in which these files are kept. */
export const utf8: FixMaker = ({ problem: { start, end }, marked }) => [
  editing('Replace by "{0}"', ['UTF-8'], [{ start, end, text: 'UTF-8' }], /^utf\W?8$/i.test(marked.trim())),
];

/** `yes` or `no`. */
export const yesOrNo: FixMaker = function* ({ problem: { start, end }, marked }) {
  const word = marked.trim().toLowerCase();
  const meant = ['yes', 'true', '1', 'ja'].includes(word)
    ? 'yes'
    : ['no', 'false', '0', 'nein'].includes(word)
      ? 'no'
      : null;
  for (const text of meant === null ? ['yes', 'no'] : [meant])
    yield editing('Replace by "{0}"', [text], [{ start, end, text }], text === meant);
};

/** The DOCTYPE away, or in front of the root element. */
export const moveDoctype: FixMaker = function* ({ tree, problem: { start } }) {
  const context = contextAt(tree, start + 2);
  const root = rootElement(tree);
  if (context.kind !== 'doctype') return;
  const cut = { start: context.start, end: context.end, text: '' };
  yield editing('Remove it', [], [cut]);
  if (root === null || prologOf(tree).doctype !== null || root.offset > start) return;
  const text = tree.slice(context.start, context.end) + lineBreakOf(tree);
  yield editing('Move it in front of the root element', [], [{ start: root.offset, end: root.offset, text }, cut]);
};

/** The root element that the document is about, where that is known. */
export const insertRoot: FixMaker = function* ({ tree, document, problem: { start, end } }) {
  const { schema, vocabulary } = document;
  if (schema === null || end > start) return;
  const roots = [...schema.elements.values()].filter((element) => !element.abstract);
  const root = roots.find(({ name }) => name === vocabulary?.rootName) ?? (roots.length === 1 ? roots[0] : undefined);
  if (root === undefined) return;
  const write = (snippets: boolean): string => {
    const template = new Template({ snippets, indent: null }).literal('<');
    const writer = new ElementWriter(template, schema, valuesIn(document, null));
    writer.element(root, null, Prefixes.in(null, EMPTY_ENTITIES), 0);
    return template.toString();
  };
  const lead = start > 0 && !/[\r\n]$/.test(tree.slice(0, end)) ? lineBreakOf(tree) : '';
  const edit = { start, end, text: lead + write(false), snippet: lead + write(true) };
  yield editing('Insert "{0}"', [root.name], [edit]);
};

const DECLARATIONS = ['<!ELEMENT', '<!ATTLIST', '<!ENTITY', '<!NOTATION'];

/** The declaration that was meant. */
export const dtdDeclaration: FixMaker = function* ({ problem: { start, end }, marked }) {
  const sure = obvious(marked, DECLARATIONS);
  for (const word of nearest(marked, DECLARATIONS))
    yield editing('Replace by "{0}"', [word], [{ start, end, text: word }], word === sure);
};

const ATTRIBUTE_TYPES = ['CDATA', 'ID', 'IDREF', 'IDREFS', 'ENTITY', 'ENTITIES', 'NMTOKEN', 'NMTOKENS'];

/** The type of attribute that was meant; any text where that is unknown. */
export const dtdAttributeType: FixMaker = function* ({ problem: { start, end }, marked }) {
  const sure = obvious(marked, ATTRIBUTE_TYPES);
  for (const word of new Set([...nearest(marked, ATTRIBUTE_TYPES), 'CDATA']))
    yield editing('Replace by "{0}"', [word], [{ start, end, text: word }], word === sure);
};

/** `#` in front of what needs it, quotes around what is a value. */
export const dtdDefault: FixMaker = function* ({ problem: { start, end }, marked }) {
  const [word] = nearest(marked, ['#IMPLIED', '#REQUIRED', '#FIXED']);
  if (word !== undefined) yield editing('Replace by "{0}"', [word], [{ start, end, text: word }], 'alone');
  if (/["'<>]/.test(marked)) return;
  yield editing('Replace by "{0}"', [`"${marked}"`], [{ start, end, text: `"${marked}"` }]);
};

/** Quotes around a text that lacks them. */
export const dtdQuote: FixMaker = function* ({ problem: { start, end }, marked }) {
  if (marked !== '' && !/["']/.test(marked))
    yield editing('Put it in quotes', [], [{ start, end, text: `"${marked}"` }], true);
};

/** The quote that ends a text, in front of the `>`. */
export const dtdCloseQuote: FixMaker = function* ({ problem: { start }, marked }) {
  const at = start + /^.[^>\r\n]*/.exec(marked)![0].trimEnd().length;
  yield editing('Write the closing quote here', [], [{ start: at, end: at, text: marked[0]! }], 'alone');
};

/** The `>` at the end of the line. */
export const dtdEnd: FixMaker = function* ({ tree, problem: { end } }) {
  const line = /^[^\r\n]*/.exec(tree.slice(end, end + 10_000))![0].trimEnd();
  for (const text of ['>', ']>']) {
    const at = end + line.length;
    yield editing('Write "{0}" here', [text], [{ start: at, end: at, text }], 'alone');
  }
};

/** The whole declaration around what is marked, away. */
export const dtdRemoveDeclaration: FixMaker = function* ({ tree, problem: { start, end } }) {
  const before = tree.slice(Math.max(0, start - 10_000), start);
  const from = before.lastIndexOf('<!');
  const close = tree.slice(end, end + 10_000).search(/>/);
  if (from < 0 || close < 0) return;
  yield editing(
    'Remove the declaration',
    [],
    [{ start: start - before.length + from, end: end + close + 1, text: '' }],
    'alone',
  );
};
