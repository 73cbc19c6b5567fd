import { scanName } from '../characters';
import type { XmlReport } from '../codes';
import { characterOf, isPredefinedEntity, scanReference } from '../syntax/references';

/**
 * Says what is wrong with how the reference at `at` is written (productions 66 and 68; WFC: Legal Character).
 * What an entity's name stands for is another question.
 * @param text holds the reference; an `&` that is followed by the end of `text` is followed by nothing
 * @returns the offset behind the reference, or behind as much of one as stands there
 */
export function checkReference(text: string, at: number, report: XmlReport): number {
  const end = scanReference(text, at);
  if (end > 0) {
    if (text[at + 1] === '#' && characterOf(text, at, end) < 0) {
      report('xml/illegal-character-reference', at, end, [text.slice(at, end)]);
    }
    return end;
  }
  if (text[at + 1] === '#') return checkCharacterReference(text, at, -end, report);
  const nameEnd = scanName(text, at + 1);
  if (isPredefinedEntity(text, at + 1, nameEnd)) {
    report('xml/unfinished-reference', at, nameEnd, [text.slice(at, nameEnd)]);
    return nameEnd;
  }
  report('xml/bare-ampersand', at, at + 1);
  return at + 1;
}

/** Of the broken ones, `&#65 ` lacks its semicolon only; `&#x;`, `&#X41;` and `&#6f;` are no numbers. */
function checkCharacterReference(text: string, at: number, reached: number, report: XmlReport): number {
  const hasDigits = reached > at + (text[at + 2] === 'x' ? 3 : 2);
  const word = /^[0-9A-Za-z]*;?/.exec(text.slice(reached))![0];
  if (hasDigits && word === '') {
    report('xml/unfinished-reference', at, reached, [text.slice(at, reached)]);
    return reached;
  }
  const end = reached + word.length;
  report('xml/bad-character-reference', at, end, [text.slice(at, end)]);
  return end;
}
