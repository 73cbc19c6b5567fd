/** Text where none may stand. */
import { contextAt } from '../../xml/context';
import { entitiesOf } from '../../xml/entities';
import type { Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import { Scope } from '../../xml/namespaces';
import { check, expectedAt, type ElementDeclaration, type ValueContext } from '../../xsd';
import { Prefixes } from '../completion/prefixes';
import { textType } from '../describe';
import { editing, type FixMaker, type FixRequest } from './fix';
import { lineStartOf, type Stretch } from './lines';

/** Into how many elements it is proposed to be put. */
const MOST_WRAPS = 3;

/** Away with it; where it holds no letter and no digit it means nothing. */
export const removeText: FixMaker = function* (request) {
  const stretch = stretchOf(request);
  const isNoise = !/[\p{L}\p{N}]/u.test(request.tree.slice(stretch.start, stretch.end));
  yield editing('Remove the text', [], [{ ...withLine(request, stretch), text: '' }], isNoise);
};

/** Into an element that may stand there and take text: what must stand there first. */
export const wrapText: FixMaker = function* (request) {
  const { document, tree } = request;
  const { start, end } = stretchOf(request);
  const { parent } = contextAt(tree, start);
  if (document.schema === null || parent === null) return;
  const prefixes = Prefixes.in(parent, entitiesOf(tree));
  const fitting = expectedAt(parent, start, document.schema).elements.flatMap(({ declaration, required }) =>
    declaration !== null && takes(declaration, tree.slice(start, end)) ? [{ declaration, required }] : [],
  );
  const inOrder = [...fitting.filter(({ required }) => required), ...fitting.filter(({ required }) => !required)];
  for (const { declaration } of inOrder.slice(0, MOST_WRAPS)) {
    const { name } = prefixes.element(declaration.namespace, declaration.name);
    const text = `<${name}>${tree.slice(start, end)}</${name}>`;
    yield editing('Put the text into "{0}"', [name], [{ start, end, text }]);
  }
};

/** Whether a text may be what an element holds, as far as its type alone can tell. */
function takes({ type }: ElementDeclaration, text: string): boolean {
  const simple = textType(type);
  return simple !== null && (simple.usesScope || check(simple, text, NOWHERE) === null);
}

/** The surroundings of a value whose type asks nothing of them. */
const NOWHERE: ValueContext = { scope: Scope.ROOT, unparsedEntities: null, isNotation: () => true };

/** The whole stretch of text, references and all; the problem may mark its beginning only. */
function stretchOf({ tree, problem }: FixRequest): Stretch {
  const { parent } = contextAt(tree, problem.start);
  const limit = parent === null ? tree.length : endOf(parent);
  let end = problem.end;
  // Behind the marked run, references and further runs belong to the same text, up to the next tag.
  const rest = tree.slice(end, Math.min(limit, end + 2_000));
  const tag = rest.search(/<(?!!\[CDATA\[)/);
  const more = (tag < 0 ? rest : rest.slice(0, tag)).trimEnd();
  end += more.length;
  return { start: problem.start, end };
}

function endOf(parent: Placed<ElementNode>): number {
  return parent.offset + parent.node.width - parent.node.closeWidth;
}

/** With its line where nothing else stands on it. */
function withLine({ tree }: FixRequest, { start, end }: Stretch): Stretch {
  const from = lineStartOf(tree, start);
  const rest = /^[ \t]*(\r\n|\r|\n)/.exec(tree.slice(end, end + 200));
  if (from === 0 || rest === null || tree.slice(from, start).trim() !== '') return { start, end };
  return { start: from, end: end + rest[0].length };
}
