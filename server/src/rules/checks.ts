/** The checks of VPC files beyond the schema, and the rules that make them. */
import type { Rule } from './rule';

/** One check; an area groups several. */
export interface Check {
  readonly area: string;
  readonly check: string;
  readonly rules: readonly Rule['id'][];
}

const of = (area: string, checks: readonly (readonly [check: string, ...rules: Rule['id'][]])[]): Check[] =>
  checks.map(([check, ...rules]) => ({ area, check, rules }));

export const CHECKS: readonly Check[] = [
  ...of('identifiers', [
    ['duplicate patch identifier for a patch vendor', 'vpc/duplicate-patch'],
    ['duplicate product, version and platform in a patch', 'vpc/duplicate-product'],
    ['duplicate patch vendor', 'vpc/duplicate-vendor'],
    ['syntax of CVE numbers', 'vpc/cve-syntax'],
    ['length and characters of a hash against its algorithm', 'vpc/hash-syntax'],
    ['language tags (BCP 47)', 'vpc/language-tag'],
    ['empty values', 'vpc/empty-value', 'vpc/code-value', 'vpc/cve-syntax'],
    ['leading, trailing or repeated whitespace in identifiers', 'vpc/blanks-in-identifier'],
    ['characters that cannot be seen', 'vpc/invisible-character'],
    ['characters that were lost when a text was read', 'vpc/replacement-character'],
    ['duplicate CVE numbers, targets, versions …', 'vpc/duplicate-value'],
  ]),
  ...of('references', [
    ['reference to an unknown patch', 'vpc/unknown-patch', 'vpc/unknown-superseded'],
    ['reference to itself', 'vpc/self-reference'],
    ['supersedence or prerequisite cycle', 'vpc/reference-cycle'],
    ['missing inverse reference', 'vpc/missing-inverse'],
    ['superseded patch still in test', 'vpc/superseded-in-test'],
    ['patch supersedes a later one', 'vpc/supersession-order'],
    ['approved patch with a prerequisite that is not approved', 'vpc/prerequisite-not-approved'],
  ]),
  ...of('time', [
    ['state date before the release date', 'vpc/state-before-release'],
    ['publication date before a state, release or revision date', 'vpc/published-before-content'],
    ['dates in the future', 'vpc/future-date'],
    ['missing time zone', 'vpc/time-zone'],
    ['revision date before the release date', 'vpc/revised-before-released'],
  ]),
  ...of('states', [
    ['unknown state, severity or patch type', 'vpc/code-value'],
    ["asset owner's state in a supplier's file", 'vpc/asset-owner-state'],
    ['test result without a date', 'vpc/state-date-missing'],
    ['not approved without a comment or restriction', 'vpc/reason-missing'],
    ['all products of a patch still available long after its release', 'vpc/still-available'],
    ['contradicting restart requirements of patch and product', 'vpc/reboot-contradiction'],
  ]),
  ...of('asset owner', [
    ["asset owner ahead of the supplier's approval", 'vpc/owner-ahead-of-supplier'],
    ['patch that may be installed although the supplier refuses it', 'vpc/owner-withdrawn-approval'],
    ['test or authorization that no edition of the asset owner records', 'vpc/owner-skipped-state'],
  ]),
  ...of('coverage', [
    ['hole in the matrix', 'vpc/coverage-hole'],
    ['name with two spellings', 'vpc/spelling'],
    ['patch without products', 'vpc/no-products'],
    ['security patch without vulnerabilities', 'vpc/security-without-vulnerability'],
  ]),
  ...of('publication', [
    ['filename', 'vpc/filename'],
    ['version not raised', 'vpc/version-not-raised'],
    ['publication date not later than that of the previous edition', 'vpc/edition-not-later'],
    ['state transition outside the state model', 'vpc/transition'],
    ['changed state with the date of the previous one', 'vpc/state-date-kept'],
    ['URL that cannot be opened', 'vpc/url'],
    ['duplicate text in a language', 'vpc/duplicate-language'],
    ['title or URL that names another patch', 'vpc/copied-identifier'],
  ]),
];
