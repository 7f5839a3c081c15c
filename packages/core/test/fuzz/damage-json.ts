import * as fc from 'fast-check'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Text that stands for itself in the result, so that numbers and keys may be what no writer makes. */
const raw = (text: string): string => `<<${text}>>`

const values: readonly Json[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    0.5,
    1e308,
    -1e308,
    2 ** 53,
    2 ** 31,
    65_536,
    '',
    'NaN',
    '../../x',
    '/etc/hostname',
    'a\0b',
    [],
    {},
  ],
  ...['1e999', '-0', '-1e999', '123456789012345678901234567890', `${'['.repeat(3000)}${']'.repeat(3000)}`].map(raw),
  ...['NaN', 'Infinity', 'undefined', '"\\ud800"', '{"toString":1}', '{"__proto__":{"length":3}}', '{"length":1e9}'].map(raw),
  ...['x'.repeat(20_000), Array<number>(1000).fill(1)],
]

/** What happens to the place of that number in a document, counted as a reader meets them. */
interface Change {
  readonly at: number
  readonly kind: 'replace' | 'remove' | 'rename' | 'repeat'
  readonly value: Json
  readonly name: string
}

/** One to three changes, one after another. */
export const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    at: fc.nat(10_000),
    kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'rename', 'repeat'),
    value: fc.constantFrom(...values),
    name: fc.constantFrom('__proto__', 'constructor', 'toString', 'length', '', 'kind', 'unknown', '0', '-1', '1e9'),
  }),
  { minLength: 1, maxLength: 3 },
)

/** The text of a JSON document after all that happened to it; it need not be JSON any more. */
export function damagedJson(document: unknown, all: readonly Change[]): string {
  // Text, so that a key may stand there twice or be called __proto__.
  const text = all.reduce((now, change) => apply(now, change), JSON.stringify(document))
  return text.replaceAll(/"<<(.*?)>>"/g, (_, inner: string) => JSON.parse(`"${inner}"`) as string)
}

/** Places of members and elements: where each begins and ends, and its key with the colon. */
const member = /("(?:[^"\\]|\\.)*"\s*:)?(null|true|false|-?\d[\d.eE+-]*|"(?:[^"\\]|\\.)*"|\[[^[\]{}]*\]|\{[^[\]{}]*\})/g

function apply(text: string, { at, kind, value, name }: Change): string {
  const places = [...text.matchAll(member)].filter(({ index }) => index > 0)
  const place = places[at % Math.max(1, places.length)]
  if (place === undefined) return JSON.stringify(value)
  const [whole, key = '', content = ''] = place
  const instead: Record<Change['kind'], string> = {
    replace: key + JSON.stringify(value),
    remove: key === '' ? 'null' : '"removed":0',
    rename: key === '' ? content : `${JSON.stringify(name)}:${content}`,
    repeat: `${whole},${whole}`,
  }
  return text.slice(0, place.index) + instead[kind] + text.slice(place.index + whole.length)
}
