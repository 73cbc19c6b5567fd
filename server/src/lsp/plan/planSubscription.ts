import { buildMatrix, type Matrix } from '../../matrix/matrix';
import { buildPlan, type Plan } from '../../matrix/plan/plan';
import { comparePlans, type PlanComparison } from '../../matrix/plan/since';
import type { Decision } from '../../matrix/plan/decision';
import { sentenceText } from '../../matrix/plan/sentences';
import { noteText, type Note } from '../../matrix/notes';
import { instantOf } from '../../domain/dateTime';
import type { Task } from '../../xml/task';
import { CONFIG_FILE } from '../../workspace/configuration/file';
import { CommonVocabulary } from '../matrix/commonVocabulary';
import { nameOf, type MatrixFiles, type ReadDocument } from '../matrix/files';
import { ScopeFiles } from '../matrix/scopeFiles';
import {
  PLAN_CHANGED,
  type MatrixNote,
  type PlanChangedParams,
  type PlanOpenParams,
  type PlanSnapshot,
} from '../protocol';
import { clockNow } from '../runtime';
import type { Session } from '../session';
import { Updates, type Subscription } from '../subscriptions';
import { runInSlices } from '../timeSlicing';
import { keyOf } from '../workspace';
import { readLists } from './lists';
import { OlderFiles } from './olderFiles';
import { encodePlan, planFormats } from './snapshot';

/** A plan as the client has it, with what questions about it need. */
export interface ShownVersion {
  readonly snapshot: PlanSnapshot;
  /** `null`: there is none, because a list has an error. */
  readonly plan: Plan | null;
  readonly since: PlanComparison | null;
  /** In the order of the snapshot. */
  readonly listed: readonly Decision[];
  /** In the order of the sources of the plan's matrix. */
  readonly documents: readonly ReadDocument[];
  /** The same, and those of which nothing could be read. */
  readonly all: readonly ReadDocument[];
}

/** A plan that a client shows. */
export class PlanSubscription implements Subscription {
  private readonly scope: ScopeFiles;
  private readonly older: OlderFiles;
  private readonly vocabulary = new CommonVocabulary();
  private shown: ShownVersion | null = null;
  /** The last matrix, whose rows can be used again while its files are the same. */
  private last: { readonly matrix: Matrix; readonly uris: readonly string[] } | null = null;
  private revision = 0;
  private isClosed = false;
  private readonly updates: Updates;

  constructor(
    private readonly session: Session,
    private readonly files: MatrixFiles,
    private readonly params: PlanOpenParams,
  ) {
    this.scope = new ScopeFiles(session, params.scope);
    this.older = new OlderFiles(session, files, params.scope, this.scope);
    this.updates = new Updates(session, 'Plan', () => this.sendChange());
  }

  /** What the client has; `null` before the first answer. */
  get current(): ShownVersion | null {
    return this.shown;
  }

  close(): void {
    this.isClosed = true;
  }

  /** Whether a change of a file may change the plan. */
  concerns(uri: string): boolean {
    const { assets, installed = '', since } = this.params;
    const key = keyOf(uri);
    if (key === keyOf(assets) || key === keyOf(installed) || this.scope.has(uri)) return true;
    return since !== undefined && 'folder' in since && key.startsWith(`${keyOf(since.folder)}/`);
  }

  /** Searches the files again, after some were created, deleted, opened or closed. */
  forgetFiles(): void {
    this.scope.forget();
  }

  /** Reads everything again, after settings, profiles or schemas have changed. */
  forgetContents(): void {
    this.scope.forget();
    this.older.forget();
    this.last = null;
  }

  /** The answer to the request that opens the plan; `null` if it was closed meanwhile. */
  open(): Promise<PlanSnapshot | null> {
    return this.updates.answer(async () => {
      this.shown = await this.build();
      return this.shown?.snapshot ?? null;
    });
  }

  async update(): Promise<void> {
    await this.updates.outdated();
  }

  /** Sends the plan if it is another one. */
  private async sendChange(): Promise<'go on' | 'stop'> {
    const { shown } = this;
    const next = shown && (await this.build());
    if (next === null) return 'stop';
    const isSame = contentOf(next.snapshot) === contentOf(shown!.snapshot);
    // Questions are about what the client has: an equal plan keeps its number.
    this.shown = isSame ? { ...next, snapshot: shown!.snapshot } : next;
    const message: PlanChangedParams = { id: this.params.id, snapshot: next.snapshot };
    if (!isSame) await this.session.connection.sendRequest(PLAN_CHANGED, message);
    return 'go on';
  }

  /** @returns `null` if closed meanwhile */
  private async build(): Promise<ShownVersion | null> {
    const { session, params } = this;
    const { localize } = session;
    const lists = await readLists(params, session);
    const documents = await this.read();
    if (documents === null) return null;
    const home = params.scope.kind === 'folder' ? `${params.scope.uri}/` : (documents[0]?.uri ?? params.assets);
    const now = (params.date === undefined ? null : instantOf(`${params.date}T00:00:00Z`)) ?? clockNow().instant;
    const given = documents.filter(({ vocabulary, problem }) => vocabulary !== null && problem === undefined);
    const head = {
      revision: ++this.revision,
      made: new Date(now).toISOString(),
      lists: {
        assets: nameOf(params.assets),
        installed: params.installed === undefined ? '' : nameOf(params.installed),
      },
      files: given.length,
      listProblems: lists.problems,
    };
    const general = await this.generalNotes(home);
    const readNotes = documents.flatMap(({ notes }) => notes);
    if (lists.problems.some(({ severe }) => severe) || given.length === 0) {
      const notes = [...general, ...notesOf(readNotes, documents, localize)];
      const empty = { assets: [], patches: [], kinds: [], texts: [], decisions: [], since: null };
      const snapshot = { ...head, ...empty, notes, formats: planFormats(localize) };
      return { snapshot, plan: null, since: null, listed: [], documents: given, all: documents };
    }
    const vocabulary = this.vocabulary.of(given)!;
    const timeframes = await session.workspace.timeframes(home);
    const { assets, installed } = lists;
    const options = { assets, installed, installedPath: head.lists.installed, timeframes, now };
    const sources = given.map(({ source }) => source);
    const uris = given.map(({ uri }) => uri);
    const isSame = this.last?.uris.length === uris.length && this.last.uris.every((uri, index) => uri === uris[index]);
    const previous = isSame ? this.last!.matrix : null;
    const matrix = await this.run(buildMatrix(vocabulary, sources, { previous }));
    const plan = matrix && (await this.run(buildPlan(matrix, { ...options, notes: readNotes })));
    if (plan === null) return null;
    this.last = { matrix: plan.matrix, uris };
    const older = params.since && (await this.older.read(params.since, () => !this.isClosed));
    if (older === null) return null;
    const compared = older?.documents == null ? null : await this.olderPlan(older.documents, vocabulary, options);
    if (older?.documents != null && compared === null) return null;
    const sinceName = params.since === undefined ? '' : sinceNameOf(params.since);
    const fileNames = new Set((older?.documents ?? []).map(({ source }) => source.source.name));
    const since = compared && comparePlans({ plan: compared, since: sinceName, fileNames }, plan);
    const encoded = await this.run(encodePlan(plan, since, localize));
    if (encoded === null) return null;
    const { listed, ...shown } = encoded;
    const snapshot: PlanSnapshot = {
      ...head,
      ...shown,
      notes: [...general, ...notesOf(plan.notes, documents, localize)],
      since:
        older === undefined
          ? null
          : {
              name: sinceName,
              notes: since === null ? [failed(older.problem ?? '')] : this.sinceNotes(since, documents),
            },
    };
    return { snapshot, plan, since, listed, documents: given, all: documents };
  }

  private async olderPlan(
    documents: readonly ReadDocument[],
    vocabulary: Matrix['vocabulary'],
    options: Omit<Parameters<typeof buildPlan>[1], 'notes'>,
  ): Promise<Plan | null> {
    const given = documents.filter((document) => document.vocabulary !== null && document.problem === undefined);
    const notes = relevant(documents).flatMap((document) => document.notes);
    const sources = given.map(({ source }) => source);
    const matrix = await this.run(buildMatrix(vocabulary, sources));
    return matrix && this.run(buildPlan(matrix, { ...options, notes }));
  }

  /** @returns `null` if closed meanwhile */
  private async read(): Promise<readonly ReadDocument[] | null> {
    const documents: ReadDocument[] = [];
    for (const uri of await this.scope.uris()) {
      const read = await this.files.read(uri, nameOf(uri), () => !this.isClosed);
      if (read === null) return null;
      documents.push(read);
    }
    return this.scope.isSearched ? relevant(documents) : documents;
  }

  /** What must be known of the whole. */
  private async generalNotes(home: string): Promise<MatrixNote[]> {
    const { workspace, localize } = this.session;
    const invalid = await workspace.invalidConfig(home);
    return [
      ...(workspace.trusted
        ? []
        : [failed(localize('The workspace is not trusted: only files that are open are read.'))]),
      ...(invalid === null
        ? []
        : [
            {
              ...failed(
                localize(
                  "{0} is invalid, and is not used: the owner's files, aliases and timeframes in it do not count.",
                  CONFIG_FILE,
                ),
              ),
              uri: invalid,
            },
          ]),
    ];
  }

  private sinceNotes({ notPublished, doubtful }: PlanComparison, documents: readonly ReadDocument[]): MatrixNote[] {
    const { localize } = this.session;
    return [
      ...(notPublished.length === 0
        ? []
        : [
            {
              kind: 'left-out',
              text: localize('Nothing new from these suppliers: {0}.', notPublished.join(', ')),
              severe: false,
            },
          ]),
      ...doubtful.map(({ path, sentence }) => {
        const text = `${path}: ${sentenceText(sentence, localize)}`;
        return { kind: 'invalid', text, severe: false, ...uriOf(path, documents) };
      }),
    ];
  }

  /** @returns `null` if closed meanwhile */
  private async run<T>(task: Task<T>): Promise<T | null> {
    const done = await runInSlices(this.session.runtime, task, () => !this.isClosed);
    return done === null ? null : done.result;
  }
}

/** Of the files of a folder: the VPC files, and those that could be some but cannot be read. */
function relevant(documents: readonly ReadDocument[]): readonly ReadDocument[] {
  return documents.filter(({ vocabulary, notes }) => vocabulary !== null || notes.some(({ isFailure }) => isFailure));
}

function sinceNameOf(since: NonNullable<PlanOpenParams['since']>): string {
  return 'revision' in since ? since.revision : nameOf(since.folder);
}

function failed(text: string): MatrixNote {
  return { kind: 'unreadable', text, severe: true };
}

function notesOf(
  notes: readonly Note[],
  documents: readonly ReadDocument[],
  localize: Session['localize'],
): MatrixNote[] {
  const shown = notes.map((note) => ({
    kind: note.kind,
    text: noteText(note, localize),
    severe: note.isFailure,
    ...uriOf(note.path, documents),
  }));
  return [...new Map(shown.map((note) => [`${note.kind}\n${note.text}`, note])).values()];
}

/** The file with a path, unless several have the same name. */
export function uriOf(path: string | undefined, documents: readonly ReadDocument[]): { readonly uri?: string } {
  const about = documents.filter(({ source }) => source.source.path === path);
  return about.length === 1 ? { uri: about[0]!.uri } : {};
}

/** A snapshot without what differs from that of an equal plan. */
function contentOf({ revision: _, made, ...content }: PlanSnapshot): string {
  return JSON.stringify([made.slice(0, 'yyyy-mm-dd'.length), content]);
}
