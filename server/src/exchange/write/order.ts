/** The order of child elements, as the schema in use requires it. */
import type { Entry } from '../../domain/model';
import { vocabularyStyle } from '../../domain/publicationText';
import type { GovernedDocument } from '../../workspace/document';
import type { Placed } from '../../xml/locate';
import { expandedName, localName } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';
import { isSimpleType, type Schema, type SimpleType, type TypeDefinition } from '../../xsd';
import { accepts, type ContentModel } from '../../xsd/contentModel/contentModel';
import type { ElementName } from '../../xsd/names';
import { resolveElement } from '../../xsd/schemaInfo';
import { validatorOf } from '../../xsd/validate/validate';

/** What decides the order: the content model of a type or, without a schema, the element tables of the vocabulary. */
export interface ChildOrder {
  /** The number of a child in the order; equal for children whose order is free. */
  rank(name: string): number;
  /** Where a new child belongs among the children. @param names of the children, in document order */
  insertion(names: readonly string[], name: string): number;
  /** The type of the text in a child; `null` where any is allowed or it is unknown. */
  textType(name: string): SimpleType | null;
  /** The order in a new child. */
  inside(name: string): ChildOrder;
}

/** The order of the children of an element. Names are those of {@link childName}. */
export function childOrder(document: GovernedDocument, element: Placed<ElementNode>, namespace: string): ChildOrder {
  const { schema, vocabulary } = document;
  const byTables = tableOrder(
    vocabulary === null ? () => [] : vocabularyStyle(vocabulary).order,
    localName(element.node.name),
  );
  if (schema === null) return byTables;
  return modelOrder(resolveElement(element, schema).info.type, schema, namespace, byTables);
}

/** The name of a child: local in the namespace of the publication, else `{namespace}local`, as suppliers add elements of their own. */
export function childName(node: ElementNode, { scope, reader }: Entry): string {
  const { namespace, local } = expandedName(node.name, scope.enter(node, reader.entities), 'element');
  return namespace === reader.namespace ? local : `{${namespace}}${local}`;
}

function modelOrder(type: TypeDefinition | null, schema: Schema, namespace: string, fallback: ChildOrder): ChildOrder {
  if (type === null || isSimpleType(type) || type.particle === null) return fallback;
  const { compiled } = validatorOf(schema);
  const model = compiled.model(type);
  const nameOf = (name: string): ElementName => {
    const [, other, local] = /^\{([^}]*)\}(.*)$/.exec(name) ?? [];
    return other === undefined ? compiled.names.intern(namespace, name) : compiled.names.intern(other, local!);
  };
  const typeOf = (local: string): TypeDefinition | null => model.declarations.get(nameOf(local).key)?.type ?? null;
  const rank = (local: string): number => {
    const name = nameOf(local);
    const index = model.leaves.findIndex((leaf) => leaf.kind === 'element' && accepts(leaf, name));
    return index < 0 ? model.leaves.length : index;
  };
  return {
    rank,
    insertion: (names, name) => {
      const likely = insertionByRank(names, name, rank);
      const all = names.map(nameOf);
      const fits = (index: number): boolean =>
        isAllowed(model, [...all.slice(0, index), nameOf(name), ...all.slice(index)]);
      if (fits(likely)) return likely;
      for (let index = names.length; index >= 0; index--) if (fits(index)) return index;
      return likely;
    },
    textType: (name) => {
      const own = typeOf(name);
      return own === null ? null : isSimpleType(own) ? own : own.simpleType;
    },
    inside: (name) => modelOrder(typeOf(name), schema, namespace, fallback.inside(name)),
  };
}

function isAllowed(model: ContentModel, names: readonly ElementName[]): boolean {
  let state = model.start;
  for (const name of names) {
    const step = model.step(state, name);
    if (step === null) return false;
    state = step.target;
  }
  return state.isAccepting;
}

/** After the last child that does not come later in the order. */
function insertionByRank(names: readonly string[], name: string, rank: (name: string) => number): number {
  const own = rank(name);
  return names.reduce((index, other, at) => (rank(other) <= own ? at + 1 : index), 0);
}

function tableOrder(orderOf: (element: string) => readonly string[], element: string): ChildOrder {
  const order = orderOf(element);
  const rank = (name: string): number => {
    const index = order.indexOf(name);
    return index < 0 ? order.length : index;
  };
  return {
    rank,
    insertion: (names, name) => insertionByRank(names, name, rank),
    textType: () => null,
    inside: (name) => tableOrder(orderOf, name),
  };
}
