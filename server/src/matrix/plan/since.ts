/** What has changed between two plans: of the same assets, from older and newer files. */
import { compareFileName, parsePattern } from '../../domain/fileName';
import { compareNaturally } from '../../domain/naturalOrder';
import { normalisedName } from '../../domain/identity';
import type { Matrix } from '../matrix';
import { noteText, type Note } from '../notes';
import type { Source } from '../sources';
import { english } from '../../xml/problem';
import { isInstall, type Decision, type DecisionKind } from './decision';
import type { Plan } from './plan';
import { noteSentence, sentence, type Sentence } from './sentences';

/** A decision that has changed. */
export interface PlanChange {
  /** The decision now; of one that is gone, the earlier one. */
  readonly decision: Decision;
  /** `null`: there was none. */
  readonly before: DecisionKind | null;
  /** `null`: there is none any more. */
  readonly after: DecisionKind | null;
}

/** A file that was not among the older ones, and what is doubtful about it. */
export interface DoubtfulFile {
  readonly path: string;
  readonly sentence: Sentence;
}

export interface PlanComparison {
  /** What the older files are called: a folder, or a commit. */
  readonly since: string;
  /** In the order of the newer plan; those that are gone last. */
  readonly changes: readonly PlanChange[];
  /** Suppliers with older files and no newer one, in natural order. */
  readonly notPublished: readonly string[];
  readonly doubtful: readonly DoubtfulFile[];
}

/** What is compared with. */
export interface OlderPlan {
  readonly plan: Plan;
  /** What the older files are called. */
  readonly since: string;
  /** The names of all older files, also of those of which nothing is shown. */
  readonly fileNames: ReadonlySet<string>;
}

export function comparePlans({ plan: older, since, fileNames }: OlderPlan, plan: Plan): PlanComparison {
  return {
    since,
    changes: changesIn(older, plan),
    notPublished: notPublishedIn(older.matrix, plan.matrix),
    doubtful: doubtfulIn(older, plan, fileNames),
  };
}

function changesIn(older: Plan, plan: Plan): PlanChange[] {
  const before = new Map(decisionsByKey(older));
  const after = new Map(decisionsByKey(plan));
  const changed = [...after].flatMap(([key, decision]): PlanChange[] => {
    const earlier = before.get(key)?.decision ?? null;
    return earlier === decision.decision ? [] : [{ decision, before: earlier, after: decision.decision }];
  });
  const gone = [...before].flatMap(([key, decision]): PlanChange[] => {
    if (after.has(key)) return [];
    const superseded = supersededNow(decision, plan, after);
    if (superseded === null) return [{ decision, before: decision.decision, after: null }];
    if (decision.decision === 'superseded') return [];
    return [{ decision: superseded, before: decision.decision, after: 'superseded' }];
  });
  return [...changed, ...gone];
}

/**
 * The decision about a patch that is not listed any more because another one replaces it; `null` where none does.
 * @param earlier the decision when it was listed
 */
function supersededNow(
  earlier: Decision,
  { context, matrix }: Plan,
  after: ReadonlyMap<string, Decision>,
): Decision | null {
  const { asset, row } = earlier;
  if (row === null) return null;
  const found = [...context.references.supersedersOf(row.key).keys()].flatMap((by) => {
    const decision = after.get(keyOf(asset, by))?.decision;
    return decision !== undefined && (isInstall(decision) || decision === 'installed') ? [{ by, decision }] : [];
  });
  const last = found.at(-1);
  if (last === undefined) return null;
  const reason = [
    sentence('Superseded by {0}.', matrix.rows.get(last.by)!.id),
    sentence(
      last.decision === 'installed' ? '{0} is installed.' : '{0} is to be installed.',
      matrix.rows.get(last.by)!.id,
    ),
  ];
  return { ...earlier, decision: 'superseded', reason, supersededBy: last.by };
}

function keyOf(asset: string, patch: string | readonly string[]): string {
  return JSON.stringify([normalisedName(asset), patch]);
}

/** By asset and patch. */
function* decisionsByKey({ assets }: Plan): Generator<[key: string, decision: Decision], void, undefined> {
  for (const { name, decisions } of assets) {
    for (const decision of decisions) {
      const patch = decision.row?.key ?? [decision.vendor, decision.patch];
      yield [keyOf(name, patch), decision];
    }
  }
}

function notPublishedIn(older: Matrix, now: Matrix): string[] {
  const latest = (matrix: Matrix): Map<string, { readonly name: string; readonly at: number }> => {
    const found = new Map<string, { readonly name: string; readonly at: number }>();
    for (const { isOwner, supplier, publishedAt } of matrix.editions.statuses) {
      const known = found.get(supplier.key);
      const at = publishedAt ?? -Infinity;
      if (!isOwner && (known === undefined || known.at < at)) found.set(supplier.key, { name: supplier.name, at });
    }
    return found;
  };
  const current = latest(now);
  return [...latest(older)]
    .filter(([key, { at }]) => (current.get(key)?.at ?? -Infinity) <= at)
    .map(([, { name }]) => name)
    .sort(compareNaturally);
}

/** What is doubtful about the files that are new: notes that were not there before, and names that do not follow the convention. */
function doubtfulIn(older: Plan, plan: Plan, fileNames: ReadonlySet<string>): DoubtfulFile[] {
  const told = new Set(older.notes.map(noteKey));
  const isOld = ({ kind, path = '' }: Note): boolean => kind === 'skipped' && fileNames.has(baseName(path));
  const fresh = plan.notes.filter((note) => note.path !== undefined && !told.has(noteKey(note)) && !isOld(note));
  const known = new Set(older.matrix.sources.map(identityOf));
  const added = plan.matrix.sources.filter((source) => !known.has(identityOf(source)));
  return [
    ...fresh.map((note) => ({ path: note.path!, sentence: noteSentence({ ...note, path: undefined }) })),
    ...added.flatMap((source) => misnamed(source, plan.matrix)),
  ];
}

/** A note without its folder: the older files can be elsewhere. */
function noteKey(note: Note): string {
  return noteText({ ...note, path: note.path === undefined ? undefined : baseName(note.path) }, english);
}

function baseName(path: string): string {
  return path.replace(/^.*[/\\:]/, '');
}

function identityOf({ name, supplier, published, version, documentId }: Source): string {
  return JSON.stringify([name, supplier, published, version, documentId]);
}

function misnamed({ name, path, ...source }: Source, { vocabulary }: Matrix): DoubtfulFile[] {
  const pattern = parsePattern(vocabulary.profile.fileName.pattern);
  if (pattern === null) return [];
  const values: Readonly<Record<string, string>> = {
    supplier: source.supplier,
    published: source.published,
    'document-id': source.documentId,
    'document-version': source.version,
  };
  const verdict = compareFileName(pattern, name, (role) => values[role] || undefined);
  if (verdict.kind !== 'differs') return [];
  return [{ path, sentence: sentence('By its contents, the name of this file should be {0}.', verdict.expected) }];
}
