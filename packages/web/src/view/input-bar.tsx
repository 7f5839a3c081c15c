import { useRef } from 'preact/hooks'
import { openFiles } from '../session/open-files.ts'
import type { Session } from '../session/session.ts'
import { samples } from '../stored/samples.ts'

/** Everything that can be given to the page: a picture, a model, a document, or one of the samples. */
export function InputBar({ session }: { readonly session: Session }) {
  const picture = useRef<HTMLInputElement>(null)
  const model = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const take = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement
    void openFiles(session, [...(input.files ?? [])])
    input.value = ''
  }
  return (
    <section class="inputs" aria-label="Picture and model">
      <div class="choices">
        <button type="button" class="main" onClick={() => picture.current?.click()}>
          Choose a picture
        </button>
        <button type="button" onClick={() => model.current?.click()}>
          Choose a model
        </button>
        <button type="button" onClick={() => folder.current?.click()}>
          Choose a model folder
        </button>
        <span class="quiet">or drop or paste either anywhere. Nothing leaves this machine.</span>
      </div>
      <ul class="samples" aria-label="Sample pictures">
        {samples.map(({ name, title, url, thumbnail }) => (
          <li key={name}>
            <button type="button" title={title} onClick={() => void openSample(session, url, name)}>
              <img src={thumbnail} alt={title} width={72} height={54} />
            </button>
          </li>
        ))}
      </ul>
      <input ref={picture} type="file" accept="image/*,.json" hidden onChange={take} aria-label="Picture file" />
      <input ref={model} type="file" accept=".onnx,.json" multiple hidden onChange={take} aria-label="Model file" />
      <input ref={folder} type="file" {...{ webkitdirectory: true }} multiple hidden onChange={take} aria-label="Model folder" />
    </section>
  )
}

async function openSample(session: Session, url: string, name: string): Promise<void> {
  const blob = await (await fetch(url)).blob()
  await session.openPicture(blob, name)
}
