import { useSignal } from '@preact/signals'
import { ChevronDown, FolderOpen, ImagePlus } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import { givenFiles, openFiles } from '../session/open-files.ts'
import type { Session } from '../session/session.ts'
import { failureOfPage } from '../session/work.ts'
import { type Sample, samples } from '../stored/samples.ts'
import { Icon } from './icon.tsx'
import { later } from './later.tsx'

const ModelPanel = later(async () => (await import('./model-panel.tsx')).ModelPanel)

/** Everything that can be given to the page, in one strip: a picture, one of the samples, a model. */
export function InputStrip({ session }: { readonly session: Session }) {
  const picture = useRef<HTMLInputElement>(null)
  const isOpen = useSignal(false)
  const { source } = session.wish.value
  // A model that was just given shows how its pictures are prepared: a wrong guess is to be seen before anything is explained.
  useEffect(() => {
    if (source.kind === 'files') isOpen.value = true
  }, [source])
  return (
    <section class="inputs" aria-label="Picture and model">
      <div class="strip">
        <button type="button" class="main" onClick={() => picture.current?.click()}>
          <Icon node={ImagePlus} /> Choose a picture
        </button>
        <ul class="samples" aria-label="Sample pictures">
          {samples.map((sample) => (
            <li key={sample.name}>
              <button type="button" title={sample.title} onClick={() => void openSample(session, sample)}>
                <img src={sample.thumbnail} alt={sample.title} width={52} height={39} />
              </button>
            </li>
          ))}
        </ul>
        <p class="quiet drop-words">or drop or paste one anywhere</p>
        <button
          type="button"
          class="model-chip"
          aria-expanded={isOpen.value}
          aria-controls="model-panel"
          onClick={() => {
            isOpen.value = !isOpen.value
          }}
        >
          <span class="quiet">Model</span> <strong>{modelName(session)}</strong> <Icon node={ChevronDown} />
        </button>
      </div>
      {isOpen.value && <ModelPanel session={session} choices={<ModelChoices session={session} />} />}
      <FileInput session={session} reference={picture} label="Picture file" accept="image/*,.json" />
    </section>
  )
}

function ModelChoices({ session }: { readonly session: Session }) {
  const model = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  return (
    <div class="choices">
      <button type="button" onClick={() => model.current?.click()}>
        Open an .onnx file
      </button>
      <button type="button" onClick={() => folder.current?.click()}>
        <Icon node={FolderOpen} /> Open a model folder
      </button>
      <span class="quiet">or drop either anywhere, a folder as on the Hugging Face hub with its weights</span>
      <FileInput session={session} reference={model} label="Model file" multiple />
      <FileInput session={session} reference={folder} label="Model folder" multiple isFolder />
    </div>
  )
}

interface FileInputProps {
  readonly session: Session
  readonly reference: { current: HTMLInputElement | null }
  readonly label: string
  readonly accept?: string
  readonly multiple?: boolean
  readonly isFolder?: boolean
}

function FileInput({ session, reference, label, accept, multiple = false, isFolder = false }: FileInputProps) {
  return (
    <input
      ref={reference}
      type="file"
      hidden
      aria-label={label}
      {...(accept === undefined ? {} : { accept })}
      {...(isFolder ? { webkitdirectory: true } : {})}
      multiple={multiple}
      onChange={(event) => {
        const input = event.currentTarget
        void openFiles(session, givenFiles(input.files))
        input.value = ''
      }}
    />
  )
}

function modelName(session: Session): string {
  const model = session.model.value
  if (model.kind === 'ready') return model.card.name
  if (model.kind === 'opening') return 'opening …'
  if (model.kind === 'failed') return 'not opened'
  return session.wish.value.source.kind === 'embedded' ? 'EfficientNet-Lite0' : 'not open'
}

async function openSample(session: Session, { url, name }: Sample): Promise<void> {
  try {
    await session.openPicture(await (await fetch(url)).blob(), name)
  } catch (error) {
    session.tell(failureOfPage(error))
  }
}
