/** Sessions of our own server with the probe loaded. */
import { lay, laySchema, SCHEMA, VOCABULARY, type Bench } from '../bench';
import { validFile } from '../generator/file';
import { probed } from '../inside/inside';
import type { Size } from '../options';
import { ours } from '../peers/servers';
import { isAbsent } from '../peers/validators';
import type { Places, Subject } from './places';
import { Session, type Edit } from './session';

/** Starts a session about a file, and ends it. */
export async function inSession<T>(
  subject: Subject,
  { folder }: Pick<Bench, 'folder'>,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const server = ours();
  if (isAbsent(server)) throw new Error(`${server.name}: ${server.missing}`);
  const session = await Session.start({ ...server, command: probed(server.command) }, folder, subject.path);
  try {
    return await work(session);
  } finally {
    await session.stop();
  }
}

/** A valid file of about a size, with its schema in the same folder. */
export function subjectOf(size: Size, { folder }: Pick<Bench, 'folder'>): Subject {
  laySchema(folder);
  const file = validFile(size.bytes, VOCABULARY, SCHEMA);
  return { folder, path: lay(file, folder), text: file.text, vocabulary: VOCABULARY };
}

/** An edit that makes a date invalid, and the edit that undoes it. */
export function typed(places: Places): readonly [Edit, Edit] {
  return places.insertion('released', 'valueEnd', 'x');
}

/** Makes a mistake and undoes it, and waits for the diagnostics each time. */
export async function changedAndBack(session: Session, [edit, undo]: readonly [Edit, Edit]): Promise<void> {
  await session.edit(edit, (found) => found.length > 0);
  await session.edit(undo, (found) => found.length === 0);
}
