import { openPublication } from '../../server/src/workspace/openPublication';
import { recordPublication } from '../../server/src/workspace/publicationRecord';
import { WorkspaceIndex, type PublicationRecord } from '../../server/src/workspace/workspaceIndex';
import { parse } from '../../server/src/xml/parser';
import type { TestVocabulary } from './vocabularies';

/** The index entry of a file. */
export function recordOf(uri: string, text: string, { vocabulary }: TestVocabulary): PublicationRecord | null {
  const steps = recordPublication(uri, parse(text), vocabulary);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The index entry of an open document. */
export function openIn(uri: string, text: string, { vocabulary }: TestVocabulary): PublicationRecord | null {
  return openPublication(uri, parse(text), vocabulary);
}

/** An index that has read these files: texts by uri. */
export function indexOf(files: Readonly<Record<string, string>>, vocabulary: TestVocabulary): WorkspaceIndex {
  const index = new WorkspaceIndex();
  for (const [uri, text] of Object.entries(files)) index.read(uri, recordOf(uri, text, vocabulary));
  index.complete = true;
  return index;
}
