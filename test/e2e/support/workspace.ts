import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './environment';

/** A folder that tests can change: a copy of test/fixtures/workbench with samples/ in it. */
export interface TestWorkspace {
  readonly folder: string;
  remove(): void;
}

/**
 * Creates the copy in the system's folder for temporary files.
 * @param files additional or replaced files: path in the folder -> text
 */
export function copyWorkspace(files: Readonly<Record<string, string>> = {}): TestWorkspace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'vpc-workspace-')));
  cpSync(join(root, 'test/fixtures/workbench'), folder, { recursive: true });
  cpSync(join(root, 'samples'), join(folder, 'samples'), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
