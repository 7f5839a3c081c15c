import { useRef } from 'preact/hooks'
import { documentOf } from '../session/column.ts'
import type { Session } from '../session/session.ts'

/** Adds another method on the same picture and class beside the first. */
export function MethodMenu({ session }: { readonly session: Session }) {
  const model = session.model.value
  /** Whether the list was just asked for: the keyboard goes on in it. */
  const isAsked = useRef(false)
  const first = session.columns.value.flatMap((column) => documentOf(column) ?? [])[0]
  if (model.kind !== 'ready' || !first || !session.picture.value) return null
  const methods = session.methods.value
  if (methods === null)
    return (
      <button
        type="button"
        class="plain"
        disabled={session.busy.value}
        onClick={() => {
          isAsked.current = true
          void session.listMethods()
        }}
      >
        Compare with …
      </button>
    )
  const used = new Set(session.columns.value.map(({ question }) => question.method))
  return (
    <label class="method-menu">
      Compare with
      <select
        ref={(element) => {
          if (!element || !isAsked.current) return
          isAsked.current = false
          element.focus()
        }}
        value=""
        disabled={session.busy.value}
        onChange={(event) => {
          const method = event.currentTarget.value
          event.currentTarget.value = ''
          const { class: target, label } = first.body.target
          if (method) void session.ask({ method, class: target, label })
        }}
      >
        <option value="">a method …</option>
        {methods.map(({ name, reason }) => (
          <option key={name} value={name} disabled={reason !== null || used.has(name)} title={reason ?? ''}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
