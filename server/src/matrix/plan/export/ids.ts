/** The patches that are to be installed as plain text, for tools that deploy them. */
import { compareNaturally } from '../../../domain/naturalOrder';
import { inertText } from '../../../xml/escape';
import { isInstall } from '../decision';
import { decisionsIn, PLAN_TEXTS, type ShownPlan } from './shown';

/**
 * Writes for each zone a line `# zone` and the identifiers of the patches that some asset of it is to get without restriction, one a
 * line, in natural order. Those with a restriction are in comments: somebody must read it first.
 */
export function* planIds({ plan, figures, translate }: ShownPlan): Generator<string, void, undefined> {
  for (const { zone } of figures.zones) {
    const free = new Set<string>();
    const restricted = new Set<string>();
    for (const decision of decisionsIn(plan)) {
      if (decision.zone !== zone || !isInstall(decision.decision)) continue;
      (decision.decision === 'install' ? free : restricted).add(inertText(decision.patch));
    }
    yield `# ${inertText(zone) || translate(PLAN_TEXTS.noZone)}\n`;
    for (const id of [...free].filter((each) => !restricted.has(each)).sort(compareNaturally)) yield `${id}\n`;
    for (const id of [...restricted].sort(compareNaturally)) yield `# ${translate(PLAN_TEXTS.withRestriction, id)}\n`;
    yield '\n';
  }
}
