/**
 * Compares names with their spelling in the other files after these have been checked: then the names of all are known, and no file
 * is read for them. A file in which that can find a problem is checked again, with all that the others say.
 */
import { pathToFileURL } from 'node:url';
import { publicationOf } from '../../../domain/model';
import { comparedNames, spelledNames, spelledOtherwise } from '../../../rules/consistency/otherSpellings';
import type { GovernedDocument } from '../../../workspace/document';
import type { Environment } from '../../environment';
import { withinFile } from '../../fileBudget';
import type { SiblingFiles } from '../../siblingFiles/siblingFiles';
import type { DeferredNames, Outcome } from './report';

/** The names in a document that have to be compared with other files. */
export function deferredNames({ tree, vocabulary }: GovernedDocument): DeferredNames | undefined {
  const publication = vocabulary && publicationOf(tree, vocabulary)?.entry;
  if (!publication) return undefined;
  const [supplier, published] = [publication.value('supplier') ?? '', publication.value('published') ?? ''];
  return { supplier, published, all: [...spelledNames(publication)], compared: comparedNames(publication) };
}

/**
 * The outcomes with the problems that come from other files, in the same order. Outcomes wait until the files with which names are
 * compared have been checked.
 * @param outcomes of the files, in their order; without these problems
 * @param again checks a file again, with all that other files say
 */
export async function* withSpellings(
  outcomes: AsyncIterable<Outcome>,
  files: readonly string[],
  environment: Environment,
  siblings: SiblingFiles,
  again: (file: string) => Promise<Outcome>,
): AsyncGenerator<Outcome> {
  /** The files that names are compared with and that have not been checked; `null` until a rule has asked. */
  let missing: Set<string> | null = null;
  const checked = new Set<string>();
  const waiting: Outcome[] = [];
  let next = 0;
  async function* compared(): AsyncGenerator<Outcome> {
    for (const outcome of waiting.splice(0)) yield settled(outcome, files[next++]!);
  }
  const settled = (outcome: Outcome, file: string): Promise<Outcome> =>
    outcome.names === undefined
      ? Promise.resolve(outcome)
      : withinFile(
          file,
          async () => {
            const { identity } = await environment.vocabularyFor(pathToFileURL(file).href);
            const lookup = siblings.spellingsFor(file, identity);
            const found = spelledOtherwise(outcome.names!.compared, outcome.names!, lookup, identity);
            if (found.length > 0) return again(file);
            const notes = siblings.takeNotes();
            return notes.length === 0 ? outcome : { ...outcome, notes: [...outcome.notes, ...notes] };
          },
          (reason) => ({ result: { path: outcome.result.path, reason, isStopped: true }, notes: outcome.notes }),
        );

  for await (const outcome of outcomes) {
    const file = files[checked.size]!;
    checked.add(file);
    waiting.push(outcome);
    if (outcome.names !== undefined) {
      siblings.wasNamed(file, outcome.names.all);
      missing ??= missingOf(siblings, files, checked);
    }
    missing?.delete(file);
    if (missing === null || missing.size === 0) yield* compared();
  }
  yield* compared();
}

/** The files with which names are compared that are still to be checked in this run. */
function missingOf(siblings: SiblingFiles, files: readonly string[], checked: ReadonlySet<string>): Set<string> {
  const run = new Set(files);
  return new Set(siblings.namedFiles().filter((path) => run.has(path) && !checked.has(path)));
}
