import type { BufferHandle, Kernels } from '../../kernels/kernels.ts'
import { type SubsetGainInputs, subsetGains } from '../../kernels/subset-gains.ts'
import type { Session } from '../../model/runtime.ts'
import { drawFloats } from '../../random/draws.ts'
import { identify } from '../identify.ts'
import { timeCalls } from '../time-calls.ts'
import type { Work } from '../work.ts'
import { makeScene, pixels, type Scene, side } from './scene.ts'
import { smallModel, smallModelClasses } from './small-model.ts'

const selectedCount = 9
const batch = 16
/** Numbers of a row that `readout` writes for one target: score, logit, confidence, arg-max and its score. */
const rowLength = 5

/** One greedy step from pixels to gains: mask kernel, a small model, readout and gain of every candidate, shown and hidden. */
export function gainPipelineWork(seed: number): Work {
  const scene = makeScene(49)
  const candidateCount = scene.regions - selectedCount
  return {
    name: 'gainPipeline',
    size: `${candidateCount} candidates of ${scene.regions} regions, small model at ${side} x ${side}`,
    unit: 'candidates',
    perCall: candidateCount,
    bytes: null,
    job: null,
    open: async (backend, clock) => {
      if (backend.runtime === undefined) return null
      const session = await backend.runtime.open(smallModel(seed), new Map())
      const step = prepareStep(backend.kernels, session, scene, seed)
      const close = async (): Promise<void> => {
        step.release()
        await session.dispose()
      }
      return { ...identify(backend), ...timeCalls(step.run, clock), close }
    },
  }
}

interface Step {
  /** f32[candidates, 5]. */
  readonly run: () => Promise<Float32Array>
  readonly release: () => void
}

function prepareStep(kernels: Kernels, session: Session, scene: Scene, seed: number): Step {
  const { regions } = scene
  const held: BufferHandle[] = []
  const hold = (bytes: number): BufferHandle => {
    const buffer = kernels.allocate(bytes)
    held.push(buffer)
    return buffer
  }
  const upload = (data: Float32Array | Uint16Array | Uint32Array): BufferHandle => {
    const buffer = hold(data.byteLength)
    kernels.write(buffer, data)
    return buffer
  }
  const masking = { picture: upload(scene.picture), baseline: upload(scene.baseline), labels: upload(scene.labels) }
  const targets = upload(Uint32Array.of(0))
  const [weights, images] = [hold(4 * batch * regions), hold(12 * batch * pixels)]
  const [logits, scores] = [hold(4 * batch * smallModelClasses), hold(4 * batch * rowLength)]
  const masks = stepMasks(regions)
  const rows = masks.length / regions
  const read = new Float32Array(rows * rowLength)
  const distances = drawFloats(seed, regions * regions)

  const run = async (): Promise<Float32Array> => {
    for (let first = 0; first < rows; first += batch) {
      const count = Math.min(batch, rows - first)
      kernels.write(weights, masks.subarray(first * regions, (first + count) * regions))
      kernels.maskRegions({ ...masking, weights, output: images, masks: count, regions, pixels })
      // Exposed anew each time: the buffers made for the gains may have moved the memory.
      const input = kernels.expose(images, count * 3 * pixels)
      await session.run({ input }, { logits: kernels.expose(logits, count * smallModelClasses) }, count)
      kernels.readout({
        logits,
        targets,
        output: scores,
        rows: count,
        classes: smallModelClasses,
        targetCount: 1,
        link: 'softmax',
      })
      await kernels.read(scores, read.subarray(first * rowLength, (first + count) * rowLength))
    }
    return await subsetGains(kernels, gainInputs(read, regions, distances))
  }
  return {
    run,
    release: () => {
      for (const buffer of held) kernels.release(buffer)
    },
  }
}

/** f32[2 * candidates, regions]: what is shown for each candidate, then what is left when the same is hidden. */
function stepMasks(regions: number): Float32Array {
  const candidates = regions - selectedCount
  return Float32Array.from({ length: 2 * candidates * regions }, (_, index) => {
    const [row, region] = [Math.floor(index / regions), index % regions]
    const isKept = region < selectedCount || region === selectedCount + (row % candidates)
    return isKept === row < candidates ? 1 : 0
  })
}

function gainInputs(read: Float32Array, regions: number, distances: Float32Array): SubsetGainInputs {
  const candidates = regions - selectedCount
  const keep = new Float32Array(2 * candidates)
  const drop = new Float32Array(candidates)
  for (let candidate = 0; candidate < candidates; candidate++) {
    keep[2 * candidate] = read[candidate * rowLength]!
    keep[2 * candidate + 1] = read[candidate * rowLength + 2]!
    drop[candidate] = read[(candidates + candidate) * rowLength]!
  }
  return {
    keep,
    drop,
    candidates: Uint32Array.from({ length: candidates }, (_, index) => selectedCount + index),
    distances,
    regions,
    selected: Uint32Array.from({ length: selectedCount }, (_, index) => index),
    nearest: new Float32Array(selectedCount).fill(0.5),
    weights: [1, 1, 0.05, 0.3],
  }
}
