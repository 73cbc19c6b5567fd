/** Fixes that insert required elements and attributes. */
import { contextAt } from '../../xml/context';
import { escapeAttribute } from '../../xml/escape';
import { entitiesOf } from '../../xml/entities';
import { contentEnd, type Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import { startTagOf } from '../../xml/tags';
import type { XmlTree } from '../../xml/tree';
import { expectedAttributes, schemaInfo, type ElementDeclaration, type Particle, type Schema } from '../../xsd';
import { allowedValues } from '../../xsd/simpleTypes';
import { ElementWriter } from '../completion/elementTemplate';
import { knownValuesIn, takenValuesIn } from '../completion/elements';
import { Prefixes } from '../completion/prefixes';
import { Template } from '../completion/template';
import { dataList, editFix, elementAtTag, type FixEdit, type FixMaker, type FixRequest } from './fix';
import { endInsertion, indentAt, lineBreakOf, startsLine, indentUnitIn } from './lines';

/** Inserts all elements that are missing at a place, with their required content; values are left to be filled in. */
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
    gap.next === null
      ? insertAtEnd(request, gap.parent, missing)
      : insertBefore(request, gap.parent, gap.next, missing);
  yield editFix(title, [shown], [edit], edit.snippet === undefined ? 'alone' : false);
};

/** Where elements are missing: before the child `next`, or (`null`) at the end of the content. */
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

function insertBefore(
  request: FixRequest,
  parent: Placed<ElementNode>,
  next: Placed<ElementNode>,
  missing: readonly ElementDeclaration[],
): FixEdit {
  const { tree } = request;
  const at = next.offset;
  const onLines = startsLine(tree, next);
  const indent = indentAt(tree, at);
  const text = indented(elementsText(request, parent, missing, false, onLines), tree, parent, indent);
  const snippet = elementsText(request, parent, missing, true, onLines);
  const edit = { start: at, end: at, text: text + (onLines ? lineBreakOf(tree) + indent : '') };
  return hasTabStops(snippet) ? { ...edit, snippet: `${snippet}${onLines ? '\n' : ''}` } : edit;
}

function insertAtEnd(
  request: FixRequest,
  parent: Placed<ElementNode>,
  missing: readonly ElementDeclaration[],
): FixEdit {
  const { tree } = request;
  const { start, end, before, after, indent, elementIndent, onLines } = endInsertion(tree, parent);
  const text = indented(elementsText(request, parent, missing, false, onLines), tree, parent, indent);
  const edit = { start, end, text: before + text + after };
  const snippet = elementsText(request, parent, missing, true, onLines);
  if (!hasTabStops(snippet)) return edit;
  // An editor indents the lines of a snippet like the line that it is inserted into: that of the element or of a child.
  const isDeeper = onLines && indentAt(tree, start) === elementIndent;
  const relative = (part: string): string => part.replace(/(?:\r\n|\r|\n)[ \t]*/, '\n');
  const lines = `${relative(before)}${isDeeper ? '\t' : ''}${isDeeper ? snippet.replaceAll('\n', '\n\t') : snippet}`;
  return { ...edit, snippet: lines + relative(after) };
}

/** The elements one after the other; their indentation is relative to the line of the first. */
function elementsText(
  { document, tree }: FixRequest,
  parent: Placed<ElementNode>,
  missing: readonly ElementDeclaration[],
  snippets: boolean,
  onLines: boolean,
): string {
  const template = new Template({ snippets, indent: null });
  const prefixes = Prefixes.in(parent, entitiesOf(tree));
  const writer = new ElementWriter(
    template,
    document.schema!,
    knownValuesIn(document, parent),
    takenValuesIn(document, parent),
  );
  missing.forEach((declaration, index) => {
    if (index > 0 && onLines) template.newLine(0);
    template.literal('<');
    writer.element(declaration, null, prefixes, 0);
  });
  const text = template.toString();
  return onLines ? text : text.replace(/\n[\t ]*/g, '');
}

/** Converts the line breaks and indentation of a template to those of the document. */
function indented(text: string, tree: XmlTree, parent: Placed<ElementNode>, indent: string): string {
  const eol = lineBreakOf(tree);
  const unit = indentUnitIn(tree, parent);
  return text.replace(/\n((?: {2})*)/g, (_, levels: string) => eol + indent + unit.repeat(levels.length / 2));
}

function hasTabStops(snippet: string): boolean {
  return /(?<!\\)\$/.test(snippet);
}

/** The elements in the content model of an element's type, by local name; members of substitution groups included. */
function childDeclarations(parent: Placed<ElementNode>, schema: Schema): ReadonlyMap<string, ElementDeclaration> {
  const type = schemaInfo(parent, schema)?.type;
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

/** Inserts a required attribute, with its only possible value or a tab stop for it. */
export const insertAttribute: FixMaker = function* (request) {
  const element = elementAtTag(request);
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
    yield editFix('Insert attribute "{0}"', [name], [edit], only !== undefined);
  }
};

/**
 * The edit that inserts an attribute after the last one of a tag.
 * @param value `undefined`: not known, a tab stop is written
 * @param values choices for the tab stop
 * @param declarations namespace declarations to write before it, each after a space
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

/** Inserts the attribute that a key requires, if its field is `@name`. */
export const insertKeyField: FixMaker = function* (request) {
  const element = elementAtTag(request);
  const [, name] = /^@([^/|]+)$/.exec(dataList(request.problem, 'field')[0] ?? '') ?? [];
  if (element === null || name === undefined) return;
  yield editFix('Insert attribute "{0}"', [name], [attributeEdit(element, name, undefined)]);
};
