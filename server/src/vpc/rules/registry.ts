/** The table of all rules. A new rule is a new file beside this one and a line here. */
import { codeValue } from './codeValue';
import { cveSyntax } from './cveSyntax';
import { duplicatePatch } from './duplicatePatch';
import { fileName } from './fileName';
import type { Problem } from '../../xml/problem';
import type { Fix } from './fixes';
import type { Rule, RuleDocument } from './rule';

/** All rules, by id. */
export const RULES: readonly Rule[] = [codeValue, cveSyntax, duplicatePatch, fileName];

const byId = new Map<string, Rule>(RULES.map((rule) => [rule.id, rule]));

/** The rule that reports a code. */
export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}

/** What can be done about a problem that a rule found, made from the document as it is now; best first. */
export function fixesFor(problem: Problem, document: RuleDocument): Fix[] {
  return ruleById(problem.code)?.fixes?.(problem, document) ?? [];
}
