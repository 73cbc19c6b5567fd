/** The element tables: the documentation of elements and attributes, one row each, in the schema's order. */
import { listOf, nullable, object, oneOf, readJson, text, type ShapeProblem } from './shape';

/** An allowed value and its meaning. */
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
  /** The parent element; `null` for the root. */
  readonly within: string | null;
}

/** A row about an attribute. */
export interface AttributeRow extends Row {
  /** The type that has it. */
  readonly of: string;
}

/** A table of the report, by its number. */
export interface ReportTable {
  /** Whether it describes an element with its children or a type with its attributes. */
  readonly kind: 'element' | 'type';
  /** Local name of the element or type. */
  readonly name: string;
  /** `5`, `A.3`. */
  readonly number: string;
  /** Where the number comes from: a key of the profile's `sources`. The rows have sources of their own. */
  readonly source: string;
}

/** `schemas/element-tables.json`, or a user's own; described by `schemas/element-tables.schema.json`. */
export interface ElementTables {
  readonly name: string;
  readonly tables?: readonly ReportTable[];
  readonly elements: readonly ElementRow[];
  readonly attributes: readonly AttributeRow[];
}

/** The element tables of a vocabulary that has none. */
export const NO_TABLES: ElementTables = { name: '', elements: [], attributes: [] };

const name = text(/^[^\s:]+$/, 'a name without prefix or whitespace');
const nonEmpty = text();
const row = {
  name,
  type: nonEmpty,
  cardinality: text(/^\d+(\.\.(\d+|\*))?$/, 'a cardinality such as 1, 0..1 or 1..*'),
  source: text(/^[A-Z]$/, 'one capital letter'),
  is: nonEmpty,
  use: nonEmpty,
  example: nonEmpty,
};
const optional = { values: listOf(object<TableValue>({ value: nonEmpty, is: nonEmpty })) };

const tablesShape = object<ElementTables>(
  {
    name: nonEmpty,
    elements: listOf(object<ElementRow>({ ...row, within: nullable(name) }, optional)),
    attributes: listOf(object<AttributeRow>({ ...row, of: name }, optional)),
  },
  {
    $schema: nonEmpty,
    tables: listOf(
      object<ReportTable>({ kind: oneOf(['element', 'type']), name, number: nonEmpty, source: row.source }),
    ),
  },
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
