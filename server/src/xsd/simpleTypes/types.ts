/**
 * Simple types as components (XSD 1.0 Structures 3.14, Datatypes 4.1) and what the rest of the room asks of them.
 *
 * Everything here is data and immutable. The functions stand in `index.ts`:
 *
 * - `builtinType(local)`: the 44 built-in simple types and `anySimpleType`, singletons;
 * - `restrict`, `listOf`, `unionOf`: new types, with the mistakes of their definition;
 * - `check(type, text, context)`: `null` where the text is valid, else the one most telling {@link Failure};
 * - `valueKey(type, text, context)`: a string that is equal for equal values and differs for different ones;
 * - `derivesFrom(type, ancestor, excluded)`: Type Derivation OK (Simple);
 * - `identifiersIn(type, text, context)`: the IDs and IDREFs that a valid text holds;
 * - `allowedValues(type)`, `describe(type)`: for completion and hover.
 */

/** Where in a schema document something was written. UTF-16 offsets, half-open. */
export interface SchemaPlace {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

export type Variety = 'atomic' | 'list' | 'union';
export type WhiteSpace = 'preserve' | 'replace' | 'collapse';
/** Ways to derive from a simple type; the one by `extension` is a complex type with that content. */
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

/** The constraining facets (Datatypes 4.3) by their element's name. */
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

/** What a text needs to know of its surroundings to be judged. One object may be kept and its `scope` set per element. */
export interface ValueContext {
  /** Namespaces in scope at the text: for QName and NOTATION. */
  readonly scope: PrefixScope;
  /** Names of the unparsed entities of the document: for ENTITY. `null` where there is no document to ask. */
  readonly unparsedEntities: ReadonlySet<string> | null;
  /** Whether the schema declares that notation: for NOTATION. */
  readonly isNotation: (namespace: string, local: string) => boolean;
}

/** The part of `xml/namespaces` `Scope` that values need; the empty prefix asks for the default namespace. */
export interface PrefixScope {
  lookup(prefix: string): string | undefined;
}

/** A facet as it stands in a schema document. */
export interface FacetDefinition {
  readonly name: FacetName;
  /** The `value` attribute, entities expanded and attribute-normalised, white space not yet collapsed. */
  readonly value: string;
  readonly fixed: boolean;
  readonly source: SchemaPlace | null;
  /** The namespaces in scope at the facet: an enumeration of QNames means them. */
  readonly scope: PrefixScope;
  /** Its annotation as text, `''` without one. Completion and hover show it beside an enumeration value. */
  readonly documentation: string;
}

/** A facet of a type, its own or inherited: as defined, white space collapsed except in `pattern` and `enumeration`. */
export type Facet = FacetDefinition;

/** The facets that a type has at most one of. */
export type SingleFacetName = Exclude<FacetName, 'pattern' | 'enumeration'>;

/** The facets in force for a type: its own and those it inherits. */
export type Facets = Readonly<Partial<Record<SingleFacetName, Facet>>> & {
  /** One list per derivation step: a value matches one pattern of each step (Datatypes 4.3.4.3). */
  readonly patterns: readonly (readonly Facet[])[];
  /** The values of the last step that enumerates; `null` where none does. */
  readonly enumeration: readonly Facet[] | null;
};

/** What a definition says about itself besides what it derives from. */
export interface TypeHead {
  /** `null` for an anonymous type. */
  readonly name: string | null;
  /** `''` for no namespace. */
  readonly namespace: string;
  readonly final: ReadonlySet<Derivation>;
  readonly source: SchemaPlace | null;
}

/** A simple type definition. Made by `restrict`, `listOf`, `unionOf` or built in; compared by identity. */
export interface SimpleType extends TypeHead {
  readonly kind: 'simpleType';
  /** `null` only for `anySimpleType`, which takes any text. */
  readonly variety: Variety | null;
  /** `null` only for `anySimpleType` (whose base is `anyType`, a complex type). */
  readonly base: SimpleType | null;
  /** Of an atomic type. */
  readonly primitive: PrimitiveName | null;
  /** Of a list: what its items are. */
  readonly itemType: SimpleType | null;
  /** Of a union: its members in order, as written (a member may be a union itself). Empty otherwise. */
  readonly memberTypes: readonly SimpleType[];
  /** The facets this definition itself gives, in document order. */
  readonly ownFacets: readonly Facet[];
  readonly facets: Facets;
  readonly whiteSpace: WhiteSpace;
  /** A built-in type, primitive or derived. */
  readonly builtin: boolean;
  /** Its verdicts depend on the namespaces in scope: QName, NOTATION, or a list or union of them. */
  readonly usesScope: boolean;
  /** Its verdicts depend on the document's unparsed entities: ENTITY, ENTITIES. */
  readonly usesEntities: boolean;
  /** Its values may be IDs or IDREFs, so that the document has a table to keep (Structures 3.14.4, cvc-id). */
  readonly usesIds: boolean;
  /** How its texts are judged. For `check` and `valueKey`; compiled when first asked for. */
  readonly space: ValueSpace;
}

/** A type's value space, compiled. Its texts are normalized as the type's `whiteSpace` says. */
export interface ValueSpace {
  /** Says why a text is not valid, `null` where it is. `null` itself where every text is valid. */
  readonly judge: ((text: string, context: ValueContext) => Reason | null) | null;
  /** See `valueKey`; for texts that are valid. */
  readonly key: (text: string, context: ValueContext) => string;
}

/** A mistake in a type's definition. Its message stands in `codes.ts` under the same code. */
export interface DefinitionProblem {
  /** Without the room's prefix: `enumeration-valid-restriction`. */
  readonly code: DefinitionCode;
  readonly args: readonly string[];
  /** The facet's place; `null` where the definition as a whole is wrong. */
  readonly source: SchemaPlace | null;
}

/** A new type, usable even where its definition has mistakes (facets that are wrong are left out of it). */
export interface DefinedType {
  readonly type: SimpleType;
  readonly problems: readonly DefinitionProblem[];
}

/** Why a text is not a value of a type: the one most telling reason. Its message stands in `codes.ts`. */
export interface Reason {
  /** Without the room's prefix: `cvc-pattern-valid`. */
  readonly code: FailureCode;
  /** For the message's places: always the text, blanks collapsed as the type says, first. */
  readonly args: readonly string[];
  /** The type that says so: a base type, an item's type. */
  readonly type: SimpleType;
  /** The facet that says so. */
  readonly facet: Facet | null;
  /** What would be allowed, nearest first, where that is a list. */
  readonly expected: readonly string[];
  /** Which item of a list is wrong, counted from 0; -1 where the text as a whole is. */
  readonly item: number;
}

/** A reason and where in the text it lies. */
export interface Failure extends Reason {
  /** Which part of the text given to `check` is wrong, without surrounding blanks; of a list, one item. */
  readonly start: number;
  readonly end: number;
}

/** Codes of {@link Failure}: rules of Datatypes 4.1.4 and 4.3, and of Structures 3.14.4. */
export type FailureCode =
  | 'cvc-datatype-valid.1.2.1'
  | 'cvc-datatype-valid.1.2.1:empty'
  | 'cvc-datatype-valid.1.2.3'
  | 'cvc-simple-type.2.1'
  | 'cvc-length-valid'
  | 'cvc-minLength-valid'
  | 'cvc-maxLength-valid'
  | 'cvc-pattern-valid'
  | 'cvc-enumeration-valid'
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
  | 'fractionDigits-less-than-equal-to-totalDigits';

/** An ID or an IDREF that a text holds, and where in the text. */
export interface Identifier {
  readonly kind: 'ID' | 'IDREF';
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A value that completion may offer. */
export interface AllowedValue {
  readonly value: string;
  readonly documentation: string;
  readonly source: SchemaPlace | null;
}
