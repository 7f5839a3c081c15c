import type { IconNode } from 'lucide'
import { createElement } from 'preact'

/** One of lucide's icons, as large as the text beside it. */
export function Icon({ node }: { readonly node: IconNode }) {
  return (
    <svg class="icon-drawing" viewBox="0 0 24 24" aria-hidden="true">
      {node.map(([tag, attributes]) => createElement(tag, { key: JSON.stringify(attributes), ...attributes }))}
    </svg>
  )
}
