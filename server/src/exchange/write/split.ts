/** Divides the versions and platforms of one entry among several, each of which is all its versions on all its platforms. */
import type { CellName } from './publication';

/** What one entry is about: each of the versions on each of the platforms; as they are compared. */
export interface Block {
  readonly versions: ReadonlySet<string>;
  readonly platforms: ReadonlySet<string>;
}

/** The version and platform of a cell as they are compared. */
export function partsOf({ key }: Pick<CellName, 'key'>): { readonly version: string; readonly platform: string } {
  const [, version = '', platform = ''] = key.split('\n');
  return { version, platform };
}

/** The fewest blocks of whole versions that contain exactly the cells: versions with the same platforms are one block. */
export function blocksOf(cells: readonly CellName[]): Block[] {
  const byVersion = new Map<string, Set<string>>();
  for (const cell of cells) {
    const { version, platform } = partsOf(cell);
    const platforms = byVersion.get(version) ?? new Set<string>();
    byVersion.set(version, platforms.add(platform));
  }
  const blocks = new Map<string, { versions: Set<string>; platforms: Set<string> }>();
  for (const [version, platforms] of byVersion) {
    const key = [...platforms].sort().join('\n');
    const block = blocks.get(key) ?? { versions: new Set<string>(), platforms };
    block.versions.add(version);
    blocks.set(key, block);
  }
  return [...blocks.values()];
}
