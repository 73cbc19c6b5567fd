/**
 * Runs the rules over a document. The problems of an entry are memoised with the entry, those of sibling entries with their
 * list nodes: an edit checks only its path again.
 */
import { shifted, type Problem } from '../xml/problem';
import type { XmlTree } from '../xml/tree';
import { IncrementalCollector, type ItemCollector } from '../domain/incrementalCollector';
import type { Field } from '../domain/field';
import { publicationOf, type Entry } from '../domain/model';
import { CONTAINERS, isInnermost, type Container, type Party } from '../domain/roles';
import type { Vocabulary } from '../domain/vocabulary';
import { patchDigests, vendorDigests } from './digest';
import { CachedEntry } from './cachedEntry';
import { RULES } from './registry';
import type { DocumentRule, EntryRule, RuleProblem, Preset, Rule, RuleContext } from './rule';
import { problemsOfValue, valueRulesIn } from './values';
import { EntryMemo } from '../domain/memo';

const documentRules = RULES.filter((rule): rule is DocumentRule => rule.scope === 'document');

/**
 * All `vpc/…` problems of a document, sorted by start.
 * @returns none where the root element is not the vocabulary's
 */
export function ruleProblems(tree: XmlTree, vocabulary: Vocabulary, context: RuleContext): Problem[] {
  const publication = publicationOf(tree, vocabulary);
  if (publication === null) return [];
  const { entry, at } = publication;
  const cached = new CachedEntry(entry);
  const preset = idsIn(context.preset ?? 'extended');
  const isChosen = context.isWanted ?? ((id: string): boolean => preset.has(id));
  const isWanted = (id: string): boolean => isChosen(id) && checksFilesOf(id, context.isOwner ?? false);
  // First, because the rules about the publication use the digests that this collects.
  const inEntry = problemsIn(entry);
  const ofDocument = documentRules
    .filter(({ id }) => isWanted(id))
    .flatMap((rule) =>
      withoutBroken(
        Array.from(rule.check(cached, context), (problem) => problemOf(rule, problem)),
        cached,
      ),
    );
  return [...ofDocument, ...inEntry]
    .filter(({ code }) => isWanted(code))
    .map((problem) => shifted(problem, at))
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Rules that check only the files of suppliers, or only those of the asset owner. */
const parties = new Map<string, Party>(RULES.flatMap(({ id, party }) => (party === undefined ? [] : [[id, party]])));

/** Whether a code is one that is looked for in the asset owner's own files, or in those of suppliers. */
export function checksFilesOf(code: string, isOwner: boolean): boolean {
  const party = parties.get(code);
  return party === undefined || (party === 'asset-owner') === isOwner;
}

const PRESETS: readonly Preset[] = ['basic', 'extended', 'full'];
const presetIds = PRESETS.map((_, most) => {
  const ids: string[] = RULES.filter(({ preset }) => PRESETS.indexOf(preset) <= most).map(({ id }) => id);
  return new Set(ids);
});

/** The rules of a preset, including those of the presets before it. */
function idsIn(preset: Preset): ReadonlySet<string> {
  return presetIds[PRESETS.indexOf(preset)]!;
}

/** Whether a preset includes a rule. */
export function isInPreset(id: string, preset: Preset): boolean {
  return idsIn(preset).has(id);
}

/** The rules about the entries of a container. */
const entryRules = new Map<Container, readonly EntryRule[]>();

function rulesFor(container: Container): readonly EntryRule[] {
  let rules = entryRules.get(container);
  if (rules === undefined) {
    rules = RULES.filter((rule): rule is EntryRule => rule.scope === container || rule.scope === 'every entry');
    entryRules.set(container, rules);
  }
  return rules;
}

const problemsByEntry = new EntryMemo<Entry, readonly Problem[]>((entry) => findProblems(entry));
const inEntries = new IncrementalCollector<Problem>((entry) => problemsIn(entry), shifted);

/** A collector and the containers whose entries it collects from. */
export interface RuleCollector {
  readonly collector: ItemCollector;
  readonly containers: readonly Container[];
}

/**
 * All collectors of the rules; items are plain data. A caller that reads entries one at a time can fill them on the way, in
 * this order, and memoise the results.
 */
export const RULE_COLLECTORS: readonly RuleCollector[] = [
  { collector: patchDigests, containers: ['patch'] },
  { collector: vendorDigests, containers: ['patch-vendor'] },
  { collector: inEntries, containers: CONTAINERS },
];

/** The problems in an entry; offsets count from its element's start. */
function problemsIn(entry: Entry): readonly Problem[] {
  const { shared } = entry;
  if (shared?.hasNoProblems) return NONE;
  const found = isInnermost(entry.container) ? findProblems(entry) : problemsByEntry.of(entry);
  if (shared !== null && found.length === 0) shared.hasNoProblems = true;
  return found;
}

const NONE: readonly Problem[] = [];

function findProblems(entry: Entry): readonly Problem[] {
  const cached = new CachedEntry(entry);
  const rules = valueRulesIn(entry);
  let own: Problem[] | null = null;
  for (const field of cached.headFields()) {
    if (field.interned?.hasNoProblems) continue;
    for (const { rule, problem } of problemsOfValue(field, rules, entry)) (own ??= []).push(problemOf(rule, problem));
  }
  for (const rule of rulesFor(entry.container)) {
    for (const problem of rule.check(cached)) (own ??= []).push(problemOf(rule, problem));
  }
  const below = inEntries.fromChildren(entry);
  return own === null ? below : [...withoutBroken(own, cached).sort(byRule), ...below];
}

/** The order in which problems at the same offset are reported. */
const ranks = new Map<string, number>(RULES.map(({ id }, index) => [id, index]));

function byRule(a: Problem, b: Problem): number {
  return ranks.get(a.code)! - ranks.get(b.code)!;
}

/** Drops problems in fields whose XML has a problem: that one is reported, and these only follow from it. */
function withoutBroken(found: Problem[], cached: CachedEntry): Problem[] {
  if (found.length === 0) return found;
  const broken: Field[] = [];
  for (const field of cached.headFields()) if (field.isBroken) broken.push(field);
  if (broken.length === 0) return found;
  return found.filter(({ start }) => !broken.some(({ at, node }) => start >= at && start < at + node.width));
}

function problemOf(rule: Rule, { message, args, range, related, data }: RuleProblem): Problem {
  // eslint-disable-next-line own/no-prototype-lookup -- the rule's own code names its messages
  const templateOf = (name: string): string => rule.messages[name]!;
  return {
    code: rule.id,
    severity: rule.severity,
    ...range,
    message: templateOf(message),
    args,
    ...(data && { data }),
    ...(related && {
      related: related.map((place) => ({ ...place.range, message: templateOf(place.message), args: place.args })),
    }),
  };
}
