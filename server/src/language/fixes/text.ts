/** Fixes of text where the content model allows none. */
import { contextAt } from '../../xml/context';
import { entitiesOf } from '../../xml/entities';
import type { Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import { Scope } from '../../xml/namespaces';
import { check, expectedAt, type ElementDeclaration, type ValueContext } from '../../xsd';
import { Prefixes } from '../completion/prefixes';
import { textType } from '../support/describe';
import { editFix, type FixMaker, type FixRequest } from './fix';
import { isInvisible } from './invisible';
import { lineStartOf, type TextRange } from './lines';

/** Longer lists of elements are not read. */
const MAX_WRAPPERS = 3;

/** Removes the text; preferred if nothing of it can be seen. */
export const removeText: FixMaker = function* (request) {
  const range = textRange(request);
  const isEmpty = isInvisible(request.tree.slice(range.start, range.end));
  yield editFix('Remove the text', [], [{ ...withLine(request, range), text: '' }], isEmpty);
};

/** Wraps the text in an element that is expected there and accepts it; required elements first. */
export const wrapText: FixMaker = function* (request) {
  const { document, tree } = request;
  const { start, end } = textRange(request);
  const { parent } = contextAt(tree, start);
  if (document.schema === null || parent === null || isInvisible(tree.slice(start, end))) return;
  const prefixes = Prefixes.in(parent, entitiesOf(tree));
  const fitting = expectedAt(parent, start, document.schema).elements.flatMap(({ declaration, required }) =>
    declaration !== null && accepts(declaration, tree.slice(start, end)) ? [{ declaration, required }] : [],
  );
  const inOrder = [...fitting.filter(({ required }) => required), ...fitting.filter(({ required }) => !required)];
  for (const { declaration } of inOrder.slice(0, MAX_WRAPPERS)) {
    const { name } = prefixes.element(declaration.namespace, declaration.name);
    const text = `<${name}>${tree.slice(start, end)}</${name}>`;
    yield editFix('Wrap the text in "{0}"', [name], [{ start, end, text }]);
  }
};

/** Whether a text is valid content of an element; a type that depends on the context is taken to accept it. */
function accepts({ type }: ElementDeclaration, text: string): boolean {
  const simple = textType(type);
  return simple !== null && (simple.usesScope || check(simple, text, NO_CONTEXT) === null);
}

/** The context for types that do not depend on it. */
const NO_CONTEXT: ValueContext = { scope: Scope.ROOT, unparsedEntities: null, isNotation: () => true };

/** The range of the whole text with its references; the problem can mark its beginning only. */
function textRange({ tree, problem }: FixRequest): TextRange {
  const { parent } = contextAt(tree, problem.start);
  const limit = parent === null ? tree.length : endOf(parent);
  let end = problem.end;
  // References and further text up to the next tag belong to the same text.
  const rest = tree.slice(end, Math.min(limit, end + 2_000));
  const tag = rest.search(/<(?!!\[CDATA\[)/);
  const more = (tag < 0 ? rest : rest.slice(0, tag)).trimEnd();
  end += more.length;
  return { start: problem.start, end };
}

function endOf(parent: Placed<ElementNode>): number {
  return parent.offset + parent.node.width - parent.node.closeWidth;
}

/** The range with its line, if nothing else is on it. */
function withLine({ tree }: FixRequest, { start, end }: TextRange): TextRange {
  const from = lineStartOf(tree, start);
  const rest = /^[ \t]*(\r\n|\r|\n)/.exec(tree.slice(end, end + 200));
  if (from === 0 || rest === null || tree.slice(from, start).trim() !== '') return { start, end };
  return { start: from, end: end + rest[0].length };
}
