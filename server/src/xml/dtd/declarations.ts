/** What the declarations in a DOCTYPE tell the rest of the room. */

/** A general entity: XML 1.0, 4.2. */
export interface GeneralEntity {
  readonly name: string;
  /** What a reference stands for (4.5, its character references read already); null for an external entity. */
  readonly replacement: string | null;
  /** Where an external entity is kept; it is never read. */
  readonly systemId: string | null;
  /** The notation of an unparsed entity (4.2.2); null for a parsed one. */
  readonly notation: string | null;
  /** The name, relative to the DOCTYPE's start; of an entity from a parameter entity's text, the reference to that. */
  readonly nameStart: number;
  readonly nameEnd: number;
  /** The replacement text's place likewise; the text between its quotes. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Whether each character of `replacement` stands for the one at the same place in the document. */
  readonly isVerbatim: boolean;
  /** Declared in the text of a parameter entity: a document that says `standalone="yes"` may not refer to it (4.1). */
  readonly isFromParameterEntity: boolean;
}

/** The types of attributes that are normalised as lists of tokens, and those that are not (3.3.1). */
export type AttributeType =
  'CDATA' | 'ID' | 'IDREF' | 'IDREFS' | 'ENTITY' | 'ENTITIES' | 'NMTOKEN' | 'NMTOKENS' | 'NOTATION' | 'ENUMERATION';

/** An attribute as an ATTLIST declaration has it: XML 1.0, 3.3. */
export interface AttributeDeclaration {
  readonly name: string;
  readonly type: AttributeType;
  /** The default value as written between its quotes; null where the declaration gives none. */
  readonly rawDefault: string | null;
}

/** The general entities and attribute lists of one document. */
export interface Entities {
  /** By name, the five predefined ones excepted. */
  readonly general: ReadonlyMap<string, GeneralEntity>;
  /** By element name, then by attribute name, both as written; the first declaration of each counts. */
  readonly attributes: ReadonlyMap<string, ReadonlyMap<string, AttributeDeclaration>>;
  /** Whether an entity that is not declared here may be declared where nobody reads (4.1, WFC: Entity Declared). */
  readonly isOpen: boolean;
  /** Whether the document says that it needs no declaration from elsewhere (2.9). */
  readonly isStandalone: boolean;
  /** Entities that would hold themselves: a reference to one stands for nothing. */
  readonly recursive: ReadonlySet<string>;
  /** How many characters each internal entity stands for, all that it refers to included; infinite where it runs away. */
  readonly lengths: ReadonlyMap<string, number>;
  /** False where the document is over its budget: a reference to a declared entity then stands for nothing. */
  readonly isExpanding: boolean;
}

/** The entities of a document without a DOCTYPE. */
export const EMPTY_ENTITIES: Entities = {
  general: new Map(),
  attributes: new Map(),
  isOpen: false,
  isStandalone: false,
  recursive: new Set(),
  lengths: new Map(),
  isExpanding: true,
};
