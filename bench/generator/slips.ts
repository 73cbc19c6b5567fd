/**
 * Mistakes as people make them, one at a time, in the text of a patch. The range of a good report is between `⟦` and
 * `⟧`; of several such ranges, each is right. The place of something missing is an empty range: `⟦⟧`.
 */
import type { AttributeRole, Container, RoleIn } from '../../server/src/domain/roles';
import type { Vocabulary } from '../../server/src/domain/vocabulary';

/** One leaf element on a line of its own. */
interface Leaf {
  readonly indent: string;
  readonly name: string;
  /** With the whitespace before them. */
  readonly attributes: string;
  readonly value: string;
}

/** The text of one patch, to make a mistake in. */
export class PatchText {
  constructor(
    readonly text: string,
    private readonly vocabulary: Vocabulary,
  ) {}

  /** The name of an element by its role. */
  name<C extends Container>(container: C, role: RoleIn<C>): string {
    return this.vocabulary.nameOf(container, role)!;
  }

  attribute(role: AttributeRole): string {
    return this.vocabulary.attributeName(role)!;
  }

  /** Replaces the first leaf of a role by the result for its line, which has no line break; the result can be several lines. */
  leaf<C extends 'patch' | 'product'>(container: C, role: RoleIn<C>, write: (leaf: Leaf) => string): string {
    const from = container === 'patch' ? 0 : this.text.indexOf(`<${this.name('patch', 'product')}>`);
    const name = this.name(container, role);
    const line = new RegExp(`^( *)<(${name})((?: [^>]*)?)>([^<]*)</${name}>$`, 'm');
    const rest = this.text.slice(from);
    const [all, indent, , attributes, value] = line.exec(rest)!;
    const at = from + rest.search(line);
    const written = write({ indent: indent!, name, attributes: attributes!, value: value! });
    return this.text.slice(0, at) + written + this.text.slice(at + all.length);
  }

  /** Replaces the first value of a role. */
  value<C extends 'patch' | 'product'>(container: C, role: RoleIn<C>, value: string): string {
    return this.leaf(container, role, (leaf) => open(leaf) + value + close(leaf));
  }
}

const open = ({ indent, name, attributes }: Leaf) => `${indent}<${name}${attributes}>`;
const close = ({ name }: Leaf) => `</${name}>`;
const whole = (leaf: Leaf) => open(leaf) + leaf.value + close(leaf);
/** The leaf with another name; the name in the start tag is marked. */
const renamed = ({ indent, attributes, value }: Leaf, name: string) =>
  `${indent}<⟦${name}⟧${attributes}>${value}</${name}>`;

/** Returns the text of the patch with the mistake, and `⟦` and `⟧`. */
export type Slip = (patch: PatchText) => string;

/** Schema violations. */
export const SCHEMA_SLIPS: Readonly<Record<string, Slip>> = {
  'a date as people write it': (patch) => patch.value('patch', 'released', '⟦10.2.2026⟧'),
  'a date without time': (patch) => patch.value('product', 'state-date', '⟦2026-02-10⟧'),
  'a day that does not exist': (patch) => patch.value('product', 'state-date', '⟦2026-02-30T00:00:00Z⟧'),
  'an hour that does not exist': (patch) => patch.value('patch', 'released', '⟦2026-02-10T25:00:00Z⟧'),
  'no date': (patch) =>
    patch.leaf('patch', 'released', (leaf) => `${leaf.indent}<⟦${leaf.name}⟧${leaf.attributes}>⟦⟧${close(leaf)}`),
  'a boolean in words': (patch) => patch.value('patch', 'reboot', '⟦Yes⟧'),
  'a boolean in capitals': (patch) => patch.value('patch', 'reboot', '⟦TRUE⟧'),
  'a language tag with an underscore': (patch) =>
    patch.leaf('patch', 'title', ({ indent, name, value }) => {
      return `${indent}<${name} ${patch.attribute('language')}="⟦en_US⟧">${value}</${name}>`;
    }),
  'an attribute that does not exist': (patch) =>
    patch.leaf('patch', 'severity', (leaf) => `${leaf.indent}<${leaf.name} ⟦colour⟧="red">${leaf.value}${close(leaf)}`),
  'an attribute in capitals': (patch) =>
    patch.leaf('patch', 'title', ({ indent, name, value }) => {
      return `${indent}<${name} ⟦${patch.attribute('language').toUpperCase()}⟧="en">${value}</${name}>`;
    }),
  'an attribute of another type': (patch) =>
    patch.leaf('patch', 'released', ({ indent, name, value }) => {
      return `${indent}<${name} ⟦${patch.attribute('code-list')}⟧="x">${value}</${name}>`;
    }),
  'a name with a letter missing': (patch) =>
    patch.leaf('patch', 'severity', (leaf) => renamed(leaf, leaf.name.slice(0, -2) + leaf.name.slice(-1))),
  'a name in small letters': (patch) =>
    patch.leaf('product', 'platform', (leaf) => renamed(leaf, leaf.name.toLowerCase())),
  'an element that does not exist': (patch) =>
    patch.leaf('patch', 'title', (leaf) => `${whole(leaf)}\n${leaf.indent}<⟦Remark⟧>invented</Remark>`),
  'an element of another container': (patch) =>
    patch.leaf('patch', 'title', (leaf) => {
      const other = patch.name('product', 'state-date');
      return `${whole(leaf)}\n${leaf.indent}<⟦${other}⟧>2026-02-10T08:00:00Z</${other}>`;
    }),
  'a value that is left out': (patch) => withoutLeaf(patch, 'product', 'state'),
  'a title that is left out': (patch) => withoutLeaf(patch, 'patch', 'title'),
  'a value twice': (patch) => patch.leaf('product', 'state', (leaf) => `${whole(leaf)}\n${renamed(leaf, leaf.name)}`),
  'two elements in the wrong order': (patch) => {
    const names = [patch.name('patch', 'severity'), patch.name('patch', 'patch-type')].join('|');
    const pair = new RegExp(`^( *)<(${names})>([^<]*)</\\2>\\n *<(${names})>([^<]*)</\\4>$`, 'm');
    return patch.text.replace(pair, (_, indent: string, a: string, first: string, b: string, second: string) => {
      return `${indent}<⟦${b}⟧>${second}</${b}>\n${indent}<⟦${a}⟧>${first}</${a}>`;
    });
  },
  'text between elements': (patch) =>
    patch.leaf('patch', 'title', (leaf) => `${whole(leaf)}\n${leaf.indent}⟦left over⟧`),
  'an element in a value': (patch) =>
    patch.leaf('patch', 'title', (leaf) => `${open(leaf)}${leaf.value} <⟦b⟧>new</b>${close(leaf)}`),
};

/** Removes the only leaf of a role. The right range is the gap; the next element is accepted, too. */
function withoutLeaf<C extends 'patch' | 'product'>(patch: PatchText, container: C, role: RoleIn<C>): string {
  return patch.leaf(container, role, () => '␡').replace(/\n␡(\s*)<([^\s>]+)/, '⟦⟧$1⟦⟧<⟦$2⟧');
}

/** Well-formedness errors. */
export const XML_SLIPS: Readonly<Record<string, Slip>> = {
  'a bare &': (patch) => patch.value('patch', 'title', 'Research ⟦&⟧ development'),
  'a bare <': (patch) => patch.value('patch', 'title', 'Only with ⟦<⟧ 6 seats'),
  'a reference without semicolon': (patch) => patch.value('patch', 'title', 'Research ⟦&amp⟧ development'),
  'an entity of HTML': (patch) => patch.value('patch', 'title', 'Research⟦&nbsp;⟧and development'),
  'a character that does not exist': (patch) => patch.value('patch', 'title', 'Research⟦&#0;⟧'),
  ']]> in text': (patch) => patch.value('patch', 'title', 'values[a[0⟦]]>⟧1'),
  'a value without quotes': (patch) =>
    patch.leaf('patch', 'title', ({ indent, name, value }) => {
      return `${indent}<${name} ${patch.attribute('language')}=⟦en⟧>${value}</${name}>`;
    }),
  'a quote that is not closed': (patch) =>
    patch.leaf('patch', 'title', ({ indent, name, value }) => {
      return `${indent}<${name} ${patch.attribute('language')}=⟦"en⟧>${value}</${name}>`;
    }),
  'an attribute without value': (patch) =>
    patch.leaf('patch', 'title', ({ indent, name, value }) => {
      return `${indent}<${name} ⟦${patch.attribute('language')}⟧>${value}</${name}>`;
    }),
  'an attribute twice': (patch) =>
    patch.leaf('patch', 'title', ({ indent, name, attributes, value }) => {
      return `${indent}<${name}${attributes} ⟦${patch.attribute('language')}⟧="de">${value}</${name}>`;
    }),
  'an end tag misspelt': (patch) =>
    patch.leaf('patch', 'severity', (leaf) => `${open(leaf)}${leaf.value}</⟦${leaf.name}x⟧>`),
  'an end tag left out': (patch) =>
    patch.leaf('product', 'platform', ({ indent, name, value }) => `${indent}<⟦${name}⟧>${value}`),
  'an end tag too much': (patch) =>
    patch.leaf('product', 'platform', (leaf) => `${whole(leaf)}\n${leaf.indent}</⟦${leaf.name}⟧>`),
  'a start tag that does not end': (patch) =>
    patch.leaf(
      'patch',
      'title',
      (leaf) => `${leaf.indent}<⟦${leaf.name}⟧${leaf.attributes}\n${leaf.indent}${close(leaf)}`,
    ),
  'two hyphens in a comment': (patch) =>
    patch.leaf('patch', 'title', (leaf) => `${whole(leaf)}\n${leaf.indent}<!-- see ⟦--⟧ below -->`),
};

/** Mistakes that only rules about patches find. */
export const DOMAIN_SLIPS: Readonly<Record<string, Slip>> = {
  'a state that does not exist': (patch) => patch.value('product', 'state', '⟦Aproved⟧'),
  'a severity that does not exist': (patch) => patch.value('patch', 'severity', '⟦Kritisch⟧'),
  'a kind of patch that does not exist': (patch) => patch.value('patch', 'patch-type', '⟦Security Update⟧'),
  'a vulnerability without number': (patch) => patch.value('patch', 'vulnerability', '⟦CVE-2026⟧'),
};
