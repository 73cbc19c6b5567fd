import { addApply } from './apply/command';
import type { AddCommand } from './command';
import { addCompare } from './compare/command';
import { addExplain } from './explain/command';
import { addFormat } from './format/command';
import { addImport } from './import/command';
import { addLint } from './lint/command';
import { addLsp } from './lsp/command';
import { addMatrix } from './matrix/command';
import { addNew } from './new/command';
import { addNext } from './next/command';
import { addProfile } from './profile/command';
import { addPlan } from './plan/command';
import { addPublish } from './publish/command';
import { addRules } from './rules/command';
import { addSet } from './set/command';

/** The commands of `vpc`, in the order of its help. A new one is a folder and a line here: `npm run new -- command NAME`. */
export const COMMANDS: readonly AddCommand[] = [
  addLint,
  addFormat,
  addNew,
  addImport,
  addNext,
  addSet,
  addApply,
  addMatrix,
  addCompare,
  addPlan,
  addPublish,
  addProfile,
  addRules,
  addExplain,
  addLsp,
];
