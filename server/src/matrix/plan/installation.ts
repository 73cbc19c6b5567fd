/** In which order the patches of an asset are installed: what others need first, then by severity, then by release. */
import type { Vocabulary } from '../../domain/vocabulary';
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
  const order: string[] = [];
  const placed = new Set<string>();
  while (order.length < sorted.length) {
    const open = sorted.filter(({ key }) => !placed.has(key));
    const next = open.find(({ key }) => [...isNeeded.get(key)!].every((other) => placed.has(other))) ?? open[0]!;
    order.push(next.key);
    placed.add(next.key);
  }
  return order;
}

function byUrgency(a: Row, b: Row, context: PlanContext): number {
  const { vocabulary } = context.matrix;
  const time = (row: Row): number => context.releasedAt(row) ?? Number.MAX_SAFE_INTEGER;
  return (
    severityRank(a, vocabulary) - severityRank(b, vocabulary) || time(a) - time(b) || context.compareRows(a.key, b.key)
  );
}

/** The most severe first; a word that the profile does not have can mean anything, and comes before all; none comes last. */
export function severityRank({ severity }: Pick<Row, 'severity'>, { profile, identity }: Vocabulary): number {
  if (severity === '') return profile.severities.length;
  return profile.severities.findIndex(({ value }) => identity.version(value) === identity.version(severity));
}
