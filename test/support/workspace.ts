import { openPublication } from '../../server/src/service/publicationFacts';
import { recording } from '../../server/src/service/publicationRecord';
import { WorkspaceIndex, type PublicationFacts } from '../../server/src/service/workspaceIndex';
import { parse } from '../../server/src/xml/parser';
import type { TestVocabulary } from './vocabularies';

/** What is recorded of a file. */
export function recordOf(uri: string, text: string, { vocabulary }: TestVocabulary): PublicationFacts | null {
  const steps = recording(uri, parse(text), vocabulary);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** What an open document says. */
export function openIn(uri: string, text: string, { vocabulary }: TestVocabulary): PublicationFacts | null {
  return openPublication(uri, parse(text), vocabulary);
}

/** An index that has read these files: texts by uri. */
export function indexOf(files: Readonly<Record<string, string>>, vocabulary: TestVocabulary): WorkspaceIndex {
  const index = new WorkspaceIndex();
  for (const [uri, text] of Object.entries(files)) index.read(uri, recordOf(uri, text, vocabulary));
  index.complete = true;
  return index;
}
