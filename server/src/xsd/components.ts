/**
 * The components of a schema (XSD 1.0 Structures 2.2) as data, with references resolved.
 *
 * Components refer to each other in cycles, so the resolver completes them after creation; everywhere else they are
 * read-only. They are compared by identity.
 */
import type { SchemaPlace, PrefixScope, SimpleType } from './simpleTypes/types';

export type { SchemaPlace, SimpleType };

/** The content of an `xs:annotation`. */
export interface Annotation {
  /** One per `xs:documentation`: its text and `xml:lang` (`''` without one). */
  readonly documentation: readonly { readonly text: string; readonly language: string; readonly source: string }[];
  /** One per `xs:appinfo`: its text. */
  readonly appinfo: readonly string[];
}

/** The properties of every component. */
export interface ComponentBase {
  readonly annotation: Annotation | null;
  /** The value of its `name` attribute, else the name in its start tag; `null` for built-in components. */
  readonly source: SchemaPlace | null;
}

/** A `default` or `fixed` attribute. */
export interface ValueConstraint {
  readonly kind: 'default' | 'fixed';
  /** As written, attribute-normalised. */
  readonly value: string;
  /** The namespaces in scope in the schema document, for QName values. */
  readonly scope: PrefixScope;
  readonly source: SchemaPlace;
}

/** Derivation methods, as `block` and `final` name them. */
export type DerivationMethod = 'extension' | 'restriction' | 'substitution';

/** 3.3 */
export interface ElementDeclaration extends ComponentBase {
  readonly kind: 'element';
  readonly name: string;
  /** `''` for none. */
  readonly namespace: string;
  readonly isGlobal: boolean;
  readonly type: TypeDefinition;
  readonly nillable: boolean;
  readonly abstract: boolean;
  readonly valueConstraint: ValueConstraint | null;
  readonly identityConstraints: readonly IdentityConstraint[];
  /** The head of the substitution group that this element is a member of. */
  readonly substitutionGroup: ElementDeclaration | null;
  /** `block`: {disallowed substitutions}. */
  readonly block: ReadonlySet<DerivationMethod>;
  /** `final`: {substitution group exclusions}. */
  readonly final: ReadonlySet<DerivationMethod>;
}

/** 3.2 */
export interface AttributeDeclaration extends ComponentBase {
  readonly kind: 'attribute';
  readonly name: string;
  /** `''` for none. */
  readonly namespace: string;
  readonly isGlobal: boolean;
  readonly type: SimpleType;
  readonly valueConstraint: ValueConstraint | null;
}

/** 3.5 */
export interface AttributeUse {
  readonly declaration: AttributeDeclaration;
  readonly required: boolean;
  /** That of the use, else that of the declaration. */
  readonly valueConstraint: ValueConstraint | null;
  readonly annotation: Annotation | null;
  readonly source: SchemaPlace;
}

export type ContentKind = 'empty' | 'simple' | 'elementOnly' | 'mixed';

/** 3.4 */
export interface ComplexType extends ComponentBase {
  readonly kind: 'complexType';
  /** `null` for an anonymous type. */
  readonly name: string | null;
  readonly namespace: string;
  readonly base: TypeDefinition;
  readonly derivation: 'extension' | 'restriction';
  readonly abstract: boolean;
  /** `block`: {prohibited substitutions}. */
  readonly block: ReadonlySet<DerivationMethod>;
  readonly final: ReadonlySet<DerivationMethod>;
  /** Own and inherited ones. */
  readonly attributeUses: readonly AttributeUse[];
  readonly attributeWildcard: Wildcard | null;
  readonly contentKind: ContentKind;
  /** Of simple content: the type of the text. */
  readonly simpleType: SimpleType | null;
  /** Of element-only and mixed content; `null` if no elements are allowed. */
  readonly particle: Particle | null;
}

export type TypeDefinition = ComplexType | SimpleType;

/** 3.9 */
export interface Particle {
  readonly term: ElementDeclaration | ModelGroup | Wildcard;
  readonly minOccurs: number;
  /** `Infinity` for `unbounded`. */
  readonly maxOccurs: number;
  readonly source: SchemaPlace;
}

/** How many times a particle can occur (XSD 1.0 Structures 3.9.1). */
export type OccurrenceRange = Pick<Particle, 'minOccurs' | 'maxOccurs'>;

/** 3.8 */
export interface ModelGroup extends ComponentBase {
  readonly kind: 'modelGroup';
  readonly compositor: 'sequence' | 'choice' | 'all';
  readonly particles: readonly Particle[];
}

/** 3.7: a named model group. */
export interface ModelGroupDefinition extends ComponentBase {
  readonly kind: 'group';
  readonly name: string;
  readonly namespace: string;
  readonly modelGroup: ModelGroup;
}

/** 3.6 */
export interface AttributeGroup extends ComponentBase {
  readonly kind: 'attributeGroup';
  readonly name: string;
  readonly namespace: string;
  readonly attributeUses: readonly AttributeUse[];
  readonly attributeWildcard: Wildcard | null;
}

/** The namespaces that a wildcard allows (3.10.1); `''` is "no namespace". */
export type NamespaceConstraint =
  | { readonly kind: 'any' }
  /** Any namespace but this one; "no namespace" is excluded too. */
  | { readonly kind: 'not'; readonly namespace: string }
  | { readonly kind: 'in'; readonly namespaces: ReadonlySet<string> };

/** 3.10 */
export interface Wildcard extends ComponentBase {
  readonly kind: 'wildcard';
  readonly constraint: NamespaceConstraint;
  readonly processContents: 'strict' | 'lax' | 'skip';
}

/** 3.11 */
export interface IdentityConstraint extends ComponentBase {
  readonly kind: 'unique' | 'key' | 'keyref';
  readonly name: string;
  readonly namespace: string;
  readonly selector: XPathExpression;
  readonly fields: readonly XPathExpression[];
  /** Of a keyref. */
  readonly refer: IdentityConstraint | null;
}

/** The `xpath` of a selector or field, as written. */
export interface XPathExpression {
  readonly xpath: string;
  /** The namespaces in scope in the schema document. */
  readonly scope: PrefixScope;
  /** The range of the value. */
  readonly source: SchemaPlace;
}

/** 3.12 */
export interface Notation extends ComponentBase {
  readonly kind: 'notation';
  readonly name: string;
  readonly namespace: string;
  readonly publicId: string | null;
  readonly systemId: string | null;
}

/** A named component that references can resolve to. */
export type GlobalComponent =
  | ElementDeclaration
  | AttributeDeclaration
  | ComplexType
  | SimpleType
  | ModelGroupDefinition
  | AttributeGroup
  | IdentityConstraint
  | Notation;

/** A whole schema: the components of all its documents by expanded name (see `nameKey`). */
export interface Schema {
  readonly elements: ReadonlyMap<string, ElementDeclaration>;
  readonly attributes: ReadonlyMap<string, AttributeDeclaration>;
  /** Without the built-in types; `CompiledSchema.typeNamed` finds both. */
  readonly types: ReadonlyMap<string, TypeDefinition>;
  readonly groups: ReadonlyMap<string, ModelGroupDefinition>;
  readonly attributeGroups: ReadonlyMap<string, AttributeGroup>;
  readonly notations: ReadonlyMap<string, Notation>;
  readonly identityConstraints: ReadonlyMap<string, IdentityConstraint>;
  /** The elements that can substitute for a head, by head; the head itself, unless abstract, comes first. */
  readonly substitutables: ReadonlyMap<ElementDeclaration, readonly ElementDeclaration[]>;
  /** The annotations of simple types, which `SimpleType` itself does not hold. */
  readonly typeAnnotations: ReadonlyMap<SimpleType, Annotation>;
  /** The targetNamespace of the first entry document, `''` for none. */
  readonly targetNamespace: string;
  /** The target namespaces of its documents. */
  readonly namespaces: ReadonlySet<string>;
}

export function isSimpleType(type: TypeDefinition): type is SimpleType {
  return type.kind === 'simpleType';
}

/** The key of an expanded name in a {@link Schema}'s maps: the Clark notation `{namespace}local`, `local` alone for no namespace. */
export function nameKey(namespace: string, local: string): string {
  return namespace === '' ? local : `{${namespace}}${local}`;
}
