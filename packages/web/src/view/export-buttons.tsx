import type { Explanation } from '@telltale/core'
import type { Session } from '../session/session.ts'

/** Saves the picture as it is seen, the document, or one page with both. */
export function ExportButtons({ session, document }: { readonly session: Session; readonly document: Explanation }) {
  const stem = `${document.body.picture.name.replace(/\.[^.]*$/, '')}.${document.body.method.name}.${document.body.target.class}`
  const heroOf = (event: MouseEvent): SVGSVGElement | null =>
    (event.currentTarget as HTMLElement).closest('.column')?.querySelector('svg.hero') ?? null
  return (
    <fieldset class="export">
      <legend class="unseen-text">Save</legend>
      <button
        type="button"
        disabled={!session.picture.value}
        onClick={(event) => void save(async (writers) => writers.savePng(heroOf(event), stem))}
      >
        Save PNG
      </button>
      <button type="button" onClick={() => void save(async (writers) => writers.saveJson(document, stem))}>
        Save JSON
      </button>
      <button
        type="button"
        disabled={!session.picture.value}
        onClick={(event) => void save(async (writers) => writers.saveHtml(heroOf(event), document, stem))}
      >
        Save page
      </button>
    </fieldset>
  )
}

type Writers = typeof import('../export/save.ts')

/** What writes files is loaded when the first is saved. */
async function save(write: (writers: Writers) => Promise<void>): Promise<void> {
  await write(await import('../export/save.ts'))
}
