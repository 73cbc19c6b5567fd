/** In which order the patches of an asset are installed: what others need first, then by severity, then by release. */
import type { Row } from '../row';
import type { PlanContext } from './context';

/**
 * The keys of rows in the order of installation. Of patches that need each other, which are not in plans, one comes first.
 * @param rows those that are to be installed on one asset
 */
export function installationOrder(rows: readonly Row[], context: PlanContext): string[] {
  const { references } = context;
  const sorted = [...rows].sort((a, b) => byUrgency(a, b, context));
  const keys = new Set(sorted.map(({ key }) => key));
  const isNeeded = new Map<string, Set<string>>();
  for (const key of keys) {
    const first = new Set<string>();
    for (const { rows: named } of references.prerequisitesOf(key)) {
      for (const needed of named) {
        for (const other of [needed, ...references.supersedersOf(needed).keys()]) {
          if (other !== key && keys.has(other)) first.add(other);
        }
      }
    }
    isNeeded.set(key, first);
  }
  const placed = new Set<string>();
  const open = [...keys];
  while (open.length > 0) {
    const next = open.findIndex((key) => [...isNeeded.get(key)!].every((other) => placed.has(other)));
    placed.add(open.splice(Math.max(0, next), 1)[0]!);
  }
  return [...placed];
}

function byUrgency(a: Row, b: Row, context: PlanContext): number {
  const time = (row: Row): number => context.releasedAt(row) ?? Number.MAX_SAFE_INTEGER;
  return context.severityRank(a) - context.severityRank(b) || time(a) - time(b) || context.compareRows(a.key, b.key);
}
