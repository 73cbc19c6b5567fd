/** The value space of a primitive datatype that has an order (Datatypes 2.4.1.2). */
export interface OrderedSpace<V> {
  /** The value of a text that is in the lexical space, blanks collapsed. */
  parse(text: string): V;
  /** Negative, zero or positive; `NaN` where the order does not say (dates with and without time zone, durations). */
  compare(a: V, b: V): number;
}
