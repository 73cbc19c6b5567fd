import { placeAt } from '../../../matrix/places';
import type { Matrices } from '../../matrix/matrices';
import { openDocument } from '../../matrix/files';
import type { MatrixCellAtParams, MatrixCellAtResult } from '../../protocol';
import type { Session } from '../../session';
import { keyOf } from '../../workspace';

/** Answers {@link MATRIX_CELL_AT}. Costs the path to the position, not the file. */
export async function cellAt(
  session: Session,
  matrices: Matrices,
  { id, uri, position }: MatrixCellAtParams,
): Promise<MatrixCellAtResult> {
  const matrix = matrices.get(id)?.matrix;
  // The request comes with each move of the cursor, so only open files are considered: none is read for it.
  const open = openDocument(session, uri);
  if (matrix == null || open === undefined || matrices.get(id)?.concerns(uri) !== true) return null;
  const found = await matrices.files.publication(uri);
  if (found === null) return null;
  const { tree } = found.document;
  const source = matrices.get(id)!.uris.findIndex((shown) => keyOf(shown) === keyOf(uri));
  if (source < 0) return null;
  const place = placeAt(tree, { publication: found.publication, matrix, source }, tree.offsetAt(position));
  return place !== null && matrix.rows.has(place.row) ? place : null;
}
