/** Another thread that surveys a part of a large file. It does by itself what `vpc lint` does to know what governs the file. */
import { toPortable, type PortablePart } from '../service/portableSurvey';
import { surveyOf } from '../service/streaming';
import type { Part } from '../xsd/stream/surveyed';
import type { Bundled } from './bundled';
import { Environment, type GovernanceOptions } from './environment';
import { isUnreadable, openInput } from './input';
import type { Io } from './io';

/** What the thread is to do; plain data. */
export interface HelperTask {
  /** An absolute path. */
  readonly file: string;
  readonly part: Part;
  readonly options: GovernanceOptions;
}

/** Does a task. @returns `null` where the file has no such part, or is not one to be streamed */
export async function help(
  { file, part, options }: HelperTask,
  bundled: Bundled,
  io: Io,
): Promise<PortablePart | null> {
  const environment = await Environment.create(options, bundled, io);
  const input = await openInput(file, undefined, io);
  if (isUnreadable(input)) return null;
  try {
    const document = input.stream?.governed(await environment.governed(input)) ?? null;
    const surveyed = document && surveyOf(document, part);
    return surveyed && toPortable(document, surveyed);
  } finally {
    input.close();
  }
}
