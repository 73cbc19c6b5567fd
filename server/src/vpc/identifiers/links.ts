import type { IdentifierKind } from './kinds';
import type { LinkPattern, Profile } from '../profile';

/** A pattern of the profile, ready to match. */
interface Matcher extends LinkPattern {
  readonly whole: RegExp;
}

const matchers = new WeakMap<Profile, readonly Matcher[]>();

function matchersOf(profile: Profile): readonly Matcher[] {
  let known = matchers.get(profile);
  if (known === undefined) {
    known = (profile.links ?? []).map((link) => ({ ...link, whole: new RegExp(`^(?:${link.pattern})$`, 'u') }));
    matchers.set(profile, known);
  }
  return known;
}

/** Where somebody tells of what an identifier names, as the profile knows; `null` where it knows nothing. */
export function linkOf(kind: IdentifierKind, value: string, profile: Profile): string | null {
  for (const link of matchersOf(profile)) {
    const match = link.kind === kind ? link.whole.exec(value) : null;
    if (match === null) continue;
    return link.target.replace(/\{(\d)\}/g, (_, group) => encodeURIComponent(match[Number(group)] ?? ''));
  }
  return null;
}
