/** Tracks a plan in a file of the asset owner: what is to be installed gets the owner's first state, what is installed its last. */
import { stateById } from '../../domain/states';
import { writePublication, type Draft } from '../../domain/publicationText';
import type { StateId } from '../../domain/roles';
import { parsePattern, safeValue, supplierFromName } from '../../domain/fileName';
import type { Vocabulary } from '../../domain/vocabulary';
import type { Change } from '../../exchange/write/change';
import type { Publication } from '../../exchange/write/publication';
import type { Column } from '../columns';
import type { Row } from '../row';
import { INVISIBLE } from '../../xml/invisible';
import { isInstall, type DecisionKind } from './decision';
import type { Plan } from './plan';

/** Whose file it is, by its name: the supplier in it; where the name does not follow the convention, the name itself. */
export function ownerIn(fileName: string, { profile }: Vocabulary): string {
  const pattern = parsePattern(profile.fileName.pattern);
  const named = pattern && supplierFromName(pattern, fileName);
  return (named ?? fileName.replace(/\.[^.]*$/, '')).replaceAll('-', ' ');
}

/** The text of a new file of the owner. @param now in milliseconds since 1970 */
export function newOwnerFile(fileName: string, vocabulary: Vocabulary, now: number): string {
  const published = new Date(Math.floor(now / 1_000) * 1_000).toISOString().replace('.000', '');
  return writePublication(ownerDraft(ownerIn(fileName, vocabulary), published), vocabulary);
}

/** A new file of the owner, still without patches. @param owner its name @param published xs:dateTime */
export function ownerDraft(owner: string, published: string): Draft<'publication'> {
  return {
    'document-id': `${safeValue(owner)}-patches`,
    'document-version': '1',
    description: { value: `States of patches at ${owner}`, attributes: { language: 'en' } },
    published,
    supplier: owner,
    'patch-vendor': [],
  };
}

/** A patch and a product, with what is decided about them on all assets that have the product. */
interface Tracked {
  readonly row: Row;
  readonly column: Column;
  readonly decisions: DecisionKind[];
}

/**
 * The changes that track a plan: for each patch and product that some asset is to get, In Internal Test; where all assets that run the
 * product have it, Installed. What the file already says is not changed.
 * @param publication of the owner's file
 */
export function trackChanges(plan: Plan, publication: Publication): Change[] {
  const byRow = new Map<Row, Tracked[]>();
  for (const each of trackedIn(plan)) {
    if (stateOf(each) === null) continue;
    const known = byRow.get(each.row);
    if (known === undefined) byRow.set(each.row, [each]);
    else known.push(each);
  }
  return [...byRow].flatMap(([row, all]) => changesFor(row, all, plan, publication));
}

function trackedIn({ assets }: Plan): Iterable<Tracked> {
  const found = new Map<string, Tracked>();
  for (const { decisions } of assets) {
    for (const { row, products } of decisions) {
      if (row === null) continue;
      for (const { columns, decision } of products) {
        for (const column of columns) {
          const key = `${row.key}\n${column.key}`;
          const tracked = found.get(key) ?? { row, column, decisions: [] };
          found.set(key, tracked);
          tracked.decisions.push(decision);
        }
      }
    }
  }
  return found.values();
}

/** The state to track; `null`: nothing is to be done or done. */
function stateOf({ decisions }: Tracked): StateId | null {
  if (decisions.some(isInstall)) return 'in-internal-test';
  return decisions.every((decision) => decision === 'installed') ? 'installed' : null;
}

function changesFor(row: Row, all: readonly Tracked[], plan: Plan, publication: Publication): Change[] {
  const { title, released, severity } = row;
  const [vendor, id] = [visible(row.vendor), visible(row.id)];
  const { profile } = plan.matrix.vocabulary;
  const patch = { vendor, id };
  const places = publication.find(patch);
  const known = new Set(places.flatMap(({ products }) => products.flatMap(({ cells }) => cells.map(({ key }) => key))));
  const statements = all.flatMap((tracked): Change[] => {
    const { column } = tracked;
    const [product, version, platform] = [column.product, column.version, column.platform].map(visible) as [
      string,
      string,
      string,
    ];
    if (known.has(publication.cell(product, version, platform).key)) return [];
    const state = stateById(profile, stateOf(tracked)!);
    if (state === undefined) return [];
    return [{ patch, product: { id: product, version, platform }, add: true, state: state.value, date: 'now' }];
  });
  if (statements.length === 0 || places.length > 0) return statements;
  const patchFields = severity === '' ? {} : { severity };
  return [{ patch: { ...patch, title: title || id, released }, add: true, patchFields }, ...statements];
}

/** A name without what cannot be seen, which other files may have in it: it is the same name. */
function visible(name: string): string {
  return name.replace(INVISIBLE, '');
}
