import type { ReadRelease } from '../releases/release';
export function readCsaf(_source: string | Uint8Array): ReadRelease {
  throw new Error('not merged yet');
}
