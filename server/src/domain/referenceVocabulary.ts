/** The reference vocabulary that ships with the tools. */
import profileJson from '../../../schemas/profile.json';
import tablesJson from '../../../schemas/element-tables.json';
import type { Profile } from './profile';
import type { ElementTables } from './tables';
import { Vocabulary } from './vocabulary';

/** The reference profile with its tables. Not validated here: tests do that with `readProfile` and `readTables`. */
export const REFERENCE_VOCABULARY = new Vocabulary(profileJson as Profile, tablesJson as ElementTables);
