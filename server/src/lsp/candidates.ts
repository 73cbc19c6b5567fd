import type { FoundFile } from './protocol';
import type { Runtime } from './runtime';
import type { Workspace } from './workspace';

/**
 * The files of a folder that can be VPC files by their extension; their beginning tells whether they are.
 * @param most maximum number of files of each extension
 */
export async function candidatesIn(
  folder: string,
  { runtime, workspace }: { readonly runtime: Runtime; readonly workspace: Workspace },
  most: number,
): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const extension of await workspace.extensionsIn(folder)) {
    found.push(...(await runtime.findFiles(folder, extension, most)));
  }
  return found;
}
