import { rangeOf } from '../../../workspace/diagnostic';
import type { LanguageService } from '../../../language/languageService';
import type { MatrixDetail } from '../../../language/types';
import type { Cell } from '../../../matrix/cell';
import type { Matrix } from '../../../matrix/matrix';
import type { Row } from '../../../matrix/row';
import type { MatrixDocument } from '../../../matrix/places';
import { publicationOf } from '../../../domain/model';
import { XmlDocument } from '../../documents';
import type { FoundPublication } from '../../matrix/files';
import type { Matrices } from '../../matrix/matrices';
import type { MatrixSubscription } from '../../matrix/matrixSubscription';
import type { MatrixDetails, MatrixDetailsPart, MatrixPlace, MatrixPlacesResult, MatrixTarget } from '../../protocol';
import type { Session } from '../../session';

/** Answers {@link MATRIX_PLACES}. */
export async function places(session: Session, matrices: Matrices, target: MatrixTarget): Promise<MatrixPlacesResult> {
  const parts = await partsOf(session, matrices, target);
  return { places: (parts ?? []).flatMap(({ place }) => place ?? []) };
}

/** Answers {@link MATRIX_DETAILS}; `null` where the matrix is not open or has no such row. */
export async function details(
  session: Session,
  matrices: Matrices,
  target: MatrixTarget,
): Promise<MatrixDetails | null> {
  const parts = await partsOf(session, matrices, target);
  return parts && { parts: parts.map((part) => detailsPart(part, session)) };
}

/** An entry that the requested row, column or cell is made from. */
interface Part {
  readonly title: string;
  readonly status: 'holds' | 'replaced' | 'dropped' | 'older';
  readonly fields: MatrixDetail['fields'];
  /** `null` where its text came with the request and belongs to no file. */
  readonly place: MatrixPlace | null;
}

function detailsPart({ title, status, fields, place }: Part, { localize }: Session): MatrixDetailsPart {
  const notes: Readonly<Record<Part['status'], () => string | null>> = {
    holds: () => null,
    replaced: () => localize('Replaced by a later edition of this supplier.'),
    dropped: () => localize('No longer listed by the latest edition.'),
    older: () => localize('Statement in the older edition.'),
  };
  const note = notes[status]();
  return {
    title,
    ...(note !== null && { note }),
    fields: fields.map(({ label, value, link, documentation }) => ({
      ...{ label, value },
      ...(link !== null && { link }),
      ...(documentation !== '' && { documentation }),
    })),
    ...(place !== null && { place }),
  };
}

/**
 * The entries that hold, then those that later publications replace, then those of the older editions.
 * @returns `null` where the matrix is not open or has no such row
 */
async function partsOf(
  { service }: Session,
  matrices: Matrices,
  { id, row, column }: MatrixTarget,
): Promise<readonly Part[] | null> {
  const subscription = matrices.get(id);
  const matrix = subscription?.matrix ?? null;
  if (subscription === undefined || matrix === null) return null;
  const requested = row === undefined ? undefined : matrix.rows.get(row);
  if (row !== undefined && requested === undefined) return null;
  const found: { readonly index: number; readonly parts: readonly Part[] }[] = [];
  for (const [index, uri] of subscription.uris.entries()) {
    if (requested !== undefined && !requested.parts.some((part) => part.source === index)) continue;
    const publication = await matrices.files.publication(uri);
    if (publication === null) continue;
    const document = { publication: publication.publication, matrix, source: index };
    const parts = partsIn(service, publication, document, titleOf(matrix, index), requested, column);
    if (parts.length > 0) found.push({ index, parts });
  }
  const { statuses } = matrix.editions;
  const time = (index: number): number => statuses[index]!.publishedAt ?? Number.MIN_SAFE_INTEGER;
  found.sort((a, b) => time(b.index) - time(a.index) || statuses[b.index]!.edition - statuses[a.index]!.edition);
  const cell =
    column === undefined ? undefined : requested?.cells[requested.columns.findIndex(({ key }) => key === column)];
  const current = found.flatMap(({ index, parts }) => {
    const status = cell === undefined ? (statuses[index]!.speaks ? 'holds' : 'replaced') : statusIn(cell, index);
    return parts.map((part): Part => ({ ...part, status }));
  });
  return [
    ...(['holds', 'dropped', 'replaced'] as const).flatMap((status) =>
      current.filter((part) => part.status === status),
    ),
    ...(await olderParts(service, matrices, subscription, matrix.older, requested?.before ?? null, column)),
  ];
}

/** What became of the statements of a source in a cell. */
function statusIn({ statements, owner, dropped }: Cell, source: number): Part['status'] {
  if ([...statements, ...owner].some((said) => said.source === source)) return 'holds';
  return dropped.some((said) => said.source === source) ? 'dropped' : 'replaced';
}

async function olderParts(
  service: LanguageService,
  matrices: Matrices,
  { editions }: MatrixSubscription,
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
    const document = { publication: found.publication, matrix: older, source: index };
    for (const part of partsIn(service, found, document, titleOf(older, index), row, column)) {
      parts.push({ ...part, status: 'older', place: given === null ? part.place : null });
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
  service: LanguageService,
  { document: { tree, uri } }: FoundPublication,
  document: MatrixDocument,
  title: string,
  row: Row | undefined,
  column: string | undefined,
): Part[] {
  return service.matrixDetails(document, { row, column }).map(({ range, selection, fields }) => {
    const place = { uri, range: rangeOf(tree, range), selection: rangeOf(tree, selection) };
    return { title, status: 'holds', fields, place };
  });
}

function titleOf({ sources }: Matrix, index: number): string {
  const { supplier, name } = sources[index]!;
  return [supplier, name].filter(Boolean).join(' · ');
}
