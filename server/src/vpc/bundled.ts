/** The reference vocabulary that ships with the tools. */
import profileJson from '../../../schemas/profile.json';
import tablesJson from '../../../schemas/element-tables.json';
import type { Profile } from './profile';
import { Vocabulary } from './vocabulary';

/** The reference profile with its tables. Tests hold both to `readProfile` and `readTables`, so no run checks them again. */
export const REFERENCE_VOCABULARY = new Vocabulary(profileJson as Profile, tablesJson);
