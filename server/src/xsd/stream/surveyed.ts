/** What a survey of a document takes and gives. */
import type { ComplexType } from '../components';
import type { CleanElements } from '../validate/cleanSiblings';
import type { Scope } from '../../xml/namespaces';
import type { Segment } from '../../xml/stream/segments';

/** What is to be remembered of a run of clean siblings. */
export interface CleanRun<T> {
  /** The names of the elements around it, from the root, as written. */
  readonly path: readonly string[];
  readonly scope: Scope;
  /** Of the parent; `null` where there is no schema. */
  readonly type: ComplexType | null;
  readonly elements: readonly CleanElements[];
  /** What the observer noted of it. */
  readonly observed: T | null;
}

/** Sizes in bytes. They change what it costs, and nothing of what is found. */
export interface SurveyOptions {
  /** How much is read at once. */
  readonly chunk: number;
  /** How long a run gets before it is put away. */
  readonly run: number;
  /** A shorter run is kept as it is. */
  readonly shortestRun: number;
  /** How long a child may get before its own children are looked at one by one. */
  readonly child: number;
  /** Behind so many bytes without the end of a token nothing more is surveyed: the window would have to hold all of it. */
  readonly token: number;
}

/** A document in pieces. */
export type Surveyed<T> = readonly Segment<CleanRun<T>>[];

export const SURVEY_OPTIONS: SurveyOptions = {
  chunk: 1 << 17,
  run: 1 << 17,
  shortestRun: 1 << 12,
  child: 1 << 18,
  token: 1 << 26,
};
