/**
 * Runs the rules over a document. What a rule finds in an entry is remembered with the entry, and what is found in a run
 * of entries with the run: after an edit only its path is checked again.
 */
import { shifted, type Problem } from '../../xml/problem';
import type { XmlTree } from '../../xml/tree';
import { Gathering } from '../gather';
import type { Fact } from '../fact';
import { Memory } from '../memory';
import { publicationOf, type Entry } from '../model';
import { CONTAINERS, isInnermost, type Container } from '../roles';
import { StreamedEntry } from '../stream/streamedEntry';
import type { Vocabulary } from '../vocabulary';
import { Reading } from './reading';
import { RULES } from './registry';
import type { DocumentRule, EntryRule, Finding, Preset, Rule, RuleContext } from './rule';
import { findingsOfValue, valueRulesIn } from './values';

const documentRules = RULES.filter((rule): rule is DocumentRule => rule.scope === 'document');

/**
 * All `vpc/…` problems of a document, sorted by place.
 * @returns none where the root element is not the vocabulary's
 */
export function ruleProblems(tree: XmlTree, vocabulary: Vocabulary, context: RuleContext): Problem[] {
  const publication = publicationOf(tree, vocabulary);
  if (publication === null) return [];
  const { entry, at } = publication;
  const reading = new Reading(entry);
  const preset = idsIn(context.preset ?? 'extended');
  const isWanted = context.isWanted ?? ((id: string): boolean => preset.has(id));
  // First: the rules about the publication ask for what is found on the way.
  const inEntry = problemsIn(entry);
  const ofDocument = documentRules
    .filter(({ id }) => isWanted(id))
    .flatMap((rule) =>
      withoutDoubtful(
        Array.from(rule.check(reading, context), (finding) => problemOf(rule, finding)),
        reading,
      ),
    );
  return [...ofDocument, ...inEntry]
    .filter(({ code }) => isWanted(code))
    .map((problem) => shifted(problem, at))
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

const PRESETS: readonly Preset[] = ['basic', 'extended', 'full'];
const presetIds = PRESETS.map((_, most) => {
  const ids: string[] = RULES.filter(({ preset }) => PRESETS.indexOf(preset) <= most).map(({ id }) => id);
  return new Set(ids);
});

/** The rules of a preset: each holds those of the ones before it. */
function idsIn(preset: Preset): ReadonlySet<string> {
  return presetIds[PRESETS.indexOf(preset)]!;
}

/** Whether a preset holds the rule of that id. */
export function isInPreset(id: string, preset: Preset): boolean {
  return idsIn(preset).has(id);
}

/** The rules that look at the entries of a container. */
const entryRules = new Map<Container, readonly EntryRule[]>();

function rulesFor(container: Container): readonly EntryRule[] {
  let rules = entryRules.get(container);
  if (rules === undefined) {
    rules = RULES.filter((rule): rule is EntryRule => rule.scope === container || rule.scope === 'every entry');
    entryRules.set(container, rules);
  }
  return rules;
}

const remembered = new Memory<Entry, readonly Problem[]>((entry) => foundIn(entry));
const inEntries = new Gathering<Problem>((entry) => problemsIn(entry), shifted, CONTAINERS);

// What is gathered ahead is known once the rules are there: who asks gets both from here.
export { gatheredAhead } from '../gather';

/** The problems in an entry, with places that count from its element's start. */
function problemsIn(entry: Entry): readonly Problem[] {
  if (!isInnermost(entry.container)) return remembered.of(entry);
  const saying = entry instanceof StreamedEntry ? entry.saying : null;
  if (saying?.isFaultless) return NONE;
  const found = foundIn(entry);
  if (saying !== null && found.length === 0) saying.isFaultless = true;
  return found;
}

const NONE: readonly Problem[] = [];

function foundIn(entry: Entry): readonly Problem[] {
  const reading = new Reading(entry);
  const rules = valueRulesIn(entry);
  let own: Problem[] | null = null;
  for (const fact of reading.headFacts()) {
    if (fact.wording?.isFaultless) continue;
    for (const { rule, finding } of findingsOfValue(fact, rules, entry)) (own ??= []).push(problemOf(rule, finding));
  }
  for (const rule of rulesFor(entry.container)) {
    for (const finding of rule.check(reading)) (own ??= []).push(problemOf(rule, finding));
  }
  const below = inEntries.below(entry);
  return own === null ? below : [...withoutDoubtful(own, reading).sort(byRule), ...below];
}

/** The order in which problems of the same place are reported. */
const ranks = new Map<string, number>(RULES.map(({ id }, index) => [id, index]));

function byRule(a: Problem, b: Problem): number {
  return ranks.get(a.code)! - ranks.get(b.code)!;
}

/** A mistake in an element's XML is reported; what the rules make of its value only follows from that. */
function withoutDoubtful(found: Problem[], reading: Reading): Problem[] {
  if (found.length === 0) return found;
  const broken: Fact[] = [];
  for (const fact of reading.headFacts()) if (fact.isBroken) broken.push(fact);
  if (broken.length === 0) return found;
  return found.filter(({ start }) => !broken.some(({ at, node }) => start >= at && start < at + node.width));
}

function problemOf(rule: Rule, { message, args, range, related, data }: Finding): Problem {
  return {
    code: rule.id,
    severity: rule.severity,
    ...range,
    message: rule.messages[message]!,
    args,
    ...(data && { data }),
    ...(related && {
      related: related.map((place) => ({ ...place.range, message: rule.messages[place.message]!, args: place.args })),
    }),
  };
}
