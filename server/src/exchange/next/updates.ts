/** What release documents say about the patches that an edition already lists. */
import { instantOf } from '../../domain/dateTime';
import type { Identity } from '../../domain/identity';
import type { Vocabulary } from '../../domain/vocabulary';
import type { ReleasedPatch } from '../releases/release';
import type { FieldChanges } from '../write/change';
import type { PatchPlace } from '../write/publication';

/** What changes in a patch. */
export interface PatchUpdate {
  readonly fields: FieldChanges<'patch'>;
  /** Names of what it newly is for. */
  readonly targets: readonly string[];
  /** What changes, by kind, in words. */
  readonly news: Readonly<Partial<Record<News, string>>>;
}

/** Kinds of what is new about a patch. */
export type News = 'revised' | 'severity' | keyof Lists;

/** The lists that releases add to. */
interface Lists {
  readonly vulnerability: readonly string[];
  readonly bulletin: readonly string[];
  readonly target: readonly string[];
  readonly 'download-url': readonly string[];
  readonly supersedes: readonly string[];
}

/** What a release document adds to a patch. Values that the edition has stay: the supplier may have corrected them. */
export function updateOf(place: PatchPlace, patch: ReleasedPatch, vocabulary: Vocabulary): PatchUpdate {
  const { entry, vendor } = place;
  const { identity, profile } = vocabulary;
  const missing = (
    role: 'vulnerability' | 'bulletin' | 'target' | 'download-url',
    values: readonly string[],
  ): string[] => {
    const known = new Set(entry.values(role).map((value) => value.toLowerCase()));
    return values.filter((value) => !known.has(value.toLowerCase()));
  };
  const lists: Lists = {
    vulnerability: missing('vulnerability', patch.vulnerabilities),
    bulletin: missing('bulletin', patch.bulletins),
    target: missing('target', patch.targets),
    'download-url': missing('download-url', patch.downloadUrls),
    supersedes: missingPatches(entry.values('supersedes'), patch.supersedes, vendor.name, identity),
  };
  const added = Object.entries(lists).filter(([, values]: [string, readonly string[]]) => values.length > 0);
  const revised = laterRevision(entry.value('revised'), patch.revised);
  const severity = profile.severities.find(({ id }) => id === patch.severity)?.value;
  const isOther = severity !== undefined && severity !== entry.value('severity');
  return {
    fields: { ...Object.fromEntries(added), ...(revised !== null && { revised }), ...(isOther && { severity }) },
    targets: lists.target,
    news: {
      ...(revised !== null && { revised: revised.slice(0, 'yyyy-mm-dd'.length) }),
      ...(isOther && { severity }),
      ...Object.fromEntries(added.map(([role, values]: [string, readonly string[]]) => [role, values.join(', ')])),
    },
  };
}

/** The identifiers of a list that the other one does not have in any spelling. */
export function missingPatches(
  known: readonly string[],
  wanted: readonly string[],
  vendor: string,
  identity: Identity,
): string[] {
  const keys = new Set(known.map((id) => identity.patch(vendor, id)));
  return wanted.filter((id) => !keys.has(identity.patch(vendor, id)));
}

function laterRevision(before: string | undefined, now: string | null): string | null {
  if (now === null) return null;
  const [earlier, later] = [instantOf(before ?? ''), instantOf(now)];
  return earlier !== null && later !== null && later <= earlier ? null : now;
}
