import type { ImportSummary } from '../../../exchange/releases/importReleases';
import { counted } from '../../reporters/text';
import { localize } from '../../language';

/** What was imported, in one line. @param source where it has no title */
export function summaryLine({ title, patches, vulnerabilities, products }: ImportSummary, source: string): string {
  const counts = [
    counted(patches, '{0} patch', '{0} patches'),
    counted(vulnerabilities, '{0} vulnerability', '{0} vulnerabilities'),
    counted(products, '{0} product entry', '{0} product entries'),
  ];
  return title === ''
    ? localize('{0} from {1}', counts.join(', '), source)
    : localize('{0} from "{1}"', counts.join(', '), title);
}
