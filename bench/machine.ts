/** Describes the machine and the versions that were measured. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { root } from '../scripts/lib/shell.mjs';

/** `2 cores, 24 GiB, Linux`: nothing that identifies the machine. */
export function machine(): string {
  return `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()}`;
}

/** The measured programs with their versions. */
export function versions(): string[] {
  return [
    `VPC Tools ${packageVersion('.')}`,
    `Node ${process.versions.node}`,
    `libxml2-wasm ${packageVersion('node_modules/libxml2-wasm')}`,
    ...['libxml2-utils', 'libxerces-c-samples', 'libxerces2-java'].flatMap(debianVersion),
    ...javaVersion(),
  ];
}

function packageVersion(folder: string): string {
  return (JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as { version: string }).version;
}

function debianVersion(name: string): string[] {
  const { status, stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Version}', name], { encoding: 'utf8' });
  return status === 0 && stdout !== '' ? [`${name} ${stdout}`] : [];
}

function javaVersion(): string[] {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const [, version] = /version "([^"]+)"/.exec(stderr ?? '') ?? [];
  return version === undefined ? [] : [`Java ${version}`];
}
