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
  /** What changes, in a few words; an English template with arguments each. */
  readonly words: readonly { readonly message: string; readonly args: readonly string[] }[];
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
  const lists = {
    vulnerability: missing('vulnerability', patch.vulnerabilities),
    bulletin: missing('bulletin', patch.bulletins),
    target: missing('target', patch.targets),
    'download-url': missing('download-url', patch.downloadUrls),
    supersedes: missingPatches(entry.values('supersedes'), patch.supersedes, vendor.name, identity),
  };
  const revised = laterRevision(entry.value('revised'), patch.revised);
  const severity = profile.severities.find(({ id }) => id === patch.severity)?.value;
  const isSeverer = severity !== undefined && severity !== entry.value('severity');
  const added = (role: keyof typeof lists, message: string): PatchUpdate['words'] =>
    lists[role].length === 0 ? [] : [{ message, args: [lists[role].join(', ')] }];
  return {
    fields: {
      ...Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0)),
      ...(revised !== null && { revised }),
      ...(isSeverer && { severity }),
    },
    targets: lists.target,
    words: [
      ...(revised === null ? [] : [{ message: 'revised {0}', args: [revised.slice(0, 'yyyy-mm-dd'.length)] }]),
      ...(isSeverer ? [{ message: 'severity {0}', args: [severity] }] : []),
      ...added('vulnerability', '{0} added'),
      ...added('bulletin', '{0} added'),
      ...added('supersedes', 'supersedes {0}'),
      ...added('target', 'also for {0}'),
      ...added('download-url', '{0} added'),
    ],
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
