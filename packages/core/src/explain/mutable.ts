type Mutable<T> = T extends readonly (infer U)[]
  ? number extends T['length']
    ? Mutable<U>[]
    : { -readonly [K in keyof T]: Mutable<T[K]> }
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T

/** A deep copy whose type the document's schema accepts. */
export function mutable<T>(value: T): Mutable<T> {
  return structuredClone(value) as Mutable<T>
}
