/** Reads the lists of `vpc plan`. */
import { readAssetList, type ListedAsset } from '../../../exchange/assets/assetList';
import { readInstalledList, type InstalledPatch } from '../../../exchange/assets/installedList';
import type { ListProblem } from '../../../exchange/assets/rows';
import type { TableColumns } from '../../../workspace/configuration/file';
import { english } from '../../../xml/problem';
import { usageError, type Io } from '../../io';
import { note } from '../../noteLines';
import { readBytes } from '../../publicationFile';

/** The assets of a list. Prints its problems; throws a usage error for a list with errors. */
export async function assetsIn(file: string, columns: TableColumns, io: Io): Promise<readonly ListedAsset[]> {
  const { assets, problems } = readAssetList(await readBytes(file, io), columns);
  refuseErrors(problems, file, 'list of assets', io);
  return assets;
}

/** The installed patches of a list, as {@link assetsIn}. */
export async function installedIn(file: string, columns: TableColumns, io: Io): Promise<readonly InstalledPatch[]> {
  const { installed, problems } = readInstalledList(await readBytes(file, io), columns);
  refuseErrors(problems, file, 'list of installed patches', io);
  return installed;
}

function refuseErrors(problems: readonly ListProblem[], file: string, kind: string, io: Io): void {
  for (const { severity, at, message, args } of problems) {
    note(`${[file, at].filter(Boolean).join(': ')}: ${severity}: ${english(message, ...args)}`, io);
  }
  if (problems.some(({ severity }) => severity === 'error')) throw usageError(`${file} is not a valid ${kind}`);
}
