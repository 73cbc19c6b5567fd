/** How the decisions of a plan look, and in which order they are shown. */

/** A decision with its symbol, which differs in shape, and the class of its colour. */
export interface KindLook {
  readonly symbol: string;
  readonly tone: string;
}

/**
 * By decision, with the symbols of the plan's report, in the order in which they are shown: doubts first, then what is wrong, then what is to be done.
 */
const LOOKS: ReadonlyMap<string, KindLook> = new Map(
  Object.entries({
    contradiction: { symbol: '≠', tone: 'conflict' },
    'nobody-says': { symbol: '?', tone: 'limited' },
    'installed-not-approved': { symbol: '⚠\uFE0E', tone: 'bad' },
    install: { symbol: '↓', tone: 'good' },
    'install-with-restriction': { symbol: '⇩', tone: 'limited' },
    wait: { symbol: '◷', tone: 'work' },
    'do-not-install': { symbol: '✕', tone: 'bad' },
    installed: { symbol: '✓', tone: 'open' },
    superseded: { symbol: '↷', tone: 'none' },
    'not-applicable': { symbol: '–', tone: 'none' },
    gone: { symbol: '○', tone: 'none' },
  }),
);
const ORDER = [...LOOKS.keys()];

export function lookOfDecision(kind: string): KindLook {
  return LOOKS.get(kind) ?? { symbol: '·', tone: 'other' };
}

/** The place of a decision among the others; those that are not known come first. */
export function rankOfDecision(kind: string): number {
  return ORDER.indexOf(kind);
}

/** Whether a decision is a doubt, which no filter for decisions hides. */
export function isDoubt(kind: string): boolean {
  return kind === 'contradiction' || kind === 'nobody-says' || !ORDER.includes(kind);
}

/** Whether a patch is to be installed. */
export function isToInstall(kind: string): boolean {
  return kind === 'install' || kind === 'install-with-restriction';
}
