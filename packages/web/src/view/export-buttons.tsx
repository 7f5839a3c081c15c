import type { Explanation } from '@telltale/core'
import type { Session } from '../session/session.ts'
import { failureOfPage } from '../session/work.ts'

type Writers = typeof import('../export/save.ts')
type Write = (writers: Writers, hero: SVGSVGElement | null) => Promise<void>

/** Saves the picture as it is seen, the document, or one page with both. */
export function ExportButtons({ session, document }: { readonly session: Session; readonly document: Explanation }) {
  const stem = `${document.body.picture.name.replace(/\.[^.]*$/, '')}.${document.body.method.name}.${document.body.target.class}`
  const isBare = session.picture.value === null
  /** What writes files is loaded when the first is saved. */
  const save = (write: Write) => async (event: MouseEvent) => {
    const hero = (event.currentTarget as HTMLElement).closest('.column')?.querySelector<SVGSVGElement>('svg.hero') ?? null
    try {
      await write(await import('../export/save.ts'), hero)
    } catch (error) {
      session.tell(failureOfPage(error))
    }
  }
  return (
    <fieldset class="export">
      <legend class="unseen-text">Save</legend>
      <button type="button" disabled={isBare} onClick={save(({ savePng }, hero) => savePng(hero, stem))}>
        Save PNG
      </button>
      <button type="button" onClick={save(({ saveJson }) => saveJson(document, stem))}>
        Save JSON
      </button>
      <button type="button" disabled={isBare} onClick={save(({ saveHtml }, hero) => saveHtml(hero, document, stem))}>
        Save page
      </button>
    </fieldset>
  )
}
