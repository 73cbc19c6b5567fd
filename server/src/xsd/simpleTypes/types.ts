/**
 * Simple types as components (XSD 1.0 Structures 3.14, Datatypes 4.1), and the data that functions on them take and return.
 *
 * All of it is immutable. `index.ts` exports the functions:
 *
 * - `builtinType(local)`: the 44 built-in simple types and `anySimpleType`, singletons;
 * - `restrict`, `listOf`, `unionOf`: new types, with the problems of their definition;
 * - `check(type, text, context)`: `null` if the text is valid, else the most specific {@link Failure};
 * - `valueKey(type, text, context)`: a string that is equal for equal values and differs for different ones;
 * - `derivesFrom(type, ancestor, excluded)`: Type Derivation OK (Simple);
 * - `identifiersIn(type, text, context)`: the IDs and IDREFs in a valid text;
 * - `allowedValues(type)`, `describe(type)`: for completion and hover.
 */

/** A range in a schema document: UTF-16 offsets, half-open. */
export interface SchemaPlace {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

export type Variety = 'atomic' | 'list' | 'union';
export type WhiteSpace = 'preserve' | 'replace' | 'collapse';
/** Derivation methods for simple types; a derivation by `extension` is a complex type with simple content. */
export type Derivation = 'extension' | 'restriction' | 'list' | 'union';

/** The 19 primitive datatypes (Datatypes 3.2). */
export type PrimitiveName =
  | 'string'
  | 'boolean'
  | 'decimal'
  | 'float'
  | 'double'
  | 'duration'
  | 'dateTime'
  | 'time'
  | 'date'
  | 'gYearMonth'
  | 'gYear'
  | 'gMonthDay'
  | 'gDay'
  | 'gMonth'
  | 'hexBinary'
  | 'base64Binary'
  | 'anyURI'
  | 'QName'
  | 'NOTATION';

/** The constraining facets (Datatypes 4.3), by element name. */
export type FacetName =
  | 'length'
  | 'minLength'
  | 'maxLength'
  | 'pattern'
  | 'enumeration'
  | 'whiteSpace'
  | 'maxInclusive'
  | 'maxExclusive'
  | 'minExclusive'
  | 'minInclusive'
  | 'totalDigits'
  | 'fractionDigits';

/** The context for checking a text. One object can be reused, with its `scope` set per element. */
export interface ValueContext {
  /** Namespaces in scope at the text: for QName and NOTATION. */
  readonly scope: PrefixScope;
  /** Names of the unparsed entities of the document: for ENTITY. `null` outside of a document. */
  readonly unparsedEntities: ReadonlySet<string> | null;
  /** Whether the schema declares that notation: for NOTATION. */
  readonly isNotation: (namespace: string, local: string) => boolean;
}

/** The part of `xml/namespaces` `Scope` that values need; the empty prefix gives the default namespace. */
export interface PrefixScope {
  lookup(prefix: string): string | undefined;
  /** A prefix that is bound to a namespace; left out where nothing is to be written. */
  prefixOf?(namespace: string): string | undefined;
}

/** A facet as in its schema document. */
export interface FacetDefinition {
  readonly name: FacetName;
  /** The `value` attribute, entities expanded and attribute-normalised, whitespace not collapsed. */
  readonly value: string;
  readonly fixed: boolean;
  readonly source: SchemaPlace | null;
  /** The namespaces in scope at the facet, for enumerated QNames. */
  readonly scope: PrefixScope;
  /** Its annotation as text, `''` without one. Completion and hover show it with an enumeration value. */
  readonly documentation: string;
}

/** A facet of a type, own or inherited: as defined, whitespace collapsed except in `pattern` and `enumeration`. */
export type Facet = FacetDefinition;

/** The facets with at most one occurrence per type. */
export type SingleFacetName = Exclude<FacetName, 'pattern' | 'enumeration'>;

/** The effective facets of a type: own and inherited ones. */
export type Facets = Readonly<Partial<Record<SingleFacetName, Facet>>> & {
  /** One list per derivation step: a value matches one pattern of each step (Datatypes 4.3.4.3). */
  readonly patterns: readonly (readonly Facet[])[];
  /** The values of the last step with an enumeration; `null` without one. */
  readonly enumeration: readonly Facet[] | null;
};

/** The properties of a definition besides its derivation. */
export interface TypeHead {
  /** `null` for an anonymous type. */
  readonly name: string | null;
  /** `''` for no namespace. */
  readonly namespace: string;
  readonly final: ReadonlySet<Derivation>;
  readonly source: SchemaPlace | null;
  /** Of an anonymous type: what it is defined in (`<element>`, `@attribute`, `Type`); left out if that is not known. */
  readonly definedIn?: string;
}

/** A simple type definition. Created by `restrict`, `listOf`, `unionOf` or built in; compared by identity. */
export interface SimpleType extends TypeHead {
  readonly kind: 'simpleType';
  /** `null` only for `anySimpleType`, for which any text is valid. */
  readonly variety: Variety | null;
  /** `null` only for `anySimpleType` (whose base is `anyType`, a complex type). */
  readonly base: SimpleType | null;
  /** Of an atomic type. */
  readonly primitive: PrimitiveName | null;
  /** Of a list: the type of its items. */
  readonly itemType: SimpleType | null;
  /** Of a union: its members in order, as defined (a member can be a union itself). Empty otherwise. */
  readonly memberTypes: readonly SimpleType[];
  /** The derivation steps to `anySimpleType`, through item and member types too. */
  readonly depth: number;
  /** The facets of this definition itself, in document order. */
  readonly ownFacets: readonly Facet[];
  readonly facets: Facets;
  readonly whiteSpace: WhiteSpace;
  /** A built-in type, primitive or derived. */
  readonly builtin: boolean;
  /** Its validity depends on the namespaces in scope: QName, NOTATION, or a list or union of them. */
  readonly usesScope: boolean;
  /** Its validity depends on the unparsed entities of the document: ENTITY, ENTITIES. */
  readonly usesEntities: boolean;
  /** Its values can be IDs or IDREFs, which are checked per document (Structures 3.14.4, cvc-id). */
  readonly usesIds: boolean;
  /** For `check` and `valueKey`; compiled on first use. */
  readonly space: ValueSpace;
}

/** The compiled value space of a type. Texts are normalized by the `whiteSpace` of the type. */
export interface ValueSpace {
  /** Explains why a text is not valid; `null` if it is. The function itself is `null` if every text is valid. */
  readonly check: ((text: string, context: ValueContext) => Explanation | null) | null;
  /** See `valueKey`; for valid texts. */
  readonly key: (text: string, context: ValueContext) => string;
}

/** A problem in the definition of a type. Its message is in `codes.ts` under the same code. */
export interface DefinitionProblem {
  /** Without the prefix `xsd/`: `enumeration-valid-restriction`. */
  readonly code: DefinitionCode;
  readonly args: readonly string[];
  /** The range of the facet's value; `null` if the problem is in the definition as a whole. */
  readonly source: SchemaPlace | null;
}

/** A new type, usable despite problems in its definition (it lacks invalid facets). */
export interface DefinedType {
  readonly type: SimpleType;
  readonly problems: readonly DefinitionProblem[];
}

/** Why a text is not valid for a type: the most specific explanation. Its message is in `codes.ts`. */
export interface Explanation {
  /** Without the prefix `xsd/`: `cvc-pattern-valid`. */
  readonly code: FailureCode;
  /** Message arguments; the first is always the text, normalized by the type. */
  readonly args: readonly string[];
  /** The type that the text violates: it can be a base type or an item type. */
  readonly type: SimpleType;
  /** The violated facet. */
  readonly facet: Facet | null;
  /** The allowed values, nearest first, if they are a list. */
  readonly expected: readonly string[];
  /** The index of the invalid item of a list; -1 if the text as a whole is invalid. */
  readonly item: number;
}

/** An explanation with the invalid range. */
export interface Failure extends Explanation {
  /** The invalid part of the text given to `check` (UTF-16, half-open), without surrounding whitespace; of a list, one item. */
  readonly start: number;
  readonly end: number;
}

/** Months that lack days, for dates with such a day; February in a common year and in a leap year. */
export type ShortMonth = 'february' | 'leapFebruary' | 'april' | 'june' | 'september' | 'november';

/** Codes of {@link Failure}: rules of Datatypes 4.1.4 and 4.3, and of Structures 3.14.4. */
export type FailureCode =
  | 'cvc-datatype-valid.1.2.1'
  | 'cvc-datatype-valid.1.2.1:empty'
  | `cvc-datatype-valid.1.2.1:${ShortMonth}`
  | 'cvc-datatype-valid.1.2.1:prefix'
  | 'cvc-datatype-valid.1.2.3'
  | 'cvc-simple-type.2.1'
  | 'cvc-length-valid'
  | 'cvc-minLength-valid'
  | 'cvc-maxLength-valid'
  | 'cvc-pattern-valid'
  | 'limit.pattern-alternatives'
  | 'cvc-enumeration-valid'
  | `cvc-enumeration-valid:${'other' | 'none' | 'notNone'}`
  | 'cvc-maxInclusive-valid'
  | 'cvc-maxExclusive-valid'
  | 'cvc-minInclusive-valid'
  | 'cvc-minExclusive-valid'
  | 'cvc-totalDigits-valid'
  | 'cvc-fractionDigits-valid';

/** Codes of {@link DefinitionProblem}: rules of Structures 3.14.6 and Datatypes 4.1.5 and 4.3. */
export type DefinitionCode =
  | 'st-props-correct.1'
  | 'st-props-correct.3'
  | 'cos-st-restricts.1.1'
  | 'cos-st-restricts.2.1'
  | 'cos-st-restricts.2.3.1.1'
  | 'cos-st-restricts.3.3.1.1'
  | 'cos-applicable-facets'
  | 'src-single-facet-value'
  | 'st-restrict-facets'
  | 'length-minLength-maxLength'
  | 'length-valid-restriction'
  | 'minLength-less-than-equal-to-maxLength'
  | 'minLength-valid-restriction'
  | 'maxLength-valid-restriction'
  | 'enumeration-valid-restriction'
  | 'enumeration-required-notation'
  | 'whiteSpace-valid-restriction'
  | 'minInclusive-minExclusive'
  | 'maxInclusive-maxExclusive'
  | 'minInclusive-less-than-equal-to-maxInclusive'
  | 'minInclusive-less-than-maxExclusive'
  | 'minExclusive-less-than-equal-to-maxExclusive'
  | 'minExclusive-less-than-maxInclusive'
  | 'minInclusive-valid-restriction'
  | 'minExclusive-valid-restriction'
  | 'maxInclusive-valid-restriction'
  | 'maxExclusive-valid-restriction'
  | 'totalDigits-valid-restriction'
  | 'fractionDigits-valid-restriction'
  | 'fractionDigits-less-than-equal-to-totalDigits'
  | 'limit.pattern'
  | 'limit.simpleTypes';

/** An ID or an IDREF with its range in a text. */
export interface Identifier {
  readonly kind: 'ID' | 'IDREF';
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A value that completion offers. */
export interface AllowedValue {
  readonly value: string;
  readonly documentation: string;
  readonly source: SchemaPlace | null;
}
