import type { CancellationToken, ResponseError } from 'vscode-languageserver';
import type { Matrices } from '../../matrix/matrices';
import {
  MATRIX_APPLY,
  MATRIX_CELL_AT,
  MATRIX_CLOSE,
  MATRIX_DETAILS,
  MATRIX_EXPORT,
  MATRIX_OPEN,
  MATRIX_PLACES,
  MATRIX_WRITE,
  type MatrixApplyParams,
  type MatrixApplyResult,
  type MatrixCellAtParams,
  type MatrixCellAtResult,
  type MatrixCloseParams,
  type MatrixDetails,
  type MatrixDetailsParams,
  type MatrixExportParams,
  type MatrixExportResult,
  type MatrixOpenParams,
  type MatrixOpenResult,
  type MatrixPlacesParams,
  type MatrixPlacesResult,
  type MatrixWriteParams,
  type MatrixWriteResult,
} from '../../protocol';
import { runSafe } from '../../runSafe';
import type { Session } from '../../session';
import { applied, notApplied } from './apply';
import { cellAt } from './cellAt';
import { details, places } from './details';
import { exported } from './exported';
import { notWritten, written } from './write';

/** Registers the requests of the matrix panel. Those about a matrix that is not open have no result. */
export function registerMatrix(session: Session, matrices: Matrices): void {
  const { connection, runtime } = session;
  const answer = <T>(
    what: string,
    fallback: T,
    token: CancellationToken,
    ask: () => Promise<T>,
  ): Promise<T | ResponseError<never>> => runSafe(connection, runtime, what, fallback, token, ask);

  connection.onNotification(MATRIX_CLOSE, ({ id }: MatrixCloseParams) => matrices.close(id));
  connection.onRequest(MATRIX_OPEN, (params: MatrixOpenParams, token: CancellationToken) =>
    answer<MatrixOpenResult>('Matrix', null, token, () => matrices.show(params)),
  );
  connection.onRequest(MATRIX_DETAILS, (params: MatrixDetailsParams, token: CancellationToken) =>
    answer<MatrixDetails | null>('Matrix details', null, token, () => details(session, matrices, params)),
  );
  connection.onRequest(MATRIX_PLACES, (params: MatrixPlacesParams, token: CancellationToken) =>
    answer<MatrixPlacesResult>('Matrix places', { places: [] }, token, () => places(session, matrices, params)),
  );
  connection.onRequest(MATRIX_CELL_AT, (params: MatrixCellAtParams, token: CancellationToken) =>
    answer<MatrixCellAtResult>('Matrix cell', null, token, () => cellAt(session, matrices, params)),
  );
  connection.onRequest(MATRIX_EXPORT, (params: MatrixExportParams, token: CancellationToken) =>
    answer<MatrixExportResult | null>('Matrix export', null, token, () =>
      exported(session, matrices.get(params.id), params, () => !token.isCancellationRequested),
    ),
  );
  connection.onRequest(MATRIX_APPLY, (params: MatrixApplyParams, token: CancellationToken) => {
    const failed = notApplied(session.localize('The change failed. See the log of the server.'));
    return answer<MatrixApplyResult>('Matrix apply', failed, token, () => applied(session, params, token));
  });
  connection.onRequest(MATRIX_WRITE, (params: MatrixWriteParams, token: CancellationToken) => {
    const failed = notWritten(params.changes, session.localize('The change failed. See the log of the server.'));
    return answer<MatrixWriteResult>('Matrix write', failed, token, () => written(session, params, token));
  });
}
