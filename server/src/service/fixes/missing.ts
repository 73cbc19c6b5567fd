/** Elements and attributes that must be there and are not. */
import { contextAt } from '../../xml/context';
import { escapeAttribute } from '../../vpc/escape';
import { entitiesOf } from '../../xml/entities';
import { contentEnd, type Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import { startTagOf } from '../../xml/tags';
import type { XmlTree } from '../../xml/tree';
import { expectedAttributes, governing, type ElementDeclaration, type Particle, type Schema } from '../../xsd';
import { allowedValues } from '../../xsd/simpleTypes';
import { ElementWriter } from '../completion/elementTemplate';
import { valuesIn } from '../completion/elements';
import { Prefixes } from '../completion/prefixes';
import { Template } from '../completion/template';
import { dataList, editing, taggedElement, type FixEdit, type FixMaker, type FixRequest } from './fix';
import { endPlace, indentAt, lineBreakOf, startsLine, unitIn } from './lines';

/** All that is missing at a place, each with what must be in it; values are left for the person to fill in. */
export const insertMissing: FixMaker = function* (request) {
  const { problem, document } = request;
  const names = dataList(problem, 'expected');
  const gap = gapOf(request);
  if (document.schema === null || gap === null || names.includes('*')) return;
  const children = childDeclarations(gap.parent, document.schema);
  const missing = names.flatMap((name) => children.get(name) ?? []);
  if (missing.length < names.length) return;
  const title = missing.length === 1 ? 'Insert "{0}"' : 'Insert {0}';
  const shown = missing.length === 1 ? names[0]! : names.map((name) => `"${name}"`).join(', ');
  const edit =
    gap.next === null ? atEnd(request, gap.parent, missing) : inFront(request, gap.parent, gap.next, missing);
  yield editing(title, [shown], [edit], edit.snippet === undefined ? 'alone' : false);
};

/** Where something is missing: in front of a child, or (`null`) at the end of the content. */
interface Gap {
  readonly parent: Placed<ElementNode>;
  readonly next: Placed<ElementNode> | null;
}

function gapOf({ problem, tree }: FixRequest): Gap | null {
  const { start, end } = problem;
  if (end > start) {
    const context = contextAt(tree, start);
    return context.kind === 'tagName' ? { parent: context.element, next: null } : null;
  }
  const context = contextAt(tree, start + 1);
  if (context.kind === 'tagName' && context.element.offset === start && context.parent !== null) {
    return { parent: context.parent, next: context.element };
  }
  const { parent } = contextAt(tree, start);
  return parent !== null && contentEnd(parent) === start ? { parent, next: null } : null;
}

function inFront(
  request: FixRequest,
  parent: Placed<ElementNode>,
  next: Placed<ElementNode>,
  missing: readonly ElementDeclaration[],
): FixEdit {
  const { tree } = request;
  const at = next.offset;
  const onLines = startsLine(tree, next);
  const indent = indentAt(tree, at);
  const text = laidOut(written(request, parent, missing, false, onLines), tree, parent, indent);
  const snippet = written(request, parent, missing, true, onLines);
  const edit = { start: at, end: at, text: text + (onLines ? lineBreakOf(tree) + indent : '') };
  return hasPlaces(snippet) ? { ...edit, snippet: `${snippet}${onLines ? '\n' : ''}` } : edit;
}

function atEnd(request: FixRequest, parent: Placed<ElementNode>, missing: readonly ElementDeclaration[]): FixEdit {
  const { tree } = request;
  const { start, end, before, behind, indent, own, onLines } = endPlace(tree, parent);
  const text = laidOut(written(request, parent, missing, false, onLines), tree, parent, indent);
  const edit = { start, end, text: before + text + behind };
  const snippet = written(request, parent, missing, true, onLines);
  if (!hasPlaces(snippet)) return edit;
  // An editor indents the lines of a snippet as the line that it is put into: the element's own, or a child's.
  const isDeeper = onLines && indentAt(tree, start) === own;
  const relative = (part: string): string => part.replace(/(?:\r\n|\r|\n)[ \t]*/, '\n');
  const lines = `${relative(before)}${isDeeper ? '\t' : ''}${isDeeper ? snippet.replaceAll('\n', '\n\t') : snippet}`;
  return { ...edit, snippet: lines + relative(behind) };
}

/** The elements one after the other, in the frame of the first one's line. */
function written(
  { document, tree }: FixRequest,
  parent: Placed<ElementNode>,
  missing: readonly ElementDeclaration[],
  snippets: boolean,
  onLines: boolean,
): string {
  const template = new Template({ snippets, indent: null });
  const prefixes = Prefixes.in(parent, entitiesOf(tree));
  const writer = new ElementWriter(template, document.schema!, valuesIn(document, parent));
  missing.forEach((declaration, index) => {
    if (index > 0 && onLines) template.newLine(0);
    template.literal('<');
    writer.element(declaration, null, prefixes, 0);
  });
  const text = template.toString();
  return onLines ? text : text.replace(/\n[\t ]*/g, '');
}

/** A template's lines with the document's line breaks and indentation. */
function laidOut(text: string, tree: XmlTree, parent: Placed<ElementNode>, indent: string): string {
  const eol = lineBreakOf(tree);
  const unit = unitIn(tree, parent);
  return text.replace(/\n((?: {2})*)/g, (_, levels: string) => eol + indent + unit.repeat(levels.length / 2));
}

function hasPlaces(snippet: string): boolean {
  return /(?<!\\)\$/.test(snippet);
}

/** The elements that a type's content may hold, by local name; those that may stand for others included. */
function childDeclarations(parent: Placed<ElementNode>, schema: Schema): ReadonlyMap<string, ElementDeclaration> {
  const type = governing(parent, schema)?.type;
  const found = new Map<string, ElementDeclaration>();
  if (type?.kind !== 'complexType' || type.particle === null) return found;
  const collect = ({ term }: Particle): void => {
    if (term.kind === 'modelGroup') term.particles.forEach(collect);
    else if (term.kind === 'element') {
      for (const member of [term, ...(schema.substitutables.get(term) ?? [])]) {
        if (!member.abstract && !found.has(member.name)) found.set(member.name, member);
      }
    }
  };
  collect(type.particle);
  return found;
}

/** The attribute that an element needs, with the one value that it can have or a place for it. */
export const insertAttribute: FixMaker = function* (request) {
  const element = taggedElement(request);
  const { schema } = request.document;
  if (element === null || schema === null) return;
  const wanted = dataList(request.problem, 'expected');
  const prefixes = Prefixes.in(element, entitiesOf(request.tree));
  for (const { use } of expectedAttributes(element, schema)) {
    const { declaration, valueConstraint } = use;
    if (!wanted.includes(declaration.name)) continue;
    const { name, declarations } = prefixes.attribute(declaration.namespace, declaration.name);
    const values = allowedValues(declaration.type).map(({ value }) => value);
    const only =
      valueConstraint?.kind === 'fixed' ? valueConstraint.value : values.length === 1 ? values[0] : undefined;
    const edit = attributeEdit(element, name, only, values, declarations);
    yield editing('Insert the attribute "{0}"', [name], [edit], only !== undefined);
  }
};

/**
 * A new attribute behind those that are there.
 * @param value `undefined`: only the person knows
 * @param declarations of namespaces, that have to be written in front of it
 */
export function attributeEdit(
  { node, offset }: Placed<ElementNode>,
  name: string,
  value: string | undefined,
  values: readonly string[] = [],
  declarations = '',
): FixEdit {
  const tag = startTagOf(node);
  const at = offset + (tag.attributes.at(-1)?.end ?? tag.nameEnd);
  const write = (snippets: boolean): string => {
    const template = new Template({ snippets, indent: null }).literal(`${declarations} ${name}="`);
    if (value !== undefined) template.literal(escapeAttribute(value));
    else template.choice(values.map(escapeAttribute));
    return template.literal('"').toString();
  };
  const edit = { start: at, end: at, text: write(false) };
  return value === undefined ? { ...edit, snippet: write(true) } : edit;
}

/** The attribute that a key needs: a field that is written `@name`. */
export const insertKeyField: FixMaker = function* (request) {
  const element = taggedElement(request);
  const [, name] = /^@([^/|]+)$/.exec(dataList(request.problem, 'field')[0] ?? '') ?? [];
  if (element === null || name === undefined) return;
  yield editing('Insert the attribute "{0}"', [name], [attributeEdit(element, name, undefined)]);
};
