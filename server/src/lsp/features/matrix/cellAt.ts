import { placeAt } from '../../../vpc/matrix/places';
import type { Matrices } from '../../matrix/matrices';
import { openDocument } from '../../matrix/files';
import type { MatrixCellAtParams, MatrixCellAtResult } from '../../protocol';
import type { Session } from '../../session';

/** {@link MATRIX_CELL_AT}: costs the path to the place. */
export async function cellAt(
  session: Session,
  matrices: Matrices,
  { id, uri, position }: MatrixCellAtParams,
): Promise<MatrixCellAtResult> {
  const matrix = matrices.get(id)?.matrix;
  // Asked for each move of the cursor: a file that is not open is not read for that.
  const open = openDocument(session, uri);
  if (matrix == null || open === undefined || matrices.get(id)?.concerns(uri) !== true) return null;
  const found = await matrices.files.publication(uri);
  if (found === null) return null;
  const { tree } = found.document;
  const place = placeAt(tree, found.publication, tree.offsetAt(position), matrix);
  return place !== null && matrix.rows.has(place.row) ? place : null;
}
