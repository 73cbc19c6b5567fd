/** What of VPC Tools is measured: this build, and on request the same with another Node, or the build of an older revision. */
import { spawnSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { installNode } from '../scripts/lib/nodeVersions.mjs';
import { mustRun, root } from '../scripts/lib/shell.mjs';

/** A build, and the Node that runs it. */
export interface Build {
  /** For tables. */
  readonly name: string;
  /** The folder of the checkout. */
  readonly root: string;
  /** The path of Node. */
  readonly node: string;
}

/** The build of this checkout, run by the Node of the benchmark. */
export const OWN: Build = { name: 'VPC Tools', root, node: process.execPath };

/** The start of `vpc lint` of a build. */
export function lintCommand({ root, node }: Build): readonly string[] {
  const installed = join(root, 'bin', 'vpc.js');
  return [node, existsSync(installed) ? installed : join(root, 'dist', 'cli.js'), 'lint'];
}

/** Installs versions of Node, and builds a revision, in a folder. @returns the builds, {@link OWN} not among them */
export async function otherBuilds(
  { nodes, revision }: { readonly nodes: readonly string[]; readonly revision: string | null },
  folder: string,
): Promise<Build[]> {
  const builds: Build[] = [];
  for (const major of nodes) {
    const node = await installNode(folder, major);
    const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
    builds.push({ name: `Node ${stdout.trim().slice(1)}`, root, node });
  }
  if (revision !== null) builds.push(await buildOf(revision, join(folder, 'revision')));
  return builds;
}

/** Builds a revision with the packages of this checkout. Throws where there is no such revision, or it cannot be built. */
async function buildOf(revision: string, folder: string): Promise<Build> {
  await mustRun('git', ['worktree', 'add', '--detach', folder, revision], { cwd: root, quiet: true });
  const build = { name: revision, root: folder, node: process.execPath };
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    await mustRun(process.execPath, ['esbuild.mjs'], { cwd: folder, quiet: true });
  } catch (error) {
    await removeBuilds([build]);
    throw error;
  }
  return build;
}

/** Removes what {@link otherBuilds} has added to the repository. */
export async function removeBuilds(builds: readonly Build[]): Promise<void> {
  for (const build of builds) {
    if (build.root !== root)
      await mustRun('git', ['worktree', 'remove', '--force', build.root], { cwd: root, quiet: true });
  }
}
