/** The rules about single values. What is written the same in the same role is looked at once where nothing is wrong with it. */
import type { Fact } from '../fact';
import type { Container, FactRole } from '../roles';
import type { Vocabulary } from '../vocabulary';
import { RULES } from './registry';
import type { Finding, Surroundings, ValueRule } from './rule';

/** What a rule found. */
export interface FoundInValue {
  readonly rule: ValueRule;
  readonly finding: Finding;
}

const NONE: readonly FoundInValue[] = [];
const valueRules = RULES.filter((rule): rule is ValueRule => rule.scope === 'value');

/** What the rules about single values find in one, in the frame of the entry; what is faultless is remembered as that. */
export function findingsOfValue(fact: Fact, within: Surroundings): readonly FoundInValue[] {
  let found: FoundInValue[] | null = null;
  for (const rule of rulesFor(fact.role, within)) {
    for (const finding of rule.check(fact, within)) (found ??= []).push({ rule, finding });
  }
  if (found === null && fact.wording !== null) fact.wording.isFaultless = true;
  return found ?? NONE;
}

type RulesByRole = Map<FactRole, readonly ValueRule[]>;
const remembered = new WeakMap<Vocabulary, Map<Container, RulesByRole>>();

/** The rules that look at values of a role. */
function rulesFor(role: FactRole, within: Surroundings): readonly ValueRule[] {
  const { container, vocabulary } = within;
  let byContainer = remembered.get(vocabulary);
  if (byContainer === undefined) remembered.set(vocabulary, (byContainer = new Map<Container, RulesByRole>()));
  let byRole = byContainer.get(container);
  if (byRole === undefined) byContainer.set(container, (byRole = new Map<FactRole, readonly ValueRule[]>()));
  let rules = byRole.get(role);
  if (rules === undefined) byRole.set(role, (rules = valueRules.filter((rule) => rule.concerns(role, within))));
  return rules;
}
