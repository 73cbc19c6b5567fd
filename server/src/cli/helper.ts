/** Another thread that surveys large files. It does by itself what `vpc lint` does to know what governs a file. */
import type { MessagePort } from 'node:worker_threads';
import { surveyFor, type SharedSurvey } from '../service/sharedSurvey';
import type { MarkBatch } from '../vpc/stream/markBatches';
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
}

/** What a helper says: batches, and at last the survey. */
export type HelperAnswer = { readonly batch: MarkBatch } | { readonly survey: SharedSurvey | null };

/** So many batches may be under way: whoever reads faster than the other takes has to wait, or all of the file would be held. */
const MOST_UNDER_WAY = 64;

/** Surveys what the other end of a port asks for. */
export function serve(port: MessagePort, bundled: Bundled, io: Io): void {
  port.on('message', ({ task, taken }: HelperQuestion) => {
    let sent = 0;
    const send = (batch: MarkBatch): void => {
      let done = Atomics.load(taken, 0);
      while (sent - done >= MOST_UNDER_WAY) {
        Atomics.wait(taken, 0, done);
        done = Atomics.load(taken, 0);
      }
      port.postMessage({ batch } satisfies HelperAnswer, [batch.numbers.buffer, batch.bytes.buffer]);
      sent++;
    };
    const answer = (survey: SharedSurvey | null): void => port.postMessage({ survey } satisfies HelperAnswer);
    surveyOf(task, send, bundled, io).then(answer, () => answer(null));
  });
}

async function surveyOf(
  { file, options }: HelperTask,
  send: (batch: MarkBatch) => void,
  bundled: Bundled,
  io: Io,
): Promise<SharedSurvey | null> {
  const environment = await Environment.create(options, bundled, io);
  const input = await openInput(file, undefined, io);
  if (isUnreadable(input)) return null;
  try {
    const document = input.stream?.governed(await environment.governed(input)) ?? null;
    return document && surveyFor(document, send);
  } finally {
    input.close();
  }
}
