/** What is to be checked in VPC files beyond the schema, and which rule does it. */
import type { Rule } from './rule';

/** One thing to check. */
export interface Check {
  readonly area: string;
  readonly check: string;
  readonly rules: readonly Rule['id'][];
}

const of = (area: string, checks: readonly (readonly [check: string, ...rules: Rule['id'][]])[]): Check[] =>
  checks.map(([check, ...rules]) => ({ area, check, rules }));

export const CHECKS: readonly Check[] = [
  ...of('identifiers', [
    ['duplicate patch identifier within a vendor', 'vpc/duplicate-patch'],
    ['the same product, version and platform twice in a patch', 'vpc/duplicate-product'],
    ['a vendor twice', 'vpc/duplicate-vendor'],
    ['syntax of CVE numbers', 'vpc/cve-syntax'],
    ['length and characters of a hash against its algorithm', 'vpc/hash-syntax'],
    ['language tag not BCP 47', 'vpc/language-tag'],
    ['empty or blank values', 'vpc/empty-value', 'vpc/code-value', 'vpc/cve-syntax'],
    ['leading and trailing blanks in identifiers', 'vpc/blanks-in-identifier'],
    ['a CVE number, a target, a version … listed twice', 'vpc/duplicate-value'],
  ]),
  ...of('references', [
    ['a reference to an unknown patch', 'vpc/unknown-patch', 'vpc/unknown-superseded'],
    ['a reference to itself', 'vpc/self-reference'],
    ['a circle', 'vpc/reference-cycle'],
    ['the inverse is missing', 'vpc/missing-inverse'],
    ['a superseded patch is still in test', 'vpc/superseded-in-test'],
    ['a patch supersedes a later one', 'vpc/supersession-order'],
    ['approved, and a prerequisite is not', 'vpc/prerequisite-not-approved'],
  ]),
  ...of('time', [
    ["a state's date before the patch's release", 'vpc/state-before-release'],
    ['published before the newest date of a state or a patch', 'vpc/published-before-content'],
    ['dates in the future', 'vpc/future-date'],
    ['no time zone', 'vpc/time-zone'],
    ['revised before released', 'vpc/revised-before-released'],
  ]),
  ...of('states', [
    ['unknown state, severity or patch type', 'vpc/code-value'],
    ["an asset owner's state in a supplier's file", 'vpc/asset-owner-state'],
    ['a result without a date', 'vpc/state-date-missing'],
    ['not approved without comment or restriction', 'vpc/reason-missing'],
    ['all products of a patch still available long after its release', 'vpc/still-available'],
    ['restart of patch and product contradict each other', 'vpc/reboot-contradiction'],
  ]),
  ...of('coverage', [
    ['a hole in the matrix', 'vpc/coverage-hole'],
    ['a name spelled in two ways', 'vpc/spelling'],
    ['a patch without products', 'vpc/no-products'],
    ['a security patch without vulnerability', 'vpc/security-without-vulnerability'],
  ]),
  ...of('publication', [
    ['filename', 'vpc/filename'],
    ['version not raised', 'vpc/version-not-raised'],
    ['published not later than the edition before', 'vpc/edition-not-later'],
    ['a transition that the state model does not have', 'vpc/transition'],
    ['a state that changed, with the date of the one before', 'vpc/state-date-kept'],
    ['an address that cannot be opened', 'vpc/url'],
    ['two texts in the same language', 'vpc/duplicate-language'],
    ['a title or an address that names another patch', 'vpc/copied-identifier'],
  ]),
];
