/** Shortcuts to create and check simple types. */
import {
  builtinType,
  check,
  restrict,
  valueKey,
  type DefinedType,
  type FacetDefinition,
  type FacetName,
  type SimpleType,
  type TypeHead,
  type ValueContext,
} from '../../../server/src/xsd/simpleTypes';

const PREFIXES: Readonly<Partial<Record<string, string>>> = { '': 'urn:default', p: 'urn:p', q: 'urn:p' };

/** Prefixes `p` and `q` for one namespace, an entity `logo`, a notation `p:gif`. */
export const context: ValueContext = {
  scope: { lookup: (prefix) => PREFIXES[prefix] },
  unparsedEntities: new Set(['logo']),
  isNotation: (namespace, local) => namespace === 'urn:p' && local === 'gif',
};

export function builtin(name: string): SimpleType {
  const type = builtinType(name);
  if (type === undefined) throw new Error(`no built-in type ${name}`);
  return type;
}

export function head(name: string | null = null, final: TypeHead['final'] = new Set()): TypeHead {
  return { name, namespace: '', final, source: null };
}

/** `facets('minLength=1', 'fixed maxLength=3')` */
export function facets(...written: string[]): FacetDefinition[] {
  return written.map((each, index) => {
    const [, fixed, name, value] = /^(fixed )?(\w+)=(.*)$/s.exec(each)!;
    return {
      name: name as FacetName,
      value: value!,
      fixed: fixed !== undefined,
      source: { uri: 'a.xsd', start: index, end: index + 1 },
      scope: context.scope,
      documentation: '',
    };
  });
}

/** A restriction of a built-in or given type, with its problems. */
export function restriction(base: string | SimpleType, ...written: string[]): DefinedType {
  const baseType = typeof base === 'string' ? builtin(base) : base;
  return restrict(baseType, facets(...written), head(), context.isNotation);
}

/** A valid restriction; throws otherwise. */
export function restricted(base: string | SimpleType, ...written: string[]): SimpleType {
  const { type, problems } = restriction(base, ...written);
  if (problems.length > 0) throw new Error(problems.map(({ code, args }) => `${code} ${args.join(' ')}`).join('; '));
  return type;
}

/** The codes of the problems of a restriction. */
export function problemCodes(base: string | SimpleType, ...written: string[]): string[] {
  return restriction(base, ...written).problems.map(({ code }) => code);
}

/** `'ok'` or the failure's code. */
export function verdict(type: string | SimpleType, text: string): string {
  return check(typeof type === 'string' ? builtin(type) : type, text, context)?.code ?? 'ok';
}

export function key(type: string | SimpleType, text: string): string | null {
  return valueKey(typeof type === 'string' ? builtin(type) : type, text, context);
}
