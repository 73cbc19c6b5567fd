/** The context for validating one version of a document. */
import { nameKey, type TypeDefinition } from '../components';
import { displayName, type PrefixScope, type SimpleType, type ValueContext } from '../simpleTypes';
import { XSI_NAMESPACE } from '../read/schemaDocument';
import { EMPTY_ENTITIES, type Entities } from '../../xml/entities';
import { expandedName, Scope } from '../../xml/namespaces';
import { NodeFlag, START_TAG_FLAGS, type ElementNode } from '../../xml/nodes';
import type { Attribute } from '../../xml/tags';
import { attributesWithDefaults } from '../../xml/values';
import type { CompiledSchema } from './compiledSchema';

export class Run {
  readonly unparsedEntities: ReadonlySet<string>;
  readonly #values: { -readonly [K in keyof ValueContext]: ValueContext[K] };

  constructor(
    readonly compiled: CompiledSchema,
    readonly entities: Entities,
  ) {
    const unparsed = [...entities.general.values()].filter((entity) => entity.notation !== null);
    this.unparsedEntities = new Set(unparsed.map((entity) => entity.name));
    this.#values = {
      scope: Scope.ROOT,
      unparsedEntities: this.unparsedEntities,
      isNotation: (namespace, local) => compiled.schema.notations.has(nameKey(namespace, local)),
    };
  }

  /** The context of a value in `scope`. One object is reused: the next call changes it. */
  values(scope: PrefixScope): ValueContext {
    this.#values.scope = scope;
    return this.#values;
  }
}

/** The `xsi:type` and `xsi:nil` of a start tag. */
export interface XsiAttributes {
  readonly type: Attribute | undefined;
  readonly nil: Attribute | undefined;
}

const NONE: XsiAttributes = { type: undefined, nil: undefined };

/** Finds `xsi:type` and `xsi:nil`; the node's flags mostly exclude them. */
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

/** The name of a type in messages; `''` for an anonymous complex type, whose base says little about it. */
export function typeName(type: TypeDefinition | SimpleType): string {
  return type.kind === 'simpleType' ? displayName(type) : (type.name ?? '');
}
