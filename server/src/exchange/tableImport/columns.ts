/** The columns of a table of patches: what is known of each, and what tests gave. */
import type { TableColumns } from '../../workspace/configuration/file';
import { HEADS as STATEMENT_HEADS } from '../apply/longColumns';
import type { Heads } from '../tables/heads';

/** A column of such a table. */
export type ImportColumn = Exclude<keyof TableColumns, 'asset' | 'zone'>;

/** Accepted heads of each column, as in `headsIn`. */
export const IMPORT_HEADS: Readonly<Record<ImportColumn, readonly string[]>> = {
  ...STATEMENT_HEADS,
  title: ['title', 'patchtitle', 'description', 'titel', 'patchtitel', 'beschreibung', 'bezeichnung'],
  type: ['type', 'patchtype', 'kind', 'typ', 'patchtyp', 'art', 'classification', 'klassifizierung'],
  severity: ['severity', 'maxseverity', 'criticality', 'schweregrad', 'kritikalitaet', 'schwere'],
  released: [
    ...['released', 'releasedate', 'releasedon', 'patchreleased', 'dateofrelease', 'published'],
    ...['erschienen', 'erscheinungsdatum', 'veroeffentlicht', 'veroeffentlichungsdatum', 'freigegebenam'],
  ],
  revised: ['revised', 'reviseddate', 'lastrevised', 'ueberarbeitet', 'geaendert', 'aenderungsdatum'],
  vulnerabilities: ['vulnerabilities', 'vulnerability', 'cve', 'cves', 'cveids', 'schwachstellen', 'schwachstelle'],
  targets: ['targets', 'target', 'for', 'targetproduct', 'affectedproduct', 'fuer', 'zielprodukt', 'zielprodukte'],
  supersedes: ['supersedes', 'supersedence', 'replaces', 'ersetzt', 'ersetztepatches'],
  url: ['url', 'link', 'informationurl', 'article', 'artikel', 'verweis'],
};

/** The columns that are needed and not there. */
export function lackingIn({ index }: Pick<Heads<ImportColumn>, 'index'>): ImportColumn[] {
  return (['patch', 'released'] as const).filter((column) => index[column] === undefined);
}
