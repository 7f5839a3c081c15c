/** Grey lines where text will be, so that nothing moves when it comes. */
export function Skeleton({ lines }: { readonly lines: readonly number[] }) {
  return (
    <div class="skeleton" aria-hidden="true">
      {lines.map((width, index) => (
        <span key={index} class={`w-${width}`} />
      ))}
    </div>
  )
}
