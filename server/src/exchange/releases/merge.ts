/** Combines what several documents, or several parts of one, say about one patch. */
import type { Identity } from '../../domain/identity';
import { patchKey } from '../../domain/identifiers/keys';
import { compareNaturally } from '../../domain/naturalOrder';
import { SEVERITY_IDS, type SeverityId } from '../../domain/roles';
import type { LeftOut, Release, ReleasedPatch } from './release';

/** The texts in natural order, without duplicates and empty ones. */
export function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '').sort(compareNaturally);
}

/** The highest of some severities; `null` where there is none. */
export function highestSeverity(severities: readonly (string | null)[]): SeverityId | null {
  return SEVERITY_IDS.find((id) => severities.includes(id)) ?? null;
}

/** A value that all agree on; `null` where some contradict each other. @param values without those that are not known */
export function agreed<T>(values: readonly T[]): T | null {
  return new Set(values).size === 1 ? values[0]! : null;
}

/**
 * The patches of several documents, each once, in the order of the documents. Documents about one patch can be of different age:
 * the latest revision decides what only one can say, and lists are combined.
 */
export function mergedPatches(releases: readonly Release[], identity: Identity): ReleasedPatch[] {
  const byKey = new Map<string, ReleasedPatch[]>();
  for (const { patches } of releases) {
    for (const patch of patches) {
      const key = patchKey(identity, patch.vendor, patch.id);
      byKey.set(key, [...(byKey.get(key) ?? []), patch]);
    }
  }
  return [...byKey.values()].map(mergedPatch);
}

function mergedPatch(all: readonly ReleasedPatch[]): ReleasedPatch {
  const [first] = all as [ReleasedPatch];
  if (all.length === 1) return first;
  const latest = all.reduce((best, next) => (changedAt(next) > changedAt(best) ? next : best));
  const released = all.map((patch) => patch.released).sort()[0]!;
  const changed = changedAt(latest);
  const restarts = all.map(({ restart }) => restart).filter((restart) => restart !== null);
  const lists = (field: 'vulnerabilities' | 'bulletins' | 'targets' | 'supersedes' | 'downloadUrls'): string[] =>
    distinct(all.flatMap((patch) => patch[field]));
  return {
    ...latest,
    id: first.id,
    vendor: first.vendor,
    type: latest.type ?? all.find(({ type }) => type !== null)?.type ?? null,
    severity: highestSeverity(all.map(({ severity }) => severity)),
    released,
    revised: changed.slice(0, 10) > released.slice(0, 10) ? changed : null,
    vulnerabilities: lists('vulnerabilities'),
    bulletins: lists('bulletins'),
    targets: lists('targets'),
    supersedes: lists('supersedes'),
    informationUrl: latest.informationUrl ?? all.find((patch) => patch.informationUrl !== null)?.informationUrl ?? null,
    downloadUrls: lists('downloadUrls'),
    restart: agreed(restarts),
    statements: [
      ...new Map(
        all.flatMap(({ statements }) => statements.map((each) => [JSON.stringify([each.product, each.version]), each])),
      ).values(),
    ],
  };
}

function changedAt({ released, revised }: ReleasedPatch): string {
  return revised ?? released;
}

/** What documents left out, each kind once. */
export function mergedLeftOut(releases: readonly Release[]): LeftOut[] {
  const counts = new Map<string, number>();
  for (const { what, count } of releases.flatMap(({ leftOut }) => leftOut)) {
    counts.set(what, (counts.get(what) ?? 0) + count);
  }
  return [...counts].map(([what, count]) => ({ what, count }));
}
