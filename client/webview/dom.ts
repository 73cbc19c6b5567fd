/** Creating elements. Texts become text nodes and attributes, never markup. */

type Properties<Name extends keyof HTMLElementTagNameMap> = Partial<
  Omit<HTMLElementTagNameMap[Name], 'style' | 'dataset' | 'children'>
>;
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Creates an element with properties, attributes (`undefined` is left out) and children. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Properties<Name> = {},
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = Object.assign(document.createElement(name), properties);
  for (const [key, value] of Object.entries(attributes)) setAttribute(element, key, value);
  element.append(...children);
  return element;
}

/** Sets an attribute, or removes it if the value is `undefined`. */
export function setAttribute(element: Element, name: string, value: string | number | boolean | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, String(value));
}

let ids = 0;

/** An id that no other element has. */
export function freshId(): string {
  return `vpc-${++ids}`;
}
