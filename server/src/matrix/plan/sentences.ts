/** The sentences of a plan as data, so that they can be translated. */
import { english, type Localize } from '../../xml/problem';
import type { Note } from '../notes';

/** A sentence: an English template with placeholders (`{0}`) for `args`, which is also the key of its translation. */
export interface Sentence {
  readonly message: string;
  /** Texts, and sentences that are part of this one. */
  readonly args: readonly (string | Sentence)[];
}

export function sentence(message: string, ...args: readonly (string | Sentence)[]): Sentence {
  return { message, args };
}

/** A sentence as it is shown. */
export function sentenceText({ message, args }: Sentence, translate: Localize = english): string {
  return translate(message, ...args.map((arg) => (typeof arg === 'string' ? arg : sentenceText(arg, translate))));
}

/** Sentences as one text. */
export function sentencesText(sentences: readonly Sentence[], translate: Localize = english): string {
  return sentences.map((each) => sentenceText(each, translate)).join(' ');
}

/** A note as a sentence: `file: message`. */
export function noteSentence({ path, message, args, cause }: Note): Sentence {
  const [first = '', , ...others] = args;
  const own = cause === undefined ? args : [first, sentence(cause.message, ...cause.args), ...others];
  const text = sentence(message, ...own);
  return path === undefined ? text : sentence('{0}: {1}', path, text);
}
