/** Changes to states that cannot follow those of the previous edition. They are written all the same: the writer may be right. */
import { statementKeys } from '../../domain/identifiers/keys';
import { stateNamed } from '../../domain/stateNames';
import { refusalsIn, stateTransition } from '../../domain/states';
import { statementsOf } from '../../rules/publication/changes';
import type { Vocabulary } from '../../domain/vocabulary';
import type { PreviousEdition } from '../../rules/rule';
import type { Change, NotDone, Reason } from './change';

/** The changes against the state model, with the reasons. */
export function transitionWarnings(
  changes: readonly Change[],
  previous: PreviousEdition,
  vocabulary: Vocabulary,
): NotDone[] {
  const { identity, profile } = vocabulary;
  return changes.flatMap((change): NotDone[] => {
    const { patch, product, state } = change;
    const to = state === undefined ? null : stateNamed(vocabulary, state);
    if (patch === undefined || product === undefined || to === null) return [];
    const versions = product.version ? [product.version] : [];
    const platforms = product.platform ? [product.platform] : [];
    const [named] = statementKeys({ id: product.id, versions, platforms }, identity);
    const before = statementsOf(previous.products(patch.vendor ?? '', patch.id), identity).get(named!.key);
    const from = before ? vocabulary.state(before.state) : undefined;
    if (from === undefined) return [];
    const found = stateTransition(profile, from.id, to.id);
    const args = [previous.name, from.value, to.value];
    if (found.kind === 'none') return [{ change, reason: warning(IMPOSSIBLE, args) }];
    if (found.kind !== 'conceals') return [];
    return [{ change, reason: warning(CONCEALED, [...args, refusalsIn(found.over)[0]!.value]) }];
  });
}

const IMPOSSIBLE = 'The previous edition ({0}) had "{1}", which "{2}" cannot follow in the state model.';
const CONCEALED = 'The previous edition ({0}) had "{1}", which "{2}" can follow only through "{3}".';

function warning(message: string, args: readonly string[]): Reason {
  return { kind: 'value', message, args };
}
