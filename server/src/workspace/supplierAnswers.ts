/**
 * What the suppliers say about a patch and a product, for rules about the asset owner's own files. As in the matrix, the latest
 * edition of each publication speaks, and of several publications of a supplier the newest statement holds.
 */
import { instantOf } from '../domain/dateTime';
import { compareAges, withoutReplaced, type Edition, type StatementAge } from '../domain/editions';
import { combinationsOf, MAX_COMBINATIONS, patchKey } from '../domain/identifiers/keys';
import type { ProductRecord } from '../domain/identifiers/records';
import type { Identity } from '../domain/identity';
import { latestEditions, publicationsOf } from '../domain/publications';
import { canBeInstalled, cautionOf } from '../domain/states';
import type { Vocabulary } from '../domain/vocabulary';
import type { PatchAnswers, SupplierAnswer, SupplierAnswers } from '../rules/rule';
import { checkpoint } from '../xml/budget';
import { fileNameOf } from './fileName';
import type { FileStatements } from './fileStatements';

/** A supplier's file. */
export interface StatementSource extends Edition {
  readonly uri: string;
  /** Compares its names. */
  readonly identity: Identity;
  /** Read when they are first asked for. */
  statements(): FileStatements;
}

/** A file as an edition of a publication. */
interface SupplierFile {
  readonly source: StatementSource;
  /** Of its publication. */
  readonly publication: number;
  /** In milliseconds since 1970; `null` where the date is missing or cannot be read. */
  readonly publishedAt: number | null;
}

/** A patch by its names as they are written. */
interface PatchName {
  readonly vendor: string;
  readonly id: string;
}

/** What is asked for. */
interface Cell {
  readonly product: string;
  /** `null`: any; `''`: that of statements that name none, which hold for all. */
  readonly version: string | null;
  readonly platform: string | null;
}

/** A statement and the file that makes it. */
interface Said {
  readonly record: ProductRecord;
  readonly file: SupplierFile;
}

export class AnswersOfSuppliers implements SupplierAnswers {
  private known: readonly Supplier[] | null = null;

  /** @param files those of suppliers, the latest publication first; each is read when a question needs it */
  constructor(
    private readonly files: readonly StatementSource[],
    private readonly vocabulary: Vocabulary,
  ) {}

  about(vendor: string, id: string): PatchAnswers {
    const patch = { vendor, id };
    return {
      of: (product, version, platform) => {
        const cell = { product, version: version || null, platform: platform || null };
        const having = this.suppliers.filter((supplier) => supplier.has(cell));
        // Where no supplier has this version or platform, one that lists the patch and the product leaves it out.
        const asked =
          having.length > 0
            ? having
            : this.suppliers.filter(
                (each) => each.lists(patch) && each.has({ product, version: null, platform: null }),
              );
        return asked.flatMap((supplier) => supplier.answer(patch, cell) ?? []);
      },
    };
  }

  private get suppliers(): readonly Supplier[] {
    return (this.known ??= suppliersOf(this.files, this.vocabulary));
  }
}

function suppliersOf(files: readonly StatementSource[], vocabulary: Vocabulary): readonly Supplier[] {
  const { identity } = vocabulary;
  const members = files.map((source) => {
    const { supplier, published, documentId, documentVersion } = source;
    // A file is read once for its patches and its statements.
    const patches = (): ReadonlySet<string> => source.statements().patches;
    return { supplier, published, documentId, documentVersion, patches, source };
  });
  const found = new Map<string, { latest: SupplierFile[]; earlier: SupplierFile[] }>();
  for (const [publication, { supplier, editions, doubts }] of publicationsOf(members, identity).entries()) {
    // Files without a supplier are each those of an unknown one.
    const key = supplier === '' ? `\n${publication}` : supplier;
    let own = found.get(key);
    if (own === undefined) found.set(key, (own = { latest: [], earlier: [] }));
    const latest = latestEditions({ editions, doubts });
    for (const edition of [...editions].reverse()) {
      const { source, published } = edition;
      const file = { source, publication, publishedAt: instantOf(published) };
      own[latest.has(edition) ? 'latest' : 'earlier'].push(file);
    }
  }
  return [...found.values()].map(
    ({ latest, earlier }) => new Supplier(latest.sort(byPublishedAt), earlier.sort(byPublishedAt), vocabulary),
  );
}

/** The newest file first, those without a date last. The sort is stable: editions of one date stay in their order. */
function byPublishedAt({ publishedAt: a }: SupplierFile, { publishedAt: b }: SupplierFile): number {
  return a === b ? 0 : a === null ? 1 : b === null ? -1 : b - a;
}

/** The files of one supplier. */
class Supplier {
  private readonly identity: Identity;
  /** Whether it has a product: each is asked for with each patch. */
  private readonly products = new Map<string, boolean>();

  /**
   * @param latest the files that can be the latest editions of their publications, the newest first
   * @param earlier the other files, the newest first; they are read only if the latest ones do not decide
   */
  constructor(
    private readonly latest: readonly SupplierFile[],
    private readonly earlier: readonly SupplierFile[],
    private readonly vocabulary: Vocabulary,
  ) {
    this.identity = vocabulary.identity;
  }

  /** Whether it has a product, in any edition. */
  has(cell: Cell): boolean {
    const { identity } = this;
    const { product, version, platform } = cell;
    const key = [identity.product(product), identity.version(version ?? ''), identity.platform(platform ?? '')].join(
      '\n',
    );
    let has = this.products.get(key);
    if (has === undefined) {
      has = this.latest.some((file) => this.isIn(file, cell)) || this.earlier.some((file) => this.isIn(file, cell));
      this.products.set(key, has);
    }
    return has;
  }

  private isIn({ source }: SupplierFile, cell: Cell): boolean {
    const records = source.statements().ofProduct(source.identity.product(cell.product));
    return records.some((record) => this.concerns(record, cell));
  }

  /** Whether a latest edition lists a patch. */
  lists({ vendor, id }: PatchName): boolean {
    return this.latest.some(({ source }) => source.statements().patches.has(patchKey(source.identity, vendor, id)));
  }

  /** What it says; `null` where its silence means nothing, because a patch that it accepts replaces the one that it approved. */
  answer(patch: PatchName, cell: Cell): SupplierAnswer | null {
    const keyIn = keyOf(patch);
    const said = this.statement(keyIn, cell);
    if (said !== null) {
      const { file, record } = said.worst;
      const approvalOf = (): SupplierAnswer['approval'] => this.approval(said.replaced, keyIn, said.cell);
      let approval: SupplierAnswer['approval'] | undefined;
      return {
        ...this.named(file),
        state: record.state,
        get approval() {
          if (approval === undefined) approval = approvalOf();
          return approval;
        },
      };
    }
    const approval = this.approval([], keyIn, cell);
    if (approval !== null && this.isReplaced(keyIn, cell)) return null;
    const file = this.latest.find((one) => this.isIn(one, cell)) ?? this.latest[0]!;
    return { ...this.named(file), state: null, approval };
  }

  private named({ source }: SupplierFile): Pick<SupplierAnswer, 'supplier' | 'file'> {
    const file = fileNameOf(source.uri);
    return { supplier: this.identity.shown('suppliers', source.supplier) || file, file };
  }

  /** The most cautious of the statements that hold for a cell, and those that they have replaced; `null` where there are none. */
  private statement(
    keyIn: KeyIn,
    cell: Cell,
  ): { readonly worst: Said; readonly replaced: readonly Said[]; readonly cell: Cell } | null {
    const all = this.latest.flatMap((file) => this.statementsIn(file, keyIn, cell));
    const found = this.partsOf(cell, all).flatMap((part) => {
      const said = this.latest.flatMap((file) =>
        this.mostSpecific(
          all.filter((one) => one.file === file),
          part,
        ),
      );
      if (said.length === 0) return [];
      const held = withoutReplaced(said, compareSaid);
      return [{ worst: this.mostCautious(held), replaced: said.filter((one) => !held.includes(one)), cell: part }];
    });
    if (found.length === 0) return null;
    return found.reduce((a, b) => (this.caution(b.worst) > this.caution(a.worst) ? b : a));
  }

  private statementsIn(file: SupplierFile, keyIn: KeyIn, cell: Cell): Said[] {
    const { identity } = file.source;
    const product = identity.product(cell.product);
    const records = file.source.statements().ofPatch(keyIn(file.source));
    checkpoint(records.length);
    return records
      .filter((record) => identity.product(record.id) === product && this.concerns(record, cell))
      .map((record) => ({ record, file }));
  }

  /** The versions and platforms of a cell about which a supplier speaks; each has a newest statement of its own. */
  private partsOf(cell: Cell, all: readonly Said[]): readonly Cell[] {
    const { identity } = this;
    const named = (
      own: string | null,
      valuesOf: (record: ProductRecord) => readonly string[],
      keyOf: (name: string) => string,
    ) =>
      own === null
        ? [...new Map(all.flatMap(({ record }) => orAll(valuesOf(record)).map((name) => [keyOf(name), name]))).values()]
        : [own];
    const versions = named(
      cell.version,
      ({ versions: own }) => own,
      (name) => identity.version(name),
    );
    const platforms = named(
      cell.platform,
      ({ platforms: own }) => own,
      (name) => identity.platform(name),
    );
    const count = combinationsOf(versions.length, platforms.length);
    // No real file has that many. Then all statements count, whatever their versions.
    if (count > MAX_COMBINATIONS) return [cell];
    checkpoint(count);
    return versions.flatMap((version) => platforms.map((platform) => ({ ...cell, version, platform })));
  }

  /** Of the statements of a file about a cell, those that name its version and platform; else those for all of them. */
  private mostSpecific(said: readonly Said[], cell: Cell): readonly Said[] {
    const found = said.filter(({ record }) => this.concerns(record, cell));
    if (found.length < 2) return found;
    const rankOf = ({ record }: Said): number =>
      this.names(record.versions, cell.version, 'version') + this.names(record.platforms, cell.platform, 'platform');
    const best = Math.max(...found.map(rankOf));
    return found.filter((one) => rankOf(one) === best);
  }

  /** Whether a list names a value: 1 or 0. */
  private names(list: readonly string[], value: string | null, kind: 'version' | 'platform'): number {
    if (value === null || value === '') return 0;
    return list.some((own) => this.identity[kind](own) === this.identity[kind](value)) ? 1 : 0;
  }

  private concerns({ versions, platforms }: ProductRecord, { version, platform }: Cell): boolean {
    return this.covers(versions, version, 'version') && this.covers(platforms, platform, 'platform');
  }

  private covers(list: readonly string[], value: string | null, kind: 'version' | 'platform'): boolean {
    return value === null || list.length === 0 || this.names(list, value, kind) === 1;
  }

  /** The last approval of a cell. @param replaced statements of latest editions that newer ones have replaced */
  private approval(replaced: readonly Said[], keyIn: KeyIn, cell: Cell): SupplierAnswer['approval'] {
    const isApproval = (said: Said): boolean => canBeInstalled(this.stateOf(said) ?? 'available');
    const newest = [...replaced].filter(isApproval).sort((a, b) => compareSaid(b, a))[0];
    if (newest !== undefined) return this.approvalIn(newest);
    for (const file of this.earlier) {
      const said = this.mostSpecific(this.statementsIn(file, keyIn, cell), cell);
      if (said.length === 0) continue;
      const worst = this.mostCautious(withoutReplaced(said, compareSaid));
      if (isApproval(worst)) return this.approvalIn(worst);
    }
    return null;
  }

  private approvalIn({ record, file }: Said): SupplierAnswer['approval'] {
    return { state: record.state, file: fileNameOf(file.source.uri) };
  }

  /** Whether patches that replace a patch, as any edition says, are listed for a cell and not refused. */
  private isReplaced(keyIn: KeyIn, cell: Cell): boolean {
    const all = [...this.latest, ...this.earlier];
    const [first] = all;
    // Files of one supplier are compared by one identity as a rule; by another one, a patch is not found, which is reported.
    const seen = new Set([keyIn(first!.source)]);
    // The loop also visits what it adds to the set.
    for (const key of seen) {
      for (const { source } of all) {
        const by = source.statements().replacements(key);
        checkpoint(by.length + 1);
        for (const next of by) seen.add(next);
      }
    }
    return [...seen].slice(1).some((key) => {
      const said = this.statement(() => key, cell);
      return said !== null && this.caution(said.worst) < REFUSED;
    });
  }

  private mostCautious(held: readonly Said[]): Said {
    return held.reduce((a, b) => (this.caution(b) > this.caution(a) ? b : a));
  }

  private caution(said: Said): number {
    return cautionOf(this.stateOf(said));
  }

  private stateOf({ record }: Said) {
    return this.vocabulary.state(record.state)?.id ?? null;
  }
}

/** The key of a patch in a file. */
type KeyIn = (source: StatementSource) => string;

function keyOf({ vendor, id }: PatchName): KeyIn {
  return ({ identity }) => patchKey(identity, vendor, id);
}

const REFUSED = cautionOf('not-approved');

/** Negative: the first is certainly older. Of two files that can both be the latest edition, none replaces the other. */
function compareSaid(a: Said, b: Said): number {
  if (a.file !== b.file && a.file.publication === b.file.publication) return 0;
  return compareAges(ageOf(a), ageOf(b));
}

function ageOf({ record, file }: Said): StatementAge {
  return { stated: instantOf(record.stateDate), published: file.publishedAt };
}

function orAll(values: readonly string[]): readonly string[] {
  return values.length === 0 ? [''] : values;
}
