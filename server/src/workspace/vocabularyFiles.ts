import { readProfile } from '../domain/profile';
import type { ShapeProblem } from '../domain/shape';
import { NO_TABLES, readTables } from '../domain/tables';
import { Vocabulary } from '../domain/vocabulary';
import { jsonText } from './jsonText';
import type { FileAccess } from './fileAccess';
import { resolveUri } from './location';

/** A problem of a profile or of element tables. */
export interface VocabularyProblem extends ShapeProblem {
  readonly uri: string;
}

/** A user's vocabulary. */
export interface LoadedVocabulary {
  /** `null` where the profile has problems. */
  readonly vocabulary: Vocabulary | null;
  readonly problems: readonly VocabularyProblem[];
}

/** The name of the element tables next to a user's profile. Without them, hover shows the schema's documentation. */
const TABLES_FILE = 'element-tables.json';

/**
 * Reads a user's profile and the element tables in the same folder.
 * @param uri of the profile
 * @param within the folders that the profile must be in; `null`: the user has named it
 */
export async function loadVocabulary(
  uri: string,
  { read, refusal }: FileAccess,
  within: readonly string[] | null,
): Promise<LoadedVocabulary> {
  const refused = await refusal(uri, within);
  if (refused !== null) return { vocabulary: null, problems: [{ uri, pointer: '', ...refused }] };
  const file = await read(uri, within);
  if (file === null) {
    const problem = { uri, pointer: '', message: 'Cannot read the profile. Check its path.', args: [] };
    return { vocabulary: null, problems: [problem] };
  }
  const json = jsonText(file);
  if (json.text === null) return { vocabulary: null, problems: [{ ...json.placedProblem, uri }] };
  const { profile, problems } = readProfile(json.text);
  if (profile === null) return { vocabulary: null, problems: problems.map((problem) => ({ ...problem, uri })) };

  const tablesUri = resolveUri(TABLES_FILE, uri);
  const around = [...(within ?? []), uri.slice(0, uri.lastIndexOf('/'))];
  const tablesRefused = tablesUri === null ? null : await refusal(tablesUri, around);
  if (tablesUri !== null && tablesRefused !== null)
    return { vocabulary: null, problems: [{ uri: tablesUri, pointer: '', ...tablesRefused }] };
  const tablesFile = tablesUri === null ? null : await read(tablesUri, around);
  if (tablesUri === null || tablesFile === null)
    return { vocabulary: new Vocabulary(profile, NO_TABLES), problems: [] };
  const tablesJson = jsonText(tablesFile);
  const { tables, problems: tableProblems } =
    tablesJson.text === null ? { tables: null, problems: [tablesJson.placedProblem] } : readTables(tablesJson.text);
  return {
    vocabulary: new Vocabulary(profile, tables ?? NO_TABLES),
    problems: tableProblems.map((problem) => ({ ...problem, uri: tablesUri })),
  };
}
