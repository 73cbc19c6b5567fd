/** The declarations of a DOCTYPE, as the other modules of this room use them. */
import type { Markup } from '../markup';

/** A general entity: XML 1.0, 4.2. */
export interface GeneralEntity {
  readonly name: string;
  /** The replacement text (4.5), with character references expanded; null for an external entity. */
  readonly replacement: string | null;
  /** The system identifier of an external entity, which is never read. */
  readonly systemId: string | null;
  /** The notation of an unparsed entity (4.2.2); null for a parsed one. */
  readonly notation: string | null;
  /** The range of the name, from the DOCTYPE's start. For an entity declared by a parameter entity: that of the reference to it. */
  readonly nameStart: number;
  readonly nameEnd: number;
  /** The range of the value between its quotes, likewise. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Whether `replacement` equals the text between the quotes, so that offsets in it can be mapped to the document. */
  readonly isVerbatim: boolean;
  /** Whether the text of a parameter entity declares it: a document with `standalone="yes"` cannot refer to it (4.1). */
  readonly isFromParameterEntity: boolean;
}

/** The types of attributes (3.3.1): values of all but CDATA are normalised as tokens. */
export type AttributeType =
  'CDATA' | 'ID' | 'IDREF' | 'IDREFS' | 'ENTITY' | 'ENTITIES' | 'NMTOKEN' | 'NMTOKENS' | 'NOTATION' | 'ENUMERATION';

/** An attribute as declared by an ATTLIST declaration: XML 1.0, 3.3. */
export interface AttributeDeclaration {
  readonly name: string;
  readonly type: AttributeType;
  /** The default value as written between its quotes; null for none. */
  readonly rawDefault: Markup | null;
}

/** The general entities and attribute lists of one document. */
export interface Entities {
  /** By name, without the five predefined ones. */
  readonly general: ReadonlyMap<string, GeneralEntity>;
  /** By element name, then by attribute name, both as written; the first declaration of each counts. */
  readonly attributes: ReadonlyMap<string, ReadonlyMap<string, AttributeDeclaration>>;
  /** Whether an undeclared entity may be declared in a file that is not read (4.1, WFC: Entity Declared). */
  readonly isOpen: boolean;
  /** Whether the document has `standalone="yes"`, so that it needs no external declarations (2.9). */
  readonly isStandalone: boolean;
  /** Entities that would contain themselves: a reference to one expands to nothing. */
  readonly recursive: ReadonlySet<string>;
  /** Length of each internal entity, fully expanded, in UTF-16 units; infinite where entities are nested too deep. */
  readonly lengths: ReadonlyMap<string, number>;
  /** False where the document exceeds its expansion budget: a reference to a declared entity then expands to nothing. */
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
