import type { AddCommand } from './command';
import { addCompare } from './compare/command';
import { addExplain } from './explain/command';
import { addFormat } from './format/command';
import { addImport } from './import/command';
import { addLint } from './lint/command';
import { addMatrix } from './matrix/command';
import { addNew } from './new/command';
import { addProfile } from './profile/command';
import { addRules } from './rules/command';

/** The commands of `vpc`, as its help lists them; a new one is a folder beside these and a line here. */
export const COMMANDS: readonly AddCommand[] = [
  addLint,
  addFormat,
  addNew,
  addImport,
  addMatrix,
  addCompare,
  addProfile,
  addRules,
  addExplain,
];
