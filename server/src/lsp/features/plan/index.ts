import type { CancellationToken, ResponseError } from 'vscode-languageserver';
import type { Plans } from '../../plan/plans';
import {
  PLAN_CLOSE,
  PLAN_DETAILS,
  PLAN_EXPORT,
  PLAN_OPEN,
  PLAN_OWNER_FILES,
  PLAN_TRACK,
  type PlanCloseParams,
  type PlanDetails,
  type PlanDetailsParams,
  type PlanExportParams,
  type PlanExportResult,
  type PlanOpenParams,
  type PlanOpenResult,
  type PlanOwnerFilesResult,
  type PlanTrackParams,
  type PlanTrackResult,
} from '../../protocol';
import { runSafe } from '../../runSafe';
import type { Session } from '../../session';
import { planDetails } from './details';
import { exportedPlan } from './exported';
import { notTracked, ownerFiles, tracked } from './track';

/** Registers the requests of the plan panel. Those about a plan that is not open have no result. */
export function registerPlan(session: Session, plans: Plans): void {
  const { connection, runtime, localize } = session;
  const answer = <T>(
    what: string,
    fallback: T,
    token: CancellationToken,
    ask: () => Promise<T>,
  ): Promise<T | ResponseError<never>> => runSafe(connection, runtime, what, fallback, token, ask);

  connection.onNotification(PLAN_CLOSE, ({ id }: PlanCloseParams) => plans.close(id));
  connection.onRequest(PLAN_OPEN, (params: PlanOpenParams, token: CancellationToken) =>
    answer<PlanOpenResult>('Plan', null, token, () => plans.show(params)),
  );
  connection.onRequest(PLAN_DETAILS, (params: PlanDetailsParams, token: CancellationToken) =>
    answer<PlanDetails | null>('Plan details', null, token, () => planDetails(session, plans, params)),
  );
  connection.onRequest(PLAN_EXPORT, (params: PlanExportParams, token: CancellationToken) =>
    answer<PlanExportResult | null>('Plan export', null, token, () =>
      exportedPlan(session, plans, params, () => !token.isCancellationRequested),
    ),
  );
  connection.onRequest(PLAN_TRACK, (params: PlanTrackParams, token: CancellationToken) => {
    const failed = notTracked(localize('The change failed. See the log of the server.'));
    return answer<PlanTrackResult>('Plan tracking', failed, token, () => tracked(session, plans, params, token));
  });
  connection.onRequest(PLAN_OWNER_FILES, (_: object, token: CancellationToken) =>
    answer<PlanOwnerFilesResult>('Files of the owner', { uris: [] }, token, () => ownerFiles(session)),
  );
}
