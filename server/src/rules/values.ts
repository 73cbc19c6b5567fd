/** Runs the rules about single values. Equal values of a role without problems are checked once. */
import type { Field } from '../domain/field';
import { CONTAINERS, fieldRoles, type Container, type FieldRole } from '../domain/roles';
import type { Vocabulary } from '../domain/vocabulary';
import { RULES } from './registry';
import type { RuleProblem, ValueContext, ValueRule } from './rule';

/** A problem and the rule that found it. */
export interface ValueProblem {
  readonly rule: ValueRule;
  readonly problem: RuleProblem;
}

const NONE: readonly ValueProblem[] = [];
const valueRules = RULES.filter((rule): rule is ValueRule => rule.scope === 'value');

/** The rules about values, by role, for one container. */
type RulesByRole = ReadonlyMap<FieldRole, readonly ValueRule[]>;
const rulesByVocabulary = new WeakMap<Vocabulary, ReadonlyMap<Container, RulesByRole>>();

/** The rules about the values in a container. */
export function valueRulesIn({ container, vocabulary }: ValueContext): RulesByRole {
  let byContainer = rulesByVocabulary.get(vocabulary);
  if (byContainer === undefined) {
    byContainer = new Map(CONTAINERS.map((within) => [within, rulesByRole({ container: within, vocabulary })]));
    rulesByVocabulary.set(vocabulary, byContainer);
  }
  return byContainer.get(container)!;
}

function rulesByRole(within: ValueContext): RulesByRole {
  const rulesOf = (role: FieldRole) => valueRules.filter((rule) => rule.concerns(role, within));
  return new Map(fieldRoles(within.container).map((role) => [role, rulesOf(role)]));
}

/** The problems in a value; offsets count from the entry's start. An interned value without problems is marked so. */
export function problemsOfValue(field: Field, rules: RulesByRole, within: ValueContext): readonly ValueProblem[] {
  let found: ValueProblem[] | null = null;
  for (const rule of rules.get(field.role)!) {
    for (const problem of rule.check(field, within)) (found ??= []).push({ rule, problem });
  }
  if (found === null && field.interned !== null) field.interned.hasNoProblems = true;
  return found ?? NONE;
}
