/** What an import tells: what it matched, what it did not, what it left out. */
import type { Applicability, Matched } from '../products/applicability';
import type { ImportProblem, ImportText } from '../problem';
import type { ListedProduct } from '../products/productList';
import { mergedLeftOut } from './merge';
import type { Release, ReleasedPatch } from './release';

/** How many names a message lists. */
const MAX_NAMES = 4;
/** How many kinds of remediations without a patch a message lists. */
const MAX_LEFT_OUT = 12;

/** The problems and notes of an import: about the documents, then about the lines of the product list. */
export function releaseProblems(
  releases: readonly Release[],
  patches: readonly ReleasedPatch[],
  products: readonly ListedProduct[],
  applicability: Applicability,
): ImportProblem[] {
  if (releases.length === 0) return [];
  return [...leftOutProblems(releases), ...(patches.length === 0 ? [] : matchProblems(products, applicability))];
}

/** The problem of documents without a patch. */
export function noPatches(severity: 'error' | 'warning'): ImportProblem {
  const message = 'No patches found: no remediation in the release document names one.';
  return { severity, file: 'release document', line: null, message, args: [] };
}

/** One note for everything that became no patch. */
function leftOutProblems(releases: readonly Release[]): ImportProblem[] {
  const all = mergedLeftOut(releases);
  if (all.length === 0) return [];
  const total = all.reduce((sum, { count }) => sum + count, 0);
  const names = all.slice(0, MAX_LEFT_OUT).map(({ what, count }): ImportText => {
    const name = { message: what, args: [] };
    return count === 1 ? name : { message: '{0} ({1})', args: [[name], String(count)] };
  });
  if (all.length > MAX_LEFT_OUT) names.push({ message: '…', args: [] });
  const problem = { severity: 'info', file: 'release document', line: null } as const;
  if (total === 1) return [{ ...problem, message: '1 remediation left out: {0}.', args: [names] }];
  return [{ ...problem, message: '{0} remediations left out: {1}.', args: [String(total), names] }];
}

/** What each platform and component of the list matches; each name once, on its first line. */
function matchProblems(products: readonly ListedProduct[], applicability: Applicability): ImportProblem[] {
  const seen = new Set<string>();
  const problems: ImportProblem[] = [];
  for (const { platform, components, line } of products) {
    for (const name of [platform, ...(components ?? [])]) {
      if (name === '' || seen.has(name)) continue;
      seen.add(name);
      problems.push(matchProblem(applicability.matched(name), line));
    }
  }
  return problems;
}

function matchProblem({ name, names, nearest }: Matched, line: number): ImportProblem {
  const file = 'product list';
  if (names.length > 0) {
    const more = names.length > MAX_NAMES ? `, … (${names.length})` : '';
    const args = [name, names.slice(0, MAX_NAMES).join('; ') + more];
    return { severity: 'info', file, line, message: '"{0}" matches: {1}.', args };
  }
  if (nearest.length === 0) {
    const message = 'No product in the release document matches "{0}".';
    return { severity: 'warning', file, line, message, args: [name] };
  }
  const message = 'No product in the release document matches "{0}". The nearest names are: {1}.';
  return { severity: 'warning', file, line, message, args: [name, nearest.slice(0, MAX_NAMES).join('; ')] };
}
