/** What is told of one cell, row or column of the matrix: where it stands, and all that the file says there. */
import { localName } from '../xml/namespaces';
import type { Fact, Range } from '../vpc/fact';
import { nameRange } from '../vpc/fact';
import { firstPatchWith, patchesOf, productsOf } from '../vpc/matrix/places';
import type { Row } from '../vpc/matrix/row';
import type { Entry, PlacedEntry } from '../vpc/model';
import { IDENTIFIER_OF, type FactRoleIn } from '../vpc/roles';
import { targetOf } from './links';

/** One thing that an entry says. */
export interface DetailField {
  /** The element's name. */
  readonly label: string;
  readonly value: string;
  /** A web address that the value leads to; `null` where it leads nowhere. */
  readonly link: string | null;
  /** What the element tables say of the element, and of the value where it is one of a list; empty where nothing. */
  readonly documentation: string;
}

/** A place in a document; offsets count from its start. */
export interface DetailPlace {
  /** The whole element. */
  readonly range: Range;
  /** What tells it from others: the state of a product, the identifier of a patch. */
  readonly selection: Range;
}

type Placed = PlacedEntry<'patch'> | PlacedEntry<'product'>;

/**
 * The entries of a publication that a row, a column or a cell is made from, in the order of the file.
 * @param row left out: the first entry that speaks of the column stands for all
 * @param column key; left out: the patches
 */
export function entriesOf(
  publication: PlacedEntry<'publication'>,
  row: Row | undefined,
  column: string | undefined,
): readonly Placed[] {
  if (row === undefined) {
    const found = column === undefined ? null : firstPatchWith(publication, column);
    return found === null ? [] : productsOf(found.patch, column!).slice(0, 1);
  }
  const patches = patchesOf(publication, row).map(({ patch }) => patch);
  return column === undefined ? patches : patches.flatMap((patch) => productsOf(patch, column));
}

/** Where an entry stands. */
export function placeOf({ entry, at }: Placed): DetailPlace {
  const telling = entry.container === 'product' ? tellingOf(entry, 'state') : tellingOf(entry, IDENTIFIER_OF.patch);
  const { start, end } = telling?.range ?? nameRange(entry.node, 0);
  return {
    range: { start: at, end: at + entry.node.width },
    selection: { start: at + start, end: at + end },
  };
}

function tellingOf<C extends 'patch' | 'product'>(entry: Entry<C>, role: FactRoleIn<C>): Fact | undefined {
  return entry.fact(role);
}

/** What an entry says, in the order of the file; blank values are left out. */
export function fieldsOf(entry: Entry): DetailField[] {
  const fields: DetailField[] = [];
  entry.forEachFact((fact) => {
    if (fact.value === '') return;
    fields.push({
      label: localName(fact.node.name),
      value: fact.value,
      link: targetOf(fact, entry),
      documentation: documentationOf(fact, entry),
    });
  });
  return fields;
}

function documentationOf({ role, value }: Fact, { container, vocabulary }: Entry): string {
  const row = vocabulary.rowOf({ within: container, role });
  if (row === undefined) return '';
  const meaning = row.values?.find((known) => known.value === value)?.is ?? '';
  return [row.is, meaning === '' ? '' : `${value}: ${meaning}`].filter(Boolean).join('\n\n');
}
