/** Input and results of the schema room besides components: schema sources, schema information of an element, expected content. */
import type { AttributeUse, ComplexType, ElementDeclaration, Schema, SimpleType, Wildcard } from './components';
import type { Problem } from '../xml/problem';

/** The text of a schema document and the base URI of its relative `schemaLocation`s. */
export interface SchemaSource {
  readonly uri: string;
  readonly text: string;
  /** What is wrong with the bytes of the document, with offsets into the text; left out for a text that never was bytes. */
  readonly problems?: readonly Problem[];
  /** A valid document of a valid schema, as the bundled one, which tests check: it is not checked again. */
  readonly isTrusted?: boolean;
}

/**
 * Finds the document that an include, import or redefine refers to. The room does no I/O: the caller has read the documents.
 * @param location the `schemaLocation` as written, `''` where an import has none
 * @param base URI of the document that refers to it
 * @param namespace the namespace that an import asks for (`''`: none); `null` for include and redefine
 * @returns `null` if there is no such document or it must not be read
 */
export type SchemaResolver = (location: string, base: string, namespace: string | null) => SchemaSource | null;

/** A problem in a schema document; its offsets are UTF-16 units of the document `uri`. */
export interface SchemaProblem extends Problem {
  readonly uri: string;
}

export interface LoadedSchema {
  /** Usable despite problems: an invalid component is left out or replaced by one that allows everything. */
  readonly schema: Schema;
  /** Sorted by document (in loading order) and offset. */
  readonly problems: readonly SchemaProblem[];
  /** The URIs of all documents read, in loading order. */
  readonly documents: readonly string[];
  /** The target namespace of each document; one that is included in several namespaces is there several times. */
  readonly namespaces: readonly { readonly namespace: string; readonly uri: string }[];
}

/** The declaration and type that apply to an element (its [schema information], Structures 3.3.5). */
export interface SchemaInfo {
  /** `null` without a declaration: only `xsi:type` or a wildcard applies, or nothing. */
  readonly declaration: ElementDeclaration | null;
  /** After `xsi:type`; `null` if the schema does not describe this element. */
  readonly type: ComplexType | SimpleType | null;
  /** The wildcard that matches the element. */
  readonly wildcard: Wildcard | null;
  /** The element is not allowed here; the declaration is a guess by its name. */
  readonly misplaced: boolean;
  readonly schema: Schema;
}

/** An element, or any element that a wildcard matches, that is allowed at a position. */
export interface ExpectedElement {
  /** `null` for a wildcard. */
  readonly declaration: ElementDeclaration | null;
  readonly wildcard: Wildcard | null;
  /** The content is incomplete without it. */
  readonly required: boolean;
}

/** What is allowed at a position in the content of an element. */
export interface Expected {
  /** In schema order; with the members of substitution groups, without abstract elements. */
  readonly elements: readonly ExpectedElement[];
  /** The content before the position is complete. */
  readonly canEnd: boolean;
  /** The simple type of the text; `null` if no text is allowed or any text is. */
  readonly text: SimpleType | null;
  /** Text is allowed between the elements. */
  readonly mixed: boolean;
}

/** An attribute that is allowed in a start tag. */
export interface ExpectedAttribute {
  readonly use: AttributeUse;
  /** The tag has it already. */
  readonly present: boolean;
}
