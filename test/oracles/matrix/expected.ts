/** What oracle.py prints. Names are normalised. */

export type PatchKey = readonly [vendor: string, id: string];
export type ColumnKey = readonly [supplier: string, product: string, version: string, platform: string];

export type CellStatus = 'stated' | 'dropped' | 'retired';

export interface ExpectedCell {
  readonly patch: PatchKey;
  readonly column: ColumnKey;
  readonly status: CellStatus;
  /** The states that hold; for a dropped or retired cell, those that were stated last. */
  readonly states: readonly string[];
  /** The worst of them: several if they are equally bad. */
  readonly shown: readonly string[];
  readonly withdrawn: boolean;
  readonly contradiction: boolean;
  readonly doubt: boolean;
  readonly restricted: boolean;
}

export interface ExpectedSource {
  readonly name: string;
  readonly status: 'current' | 'replaced' | 'unread';
  /** Of an unread file. */
  readonly why?: string;
  readonly supplier?: string;
  readonly published?: string;
  readonly version?: string;
  readonly publication?: string;
  readonly edition?: number;
  readonly isValid?: boolean;
  readonly isInDoubt?: boolean;
}

export interface ExpectedMatrix {
  readonly sources: readonly ExpectedSource[];
  readonly columns: readonly ColumnKey[];
  readonly patches: readonly {
    readonly key: PatchKey;
    /** Suppliers that agree, by field. */
    readonly contradictions: Readonly<Record<string, readonly (readonly string[])[]>>;
  }[];
  readonly cells: readonly ExpectedCell[];
  readonly summary: {
    readonly patches: number;
    readonly columns: number;
    readonly states: Readonly<Record<string, number>>;
    readonly dropped: number;
    readonly retired: number;
    readonly holes: number;
    /** Cells in which statements contradict. */
    readonly contradictions: number;
    /** Fields of patches in which suppliers contradict. */
    readonly factContradictions: number;
    readonly withdrawals: number;
  };
}

export interface ExpectedChange {
  readonly patch: PatchKey;
  readonly column: ColumnKey;
  readonly kind: 'added' | 'changed' | 'dropped' | 'retired';
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly regression: boolean;
}

export interface ExpectedComparison {
  readonly changes: readonly ExpectedChange[];
  readonly withdrawn: number;
  readonly droppedApprovals: number;
  readonly unread: readonly string[];
}
