import { nameRange, type Range } from '../../../domain/field';
import { IDENTIFIER_OF } from '../../../domain/roles';
import { entryOf } from '../../../matrix/places';
import type { Decision, PlanPlace, ProductDecision } from '../../../matrix/plan/decision';
import { dayText, decisionName, PLAN_TEXTS } from '../../../matrix/plan/export/shown';
import { sentenceText } from '../../../matrix/plan/sentences';
import { rangeOf } from '../../../workspace/diagnostic';
import type { FoundPublication } from '../../matrix/files';
import { uriOf, type ShownVersion } from '../../plan/planSubscription';
import type { Plans } from '../../plan/plans';
import type { MatrixPlace, PlanDetails, PlanDetailsLine, PlanDetailsParams } from '../../protocol';
import type { Session } from '../../session';

const START: MatrixPlace['range'] = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Answers {@link PLAN_DETAILS}; `null` where the plan is not open or has changed. */
export async function planDetails(
  session: Session,
  plans: Plans,
  { id, revision, decision: index }: PlanDetailsParams,
): Promise<PlanDetails | null> {
  const shown = plans.get(id)?.current;
  const decision = shown?.listed[index];
  if (shown == null || decision === undefined || shown.snapshot.revision !== revision) return null;
  const places = new Places(session, plans, isOlder(decision, shown) ? null : shown);
  const { localize } = session;
  const lines: PlanDetailsLine[] = factsOf(decision, session);
  const several = decision.products.length > 1;
  for (const product of decision.products) {
    if (several) {
      const text = productName(product);
      lines.push({ kind: 'product', text, decision: decisionName(product.decision, localize) });
    }
    lines.push(...(await reasonsOf(product, places, session)));
  }
  if (decision.products.length === 0) {
    lines.push(
      ...decision.reason.map((each): PlanDetailsLine => ({ kind: 'reason', text: sentenceText(each, localize) })),
    );
  }
  return { lines };
}

/** Whether a decision is one of the older plan, whose files are not those that are shown. */
function isOlder(decision: Decision, { since }: ShownVersion): boolean {
  return since?.changes.some((change) => change.decision === decision && change.after === null) === true;
}

function factsOf({ row, installed, due }: Decision, { localize }: Session): PlanDetailsLine[] {
  const fields = [
    [PLAN_TEXTS.patchTitle, row?.title],
    [PLAN_TEXTS.severity, row?.severity],
    [PLAN_TEXTS.released, row?.released.slice(0, 'yyyy-mm-dd'.length)],
    [PLAN_TEXTS.installed, installed?.slice(0, 'yyyy-mm-dd'.length)],
    [PLAN_TEXTS.due, dayText(due)],
  ] as const;
  const texts = fields.flatMap(([label, value = '']) => (value === '' ? [] : [`${localize(label)}: ${value}`]));
  return texts.length === 0 ? [] : [{ kind: 'fact', text: texts.join(' · ') }];
}

function productName({ supplier, product, version, platform }: ProductDecision): string {
  return [supplier, product, version, platform].filter(Boolean).join(' · ');
}

async function reasonsOf(
  { reason, restrictions, restart, owner, places: rests }: ProductDecision,
  places: Places,
  { localize }: Session,
): Promise<PlanDetailsLine[]> {
  const lines = reason.map((each): PlanDetailsLine => ({ kind: 'reason', text: sentenceText(each, localize) }));
  const said = lines.map(({ text }) => text).join('\n');
  for (const restriction of restrictions) {
    // Most reasons tell of it already.
    if (!said.includes(restriction)) lines.push({ kind: 'restriction', text: restriction });
  }
  if (restart) lines.push({ kind: 'restriction', text: localize('It asks for a restart.') });
  if (owner.length > 0) lines.push({ kind: 'fact', text: `${localize(PLAN_TEXTS.owner)}: ${owner.join(', ')}` });
  for (const place of rests) lines.push(await places.line(place));
  return lines;
}

/** The places of decisions in the files as they are now. */
class Places {
  private readonly read = new Map<string, Promise<FoundPublication | null>>();

  constructor(
    private readonly session: Session,
    private readonly plans: Plans,
    /** `null`: the places are in older files, which are not opened. */
    private readonly shown: ShownVersion | null,
  ) {}

  async line({ source, path, patch, statement }: PlanPlace): Promise<PlanDetailsLine> {
    const { localize } = this.session;
    const uri = source === null ? uriOf(path, this.shown?.all ?? []).uri : this.shown?.documents[source]?.uri;
    if (uri === undefined) return { kind: 'source', text: path };
    if (source === null || patch === null) {
      return { kind: 'source', text: path, place: { uri, range: START, selection: START } };
    }
    const found = await this.publication(uri);
    const placed = found && entryOf(found.publication, patch, statement);
    if (placed === null) return { kind: 'source', text: path, place: { uri, range: START, selection: START } };
    const { tree } = found!.document;
    const { entry, at } = placed;
    const identifying = entry.container === 'product' ? entry.field('state') : entry.field(IDENTIFIER_OF.patch);
    const own = identifying?.range ?? nameRange(entry.node, 0);
    const shifted = ({ start, end }: Range): Range => ({ start: at + start, end: at + end });
    const range = rangeOf(tree, { start: at, end: at + entry.node.width });
    const selection = rangeOf(tree, shifted(own));
    const what = [patch.id, identifying?.value === patch.id ? '' : identifying?.value].filter(Boolean).join(' · ');
    const text = localize('{0}, line {1}: {2}', path, String(selection.start.line + 1), what);
    return { kind: 'source', text, place: { uri: found!.document.uri, range, selection } };
  }

  private publication(uri: string): Promise<FoundPublication | null> {
    let read = this.read.get(uri);
    if (read === undefined) this.read.set(uri, (read = this.plans.files.publication(uri)));
    return read;
  }
}
