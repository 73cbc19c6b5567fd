/** Reads the list of patches that are installed on an asset owner's assets. */
import type { TableColumns } from '../../workspace/configuration/file';
import { readDate } from '../apply/values';
import { INSTALLED_HEADS } from './columns';
import { readList, type ListProblem } from './rows';

/** A patch that is installed on an asset. */
export interface InstalledPatch {
  readonly asset: string;
  /** The patch vendor; empty where the list does not say. */
  readonly vendor: string;
  readonly patch: string;
  /** A day or a date with time; empty: unknown. */
  readonly date: string;
  /** The cell of the patch, for messages. */
  readonly at: string;
}

/** A list of installed patches. */
export interface InstalledList {
  /** In the order of the list; empty where the list has an error. */
  readonly installed: readonly InstalledPatch[];
  readonly problems: readonly ListProblem[];
}

/**
 * Reads a list of installed patches with the columns asset, patch, date and vendor, of which asset and patch must be there. With an
 * error, nothing is taken from the list.
 * @param bytes of the file: XLSX (all sheets that have the columns), or CSV in any encoding
 * @param columns heads that the configuration names
 */
export function readInstalledList(bytes: Uint8Array, columns: TableColumns = {}): InstalledList {
  const installed: InstalledPatch[] = [];
  const problems = readList(bytes, INSTALLED_HEADS, ['asset', 'patch'], columns, (row) => {
    const [asset, vendor, patch] = [row.text('asset'), row.text('vendor'), row.text('patch')];
    if (asset === '') return row.report('error', 'asset', 'Missing asset. Fill in its name.');
    if (patch === '') return row.report('error', 'patch', 'Missing patch. Name what is installed on "{0}".', asset);
    const damaged = [asset, vendor, patch].find((text) => text.includes('\uFFFD'));
    if (damaged !== undefined) {
      return row.report('error', 'patch', 'Character lost (U+FFFD) in "{0}". Save the list as UTF-8.', damaged);
    }
    const cell = row.cell('date');
    const date = cell === undefined ? null : readDate(cell.text, cell.kind);
    // That it is installed is certain, since when it is not.
    if (date !== null && date.value === null) row.report('warning', 'date', date.problem, cell!.text);
    installed.push({ asset, vendor, patch, date: date?.value ?? '', at: row.at('patch') });
  });
  const hasError = problems.some(({ severity }) => severity === 'error');
  return { installed: hasError ? [] : installed, problems };
}
