import type { ImportSummary } from '../../../exchange/releases/importReleases';
import { counted } from '../../reporters/text';

/** What was imported, in one line. @param source where it has no title */
export function summaryLine({ title, patches, vulnerabilities, products }: ImportSummary, source: string): string {
  const counts = [
    counted(patches, 'patch', 'patches'),
    counted(vulnerabilities, 'vulnerability', 'vulnerabilities'),
    counted(products, 'product entry', 'product entries'),
  ];
  return `${counts.join(', ')} from ${title === '' ? source : `"${title}"`}`;
}
