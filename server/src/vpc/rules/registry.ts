/** The table of all rules. A new rule is a new file in one of the folders beside this one and a line here. */
import type { Problem } from '../../xml/problem';
import type { Fix } from './fixes';
import { blanksInIdentifier } from './identifiers/blanksInIdentifier';
import { cveSyntax } from './identifiers/cveSyntax';
import { duplicatePatch } from './identifiers/duplicatePatch';
import { duplicateProduct } from './identifiers/duplicateProduct';
import { duplicateValue } from './identifiers/duplicateValue';
import { duplicateVendor } from './identifiers/duplicateVendor';
import { emptyValue } from './identifiers/emptyValue';
import { hashSyntax } from './identifiers/hashSyntax';
import { fileName } from './publication/fileName';
import type { Rule, RuleDocument } from './rule';
import { codeValue } from './states/codeValue';

/** All rules, by id. */
export const RULES: readonly Rule[] = [
  blanksInIdentifier,
  codeValue,
  cveSyntax,
  duplicatePatch,
  duplicateProduct,
  duplicateValue,
  duplicateVendor,
  emptyValue,
  fileName,
  hashSyntax,
].sort((a, b) => (a.id < b.id ? -1 : 1));

const byId = new Map<string, Rule>(RULES.map((rule) => [rule.id, rule]));

/** The rule that reports a code. */
export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}

/** What can be done about a problem that a rule found, made from the document as it is now; best first. */
export function fixesFor(problem: Problem, document: RuleDocument): Fix[] {
  return ruleById(problem.code)?.fixes?.(problem, document) ?? [];
}
