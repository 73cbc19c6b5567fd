/** The table of all rules. A new rule is a new file in one of the folders beside this one and a line here. */
import type { Problem } from '../xml/problem';
import type { Fix } from './fixes';
import type { Rule, RuleDocument } from './rule';
import { invisibleCharacter } from './characters/invisibleCharacter';
import { replacementCharacter } from './characters/replacementCharacter';
import { noProducts } from './completeness/noProducts';
import { rebootContradiction } from './completeness/rebootContradiction';
import { securityWithoutVulnerability } from './completeness/securityWithoutVulnerability';
import { coverageHole } from './consistency/coverageHole';
import { spelling } from './consistency/spelling';
import { blanksInIdentifier } from './identifiers/blanksInIdentifier';
import { cveSyntax } from './identifiers/cveSyntax';
import { duplicatePatch } from './identifiers/duplicatePatch';
import { duplicateProduct } from './identifiers/duplicateProduct';
import { duplicateValue } from './identifiers/duplicateValue';
import { duplicateVendor } from './identifiers/duplicateVendor';
import { emptyValue } from './identifiers/emptyValue';
import { hashSyntax } from './identifiers/hashSyntax';
import { ownerAheadOfSupplier } from './owner/ownerAheadOfSupplier';
import { ownerSkippedState } from './owner/ownerSkippedState';
import { ownerWithdrawnApproval } from './owner/ownerWithdrawnApproval';
import { editionNotLater } from './publication/editionNotLater';
import { fileName } from './publication/fileName';
import { transition } from './publication/transition';
import { url } from './publication/url';
import { versionNotRaised } from './publication/versionNotRaised';
import { stateDateKept } from './publication/stateDateKept';
import { missingInverse } from './references/missingInverse';
import { prerequisiteNotApproved } from './references/prerequisiteNotApproved';
import { referenceCycle } from './references/referenceCycle';
import { selfReference } from './references/selfReference';
import { supersededInTest } from './references/supersededInTest';
import { supersessionOrder } from './references/supersessionOrder';
import { unknownPatch } from './references/unknownPatch';
import { unknownSuperseded } from './references/unknownSuperseded';
import { assetOwnerState } from './states/assetOwnerState';
import { codeValue } from './states/codeValue';
import { reasonMissing } from './states/reasonMissing';
import { stateDateMissing } from './states/stateDateMissing';
import { stillAvailable } from './states/stillAvailable';
import { copiedIdentifier } from './texts/copiedIdentifier';
import { duplicateLanguage } from './texts/duplicateLanguage';
import { languageTag } from './texts/languageTag';
import { futureDate } from './time/futureDate';
import { publishedBeforeContent } from './time/publishedBeforeContent';
import { revisedBeforeReleased } from './time/revisedBeforeReleased';
import { stateBeforeRelease } from './time/stateBeforeRelease';
import { timeZone } from './time/timeZone';

/** All rules, by id. */
export const RULES: readonly Rule[] = [
  assetOwnerState,
  blanksInIdentifier,
  codeValue,
  copiedIdentifier,
  coverageHole,
  cveSyntax,
  duplicateLanguage,
  duplicatePatch,
  duplicateProduct,
  duplicateValue,
  duplicateVendor,
  editionNotLater,
  emptyValue,
  fileName,
  futureDate,
  hashSyntax,
  invisibleCharacter,
  languageTag,
  missingInverse,
  noProducts,
  ownerAheadOfSupplier,
  ownerSkippedState,
  ownerWithdrawnApproval,
  prerequisiteNotApproved,
  publishedBeforeContent,
  reasonMissing,
  rebootContradiction,
  referenceCycle,
  replacementCharacter,
  revisedBeforeReleased,
  securityWithoutVulnerability,
  selfReference,
  spelling,
  stateBeforeRelease,
  stateDateKept,
  stateDateMissing,
  stillAvailable,
  supersededInTest,
  supersessionOrder,
  timeZone,
  transition,
  unknownPatch,
  unknownSuperseded,
  url,
  versionNotRaised,
].sort((a, b) => (a.id < b.id ? -1 : 1));

const byId = new Map<string, Rule>(RULES.map((rule) => [rule.id, rule]));

/** The rule that reports a code. */
export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}

/** The fixes of a rule's problem, computed from the current document; best first. */
export function fixesFor(problem: Problem, document: RuleDocument): Fix[] {
  return ruleById(problem.code)?.fixes?.(problem, document) ?? [];
}
