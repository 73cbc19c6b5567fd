import { rangeOf } from '../../../service/findings';
import { entriesOf, fieldsOf, placeOf } from '../../../service/matrixDetails';
import type { Matrix } from '../../../vpc/matrix/matrix';
import type { Row } from '../../../vpc/matrix/row';
import { isReplaced, weightiestFirst, type Source } from '../../../vpc/matrix/sources';
import { publicationOf, type Entry } from '../../../vpc/model';
import { XmlDocument } from '../../documents';
import type { FoundPublication } from '../../matrix/files';
import type { Matrices } from '../../matrix/matrices';
import type { Subscription } from '../../matrix/subscription';
import type { MatrixDetails, MatrixDetailsPart, MatrixPlace, MatrixPlacesResult, MatrixTarget } from '../../protocol';
import type { Session } from '../../session';

/** {@link MATRIX_PLACES} */
export async function places(matrices: Matrices, target: MatrixTarget): Promise<MatrixPlacesResult> {
  const parts = await partsOf(matrices, target);
  return { places: (parts ?? []).flatMap(({ place }) => place ?? []) };
}

/** {@link MATRIX_DETAILS}: `null` where the matrix is not open or has no such row. */
export async function details(
  session: Session,
  matrices: Matrices,
  target: MatrixTarget,
): Promise<MatrixDetails | null> {
  const parts = await partsOf(matrices, target);
  return parts && { parts: parts.map((part) => told(part, session)) };
}

/** An entry that the asked row, column or cell is made from. */
interface Part {
  readonly title: string;
  readonly standing: 'holds' | 'replaced' | 'older';
  readonly entry: Entry;
  /** `null` where it stands in a text that is no document. */
  readonly place: MatrixPlace | null;
}

function told({ title, standing, entry, place }: Part, { localize }: Session): MatrixDetailsPart {
  const notes: Readonly<Record<Part['standing'], () => string | null>> = {
    holds: () => null,
    replaced: () => localize('A later publication of this supplier has replaced this.'),
    older: () => localize('The older edition says this.'),
  };
  const note = notes[standing]();
  return {
    title,
    ...(note !== null && { note }),
    fields: fieldsOf(entry).map(({ label, value, link, documentation }) => ({
      ...{ label, value },
      ...(link !== null && { link }),
      ...(documentation !== '' && { documentation }),
    })),
    ...(place !== null && { place }),
  };
}

/**
 * What holds first, then what later publications have replaced, then the older editions.
 * @returns `null` where the matrix is not open or has no such row
 */
async function partsOf(matrices: Matrices, { id, row, column }: MatrixTarget): Promise<readonly Part[] | null> {
  const subscription = matrices.get(id);
  const matrix = subscription?.matrix ?? null;
  if (subscription === undefined || matrix === null) return null;
  const asked = row === undefined ? undefined : matrix.rows.get(row);
  if (row !== undefined && asked === undefined) return null;
  const found: { readonly source: Source; readonly parts: readonly Part[] }[] = [];
  for (const [index, uri] of subscription.uris.entries()) {
    if (asked !== undefined && !asked.parts.some((part) => part.source === index)) continue;
    const publication = await matrices.files.publication(uri);
    const parts = publication === null ? [] : partsIn(publication, titleOf(matrix, index), asked, column);
    if (parts.length > 0) found.push({ source: matrix.sources[index]!, parts });
  }
  found.sort((a, b) => weightiestFirst(a.source, b.source));
  const judged = found.flatMap(({ source, parts }) => {
    const holds = column === undefined || !found.some((other) => isReplaced(source, other.source));
    return holds ? parts : parts.map((part): Part => ({ ...part, standing: 'replaced' }));
  });
  return [
    ...judged.filter(({ standing }) => standing === 'holds'),
    ...judged.filter(({ standing }) => standing === 'replaced'),
    ...(await olderParts(matrices, subscription, matrix.older, asked?.before ?? null, column)),
  ];
}

async function olderParts(
  matrices: Matrices,
  { editions }: Subscription,
  older: Matrix | null,
  row: Row | null,
  column: string | undefined,
): Promise<Part[]> {
  const parts: Part[] = [];
  if (older === null || row === null) return parts;
  for (const [index, { uri, text }] of editions.entries()) {
    const given = text === undefined ? null : givenPublication(uri, text, older);
    const found = text === undefined ? await matrices.files.publication(uri) : given;
    if (found === null) continue;
    for (const part of partsIn(found, titleOf(older, index), row, column)) {
      parts.push({ ...part, standing: 'older', place: given === null ? part.place : null });
    }
  }
  return parts;
}

function givenPublication(uri: string, text: string, { vocabulary }: Matrix): FoundPublication | null {
  const document = XmlDocument.open(uri, 'xml', 0, text);
  const publication = publicationOf(document.tree, vocabulary);
  return publication && { document, publication };
}

function partsIn(
  { document: { tree, uri }, publication }: FoundPublication,
  title: string,
  row: Row | undefined,
  column: string | undefined,
): Part[] {
  return entriesOf(publication, row, column).map((placed) => {
    const { range, selection } = placeOf(placed);
    const place = { uri, range: rangeOf(tree, range), selection: rangeOf(tree, selection) };
    return { title, standing: 'holds', entry: placed.entry, place };
  });
}

function titleOf({ sources }: Matrix, index: number): string {
  const { supplier, name } = sources[index]!;
  return [supplier, name].filter(Boolean).join(' · ');
}
