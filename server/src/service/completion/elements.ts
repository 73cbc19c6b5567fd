import type { Context } from '../../xml/context';
import { entitiesOf } from '../../xml/entities';
import { rootElement, type Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import { endTagOf, startTagOf } from '../../xml/tags';
import { expectedAt, type ElementDeclaration, type Schema } from '../../xsd';
import { allowedValues } from '../../xsd/simpleTypes';
import { describeDeclaration, textType } from '../describe';
import type { GovernedDocument } from '../document';
import { localName } from '../elementNames';
import { descriptionText } from '../hover';
import type { Localize } from '../localize';
import { ElementWriter, type ValuesOf } from './elementTemplate';
import { detailOf, type CompletionItem, type CompletionOptions } from './item';
import { Prefixes } from './prefixes';
import { Template } from './template';

/** Where an element's tag is to be written, and how much of it stands there already. */
interface TagPlace {
  readonly parent: Placed<ElementNode> | null;
  /** Where to ask what may stand there. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  /** The `<` has to be written as well. */
  readonly needsOpen: boolean;
  /** The element whose tag stands there already, however much of it. */
  readonly element: Placed<ElementNode> | null;
  /** The rest of that element stands there as well: only its name is written. */
  readonly renames: boolean;
}

/** The elements that may stand at a place, in schema order, each with all that must be in it. */
export function elementItems(
  document: GovernedDocument,
  context: Context,
  options: CompletionOptions,
  localize: Localize,
): CompletionItem[] {
  const { schema } = document;
  const place = tagPlace(document, context);
  if (schema === null || place === null || isSecondRoot(document, place)) return [];
  const prefixes = Prefixes.in(place.parent, entitiesOf(document.tree));
  return expectedDeclarations(place, schema).map(({ declaration, required }) => {
    const description = describeDeclaration(document, place.parent, declaration);
    const { name } = prefixes.element(declaration.namespace, declaration.name);
    return {
      label: name,
      kind: 'element',
      detail: detailOf(description, localize),
      documentation: descriptionText(description, localize),
      start: place.start,
      end: place.end,
      filterText: name,
      ...written(document, place, declaration, prefixes, options),
      required,
    };
  });
}

/** A document has one root element. */
function isSecondRoot({ tree }: GovernedDocument, { parent, element }: TagPlace): boolean {
  if (parent !== null) return false;
  const root = rootElement(tree);
  return root !== null && root.offset !== element?.offset;
}

function expectedDeclarations({ parent, at }: TagPlace, schema: Schema) {
  return expectedAt(parent, at, schema).elements.flatMap(({ declaration, required }) =>
    declaration === null ? [] : [{ declaration, required }],
  );
}

function tagPlace({ tree }: GovernedDocument, context: Context): TagPlace | null {
  const { start, end, parent } = context;
  switch (context.kind) {
    case 'tagOpen':
      return { parent, at: start, start, end, needsOpen: false, element: null, renames: false };
    case 'text': {
      // Text that is no name is content; it is not replaced by a tag.
      const isName = /^[^\s<>&]+$/.test(tree.slice(start, end));
      if (start !== end && !isName) return null;
      return { parent, at: start, start, end, needsOpen: true, element: null, renames: false };
    }
    case 'tagName': {
      const { element } = context;
      const tag = startTagOf(element.node);
      const isBare = tag.attributes.length === 0 && endTagOf(element.node).kind === 'MissingEndTag';
      // Where nothing but the name stands there, the `>` behind it is written again with the rest.
      const wholeEnd = tag.kind === 'UnfinishedStartTag' ? end : element.offset + tag.width;
      return {
        parent,
        at: start,
        start,
        end: isBare ? wholeEnd : end,
        needsOpen: false,
        element,
        renames: !isBare,
      };
    }
    default:
      return null;
  }
}

function written(
  document: GovernedDocument,
  { parent, needsOpen, element, renames }: TagPlace,
  declaration: ElementDeclaration,
  prefixes: Prefixes,
  { snippets }: CompletionOptions,
): Pick<CompletionItem, 'text' | 'isSnippet' | 'edits'> {
  if (element !== null && renames) {
    const { name } = prefixes.element(declaration.namespace, declaration.name);
    return { text: name, isSnippet: false, edits: endTagEdits(element, name) };
  }
  const template = new Template(snippets);
  if (needsOpen) template.literal('<');
  new ElementWriter(template, valuesIn(document, parent)).element(declaration, null, prefixes, 0);
  return { text: template.end().toString(), isSnippet: snippets };
}

/** The end tag of an element that gets another name follows. */
function endTagEdits(element: Placed<ElementNode>, name: string): CompletionItem['edits'] {
  const { kind, nameStart, nameEnd } = endTagOf(element.node);
  if (kind === 'MissingEndTag' || kind === 'NoEndTag') return [];
  return [{ start: element.offset + nameStart, end: element.offset + nameEnd, text: name }];
}

/** The values of the tables before those of the schema: a schema may leave a code list open. */
function valuesIn({ vocabulary }: GovernedDocument, parent: Placed<ElementNode> | null): ValuesOf {
  return (declaration, within) => {
    const parentName = within?.name ?? (parent && localName(parent.node.name));
    const row = vocabulary?.elementRow(parentName, declaration.name);
    const type = textType(declaration.type);
    return row?.values?.map(({ value }) => value) ?? (type ? allowedValues(type).map(({ value }) => value) : []);
  };
}

/** The end tag that is missing at a place: of the innermost element that has none. */
export function closingTagItems({ tree }: GovernedDocument, context: Context): CompletionItem[] {
  const { start, end, parent } = context;
  const isEndTag = context.kind === 'endTagName';
  const element = isEndTag ? (context.element ?? parent) : parent;
  if (element === null) return [];
  if (!isEndTag && endTagOf(element.node).kind !== 'MissingEndTag') return [];
  if (context.kind === 'text' && start !== end) return [];
  const { name } = element.node;
  const before = isEndTag ? '' : context.kind === 'tagOpen' ? '/' : '</';
  const behind = tree.slice(end, end + 1) === '>' ? '' : '>';
  return [
    {
      label: `</${name}>`,
      kind: 'closingTag',
      detail: '',
      documentation: '',
      start,
      end,
      filterText: before === '</' ? `</${name}` : before + name,
      text: `${before}${name}${behind}`,
      isSnippet: false,
      required: false,
    },
  ];
}
