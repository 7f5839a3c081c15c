import type { ModelState } from '../session/model-desk.ts'
import type { Session } from '../session/session.ts'
import { WorkBar } from './work-bar.tsx'

/** How far the opening of a model is. */
export function ModelProgress({
  session,
  model,
}: {
  readonly session: Session
  readonly model: Extract<ModelState, { kind: 'opening' }>
}) {
  const { loading } = model
  const share = loading?.total ? loading.bytes / loading.total : null
  const isFetching = loading !== null && share !== 1
  const detail = isFetching
    ? `${megabytes(loading.bytes)}${loading.total ? ` of ${megabytes(loading.total)}, ${Math.round(100 * (share ?? 0))} %` : ' fetched'}; only the first time`
    : 'Starting it and trying it out'
  return (
    <WorkBar
      title={isFetching ? `Loading ${model.name} …` : `Opening ${model.name} …`}
      detail={detail}
      share={isFetching ? share : null}
      onCancel={null}
      onStop={session.stop}
    />
  )
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
