import { isPredefinedEntity, scanReference } from '../syntax/references';

/** A reference to a general entity that is not predefined. */
export interface EntityReference {
  readonly name: string;
  /** From its `&` to behind its `;`. */
  readonly start: number;
  readonly end: number;
}

/** The references to general entities in a text, the five predefined ones and those written wrongly left out. */
export function* namedReferences(text: string): Generator<EntityReference, void, undefined> {
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    const end = scanReference(text, at);
    if (end <= 0 || text[at + 1] === '#' || isPredefinedEntity(text, at + 1, end - 1)) continue;
    yield { name: text.slice(at + 1, end - 1), start: at, end };
    at = end - 1;
  }
}
