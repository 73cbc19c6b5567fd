/** A document cut into segments: ranges of bytes in order and without gaps. Places are in bytes, half-open. */
import type { Scope } from '../xml/namespaces';
import type { ComplexType } from '../xsd/components';
import type { NamedElements } from '../xsd/validate/validSiblings';
import type { GatheredItems } from './recordDecoder';
import type { NodeSummary } from './summaryNode';

/** Bytes that are parsed into nodes, because something in them has to be reported, or could not be decided by the prescan. */
export interface ParsedSegment {
  readonly kind: 'parsed';
  readonly from: number;
  to: number;
}

/** Sibling nodes that are complete, well-formed and valid. Nothing else is held of them. */
export interface SummarisedSegment extends NodeSummary {
  readonly kind: 'summarised';
  readonly from: number;
  readonly to: number;
  /** The namespaces in force in the parent. */
  readonly scope: Scope;
  /** The parent's type; `null` without a schema. */
  readonly type: ComplexType | null;
  readonly elements: readonly NamedElements[];
  /** The items that the rules have gathered from the siblings; `null` where these are not entries. */
  readonly gathered: GatheredItems | null;
}

export type Segment = ParsedSegment | SummarisedSegment;

/** Sizes in bytes. They affect time and memory, and never the result. */
export interface PrescanOptions {
  /** How many bytes are read at once. */
  readonly chunk: number;
  /** A summarised segment ends when it is this long. */
  readonly segment: number;
  /** Shorter segments are parsed. */
  readonly minSegment: number;
  /** When a child is this long, its own children are summarised instead of the child. */
  readonly child: number;
  /** A longer token ends the prescan: the window would have to hold all of it. */
  readonly token: number;
}

export const PRESCAN_OPTIONS: PrescanOptions = {
  chunk: 1 << 17,
  segment: 1 << 17,
  minSegment: 1 << 12,
  child: 1 << 18,
  token: 1 << 26,
};
