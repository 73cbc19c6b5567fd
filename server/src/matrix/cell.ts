/** A cell of the matrix: what the publications say about one patch and one product, and which of it holds. */
import { addTo } from '../domain/multimap';
import { normalisedName } from '../domain/identity';
import { instantOf } from '../domain/dateTime';
import { compareAges, withoutReplaced, type StatementAge } from '../domain/editions';
import { canBeInstalled, cautionOf } from '../domain/states';
import type { Verdict } from './compare/verdicts';
import type { Statement } from './digest';
import type { Editions, EditionTable } from './editionTable';

/** A statement and its source. */
export interface SourcedStatement {
  readonly statement: Statement;
  /** Index into the sources of the matrix. */
  readonly source: number;
}

/** The change of a cell whose state the newer edition has changed or removed. */
export interface CellChange {
  /** The statements of the older edition; empty where it has none. */
  readonly before: readonly Statement[];
  readonly verdict: Verdict;
}

/** The statements about a patch and a product. */
export interface Cell {
  /**
   * The statements that hold, the most cautious first: it is the one that is shown. Several where they contradict each other or
   * where it is unknown which is newer. Empty where only replaced editions, the owner or the older edition speak.
   */
  readonly statements: readonly SourcedStatement[];
  /** The last statement of each publication that the latest edition no longer lists. */
  readonly dropped: readonly SourcedStatement[];
  /** Whether a patch that replaces this one is listed for the product, and not refused: then nothing is missing. */
  readonly isRetired: boolean;
  /** The statements of the asset owner's own files. They lie over those of the suppliers. */
  readonly owner: readonly SourcedStatement[];
  /** Whether statements that hold contradict each other. */
  readonly conflict: boolean;
  /** Whether it is unknown which statement holds: the order of editions is in doubt, or a file is invalid. */
  readonly doubt: boolean;
  /**
   * How an approval of an earlier edition was taken back: the latest one says something less (`stated`), or does not list the cell
   * any more (`absent`). `null`: it was not.
   */
  readonly withdrawal: 'stated' | 'absent' | null;
  /** Whether the valid files alone do not list the cell any more, either; then only they can excuse that. */
  readonly isGoneInValid: boolean;
  /** `null` where nothing is compared, and where the state is unchanged. */
  readonly change: CellChange | null;
}

const NOTHING: readonly SourcedStatement[] = [];

/** A cell without statements. */
export const EMPTY_CELL: Cell = {
  statements: NOTHING,
  dropped: NOTHING,
  isRetired: false,
  owner: NOTHING,
  conflict: false,
  doubt: false,
  withdrawal: null,
  isGoneInValid: false,
  change: null,
};

/** The cell of one statement that nothing replaces. */
export function plainCell(statement: Statement, source: number): Cell {
  return { ...EMPTY_CELL, statements: [{ statement, source }] };
}

/** The states of a cell as written in the files, without duplicates and empty ones; the most cautious first. */
export function stateWords({ statements }: Pick<Cell, 'statements'>): string[] {
  return [...new Set(statements.map(({ statement }) => statement.word).filter((word) => word !== ''))];
}

/** Whether a cell allows the installation: then all that holds does, without a doubt. */
export function allowsInstallation({ statements }: Pick<Cell, 'statements'>): boolean {
  return statements.length > 0 && statements.every(({ statement }) => isInstallable(statement));
}

/** Whether a statement allows the installation. */
export function isInstallable({ known }: Statement): boolean {
  return known !== null && canBeInstalled(known.id);
}

/**
 * The cell of several statements.
 * @param all of one row and column, of all editions
 */
export function cellOf(all: readonly SourcedStatement[], editions: EditionTable): Cell {
  const isOwner = ({ source }: SourcedStatement): boolean => editions.statuses[source]!.isOwner;
  const own = all.filter((said) => !isOwner(said));
  const owner = all.filter(isOwner);
  const answer = own.length === 0 ? NO_ANSWER : cautiousAnswer(own, editions);
  return {
    statements: answer.statements,
    dropped: answer.dropped,
    isRetired: false,
    owner: owner.length === 0 ? NOTHING : answerOf(owner, editions).statements,
    conflict: answer.conflict,
    doubt: answer.doubt,
    withdrawal: answer.withdrawal,
    isGoneInValid: answer.isGoneInValid,
    change: null,
  };
}

/** What the statements of one supplier say in a cell. */
type Answer = Pick<Cell, 'statements' | 'dropped' | 'conflict' | 'doubt' | 'withdrawal' | 'isGoneInValid'>;

const NO_ANSWER: Answer = EMPTY_CELL;

/** An invalid file can only make a cell worse: of the answers with and without invalid files, the more cautious one counts. */
function cautiousAnswer(own: readonly SourcedStatement[], editions: EditionTable): Answer {
  const whole = answerOf(own, editions);
  const { valid } = editions;
  const sound = valid === null ? own : own.filter(({ source }) => valid.statuses[source] !== undefined);
  if (valid === null || sound.length === 0) return whole;
  const sure = answerOf(sound, valid);
  const chosen = cautionIn(sure) > cautionIn(whole) ? sure : whole;
  return {
    ...chosen,
    doubt: whole.doubt || sure.doubt || statesIn(whole) !== statesIn(sure),
    withdrawal: worstWithdrawal([whole, sure]),
    isGoneInValid: sure.statements.length === 0,
  };
}

/** How much an answer speaks against an installation: most where nothing is listed any more. */
function cautionIn({ statements }: Answer): number {
  return statements.length === 0 ? Infinity : Math.max(...statements.map(caution));
}

function statesIn({ statements }: Answer): string {
  return [...new Set(statements.map(({ statement }) => stateKey(statement)))].sort().join('\n');
}

/**
 * The answer of the latest editions. Where several editions of a publication can be the latest, all possible answers are
 * combined: a state that one of them lists counts, with a doubt where they differ.
 */
function answerOf(own: readonly SourcedStatement[], editions: Editions): Answer {
  const answers = possibleLatest(own, editions).map((latest) => answerWith(own, latest, editions));
  const [only] = answers;
  if (answers.length === 1) return only!;
  const stated = answers.filter(({ statements }) => statements.length > 0);
  const union = (field: 'statements' | 'dropped', from: readonly Answer[]): readonly SourcedStatement[] => [
    ...new Set(from.flatMap((answer) => answer[field])),
  ];
  return {
    statements: distinct(union('statements', stated), editions),
    dropped: stated.length > 0 ? NOTHING : union('dropped', answers),
    conflict: answers.some(({ conflict }) => conflict),
    doubt: answers.some((answer) => answer.doubt || statesIn(answer) !== statesIn(only!)),
    withdrawal: worstWithdrawal(stated.length > 0 ? stated : answers),
    isGoneInValid: false,
  };
}

/** What a statement says weighs more than that nothing is listed: a patch that replaces another one does not excuse it. */
function worstWithdrawal(answers: readonly Answer[]): Cell['withdrawal'] {
  if (answers.some(({ withdrawal }) => withdrawal === 'stated')) return 'stated';
  return answers.some(({ withdrawal }) => withdrawal === 'absent') ? 'absent' : null;
}

/** By publication: the source of its latest edition. */
export type Latest = ReadonlyMap<number, number>;

/** More combinations than anybody has; the others are not looked at, since all are in doubt anyway. */
const MAX_COMBINATIONS = 64;

/** The combinations of editions that can be the latest, of all publications that some statements are from. */
export function possibleLatest(
  own: readonly SourcedStatement[],
  { statuses, publications }: Editions,
): readonly Latest[] {
  let combinations = [new Map<number, number>()];
  for (const publication of new Set(own.map(({ source }) => statuses[source]!.publication))) {
    const { speakers } = publications[publication]!;
    combinations = speakers
      .flatMap((source) => combinations.map((latest) => new Map(latest).set(publication, source)))
      .slice(0, MAX_COMBINATIONS);
  }
  return combinations;
}

/** Whether a statement is from a latest edition. */
export function isLatest({ source }: SourcedStatement, latest: Latest, { statuses }: Editions): boolean {
  return latest.get(statuses[source]!.publication) === source;
}

function answerWith(own: readonly SourcedStatement[], latest: Latest, editions: Editions): Answer {
  const now = own.filter((said) => isLatest(said, latest, editions));
  const earlier = earlierEditions(
    own.filter((said) => !isLatest(said, latest, editions)),
    editions,
  );
  if (now.length === 0) {
    const before = [...earlier.values()].flat();
    return {
      ...NO_ANSWER,
      dropped: before.flat(),
      withdrawal: before.some(allowInstallation) ? 'absent' : null,
    };
  }
  const held = holding(now, editions);
  const [conflict, doubt] = disagreement(held, editions);
  return {
    statements: distinct(held, editions),
    dropped: NOTHING,
    conflict,
    doubt,
    withdrawal: isWithdrawn(now, held, earlier, editions) ? 'stated' : null,
    isGoneInValid: false,
  };
}

/**
 * By publication: what its earlier editions said last, each edition on its own. Of those that are certainly replaced, only the
 * last one that lists the cell.
 */
function earlierEditions(
  own: readonly SourcedStatement[],
  editions: Editions,
): ReadonlyMap<number, readonly (readonly SourcedStatement[])[]> {
  const { statuses } = editions;
  const bySource = new Map<number, SourcedStatement[]>();
  for (const said of own) addTo(bySource, said.source, said);
  const found = new Map<number, (readonly SourcedStatement[])[]>();
  const lastReplaced = new Map<number, number>();
  for (const [source, statements] of bySource) {
    const { publication, speaks, edition } = statuses[source]!;
    if (speaks) addTo(found, publication, holding(statements, editions));
    else if (edition > statuses[lastReplaced.get(publication) ?? source]!.edition || !lastReplaced.has(publication)) {
      lastReplaced.set(publication, source);
    }
  }
  for (const [publication, source] of lastReplaced) addTo(found, publication, holding(bySource.get(source)!, editions));
  return found;
}

/** Whether an approval was taken back: by a later edition of the same publication, or by a newer publication of the supplier. */
function isWithdrawn(
  now: readonly SourcedStatement[],
  held: readonly SourcedStatement[],
  earlier: ReadonlyMap<number, readonly (readonly SourcedStatement[])[]>,
  { statuses }: Editions,
): boolean {
  const publicationOf = ({ source }: SourcedStatement): number => statuses[source]!.publication;
  const speaking = new Set(held.map(publicationOf));
  const isRefused = (list: readonly SourcedStatement[]): boolean => list.length > 0 && !allowInstallation(list);
  for (const publication of speaking) {
    const own = held.filter((said) => publicationOf(said) === publication);
    if (isRefused(own) && (earlier.get(publication) ?? []).some(allowInstallation)) return true;
  }
  const others = new Set(now.map(publicationOf).filter((publication) => !speaking.has(publication)));
  return (
    isRefused(held) &&
    [...others].some((publication) => allowInstallation(now.filter((said) => publicationOf(said) === publication)))
  );
}

function allowInstallation(statements: readonly SourcedStatement[]): boolean {
  return allowsInstallation({ statements });
}

/** The statements that no other one certainly replaces. */
export function holding(statements: readonly SourcedStatement[], editions: Editions): readonly SourcedStatement[] {
  return withoutReplaced(statements, (one, other) => ageOrder(one, other, editions));
}

/** Negative: the first is certainly older; positive: newer; 0: of the same time, or unknown. */
function ageOrder(one: SourcedStatement, other: SourcedStatement, { statuses }: Editions): number {
  const ageOf = ({ statement, source }: SourcedStatement): StatementAge => {
    return { stated: instantOf(statement.date), published: statuses[source]!.publishedAt };
  };
  return compareAges(ageOf(one), ageOf(other));
}

/** Whether it is known that two statements, of which none is older, are of the same time. */
function isSameTime(one: SourcedStatement, other: SourcedStatement, { statuses }: Editions): boolean {
  if (one.source === other.source) return instantOf(one.statement.date) === instantOf(other.statement.date);
  return statuses[one.source]!.publishedAt !== null && statuses[other.source]!.publishedAt !== null;
}

/** Whether statements that hold contradict each other, and whether it is unknown which of them is newer. */
function disagreement(held: readonly SourcedStatement[], editions: Editions): [conflict: boolean, doubt: boolean] {
  let [conflict, doubt] = [false, false];
  for (const [index, one] of held.entries()) {
    for (const other of held.slice(index + 1)) {
      if (!contradict(one.statement, other.statement)) continue;
      if (isSameTime(one, other, editions)) conflict = true;
      else doubt = true;
    }
  }
  return [conflict, doubt];
}

/** The statements without those that say the same for an installation; the most cautious first, then the latest. */
function distinct(held: readonly SourcedStatement[], editions: Editions): readonly SourcedStatement[] {
  if (held.length < 2) return held;
  const sorted = [...held].sort((a, b) => caution(b) - caution(a) || ageOrder(b, a, editions) || a.source - b.source);
  return sorted.filter((one, index) => !sorted.slice(0, index).some((other) => isSame(one.statement, other.statement)));
}

function caution({ statement }: SourcedStatement): number {
  return cautionOf(statement.known?.id ?? null);
}

/** Whether two statements say the same for an installation. */
function isSame(a: Statement, b: Statement): boolean {
  return (
    stateKey(a) === stateKey(b) &&
    a.restart === b.restart &&
    a.restrictions.length === b.restrictions.length &&
    a.restrictions.every((text, index) => text === b.restrictions[index])
  );
}

/** A word that is none of the profile's states is not one that only looks like it. */
function stateKey({ known, word }: Statement): string {
  return known?.id ?? `"${normalisedName(word)}"`;
}

/** Whether two statements cannot both be right. */
function contradict(a: Statement, b: Statement): boolean {
  const isStated = a.word !== '' && b.word !== '';
  return (
    (isStated && stateKey(a) !== stateKey(b)) || (a.restart !== null && b.restart !== null && a.restart !== b.restart)
  );
}
