/**
 * What is written in facts of one role. A publication writes the same few names, states and dates thousands of times: what
 * follows from one is found out once, and remembered with its wording.
 */
import { NodeFlag, NodeKind, type ElementNode } from '../xml/nodes';
import type { Entities } from '../xml/entities';
import { contentValue } from '../xml/values';
import { shared } from '../xml/own';

/** One object for all facts of a role, in a container, that are written the same, attributes included. */
export class Wording {
  /** See {@link Fact.rawValue}. */
  readonly rawValue: string;
  /** See {@link Fact.value}. */
  readonly value: string;
  /** The value alone, as a list. */
  readonly list: readonly string[];
  /** That no rule about single values finds fault with it; false as long as nobody has looked. */
  isFaultless = false;

  constructor(rawValue: string) {
    this.rawValue = shared(rawValue);
    this.value = this.rawValue.trim();
    this.list = [this.value];
  }
}

/** Longer ones are read each time: hardly two are the same. */
export const LONGEST_WORDING = 96;
/** How many of a role are remembered; with one more, remembering begins anew. */
const MOST = 4_096;
/** After so many questions it is known whether it is worth it. */
const TRIAL = 512;

/** Whether wordings of a role come again: of titles and numbers each is written once, and a table of them costs more than it saves. */
export class Worth {
  private asked = 0;
  private found = 0;

  get isGiven(): boolean {
    return this.asked < TRIAL || this.found * 4 >= this.asked;
  }

  note(isFound: boolean): void {
    this.asked++;
    if (isFound) this.found++;
  }
}

/** The wordings of a role in trees. */
export class Wordings {
  private readonly byText = new Map<string, Wording>();
  private readonly worth = new Worth();

  /** The wording of an element; `null` where it is long, or more than one stretch of sound text. */
  of(element: ElementNode, entities: Entities): Wording | null {
    const { content, name, openWidth } = element;
    if (!this.worth.isGiven || (element.flags & NodeFlag.Problem) !== 0) return null;
    if (content !== null && (content.kind !== NodeKind.Text || content.width > LONGEST_WORDING)) return null;
    let text = content === null ? '' : content.source.slice(content.start, content.start + content.width);
    if ((element.flags & NodeFlag.Attributes) !== 0) {
      // No text begins with the sign.
      const attributes = element.source.slice(element.start + 1 + name.length, element.start + openWidth);
      if (attributes.length > LONGEST_WORDING) return null;
      text = `<${attributes}${text}`;
    }
    const known = this.byText.get(text);
    this.worth.note(known !== undefined);
    if (known !== undefined) return known;
    const wording = new Wording(contentValue(element, entities));
    if (this.byText.size >= MOST) this.byText.clear();
    this.byText.set(shared(text), wording);
    return wording;
  }
}
