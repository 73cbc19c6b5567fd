/** The rules about single values. What is written the same in the same role is looked at once where nothing is wrong with it. */
import type { Fact } from '../fact';
import { CONTAINERS, factRoles, type Container, type FactRole } from '../roles';
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

/** The rules that look at values of a role, for all roles in a container. */
type RulesByRole = ReadonlyMap<FactRole, readonly ValueRule[]>;
const remembered = new WeakMap<Vocabulary, ReadonlyMap<Container, RulesByRole>>();

/** The rules about single values in a container. */
export function valueRulesIn({ container, vocabulary }: Surroundings): RulesByRole {
  let byContainer = remembered.get(vocabulary);
  if (byContainer === undefined) {
    byContainer = new Map(CONTAINERS.map((within) => [within, rulesByRole({ container: within, vocabulary })]));
    remembered.set(vocabulary, byContainer);
  }
  return byContainer.get(container)!;
}

function rulesByRole(within: Surroundings): RulesByRole {
  const rulesOf = (role: FactRole) => valueRules.filter((rule) => rule.concerns(role, within));
  return new Map(factRoles(within.container).map((role) => [role, rulesOf(role)]));
}

/** What the rules about single values find in one, in the frame of the entry; what is faultless is remembered as that. */
export function findingsOfValue(fact: Fact, rules: RulesByRole, within: Surroundings): readonly FoundInValue[] {
  let found: FoundInValue[] | null = null;
  for (const rule of rules.get(fact.role)!) {
    for (const finding of rule.check(fact, within)) (found ??= []).push({ rule, finding });
  }
  if (found === null && fact.wording !== null) fact.wording.isFaultless = true;
  return found ?? NONE;
}
