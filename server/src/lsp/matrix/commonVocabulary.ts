import { joinedAliases, type Aliases } from '../../domain/identity';
import type { Vocabulary } from '../../domain/vocabulary';
import type { ReadDocument } from './files';

/** The vocabulary of all files that are shown together: that of the first one, with the aliases of all. */
export class CommonVocabulary {
  private last: {
    readonly first: Vocabulary;
    readonly aliases: ReadonlySet<Aliases>;
    readonly made: Vocabulary;
  } | null = null;

  /** The same object while the files have the same vocabularies; `null` where no file has one. */
  of(documents: readonly ReadDocument[]): Vocabulary | null {
    const all = documents.flatMap(({ vocabulary }) => vocabulary ?? []);
    const [first] = all;
    if (first === undefined) return null;
    const aliases = new Set(all.map(({ identity }) => identity.aliases));
    if (aliases.size === 1) return first;
    const { last } = this;
    const isSame =
      last?.first === first &&
      last.aliases.size === aliases.size &&
      [...aliases].every((each) => last.aliases.has(each));
    if (isSame) return last.made;
    const made = first.with({ aliases: joinedAliases(aliases) });
    this.last = { first, aliases, made };
    return made;
  }
}
