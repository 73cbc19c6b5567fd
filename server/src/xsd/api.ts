/** What the room takes and gives besides components: schema sources, governing declarations, expected sets. */
import type { AttributeUse, ComplexType, ElementDeclaration, Schema, SimpleType, Wildcard } from './components';
import type { Problem } from '../xml/problem';

/** The text of a schema document and the address that its relative `schemaLocation`s start from. */
export interface SchemaSource {
  readonly uri: string;
  readonly text: string;
  /** Known to be a right schema document of a right schema, as a bundled one that tests hold to that: it is not checked again. */
  readonly known?: boolean;
}

/**
 * Finds the document that an include, import or redefine names. The room does no I/O: the caller has read what may be read.
 * @param location the `schemaLocation` as written, `''` where an import has none
 * @param base uri of the document it stands in
 * @param namespace the namespace that an import asks for (`''`: none); `null` for include and redefine
 * @returns `null` where there is no such document or it must not be read
 */
export type SchemaResolver = (location: string, base: string, namespace: string | null) => SchemaSource | null;

/** A mistake in a schema document; its offsets count in the document `uri`. */
export interface SchemaProblem extends Problem {
  readonly uri: string;
}

export interface LoadedSchema {
  /** Usable even where there are problems: what is wrong is left out or taken as `anyType`. */
  readonly schema: Schema;
  /** Sorted by document (in loading order) and place. */
  readonly problems: readonly SchemaProblem[];
  /** The uris of all documents read, in loading order. */
  readonly documents: readonly string[];
}

/** What says how an element is to be. */
export interface Governing {
  /** `null` where only `xsi:type` says something, or nothing does. */
  readonly declaration: ElementDeclaration | null;
  /** `xsi:type` considered; `null` where the schema says nothing about this element. */
  readonly type: ComplexType | SimpleType | null;
  /** The wildcard that let the element in. */
  readonly wildcard: Wildcard | null;
  /** The element may not stand here; the declaration is the nearest guess by its name. */
  readonly misplaced: boolean;
  readonly schema: Schema;
}

/** An element, or anything that a wildcard takes, that may stand at a place. */
export interface ExpectedElement {
  /** `null` for a wildcard. */
  readonly declaration: ElementDeclaration | null;
  readonly wildcard: Wildcard | null;
  /** The content is incomplete without it. */
  readonly required: boolean;
}

/** What may stand at a place in an element's content. */
export interface Expected {
  /** In schema order; substitution groups spelt out, abstract elements left out. */
  readonly elements: readonly ExpectedElement[];
  /** The content may end here: what stands before the place is complete. */
  readonly mayEnd: boolean;
  /** The simple type that the text here must have; `null` where no text may stand or any may. */
  readonly text: SimpleType | null;
  /** Text may stand beside the elements. */
  readonly mixed: boolean;
}

/** An attribute that may stand in a start tag. */
export interface ExpectedAttribute {
  readonly use: AttributeUse;
  /** It stands there already. */
  readonly present: boolean;
}
