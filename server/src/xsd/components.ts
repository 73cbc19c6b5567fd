/**
 * The components of a schema (XSD 1.0 Structures 2.2), as data: what a schema document means, references resolved.
 *
 * Components refer to each other in circles, so the resolver fills them in after it made them; for everyone else they are
 * read-only. They are compared by identity.
 */
import type { SchemaPlace, PrefixScope, SimpleType } from './simpleTypes/types';

export type { SchemaPlace, SimpleType };

/** What stands in an `xs:annotation`. */
export interface Annotation {
  /** One per `xs:documentation`: its text and `xml:lang` (`''` without one). */
  readonly documentation: readonly { readonly text: string; readonly language: string; readonly source: string }[];
  /** One per `xs:appinfo`: its text. */
  readonly appinfo: readonly string[];
}

/** What every component has. */
export interface ComponentBase {
  readonly annotation: Annotation | null;
  /** The component's `name` attribute, or its start tag where it has none; `null` for what is built in. */
  readonly source: SchemaPlace | null;
}

/** A `default` or `fixed` attribute. */
export interface ValueConstraint {
  readonly kind: 'default' | 'fixed';
  /** As written, attribute-normalised. */
  readonly value: string;
  /** The namespaces in scope where it was written: QNames mean them. */
  readonly scope: PrefixScope;
  readonly source: SchemaPlace;
}

/** Ways to derive, as `block` and `final` name them. */
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
  /** The head that this element may stand for. */
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
  /** The use's own, else the declaration's. */
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
  /** All of them, inherited ones included. */
  readonly attributeUses: readonly AttributeUse[];
  readonly attributeWildcard: Wildcard | null;
  readonly contentKind: ContentKind;
  /** Of simple content: what the text must be. */
  readonly simpleType: SimpleType | null;
  /** Of element-only and mixed content; `null` where there is nothing to contain. */
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

/** Which namespaces a wildcard takes (3.10.1); `''` is "no namespace". */
export type NamespaceConstraint =
  | { readonly kind: 'any' }
  /** Everything but this namespace and no namespace. */
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
  /** The namespaces in scope where it was written. */
  readonly scope: PrefixScope;
  /** The attribute's value. */
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

/** A component that has a name of its own and can be referred to. */
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
  /** Built-in types are not in it; `typeNamed` finds both. */
  readonly types: ReadonlyMap<string, TypeDefinition>;
  readonly groups: ReadonlyMap<string, ModelGroupDefinition>;
  readonly attributeGroups: ReadonlyMap<string, AttributeGroup>;
  readonly notations: ReadonlyMap<string, Notation>;
  readonly identityConstraints: ReadonlyMap<string, IdentityConstraint>;
  /** Every element that may stand for a head, by head: the head itself, where not abstract, first. */
  readonly substitutables: ReadonlyMap<ElementDeclaration, readonly ElementDeclaration[]>;
  /** The annotations of simple types, which have no place for them. */
  readonly typeAnnotations: ReadonlyMap<SimpleType, Annotation>;
  /** The targetNamespace of the first entry document, `''` for none. */
  readonly targetNamespace: string;
  /** The namespaces that have components in it. */
  readonly namespaces: ReadonlySet<string>;
}

export function isSimpleType(type: TypeDefinition): type is SimpleType {
  return type.kind === 'simpleType';
}

/** The key of an expanded name in a {@link Schema}'s maps: the Clark notation `{namespace}local`, `local` alone for no namespace. */
export function nameKey(namespace: string, local: string): string {
  return namespace === '' ? local : `{${namespace}}${local}`;
}
