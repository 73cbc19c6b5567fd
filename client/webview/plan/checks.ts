/** Checks of the messages about a plan. */
import {
  DECISION_LENGTH,
  type PlanDetails,
  type PlanDetailsLine,
  type PlanSnapshot,
} from '../../../server/src/lsp/protocol/index';
import { isNote, isPlace } from '../matrixChecks';
import {
  isBoolean,
  isEither,
  isList,
  isNull,
  isNumber,
  isOneOf,
  isOptional,
  isShape,
  isString,
  type Check,
} from '../typeChecks';

const hasShape = isShape<PlanSnapshot>({
  revision: isNumber,
  made: isString,
  lists: isShape<PlanSnapshot['lists']>({ assets: isString, installed: isString }),
  files: isNumber,
  listProblems: isList(isNote),
  notes: isList(isNote),
  assets: isList(
    isShape<PlanSnapshot['assets'][number]>({
      name: isString,
      zone: isString,
      products: isList(isString),
      restarts: isNumber,
      restartsCanBeMore: isBoolean,
    }),
  ),
  patches: isList(
    isShape<PlanSnapshot['patches'][number]>({
      vendor: isString,
      id: isString,
      title: isString,
      severity: isString,
      released: isString,
    }),
  ),
  kinds: isList(isShape<PlanSnapshot['kinds'][number]>({ id: isString, name: isString })),
  texts: isList(isString),
  decisions: isList(isNumber),
  since: isEither(isNull, isShape<NonNullable<PlanSnapshot['since']>>({ name: isString, notes: isList(isNote) })),
  formats: isList(
    isShape<PlanSnapshot['formats'][number]>({
      id: isString,
      name: isString,
      ending: isString,
      hasSeparator: isBoolean,
    }),
  ),
});

/** Whether a value is a plan, and its numbers are those of what it has. */
export const isPlanSnapshot: Check<PlanSnapshot> = (value): value is PlanSnapshot => {
  if (!hasShape(value)) return false;
  const { decisions, assets, patches, kinds, texts } = value;
  if (decisions.length % DECISION_LENGTH !== 0) return false;
  const limits = [assets.length, patches.length, kinds.length, texts.length, Infinity, Infinity, texts.length];
  return decisions.every((number, at) => {
    const limit = limits[at % DECISION_LENGTH] ?? kinds.length + 2;
    return number >= 0 && number < limit && Number.isInteger(number);
  });
};

export const isPlanDetails: Check<PlanDetails> = isShape<PlanDetails>({
  lines: isList(
    isShape<PlanDetailsLine>({
      kind: isOneOf('fact', 'product', 'reason', 'restriction', 'source'),
      text: isString,
      decision: isOptional(isString),
      place: isOptional(isPlace),
    }),
  ),
});
