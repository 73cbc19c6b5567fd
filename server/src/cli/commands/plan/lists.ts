/** Reads the lists of `vpc plan`. */
import { readAssetList, type ListedAsset } from '../../../exchange/assets/assetList';
import { readInstalledList, type InstalledPatch } from '../../../exchange/assets/installedList';
import type { ListProblem } from '../../../exchange/assets/rows';
import type { TableColumns } from '../../../workspace/configuration/file';
import { usageError, type Io } from '../../io';
import { note } from '../../noteLines';
import { readBytes } from '../../publicationFile';
import { localize } from '../../language';
import { severityName } from '../../reporters/text';

/** The assets of a list. Prints its problems; throws a usage error for a list with errors. */
export async function assetsIn(file: string, columns: TableColumns, io: Io): Promise<readonly ListedAsset[]> {
  const { assets, problems } = readAssetList(await readBytes(file, io), columns);
  refuseErrors(problems, file, '{0} is not a valid list of assets', io);
  return assets;
}

/** The installed patches of a list, as {@link assetsIn}. */
export async function installedIn(file: string, columns: TableColumns, io: Io): Promise<readonly InstalledPatch[]> {
  const { installed, problems } = readInstalledList(await readBytes(file, io), columns);
  refuseErrors(problems, file, '{0} is not a valid list of installed patches', io);
  return installed;
}

/** @param invalid a template for the name of the file */
function refuseErrors(problems: readonly ListProblem[], file: string, invalid: string, io: Io): void {
  for (const { severity, at, message, args } of problems) {
    note(`${[file, at].filter(Boolean).join(': ')}: ${severityName(severity)}: ${localize(message, ...args)}`, io);
  }
  if (problems.some(({ severity }) => severity === 'error')) throw usageError(localize(invalid, file));
}
