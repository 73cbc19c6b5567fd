/** What a publication says in one cell, row or column of the matrix. */
import { localName } from '../xml/namespaces';
import type { Field, Range } from '../domain/field';
import { nameRange } from '../domain/field';
import { firstPatchWith, patchesOf, productsOf, type MatrixDocument } from '../matrix/places';
import type { Row } from '../matrix/row';
import type { Entry, PlacedEntry } from '../domain/model';
import { IDENTIFIER_OF } from '../domain/roles';
import { targetOf } from './links';
import type { Localize } from '../xml/problem';

/** One value of an entry. */
export interface DetailField {
  /** The element's name. */
  readonly label: string;
  readonly value: string;
  /** The web address that the value leads to; `null` for none. */
  readonly link: string | null;
  /** From the element tables: the element's meaning, and that of a code value; `''` for none. */
  readonly documentation: string;
}

/** One entry that a cell, row or column of the matrix is made from. Offsets count from the document's start. */
export interface MatrixDetail {
  /** The whole element. */
  readonly range: Range;
  /** What tells it from others: the state of a product, the identifier of a patch. */
  readonly selection: Range;
  /** Its values in document order; empty ones are left out. */
  readonly fields: readonly DetailField[];
}

type Placed = PlacedEntry<'patch'> | PlacedEntry<'product'>;

/** A row, a column or a cell of a matrix. */
export interface MatrixTarget {
  /** `undefined`: only the first entry of the column. */
  readonly row?: Row | undefined;
  /** The key of a column; `undefined`: the patches of the row. */
  readonly column?: string | undefined;
}

/** The entries of a document that a row, a column or a cell is made from, in document order. */
export function matrixDetails(
  document: MatrixDocument,
  target: MatrixTarget,
  localize: Localize,
): readonly MatrixDetail[] {
  return entriesOf(document, target).map((placed) => detailOf(placed, localize));
}

function entriesOf(document: MatrixDocument, { row, column }: MatrixTarget): readonly Placed[] {
  if (row === undefined) {
    const found = column === undefined ? null : firstPatchWith(document, column);
    return found === null ? [] : productsOf(found.patch, column!, document).slice(0, 1);
  }
  const patches = patchesOf(document, row).map(({ patch }) => patch);
  return column === undefined ? patches : patches.flatMap((patch) => productsOf(patch, column, document));
}

function detailOf({ entry, at }: Placed, localize: Localize): MatrixDetail {
  const identifying = entry.container === 'product' ? entry.field('state') : entry.field(IDENTIFIER_OF.patch);
  const { start, end } = identifying?.range ?? nameRange(entry.node, 0);
  return {
    range: { start: at, end: at + entry.node.width },
    selection: { start: at + start, end: at + end },
    fields: fieldsOf(entry, localize),
  };
}

function fieldsOf(entry: Entry, localize: Localize): DetailField[] {
  const fields: DetailField[] = [];
  entry.forEachField((field) => {
    if (field.value === '') return;
    fields.push({
      label: localName(field.node.name),
      value: field.value,
      link: targetOf(field, entry),
      documentation: documentationOf(field, entry, localize),
    });
  });
  return fields;
}

function documentationOf({ role, value }: Field, { container, vocabulary }: Entry, localize: Localize): string {
  const row = vocabulary.rowOf({ within: container, role });
  if (row === undefined) return '';
  const meaning = localize(row.values?.find((known) => known.value === value)?.is ?? '');
  return [localize(row.is), meaning === '' ? '' : `${value}: ${meaning}`].filter(Boolean).join('\n\n');
}
