/** Plans of files and lists in a few words, as the examples of docs/PLAN.md have them. */
import type { Aliases } from '../../server/src/domain/identity';
import type { ListedAsset } from '../../server/src/exchange/assets/assetList';
import type { InstalledPatch } from '../../server/src/exchange/assets/installedList';
import { buildMatrix } from '../../server/src/matrix/matrix';
import type { ShownPlan } from '../../server/src/matrix/plan/export/shown';
import { figuresOf } from '../../server/src/matrix/plan/figures';
import { buildPlan, type Plan } from '../../server/src/matrix/plan/plan';
import { comparePlans } from '../../server/src/matrix/plan/since';
import type { Timeframes } from '../../server/src/workspace/configuration/file';
import { english, type Localize } from '../../server/src/xml/problem';
import { runToCompletion } from '../../server/src/xml/task';
import { productIn, readExample } from './examples';
import type { TestVocabulary } from './vocabularies';

interface Lists {
  readonly assets: ListedAsset[];
  readonly installed: InstalledPatch[];
  readonly aliases: Aliases;
}

/** `asset  PC1  Historian 5 on Windows 10  of Alpha  in Cell 1`, `installed  PC1  KB1  2026-01-07`, `alias  products  Historian  Hist`. */
function listsIn(lines: readonly string[]): Lists {
  const lists: Lists = { assets: [], installed: [], aliases: {} };
  for (const [index, line] of lines.entries()) {
    const [kind, first = '', second = '', third = '', ...more] = line.split(/ {2,}/);
    const at = `A${index + 1}`;
    const after = (word: string): string =>
      [third, ...more].find((text) => text.startsWith(`${word} `))?.slice(word.length + 1) ?? '';
    if (kind === 'asset') {
      lists.assets.push({ asset: first, zone: after('in'), supplier: after('of'), ...productIn(second), at });
    } else if (kind === 'installed') lists.installed.push({ asset: first, vendor: '', patch: second, date: third, at });
    else Object.assign(lists.aliases, { [first]: { [second]: [third] } });
  }
  return lists;
}

/** The plan for 2026-04-01. */
export function planOf(
  files: readonly string[],
  lists: readonly string[],
  test: TestVocabulary,
  timeframes: Timeframes = {},
): Plan {
  const { given, notes } = readExample(files, test);
  const { assets, installed, aliases } = listsIn(lists);
  // The page has the file names of the reference profile.
  const vocabulary = test.vocabulary.with({ aliases, fileNamePattern: '{supplier}_VPC_{published:yyyy-MM-dd}.xml' });
  const matrix = runToCompletion(buildMatrix(vocabulary, given));
  const now = Date.parse('2026-04-01T00:00:00Z');
  return runToCompletion(buildPlan(matrix, { assets, installed, notes, now, timeframes }));
}

/** A plan as it is shown. Each statement is in the line of its index, from 1. @param older what it is compared with, as `before` */
export function shownPlan(plan: Plan, older: Plan | null = null, translate: Localize = english): ShownPlan {
  const fileNames = new Set(older?.matrix.sources.map(({ name }) => name));
  return {
    plan,
    figures: figuresOf(plan),
    since: older && comparePlans({ plan: older, since: 'before', fileNames }, plan),
    lineOf: ({ statement }) => (statement ?? 0) + 1,
    translate,
  };
}
