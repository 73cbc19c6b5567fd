/** What validating one version of a document needs besides the schema. */
import { nameKey, type TypeDefinition } from '../components';
import { displayName, type PrefixScope, type SimpleType, type ValueContext } from '../simpleTypes';
import { XSI_NAMESPACE } from '../read/schemaDocument';
import { EMPTY_ENTITIES, type Entities } from '../../xml/entities';
import { expandedName, Scope } from '../../xml/namespaces';
import { NodeFlag, START_TAG_FLAGS, type ElementNode } from '../../xml/nodes';
import type { Attribute } from '../../xml/tags';
import { attributesWithDefaults } from '../../xml/values';
import type { SchemaFacts } from './schemaFacts';

export class Run {
  readonly unparsedEntities: ReadonlySet<string>;
  readonly #values: { -readonly [K in keyof ValueContext]: ValueContext[K] };

  constructor(
    readonly facts: SchemaFacts,
    readonly entities: Entities,
  ) {
    const unparsed = [...entities.general.values()].filter((entity) => entity.notation !== null);
    this.unparsedEntities = new Set(unparsed.map((entity) => entity.name));
    this.#values = {
      scope: Scope.ROOT,
      unparsedEntities: this.unparsedEntities,
      isNotation: (namespace, local) => facts.schema.notations.has(nameKey(namespace, local)),
    };
  }

  /** What a value standing in `scope` needs to know. The object is the same at each call: use it at once. */
  values(scope: PrefixScope): ValueContext {
    this.#values.scope = scope;
    return this.#values;
  }
}

/** The attributes of the namespace of `xsi:type` in a start tag. */
export interface XsiAttributes {
  readonly type: Attribute | undefined;
  readonly nil: Attribute | undefined;
}

const NONE: XsiAttributes = { type: undefined, nil: undefined };

/** Finds `xsi:type` and `xsi:nil`; mostly a look at the node's flags. */
export function xsiAttributes(node: ElementNode, scope: Scope, entities: Entities = EMPTY_ENTITIES): XsiAttributes {
  if (((node.flags >>> START_TAG_FLAGS) & NodeFlag.Prefixed) === 0 && entities.attributes.size === 0) return NONE;
  const found: { type: Attribute | undefined; nil: Attribute | undefined } = { ...NONE };
  for (const attribute of attributesWithDefaults(node, entities)) {
    if (!attribute.name.includes(':') || attribute.kind === 'AttributeWithoutValue') continue;
    const { namespace, local } = expandedName(attribute.name, scope, 'attribute');
    if (namespace === XSI_NAMESPACE && (local === 'type' || local === 'nil')) found[local] = attribute;
  }
  return found;
}

/** A type by a name for people: of an unnamed complex type, what it derives from says little, so it has none. */
export function typeName(type: TypeDefinition | SimpleType): string {
  return type.kind === 'simpleType' ? displayName(type) : (type.name ?? '');
}
