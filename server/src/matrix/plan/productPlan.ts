/**
 * Decides about the patches of one product on an asset. The decisions and their order are the table in docs/PLAN.md: the first line that
 * holds decides. Whether a patch is to be installed depends on others (what replaces it, what it needs first), so this is done in two
 * steps: what is said about each patch, then what follows from the patches together.
 */
import { columnName } from '../columns';
import type { Row } from '../row';
import { checkpoint } from '../../xml/budget';
import type { DecisionKind, PlanPlace, ProductDecision } from './decision';
import type { Asset } from './assets';
import type { PlanContext } from './context';
import { isStanding, type Prerequisite } from './references';
import { isAlarm, patchPlaces, placeOf, saidSentence, type Saying } from './sayings';
import { sentence, type Sentence } from './sentences';
import type { Candidate, SpokenProduct, Verdict } from './spokenProduct';
import { DAY } from './usualDays';

/** What is decided about a product. */
export interface ProductPlan {
  /** By key of the row. */
  readonly patches: ReadonlyMap<string, ProductDecision>;
  /** About the product as a whole: that nobody speaks of it, or that a file could not be read; `null`: nothing. */
  readonly whole: ProductDecision | null;
  /** Whether a file of its supplier could not be read or understood. */
  readonly isInDoubt: boolean;
}

/** What is decided about patches for the other products of an asset, by key. */
export interface Elsewhere {
  /** The patches that they keep off the asset, and the decision. */
  readonly heldBack: ReadonlyMap<string, DecisionKind>;
  /** The patches that they would have installed. */
  readonly wanted: ReadonlySet<string>;
}

/** @param installed what is installed on the asset */
export function productPlan(
  product: SpokenProduct,
  { installed, unknown }: Pick<Asset, 'installed' | 'unknown'>,
  elsewhere: Elsewhere,
  context: PlanContext,
): ProductPlan {
  return new ProductPlanner(product, installed, unknown, elsewhere, context).plan();
}

/** Patches between a patch and the one that replaces it that a reason names. */
const MAX_CHAIN = 5;
/** Doubts that a reason names. */
const MAX_DOUBTS = 3;

class ProductPlanner {
  readonly #candidates = new Map<string, Candidate>();
  /** Keys of the patches whose approval alone would have them installed. */
  readonly #approved = new Set<string>();
  /** What is decided by the patch alone. */
  readonly #settledOnes = new Map<string, ProductDecision>();
  /** Keys of approved patches whose prerequisites are met; of a supplier in doubt, as if there were no doubt. */
  #available: ReadonlySet<string> = new Set();
  /** By key of a row: what is to be installed, or is, in place of it. */
  readonly #replacement = new Map<string, string | null>();

  constructor(
    private readonly product: SpokenProduct,
    private readonly installed: Asset['installed'],
    private readonly unknown: Asset['unknown'],
    private readonly elsewhere: Elsewhere,
    private readonly context: PlanContext,
  ) {}

  plan(): ProductPlan {
    const { rows, isInDoubt } = this.product;
    for (const row of rows) this.#add(row);
    for (const key of this.installed.keys()) this.#add(this.context.matrix.rows.get(key)!);
    const { wanted } = this.elsewhere;
    // What cannot be read could forbid what another product of the asset would have installed.
    if (isInDoubt) for (const key of wanted) this.#add(this.context.matrix.rows.get(key)!);
    for (const [key, candidate] of this.#candidates) {
      const isUnread = isInDoubt && wanted.has(key);
      const settled = isUnread
        ? this.product.decided(candidate, 'unread', () => this.#unread())
        : this.#settled(candidate);
      if (settled !== null) this.#settledOnes.set(key, settled);
      else if (candidate.saying.kind === 'approved') this.#approved.add(key);
    }
    this.#findAvailable();
    const patches = new Map<string, ProductDecision>();
    for (const [key, candidate] of this.#candidates) {
      patches.set(key, this.#settledOnes.get(key) ?? this.#open(candidate));
    }
    return { patches, whole: this.#whole(), isInDoubt };
  }

  #add(row: Row): void {
    checkpoint();
    if (!this.#candidates.has(row.key)) this.#candidates.set(row.key, this.product.candidateOf(row));
  }

  /** The lines about the product itself. */
  #whole(): ProductDecision | null {
    const { listed, columns, isSpokenOf, isInDoubt } = this.product;
    if (isInDoubt) return this.product.decided(null, 'unread', () => this.#unread());
    if (isSpokenOf) return null;
    const { nearest } = columns;
    const name = columnName(listed);
    const shown = listed.supplier === '' ? name : `${listed.supplier}: ${name}`;
    const reason =
      nearest.length === 0
        ? sentence('No supplier speaks of "{0}".', shown)
        : sentence('No supplier speaks of "{0}". The nearest products are: {1}.', shown, nearest.join(', '));
    return this.product.decided(null, 'unspoken', () => ({ decision: 'nobody-says', reason: [reason], places: [] }));
  }

  #unread(): Verdict {
    const { doubts } = this.product;
    const shown = doubts.slice(0, MAX_DOUBTS);
    const more = doubts.length - shown.length;
    const reason = shown.map((doubt) => doubt.sentence);
    return {
      decision: 'contradiction',
      reason: [
        sentence('A file could not be read or understood, so nothing is to be installed.'),
        ...reason,
        ...(more > 0 ? [sentence('And {0} more.', String(more))] : []),
      ],
      places: shown.map(({ path }) => {
        const source = this.context.matrix.sources.findIndex((each) => each.path === path);
        return { source: source < 0 ? null : source, path, patch: null, statement: null };
      }),
    };
  }

  /** The lines 1 and 3 to 7, which depend on the patch alone; `null` where none of them holds. */
  #settled(candidate: Candidate): ProductDecision | null {
    const { row, saying } = candidate;
    const { product } = this;
    const installed = this.installed.get(row.key);
    if (installed !== undefined) {
      const { date } = installed;
      if (isAlarm(saying)) return product.decided(candidate, `alarm ${date}`, () => this.#alarm(row, saying, date));
      return product.decided(candidate, `installed ${date}`, () => this.#installed(row, saying, date));
    }
    if (product.columns.suppliers.size > 1)
      return product.decided(candidate, 'several', () => this.#several(row, saying));
    return product.decided(candidate, 'stated', () => this.#stated(row, saying));
  }

  #installed(row: Row, saying: Saying, date: string): Verdict {
    const reason = [installedSentence(date)];
    if (!isStanding(row, this.context.matrix)) {
      reason.push(sentence('No supplier names it.'));
      return { decision: 'nobody-says', reason, places: [] };
    }
    if (saying.kind === 'silent') reason.push(sentence('No supplier says anything about it for this product.'));
    return { decision: 'installed', reason, places: this.#places(row, saying) };
  }

  #several(row: Row, saying: Saying): Verdict {
    const names = [...this.product.columns.suppliers.values()].join(', ');
    const reason = sentence('Several suppliers have such a product: {0}. Name one in the list of assets.', names);
    return { decision: 'contradiction', reason: [reason, ...this.#said(saying)], places: this.#places(row, saying) };
  }

  /** The lines 5 to 7, about what is said. */
  #stated(row: Row, saying: Saying): Verdict | null {
    const places = this.#places(row, saying);
    const contradiction = (message: string): Verdict => ({
      decision: 'contradiction',
      reason: [sentence(message), ...this.#said(saying)],
      places,
    });
    const refusal = saying.owner.find(({ statement }) => statement.known?.id === 'not-authorized');
    switch (saying.kind) {
      case 'contradictory':
        return contradiction('Statements contradict each other:');
      case 'uncertain':
        return contradiction('It is unknown which statement holds:');
      case 'unknown':
        return contradiction('Not a state that a supplier can give:');
      case 'refused':
        return { decision: 'do-not-install', reason: [...this.#said(saying), ...remarks(saying)], places };
      default:
    }
    if (refusal !== undefined) {
      const { matrix } = this.context;
      return {
        decision: 'do-not-install',
        reason: [stop(saidSentence(refusal, matrix)), ...refusal.statement.comments.map(plain)],
        places: [placeOf(row, refusal, saying.ownerColumns, matrix), ...places],
      };
    }
    if (saying.kind !== 'not-applicable') return null;
    return { decision: 'not-applicable', reason: [...this.#said(saying), ...remarks(saying)], places };
  }

  #alarm(row: Row, saying: Saying, date: string): Verdict {
    const { matrix } = this.context;
    const columns = saying.cells.map(({ column }) => column);
    const now = saying.cells.flatMap(({ cell }) => cell.statements);
    const gone =
      now.length > 0
        ? []
        : saying.cells.flatMap(({ cell }) => (cell.isRetired && cell.withdrawal === null ? [] : cell.dropped));
    const isWithdrawn = saying.cells.some(({ cell }) => cell.withdrawal !== null);
    return {
      decision: 'installed-not-approved',
      reason: [
        installedSentence(date),
        ...(isWithdrawn ? [sentence('Its approval was withdrawn.')] : []),
        ...[...new Set(now)].map((said) => stop(saidSentence(said, matrix))),
        ...[...new Set(gone)].map((said) => sentence('No longer listed: {0}.', saidSentence(said, matrix))),
        ...[...new Set(now)].flatMap(({ statement }) => [...statement.restrictions, ...statement.comments].map(plain)),
      ],
      places: [...new Set([...now, ...gone])].map((said) => placeOf(row, said, columns, matrix)),
    };
  }

  /**
   * The approved patches whose prerequisites are met: the smallest set, so that patches that need each other are not in it. One whose
   * prerequisite would itself be left out, because something replaces it that does not meet the need, is taken out again.
   */
  #findAvailable(): void {
    const blocked = new Set<string>();
    for (;;) {
      this.#available = this.#smallestAvailable(blocked);
      this.#replacement.clear();
      const unmet = [...this.#available].filter(
        (key) => this.#replacementOf(key) === null && this.#unmetOf(key, (other) => this.#isTaken(other)) !== null,
      );
      if (unmet.length === 0) return;
      for (const key of unmet) blocked.add(key);
    }
  }

  #smallestAvailable(blocked: ReadonlySet<string>): ReadonlySet<string> {
    const found = new Set<string>();
    let open = [...this.#approved].filter((key) => !blocked.has(key));
    for (;;) {
      const next = open.filter(
        (key) => this.#unmetOf(key, (other) => this.installed.has(other) || this.#comes(other, found)) === null,
      );
      if (next.length === 0) return found;
      for (const key of next) found.add(key);
      open = open.filter((key) => !found.has(key));
    }
  }

  /** Whether a patch that is available will be on the asset: no other product of the asset keeps it off. */
  #comes(key: string, available: ReadonlySet<string>): boolean {
    return available.has(key) && !this.elsewhere.heldBack.has(key);
  }

  /** Whether a patch is on the asset, or will be if the plan is followed. */
  #isTaken(key: string): boolean {
    return this.installed.has(key) || (this.#comes(key, this.#available) && this.#replacementOf(key) === null);
  }

  /** The first prerequisite that is not met; `null`: all are. @param isMet whether a patch is there or comes */
  #unmetOf(key: string, isMet: (key: string) => boolean): Prerequisite | null {
    const { references } = this.context;
    const isThere = (other: string): boolean =>
      isMet(other) || [...references.supersedersOf(other).keys()].some((by) => by !== key && isMet(by));
    return (
      references.prerequisitesOf(key).find(({ rows, key: named }) => {
        checkpoint();
        return rows.length === 0 ? !this.#isInstalledUnknown(named) && !isThere(named) : !rows.every(isThere);
      }) ?? null
    );
  }

  /** Whether a patch that no file lists is installed. */
  #isInstalledUnknown(key: string): boolean {
    return this.unknown.some(({ vendor, patch }) => this.context.isPatch(key, vendor, patch));
  }

  /** The patch that is to be installed, or is, in place of another one; `null`: none. Of several, the one at the end of the chains. */
  #replacementOf(key: string): string | null {
    let known = this.#replacement.get(key);
    if (known !== undefined) return known;
    const { references } = this.context;
    // The last ones of the chains first: what they are replaced by is soon known.
    const found = [...references.supersedersOf(key).keys()]
      .reverse()
      .filter(
        (by) =>
          (this.#settledOnes.get(by)?.decision === 'installed' && !this.elsewhere.heldBack.has(by)) ||
          (!this.product.isInDoubt && this.#comes(by, this.#available) && this.#replacementOf(by) === null),
      );
    const last = found.filter((by) => !found.some((other) => references.supersedersOf(by).has(other)));
    known = [...last].sort((a, b) => this.context.compareRows(a, b))[0] ?? null;
    this.#replacement.set(key, known);
    return known;
  }

  /** The lines 2 and 8 to 12, which depend on other patches. */
  #open(candidate: Candidate): ProductDecision {
    const { row, saying } = candidate;
    const decided = (key: string, verdict: () => Verdict): ProductDecision =>
      this.product.decided(candidate, key, verdict);
    const by = this.#replacementOf(row.key);
    if (by !== null) {
      const isThere = this.installed.has(by);
      return decided(`superseded ${isThere} ${by}`, () => this.#superseded(row, saying, by, isThere));
    }
    const unmet = this.#unmetOf(row.key, (key) => this.#isTaken(key));
    if (unmet !== null) {
      const decision = this.#needed(unmet);
      return decided(`needs ${decision} ${unmet.id}`, () => this.#waitsFor(row, saying, unmet.id, decision));
    }
    if (saying.kind !== 'approved') return decided('untested', () => this.#untested(row, saying));
    if (this.product.isInDoubt) {
      return decided('doubtful', () => {
        const unread = this.#unread();
        return { ...unread, places: [...unread.places, ...this.#places(row, saying)] };
      });
    }
    if (!this.#available.has(row.key)) return decided('replacing', () => this.#waitsForReplaced(row, saying));
    return decided('approval', () => this.#approval(row, saying));
  }

  #approval(row: Row, saying: Saying): Verdict {
    const restricted = remarks(saying, 'restrictions');
    const { version, platform } = saying.isOpen;
    const columns = saying.columns.map(columnName).join(', ');
    if (platform || version) {
      restricted.push(
        sentence(
          platform
            ? 'The supplier tells platforms apart, and the list of assets names none. It is approved for: {0}.'
            : 'The supplier tells versions apart, and the list of assets names none. It is approved for: {0}.',
          columns,
        ),
      );
    }
    const others = remarks(saying, 'comments');
    return {
      decision: restricted.length > 0 ? 'install-with-restriction' : 'install',
      reason: [...this.#said(saying), ...restricted, ...others],
      places: this.#places(row, saying),
    };
  }

  #superseded(row: Row, saying: Saying, by: string, isThere: boolean): Verdict {
    const { references, matrix } = this.context;
    const chain = references.chain(row.key, by).slice(1, -1);
    const named = (key: string): string => matrix.rows.get(key)?.id ?? (JSON.parse(key) as [string, string])[1];
    const through = chain.slice(0, MAX_CHAIN).map(named).join(', ');
    const more = chain.length - MAX_CHAIN;
    const first =
      through === ''
        ? sentence('Superseded by {0}.', named(by))
        : more > 0
          ? sentence('Superseded by {0}, through {1} and {2} more.', named(by), through, String(more))
          : sentence('Superseded by {0}, through {1}.', named(by), through);
    const replacing = this.#candidates.get(by)!;
    return {
      decision: 'superseded',
      reason: [first, sentence(isThere ? '{0} is installed.' : '{0} is to be installed.', named(by))],
      places: [...this.#places(row, saying), ...this.#places(replacing.row, replacing.saying)],
      supersededBy: by,
    };
  }

  /** The decision about what is needed first; `null`: none. */
  #needed({ rows }: Prerequisite): DecisionKind | null {
    const unmet = rows.find((key) => !this.#isTaken(key));
    return unmet === undefined ? null : this.#decisionAbout(unmet);
  }

  #waitsFor(row: Row, saying: Saying, id: string, decision: DecisionKind | null): Verdict {
    const reason =
      decision === null
        ? sentence('It needs {0} first, which is not installed and of which no supplier speaks for this product.', id)
        : sentence('It needs {0} first. For that patch, the decision is: {1}.', id, decision);
    return { decision: 'wait', reason: [reason, ...this.#said(saying)], places: this.#places(row, saying) };
  }

  /** It was taken out by {@link #findAvailable}. */
  #waitsForReplaced(row: Row, saying: Saying): Verdict {
    const ids = this.context.references.prerequisitesOf(row.key).map(({ id }) => id);
    const reason = sentence('It replaces what it needs first ({0}). Install that, and plan again.', ids.join(', '));
    return { decision: 'wait', reason: [reason, ...this.#said(saying)], places: this.#places(row, saying) };
  }

  /** The decision about another patch; `null` where there is none. */
  #decisionAbout(key: string): DecisionKind | null {
    const candidate = this.#candidates.get(key);
    if (candidate === undefined) return null;
    const settled = this.#settledOnes.get(key);
    if (settled !== undefined) return settled.decision;
    if (this.#replacementOf(key) !== null) return 'superseded';
    if (!this.#available.has(key)) return 'wait';
    return this.product.isInDoubt ? 'contradiction' : (this.elsewhere.heldBack.get(key) ?? 'install');
  }

  #untested(row: Row, saying: Saying): Verdict {
    const reason = [...this.#said(saying)];
    if (saying.kind === 'silent') {
      reason.push(
        ...saying.cells
          .flatMap(({ cell }) => cell.dropped)
          .map((said) => sentence('No longer listed: {0}.', saidSentence(said, this.context.matrix))),
        sentence('No supplier says anything about it for this product.'),
      );
    }
    return {
      decision: 'wait',
      reason: [...reason, ...remarks(saying), ...this.#expected(row)],
      places: this.#places(row, saying),
    };
  }

  /** When the supplier usually gives a result. */
  #expected(row: Row): Sentence[] {
    const [supplier] = this.product.columns.suppliers;
    if (supplier === undefined) return [];
    const days = this.context.usualDays.get(supplier[0]);
    const released = this.context.releasedAt(row);
    if (days === undefined || released === null) return [];
    const day = new Date(released + days * DAY).toISOString().slice(0, 'yyyy-mm-dd'.length);
    return [sentence('{0} usually has a result {1} days after the release: {2}.', supplier[1], String(days), day)];
  }

  #said({ said }: Saying): Sentence[] {
    return said.map((each) => stop(saidSentence(each, this.context.matrix)));
  }

  #places(row: Row, { said, cells }: Saying): PlanPlace[] {
    const { matrix } = this.context;
    const columns = cells.map(({ column }) => column);
    return said.length > 0 ? said.map((each) => placeOf(row, each, columns, matrix)) : patchPlaces(row, matrix);
  }
}

function installedSentence(date: string): Sentence {
  return date === '' ? sentence('Installed.') : sentence('Installed on {0}.', date.slice(0, 'yyyy-mm-dd'.length));
}

/** A part of a sentence as a sentence. */
function stop(part: Sentence): Sentence {
  return sentence('{0}.', part);
}

/** A text from a file. */
function plain(text: string): Sentence {
  return sentence('{0}', text);
}

/** What the statements add in words. */
function remarks({ said }: Saying, only?: 'restrictions' | 'comments'): Sentence[] {
  const texts = (kind: 'restrictions' | 'comments'): string[] =>
    only === undefined || only === kind ? [...new Set(said.flatMap(({ statement }) => statement[kind]))] : [];
  return [
    ...texts('restrictions').map((text) => sentence('Restriction: {0}', text)),
    ...texts('comments').map((text) => sentence('Comment: {0}', text)),
  ];
}
