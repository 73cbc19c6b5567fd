import { readProfile } from '../vpc/profile';
import type { ShapeProblem } from '../vpc/shape';
import { NO_TABLES, readTables } from '../vpc/tables';
import { Vocabulary } from '../vpc/vocabulary';
import { resolveUri, type ReadFile } from './schemaFiles';

/** A file of the vocabulary that cannot be used, and why: a JSON pointer into it, an English template and its arguments. */
export interface VocabularyProblem extends ShapeProblem {
  readonly uri: string;
}

/** A user's own vocabulary as far as it could be read. */
export interface LoadedVocabulary {
  /** `null` where the profile cannot be used. */
  readonly vocabulary: Vocabulary | null;
  readonly problems: readonly VocabularyProblem[];
}

/** Name of the element tables beside a profile of the user's own. They may be missing: hover shows the schema's words then. */
const TABLES_FILE = 'element-tables.json';

/**
 * Reads a user's own profile and the element tables beside it.
 * @param uri of the profile
 */
export async function loadVocabulary(uri: string, read: ReadFile): Promise<LoadedVocabulary> {
  const text = await read(uri);
  if (text === null) {
    const problem = { uri, pointer: '', message: 'The profile cannot be read. Check its path.', args: [] };
    return { vocabulary: null, problems: [problem] };
  }
  const { profile, problems } = readProfile(text);
  if (profile === null) return { vocabulary: null, problems: problems.map((problem) => ({ ...problem, uri })) };

  const tablesUri = resolveUri(TABLES_FILE, uri);
  const tablesText = tablesUri === null ? null : await read(tablesUri);
  if (tablesUri === null || tablesText === null)
    return { vocabulary: new Vocabulary(profile, NO_TABLES), problems: [] };
  const { tables, problems: doubts } = readTables(tablesText);
  return {
    vocabulary: new Vocabulary(profile, tables ?? NO_TABLES),
    problems: doubts.map((problem) => ({ ...problem, uri: tablesUri })),
  };
}
