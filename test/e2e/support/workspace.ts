import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './environment';

/** A folder that tests may change: a copy of test/fixtures/workbench, and of samples/ below it. */
export interface TestWorkspace {
  readonly folder: string;
  remove(): void;
}

/** Makes the copy in the system's folder for temporary files. */
export function copyWorkspace(): TestWorkspace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'vpc-workspace-')));
  cpSync(join(root, 'test/fixtures/workbench'), folder, { recursive: true });
  cpSync(join(root, 'samples'), join(folder, 'samples'), { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
