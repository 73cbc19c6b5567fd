/** What several publications say about a patch itself: where suppliers contradict each other, all values are kept. */
import type { Vocabulary } from '../domain/vocabulary';
import { instantOf } from '../domain/dateTime';
import type { PatchDigest, PatchFields } from './digest';
import type { EditionTable } from './editionTable';
import { mostFrequent } from './names';

/** A patch of one of the publications. */
export interface Part {
  /** Index into the sources of the matrix. */
  readonly source: number;
  /** The patch vendor as written. */
  readonly vendor: string;
  readonly patch: PatchDigest;
}

/** The facts about a patch on which publications must agree. */
export const FACTS = ['severity', 'released', 'restart', 'supersedes'] as const;
export type Fact = (typeof FACTS)[number];

/** A fact with several values. */
export interface Contradiction {
  readonly field: Fact;
  /** As written; the first one is shown. */
  readonly values: readonly { readonly value: string; readonly sources: readonly number[] }[];
}

/** The fields of a row. */
export interface RowFields extends PatchFields {
  readonly vendor: string;
  /** Parts that contradict each other; empty for nearly all rows. */
  readonly contradictions: readonly Contradiction[];
}

const NONE: readonly Contradiction[] = [];

/**
 * The fields of a row: those of the latest edition, of several suppliers those of the latest publication. What is a list is
 * the union of all lists. @param parts at least one
 */
export function fieldsOf(parts: readonly Part[], { statuses }: EditionTable, vocabulary: Vocabulary): RowFields {
  const speaking = parts.filter(({ source }) => statuses[source]!.speaks);
  const own = speaking.filter(({ source }) => !statuses[source]!.isOwner);
  const [main, ...others] = latestFirst(own.length > 0 ? own : speaking.length > 0 ? speaking : parts, statuses);
  const { identity } = vocabulary;
  const vendor = identity.shown('vendors', mostFrequent(parts.map((part) => part.vendor)));
  const id = identity.shown('patches', mostFrequent(parts.map(({ patch }) => patch.id)));
  if (others.length === 0) return { ...fieldsIn(main!.patch), vendor, id, contradictions: NONE };
  const all = [main!, ...others];
  const union = (
    field: 'targets' | 'supersedes' | 'supersededBy' | 'prerequisites' | 'vulnerabilities',
  ): readonly string[] => [...new Set(all.flatMap(({ patch }) => patch[field]))];
  const first = (field: 'title' | 'type' | 'severity' | 'released'): string =>
    all.find(({ patch }) => patch[field] !== '')?.patch[field] ?? '';
  const contradictions = FACTS.flatMap((field) =>
    contradictionIn(field, own.length < 2 ? [] : all, statuses, vocabulary),
  );
  const worst = (field: Fact): string | undefined =>
    contradictions.find((contradiction) => contradiction.field === field)?.values[0]!.value;
  const stated = all.map(({ patch }) => patch.restart).filter((restart) => restart !== null);
  return {
    ...{ vendor, id, contradictions: contradictions.length === 0 ? NONE : contradictions },
    title: first('title'),
    type: first('type'),
    severity: worst('severity') ?? first('severity'),
    released: worst('released') ?? first('released'),
    targets: union('targets'),
    supersedes: union('supersedes'),
    supersededBy: union('supersededBy'),
    prerequisites: union('prerequisites'),
    vulnerabilities: union('vulnerabilities'),
    restart: stated.length === 0 ? null : stated.includes(true),
  };
}

function fieldsIn({ id, title, type, severity, released, targets, ...more }: PatchDigest): PatchFields {
  const { supersedes, supersededBy, prerequisites, vulnerabilities, restart } = more;
  const replaced = { supersedes, supersededBy, prerequisites };
  return { id, title, type, severity, released, targets, ...replaced, vulnerabilities, restart };
}

function latestFirst(parts: readonly Part[], statuses: EditionTable['statuses']): Part[] {
  if (parts.length < 2) return [...parts];
  const time = ({ source }: Part): number => statuses[source]!.publishedAt ?? Number.MIN_SAFE_INTEGER;
  return [...parts].sort(
    (a, b) => time(b) - time(a) || statuses[b.source]!.edition - statuses[a.source]!.edition || a.source - b.source,
  );
}

/** Values of a fact that cannot all be right; the most cautious first. @param parts the latest first */
function contradictionIn(
  field: Fact,
  parts: readonly Part[],
  statuses: EditionTable['statuses'],
  vocabulary: Vocabulary,
): Contradiction[] {
  const found = new Map<string, { value: string; sources: number[] }>();
  /** When each supplier has last stated it, and in which publication. */
  const heard = new Map<string, { readonly at: number | null; readonly publication: number }>();
  for (const { source, vendor, patch } of parts) {
    const { supplier, isOwner, publication, publishedAt } = statuses[source]!;
    const { key, value } = FACT_VALUES[field](patch, vendor, vocabulary);
    const last = heard.get(supplier.key);
    // The newest value of a supplier corrects those of its publications that are certainly older, not of those of the same time.
    // Of one publication, several editions speak only where their order is in doubt.
    const isOlder = last?.at != null && publishedAt !== null && publishedAt < last.at;
    const isCorrected = isOlder && publication !== last.publication;
    if (isOwner || key === '' || isCorrected) continue;
    if (last === undefined) heard.set(supplier.key, { at: publishedAt, publication });
    const known = found.get(key);
    if (known === undefined) found.set(key, { value, sources: [source] });
    else known.sources.push(source);
  }
  if (found.size < 2 || heard.size < 2) return [];
  const values = [...found].sort(([a], [b]) => compareFacts(field, a, b, vocabulary));
  return [{ field, values: values.map(([, { value, sources }]) => ({ value, sources })) }];
}

interface FactValue {
  /** Equal for equal facts; `''` where the file says nothing. */
  readonly key: string;
  readonly value: string;
}

const FACT_VALUES: Readonly<Record<Fact, (patch: PatchDigest, vendor: string, vocabulary: Vocabulary) => FactValue>> = {
  severity: ({ severity }, _vendor, { identity }) => ({ key: identity.version(severity), value: severity }),
  released: ({ released }) => ({ key: dayKey(released), value: released }),
  restart: ({ restart }) => ({ key: restart === null ? '' : String(restart), value: String(restart) }),
  supersedes: ({ supersedes }, vendor, { identity }) => ({
    key: [...new Set(supersedes.map((id) => identity.patch(vendor, id)))].sort().join('\n'),
    value: supersedes.join(', '),
  }),
};

/** Suppliers write the day of a release with different times of day. */
function dayKey(released: string): string {
  const at = instantOf(released);
  return at === null ? released.trim() : (/^-?\d{4,}-\d\d-\d\d/.exec(released)?.[0] ?? String(at));
}

/** The most cautious value first: the highest severity (unknown words before all), the earliest date, a restart. */
function compareFacts(field: Fact, a: string, b: string, { profile, identity }: Vocabulary): number {
  if (field === 'restart') return byText(b, a);
  if (field !== 'severity') return byText(a, b);
  const rank = (key: string): number => profile.severities.findIndex(({ value }) => identity.version(value) === key);
  return rank(a) - rank(b) || byText(a, b);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
