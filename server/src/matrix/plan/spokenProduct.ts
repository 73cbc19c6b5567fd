/**
 * A product of the list of assets, what is said about it, and what was decided about it. That is the same on each asset that has the
 * product, so all of them share it.
 */
import type { ListedAsset } from '../../exchange/assets/assetList';
import type { Row } from '../row';
import type { PlanContext } from './context';
import { isInstall, type DecisionKind, type PlanPlace, type ProductDecision } from './decision';
import type { Doubt } from './doubts';
import type { ProductColumns } from './products';
import { sayingOf, type Saying } from './sayings';
import type { Sentence } from './sentences';

/** A patch with what is said about it. */
export interface Candidate {
  readonly row: Row;
  readonly saying: Saying;
}

/** What decides, and why. */
export interface Verdict {
  readonly decision: DecisionKind;
  readonly reason: readonly Sentence[];
  readonly places: readonly PlanPlace[];
  readonly supersededBy?: string;
}

export class SpokenProduct {
  readonly columns: ProductColumns;
  /** The files of its supplier that could not be read or understood. */
  readonly doubts: readonly Doubt[];
  /** The rows that say something about it, and those of patches for its platform; none where nobody speaks of it. */
  readonly rows: ReadonlySet<Row>;
  readonly #candidates = new Map<string, Candidate>();
  readonly #decided = new Map<Candidate | null, Map<string, ProductDecision | null>>();

  constructor(
    readonly listed: ListedAsset,
    private readonly context: PlanContext,
  ) {
    const { finder, doubts, matrix } = context;
    this.columns = finder.columnsOf(listed);
    const { suppliers } = this.columns;
    // Without a supplier in the list, it is one that has the product; in doubt, also one of which nothing could be read.
    this.doubts = doubts.about(
      listed.supplier !== ''
        ? [matrix.vocabulary.identity.supplier(listed.supplier)]
        : suppliers.size > 0
          ? [...suppliers.keys(), ...doubts.unheard]
          : null,
    );
    this.rows = this.isSpokenOf ? context.rowsOf(this.columns, listed.platform) : new Set();
  }

  get isSpokenOf(): boolean {
    return this.columns.suppliers.size > 0;
  }

  /** Whether a file of its supplier could not be read or understood. */
  get isInDoubt(): boolean {
    return this.doubts.length > 0;
  }

  candidateOf(row: Row): Candidate {
    let known = this.#candidates.get(row.key);
    if (known === undefined) {
      const saying = sayingOf(row, this.listed, this.columns, this.context.matrix.vocabulary.identity);
      this.#candidates.set(row.key, (known = { row, saying }));
    }
    return known;
  }

  /**
   * The decision about a patch, or about the product as a whole (`null`).
   * @param key what the verdict depends on besides the patch: a verdict is asked for once for each key
   */
  decided(candidate: Candidate | null, key: string, verdict: () => Verdict): ProductDecision;
  decided(candidate: Candidate | null, key: string, verdict: () => Verdict | null): ProductDecision | null;
  decided(candidate: Candidate | null, key: string, verdict: () => Verdict | null): ProductDecision | null {
    let byKey = this.#decided.get(candidate);
    if (byKey === undefined) this.#decided.set(candidate, (byKey = new Map<string, ProductDecision | null>()));
    let known = byKey.get(key);
    if (known === undefined) {
      const found = verdict();
      byKey.set(key, (known = found && this.#decision(found, candidate)));
    }
    return known;
  }

  #decision({ decision, reason, places, supersededBy }: Verdict, candidate: Candidate | null): ProductDecision {
    const { supplier, product, version, platform } = this.listed;
    const { suppliers } = this.columns;
    const said = candidate?.saying.said.map(({ statement }) => statement) ?? [];
    const isSame = said.every(({ known }) => known?.id === said[0]!.known?.id);
    const owner = candidate?.saying.owner.map(({ statement }) => statement.word) ?? [];
    const restarts = said.map(({ restart }) => restart).filter((restart) => restart !== null);
    return {
      supplier: supplier !== '' || suppliers.size !== 1 ? supplier : [...suppliers.values()][0]!,
      ...{ product, version, platform, decision, reason, places },
      supersededBy: supersededBy ?? null,
      statement: isSame ? (said[0] ?? null) : null,
      owner: [...new Set(owner)],
      restart: isInstall(decision) && (restarts.length > 0 ? restarts.includes(true) : candidate?.row.restart === true),
      restrictions: [...new Set(said.flatMap(({ restrictions }) => restrictions))],
      columns: (candidate?.saying.cells ?? [])
        .filter(({ cell }) => cell.statements.length > 0)
        .map(({ column }) => column),
    };
  }
}
