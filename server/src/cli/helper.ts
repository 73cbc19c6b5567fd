/** Another thread that surveys large files. It does by itself what `vpc lint` does to know what governs a file. */
import type { MessagePort } from 'node:worker_threads';
import { surveyFor, type SharedSurvey } from '../service/sharedSurvey';
import type { MarkBatch, MarkBuffers } from '../vpc/stream/markBatches';
import type { Bundled } from './bundled';
import { Environment, type GovernanceOptions } from './environment';
import { isUnreadable, openInput } from './input';
import type { Io } from './io';

/** What the thread is to survey; plain data. */
export interface HelperTask {
  /** An absolute path. */
  readonly file: string;
  readonly options: GovernanceOptions;
}

/** Whoever surveys files. */
export interface Helper {
  /**
   * Surveys a file.
   * @param take gets what a `SurveyFollower` wants, in order
   * @returns `null` where the file is not one to be streamed, or where it could not be done
   */
  survey(task: HelperTask, take: (batch: MarkBatch) => void): Promise<SharedSurvey | null>;
}

/** What a thread is started with to become a helper. */
export interface HelperStart {
  readonly kind: 'helper';
}

/** What a helper is asked. */
export interface HelperQuestion {
  readonly task: HelperTask;
  /** One number, shared: how many batches have been taken. */
  readonly taken: Int32Array;
  /** What batches are written into, in turns; shared. So many of them may be under way, or all of the file would be held. */
  readonly buffers: readonly MarkBuffers[];
}

/** What a helper says: batches, and at last the survey. */
export type HelperAnswer = { readonly batch: MarkBatch } | { readonly survey: SharedSurvey | null };

/** Surveys what the other end of a port asks for. */
export function serve(port: MessagePort, bundled: Bundled, io: Io): void {
  port.on('message', (question: HelperQuestion) => {
    const answer = (survey: SharedSurvey | null): void => port.postMessage({ survey } satisfies HelperAnswer);
    surveyOf(question.task, new Channel(port, question), bundled, io).then(answer, () => answer(null));
  });
}

/** Where batches go. */
class Channel {
  private sent = 0;

  constructor(
    private readonly port: MessagePort,
    private readonly question: HelperQuestion,
  ) {}

  send(batch: MarkBatch): void {
    this.port.postMessage({ batch } satisfies HelperAnswer);
    this.sent++;
  }

  /** The next buffers, as soon as what they held has been taken. */
  next(): MarkBuffers {
    const { taken, buffers } = this.question;
    for (;;) {
      const done = Atomics.load(taken, 0);
      if (this.sent - done < buffers.length) return buffers[this.sent % buffers.length]!;
      Atomics.wait(taken, 0, done);
    }
  }
}

async function surveyOf(
  { file, options }: HelperTask,
  channel: Channel,
  bundled: Bundled,
  io: Io,
): Promise<SharedSurvey | null> {
  const environment = await Environment.create(options, bundled, io);
  const input = await openInput(file, undefined, io);
  if (isUnreadable(input)) return null;
  try {
    const document = input.stream?.governed(await environment.governed(input)) ?? null;
    if (document === null) return null;
    return surveyFor(
      document,
      (batch) => channel.send(batch),
      undefined,
      () => channel.next(),
    );
  } finally {
    input.close();
  }
}
