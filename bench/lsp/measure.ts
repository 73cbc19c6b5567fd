/** Measures a language server: one session with one file, which is valid at the start. */
import type { ServerCapabilities } from 'vscode-languageserver';
import type { LanguageServer } from '../peers/servers';
import { Places, type Subject } from './places';
import { Session, type Edit } from './session';

/** The value of each run by measurement: milliseconds, memory in bytes. */
export interface Measured {
  readonly times: Readonly<Record<Measure, readonly number[]>>;
  readonly memory: readonly number[];
  /** Why a session ended early, and which requests had empty answers. */
  readonly failures: readonly string[];
}

/** In the order of the tables. */
export const MEASURES = {
  'start-up': 'start-up, to the answer to initialize',
  open: 'open the file, to its diagnostics',
  'first character': 'first character typed, to diagnostics',
  'one character': 'one character typed, to diagnostics',
  'start tag': 'start tag inserted, to diagnostics',
  'end tag': 'end tag deleted, to diagnostics',
  '< and completion': '`<` typed, to completion',
  'completion in content': 'completion between elements',
  'completion of a value': 'completion of a value',
  hover: 'hover',
  symbols: 'symbols',
  folding: 'folding',
  formatting: 'formatting, nothing to change',
  rename: 'renaming an element',
} as const;
export type Measure = keyof typeof MEASURES;

/** How often each measurement is taken in one session. */
export interface Repeats {
  /** Edits of each kind; fewer if they take longer than {@link MAX_EDITING_TIME}. */
  readonly edits: number;
  readonly questions: number;
  /** For requests about the whole file. */
  readonly wholes: number;
}

/** Slow edits are repeated up to this total time, in milliseconds. */
const MAX_EDITING_TIME = 60_000;
const SOME_EDITS = 20;

/** Runs one session and records its times; features that the server does not have are left out. */
export async function measure(server: LanguageServer, subject: Subject, repeats: Repeats): Promise<Measured> {
  const times = perMeasure<number[]>(() => []);
  const memory: number[] = [];
  const failures: string[] = [];
  let session: Session | null = null;
  try {
    session = await Session.start(server, subject.folder, subject.path);
    times['start-up'].push(session.startUp);
    const course = new Course(session, subject, repeats, times);
    await course.run();
    memory.push(session.memory);
    for (const measure of course.unanswered) failures.push(`nothing came of: ${MEASURES[measure]}`);
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error));
  } finally {
    await session?.stop();
  }
  return { times, memory, failures };
}

/** Combines all runs of one server. */
export function together(runs: readonly Measured[]): Measured {
  return {
    times: perMeasure((measure) => runs.flatMap(({ times }) => times[measure])),
    memory: runs.flatMap(({ memory }) => memory),
    failures: runs.flatMap(({ failures }) => failures),
  };
}

function perMeasure<T>(value: (measure: Measure) => T): Record<Measure, T> {
  const names = Object.keys(MEASURES) as Measure[];
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Measure, T>;
}

/** Takes all measurements, each time at another place in the file. */
class Course {
  private readonly places: Places;
  /** Requests with an empty answer, which are not measured: an empty answer is fast. */
  readonly unanswered = new Set<Measure>();

  constructor(
    private readonly session: Session,
    private readonly subject: Subject,
    private readonly repeats: Repeats,
    private readonly times: Record<Measure, number[]>,
  ) {
    this.places = new Places(subject);
  }

  async run(): Promise<void> {
    const { session, repeats, times } = this;
    times.open.push(await session.open(this.subject.text, (found) => found.length === 0));
    await this.edited('first character', this.places.insertion('released', 'valueEnd', 'x'));
    const from = performance.now();
    for (let round = 0; round < repeats.edits; round++) {
      if (round >= SOME_EDITS && performance.now() - from > MAX_EDITING_TIME) break;
      await this.edited('one character', this.places.insertion('released', 'valueEnd', 'x'));
      await this.edited('start tag', this.places.insertion('title', 'start', `<${this.places.name('severity')}>`));
      await this.edited('end tag', this.places.deletion('title'));
    }
    for (let round = 0; round < repeats.questions; round++) await this.ask();
    for (let round = 0; round < repeats.wholes; round++) await this.askOfWhole();
  }

  private async ask(): Promise<void> {
    const { capabilities } = this.session;
    if (capabilities.completionProvider) {
      await this.completedTag();
      await this.asked('completion in content', 'textDocument/completion', this.places.at('title', 'start'));
      await this.asked('completion of a value', 'textDocument/completion', this.places.at('severity', 'valueStart'));
    }
    if (capabilities.hoverProvider) await this.asked('hover', 'textDocument/hover', this.places.at('released', 'name'));
    if (capabilities.renameProvider) {
      const params = { ...this.places.at('title', 'name'), newName: 'Renamed' };
      await this.asked('rename', 'textDocument/rename', params);
    }
  }

  private async askOfWhole(): Promise<void> {
    const options = { tabSize: 2, insertSpaces: true };
    const questions: [Measure, keyof ServerCapabilities, string, object][] = [
      ['symbols', 'documentSymbolProvider', 'textDocument/documentSymbol', {}],
      ['folding', 'foldingRangeProvider', 'textDocument/foldingRange', {}],
      ['formatting', 'documentFormattingProvider', 'textDocument/formatting', { options }],
    ];
    for (const [measure, capability, method, params] of questions) {
      if (this.session.capabilities[capability]) await this.asked(measure, method, params);
    }
  }

  private async asked(measure: Measure, method: string, params: object): Promise<void> {
    const { time, isEmpty } = await this.session.ask(method, params);
    // The file is formatted already, so no edits is the right answer.
    if (isEmpty && measure !== 'formatting') this.unanswered.add(measure);
    else this.times[measure].push(time);
  }

  /** The edit must cause a problem and its undoing remove it: only then are the diagnostics up to date. */
  private async edited(measure: Measure, [edit, undo]: readonly [Edit, Edit]): Promise<void> {
    this.times[measure].push(await this.session.edit(edit, (found) => found.length > 0));
    await this.session.edit(undo, (found) => found.length === 0);
  }

  private async completedTag(): Promise<void> {
    const [edit, undo] = this.places.insertion('title', 'start', '<');
    const from = performance.now();
    await this.session.type(edit);
    const position = { line: edit.start.line, character: edit.start.character + 1 };
    await this.session.ask('textDocument/completion', { position });
    this.times['< and completion'].push(performance.now() - from);
    await this.session.edit(undo, (found) => found.length === 0);
  }
}
