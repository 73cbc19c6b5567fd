// Generates documents from a schema's components. They are valid, except that values may not satisfy every facet, for example
// a pattern.
import { allowedValues, builtinType, check } from '../engine.mjs';

const FOREIGN = 'urn:example:foreign';
const XML = 'http://www.w3.org/XML/1998/namespace';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** From this depth on, nothing optional is written: a schema can be recursive. */
const DEEP = 9;
/** From this depth on, nothing is written: the schema requires infinite nesting. */
const DEEPEST = 30;

/** Values that are tried until one is valid for a type. */
const VALUES = [
  ...['Batch 7', 'a', 'B2', '1', '0', '-3.5', 'true', '2026-02-11T08:00:00Z', '2026-02-11', '08:00:00', 'P1DT2H', 'en'],
  ...['urn:example:x', 'aGVsbG8=', 'ABCD', '2026', '2026-02', '', '12', '00000000-0000-0000-0000-000000000000'],
];

const NO_CONTEXT = { scope: { lookup: () => undefined }, unparsedEntities: null, isNotation: () => true };

/**
 * Writes a document with the root that a declaration names.
 * @param {object} schema as loaded
 * @param {object} declaration a global element, not abstract
 * @param {(limit: number) => number} pick
 * @param {number} size approximate maximum number of elements
 * @returns {string}
 */
export function instanceOf(schema, declaration, pick, size) {
  return new InstanceWriter(schema, pick, size).document(declaration);
}

class InstanceWriter {
  #prefixes = new Map([[XML, 'xml:']]);
  #ids = [];

  constructor(schema, pick, size) {
    this.schema = schema;
    this.pick = pick;
    this.left = size;
  }

  document(declaration) {
    const element = this.element(declaration, 0);
    const declared = [...this.#prefixes].filter(([namespace]) => namespace !== XML);
    const attributes = declared.map(([namespace, prefix]) => ` xmlns:${prefix.slice(0, -1)}="${escaped(namespace)}"`);
    return `${element.replace(/^<[^\s/>]+/, (start) => start + attributes.join(''))}\n`;
  }

  element(head, depth) {
    const members = (this.schema.substitutables.get(head) ?? []).filter(({ abstract }) => !abstract);
    const declaration = members.length > 0 ? members[this.pick(members.length)] : head;
    this.left--;
    const { type } = declaration;
    const isNil = declaration.nillable && this.pick(8) === 0;
    const nil = isNil ? ` ${this.#prefix(XSI)}nil="true"` : '';
    const name = this.#prefix(declaration.namespace) + declaration.name;
    const start = `<${name}${nil}${type.kind === 'complexType' ? this.#attributes(type) : ''}`;
    const content = isNil ? '' : this.#content(declaration, depth);
    return content === '' ? `${start}/>` : `${start}>${content}</${name}>`;
  }

  #content({ type, valueConstraint }, depth) {
    const simple = type.kind === 'simpleType' ? type : type.simpleType;
    if (simple !== null) return this.#text(simple, valueConstraint);
    if (type.particle === null || depth > DEEPEST) return '';
    const children = this.#particle(type.particle, depth + 1);
    const indented = children.map((child) => `\n${'  '.repeat(depth + 1)}${child}`).join('');
    return indented === '' ? '' : `${indented}\n${'  '.repeat(depth)}`;
  }

  #particle({ term, minOccurs, maxOccurs }, depth) {
    const isFree = this.left > 0 && depth <= DEEP;
    const most = Math.min(maxOccurs, minOccurs + (isFree ? this.pick(3) : 0));
    return Array.from({ length: most }, () => this.#term(term, depth)).flat();
  }

  #term(term, depth) {
    if (term.kind === 'element') return [this.element(term, depth)];
    if (term.kind === 'wildcard') return this.#foreign(term);
    if (term.compositor === 'choice') return this.#particle(this.#branch(term.particles), depth);
    return term.particles.flatMap((particle) => this.#particle(particle, depth));
  }

  /** A random branch of a choice; to end the document, one that requires nothing. */
  #branch(particles) {
    const empty = this.left > 0 ? undefined : particles.find(({ minOccurs }) => minOccurs === 0);
    return empty ?? particles[this.pick(particles.length)];
  }

  #foreign({ constraint, processContents }) {
    const takes = constraint.kind === 'any' || (constraint.kind === 'not' && constraint.namespace !== FOREIGN);
    return takes && processContents !== 'strict'
      ? [`<${this.#prefix(FOREIGN)}note>x</${this.#prefix(FOREIGN)}note>`]
      : [];
  }

  #attributes({ attributeUses }) {
    const written = attributeUses.filter(({ required }) => required || this.pick(2) === 0);
    return written
      .map(({ declaration: { namespace, name, type }, valueConstraint }) => {
        return ` ${this.#prefix(namespace)}${name}="${this.#text(type, valueConstraint)}"`;
      })
      .join('');
  }

  #text(type, valueConstraint) {
    if (valueConstraint?.kind === 'fixed') return escaped(valueConstraint.value);
    const allowed = allowedValues(type);
    if (allowed.length > 0) return escaped(allowed[this.pick(allowed.length)].value);
    if (type.usesIds) return this.#identifier(type);
    const from = this.pick(VALUES.length);
    const values = [...VALUES.slice(from), ...VALUES.slice(0, from)];
    return escaped(values.find((value) => check(type, value, NO_CONTEXT) === null) ?? values[0]);
  }

  #identifier(type) {
    if (isDerivedFrom(type, builtinType('ID'))) this.#ids.push(`id${this.#ids.length}`);
    return this.#ids.at(-1) ?? 'id0';
  }

  #prefix(namespace) {
    if (namespace === '') return '';
    if (!this.#prefixes.has(namespace)) this.#prefixes.set(namespace, `n${this.#prefixes.size}:`);
    return this.#prefixes.get(namespace);
  }
}

function isDerivedFrom(type, ancestor) {
  for (let at = type; at !== null; at = at.base) if (at === ancestor) return true;
  return false;
}

function escaped(value) {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
