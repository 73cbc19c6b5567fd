/** Reads the lists of an asset owner for a plan. */
import { readAssetList, type ListedAsset } from '../../exchange/assets/assetList';
import { readInstalledList, type InstalledPatch } from '../../exchange/assets/installedList';
import type { ListProblem } from '../../exchange/assets/rows';
import { nameOf } from '../matrix/files';
import type { MatrixNote, PlanOpenParams } from '../protocol';
import type { Session } from '../session';

export interface PlanLists {
  readonly assets: readonly ListedAsset[];
  readonly installed: readonly InstalledPatch[];
  readonly problems: readonly MatrixNote[];
}

/** Reads the lists that a plan names. Nothing is taken from a list with an error. */
export async function readLists(
  { assets: assetsUri, installed: installedUri }: Pick<PlanOpenParams, 'assets' | 'installed'>,
  session: Session,
): Promise<PlanLists> {
  const assets = await bytesOf(assetsUri, session);
  const listed = assets === null ? null : readAssetList(assets, await session.workspace.tableColumns(assetsUri));
  const problems = problemsOf(assetsUri, listed?.problems ?? null, session);
  if (installedUri === undefined) return { assets: listed?.assets ?? [], installed: [], problems };
  const installed = await bytesOf(installedUri, session);
  const there =
    installed === null ? null : readInstalledList(installed, await session.workspace.tableColumns(installedUri));
  return {
    assets: listed?.assets ?? [],
    installed: there?.installed ?? [],
    problems: [...problems, ...problemsOf(installedUri, there?.problems ?? null, session)],
  };
}

function bytesOf(uri: string, { runtime }: Session): Promise<Uint8Array | null> {
  // The user has named the file, wherever it is.
  return runtime.readFile(uri);
}

/** @param problems `null`: the file cannot be read */
function problemsOf(uri: string, problems: readonly ListProblem[] | null, { localize }: Session): MatrixNote[] {
  const name = nameOf(uri);
  if (problems === null) {
    return [{ kind: 'unreadable', text: `${name}: ${localize('Cannot read the file.')}`, uri, severe: true }];
  }
  return problems.map(({ severity, at, message, args }) => ({
    kind: 'invalid',
    text: `${[name, at].filter(Boolean).join(': ')}: ${localize(message, ...args)}`,
    uri,
    severe: severity === 'error',
  }));
}
