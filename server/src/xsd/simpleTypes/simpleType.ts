/** The implementation of {@link SimpleType}: derived properties, and its value space, compiled on first use. */
import { valueSpaceOf } from './valueSpace';
import type {
  Derivation,
  Facet,
  Facets,
  PrimitiveName,
  SchemaPlace,
  SimpleType,
  TypeHead,
  ValueSpace,
  Variety,
  WhiteSpace,
} from './types';

/** The parts of a type. */
export interface TypeParts {
  readonly variety: Variety | null;
  readonly base: SimpleType | null;
  readonly primitive?: PrimitiveName;
  readonly itemType?: SimpleType;
  readonly memberTypes?: readonly SimpleType[];
  readonly ownFacets?: readonly Facet[];
  readonly facets: Facets;
  readonly whiteSpace: WhiteSpace;
  readonly builtin?: boolean;
}

/** No facets at all. */
export const NO_FACETS: Facets = { patterns: [], enumeration: null };

/** The primitive types whose values depend on the namespaces in scope. */
const SCOPED = new Set<string | null>(['QName', 'NOTATION']);

export class SimpleTypeDefinition implements SimpleType {
  readonly kind = 'simpleType';
  readonly name: string | null;
  readonly namespace: string;
  readonly final: ReadonlySet<Derivation>;
  readonly source: SchemaPlace | null;
  readonly definedIn?: string;
  readonly variety: Variety | null;
  readonly base: SimpleType | null;
  readonly primitive: PrimitiveName | null;
  readonly itemType: SimpleType | null;
  readonly memberTypes: readonly SimpleType[];
  readonly depth: number;
  readonly ownFacets: readonly Facet[];
  readonly facets: Facets;
  readonly whiteSpace: WhiteSpace;
  readonly builtin: boolean;
  readonly usesScope: boolean;
  readonly usesEntities: boolean;
  readonly usesIds: boolean;
  private compiled: ValueSpace | null = null;

  constructor(head: TypeHead, parts: TypeParts) {
    this.name = head.name;
    this.namespace = head.namespace;
    this.final = head.final;
    this.source = head.source;
    if (head.definedIn !== undefined) this.definedIn = head.definedIn;
    this.variety = parts.variety;
    this.base = parts.base;
    this.primitive = parts.primitive ?? null;
    this.itemType = parts.itemType ?? null;
    this.memberTypes = parts.memberTypes ?? [];
    this.ownFacets = parts.ownFacets ?? [];
    this.facets = parts.facets;
    this.whiteSpace = parts.whiteSpace;
    this.builtin = parts.builtin ?? false;
    const within = [this.base, this.itemType, ...this.memberTypes];
    this.depth = within.reduce((deepest, type) => Math.max(deepest, (type?.depth ?? -1) + 1), 0);
    this.usesScope = SCOPED.has(this.primitive) || within.some((type) => type?.usesScope);
    this.usesEntities = (this.builtin && this.name === 'ENTITY') || within.some((type) => type?.usesEntities);
    this.usesIds =
      (this.builtin && (this.name === 'ID' || this.name === 'IDREF')) || within.some((type) => type?.usesIds);
  }

  get space(): ValueSpace {
    return (this.compiled ??= valueSpaceOf(this));
  }
}
