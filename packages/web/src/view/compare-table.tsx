import { describeTarget, type Explanation } from '@telltale/core'
import { type Column, documentOf } from '../session/column.ts'

interface Row {
  readonly name: string
  readonly direction: 'higher' | 'lower' | null
  readonly digits: number
  readonly read: (document: Explanation) => number | null
}

const rows: readonly Row[] = [
  { name: 'insertion', direction: 'higher', digits: 2, read: ({ body }) => body.trust.insertion },
  { name: 'deletion', direction: 'lower', digits: 2, read: ({ body }) => body.trust.deletion },
  { name: 'regions of the answer', direction: 'lower', digits: 0, read: ({ body }) => body.answer?.regions.length ?? null },
  {
    name: 'share of the picture, %',
    direction: 'lower',
    digits: 0,
    read: ({ body }) => (body.answer ? 100 * body.answer.share : null),
  },
  { name: 'forwards', direction: null, digits: 0, read: ({ run }) => run.forwards },
  { name: 'seconds', direction: null, digits: 1, read: ({ run }) => (run.milliseconds['total'] ?? 0) / 1000 },
]

/** The same figures of all columns; the best of each row is marked where the columns explain the same class. */
export function CompareTable({ columns }: { readonly columns: readonly Column[] }) {
  const documents = columns.flatMap((column) => documentOf(column) ?? [])
  if (documents.length < 2) return null
  const isSameClass = new Set(documents.map(({ body }) => body.target.class)).size === 1
  return (
    <div class="table compare">
      <table>
        <caption>The same picture, measured the same way</caption>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            {documents.map((document) => (
              <th scope="col" key={keyOf(document)}>
                {describeTarget(document.body)}
                <span class="quiet"> {document.body.method.name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">
                {row.name} {row.direction === 'higher' ? '↑' : row.direction === 'lower' ? '↓' : ''}
              </th>
              {documents.map((document) => (
                <td key={keyOf(document)} class={isSameClass && isBest(row, document, documents) ? 'best' : ''}>
                  {row.read(document)?.toFixed(row.digits) ?? 'none'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const keyOf = ({ body }: Explanation): string => `${body.method.name} ${body.target.class}`

function isBest({ direction, read }: Row, document: Explanation, documents: readonly Explanation[]): boolean {
  const value = read(document)
  if (direction === null || value === null) return false
  const others = documents.map(read).filter((other) => other !== null)
  return direction === 'higher' ? value >= Math.max(...others) : value <= Math.min(...others)
}
