/** The element tables: what people are told about elements and attributes, one row each, in the schema's order. */
import { listOf, nullable, object, readJson, text, type ShapeProblem } from './shape';

/** A value that may stand somewhere, and its meaning. */
export interface TableValue {
  readonly value: string;
  readonly is: string;
}

interface Row {
  readonly name: string;
  /** Name of the schema's type, with `xs:` for a type of XML Schema itself. */
  readonly type: string;
  /** `1`, `0..1`, `1..*`, `0..*`, `2..5`. */
  readonly cardinality: string;
  /** Where the row comes from: a key of the profile's `sources`. */
  readonly source: string;
  /** What it is. */
  readonly is: string;
  /** How to fill it. */
  readonly use: string;
  readonly example: string;
  readonly values?: readonly TableValue[];
}

/** A row about an element. */
export interface ElementRow extends Row {
  /** The element that it stands in; `null` for the root. */
  readonly within: string | null;
}

/** A row about an attribute. */
export interface AttributeRow extends Row {
  /** The type whose elements carry it. */
  readonly of: string;
}

/** `schemas/element-tables.json`, or a user's own; described by `schemas/element-tables.schema.json`. */
export interface ElementTables {
  readonly name: string;
  readonly elements: readonly ElementRow[];
  readonly attributes: readonly AttributeRow[];
}

/** What a vocabulary without tables has. */
export const NO_TABLES: ElementTables = { name: '', elements: [], attributes: [] };

const name = text(/^[^\s:]+$/, 'a name without prefix and blanks');
const some = text();
const row = {
  name,
  type: some,
  cardinality: text(/^\d+(\.\.(\d+|\*))?$/, 'a number of times such as 1, 0..1 or 1..*'),
  source: text(/^[A-Z]$/, 'one capital letter'),
  is: some,
  use: some,
  example: some,
};
const optional = { values: listOf(object<TableValue>({ value: some, is: some })) };

const tablesShape = object<ElementTables>(
  {
    name: some,
    elements: listOf(object<ElementRow>({ ...row, within: nullable(name) }, optional)),
    attributes: listOf(object<AttributeRow>({ ...row, of: name }, optional)),
  },
  { $schema: some },
);

/**
 * Reads element tables.
 * @param json the text of the file
 * @returns `tables` is `null` where there are problems
 */
export function readTables(json: string): { tables: ElementTables | null; problems: readonly ShapeProblem[] } {
  const { value, problems } = readJson(json, tablesShape);
  return { tables: value, problems };
}
