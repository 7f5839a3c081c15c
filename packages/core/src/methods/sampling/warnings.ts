import type { Warning } from '../../model/classifier.ts'
import type { SamplerName } from '../../random/sampler.ts'

/** SAMPLES_FEW where there are fewer masks than a method needs for so many cells or regions. */
export function fewSamplesWarnings(samples: number, needed: number, what: string): Warning[] {
  if (samples >= needed) return []
  return [
    {
      code: 'SAMPLES_FEW',
      message: `${samples} ${what} are few here: from ${needed} on the values can be told from chance.`,
    },
  ]
}

/** SAMPLER_REPLACED where another sampler had to take the place of the one that was asked for. */
export function samplerWarnings(wanted: SamplerName, used: SamplerName, dimensions: number): Warning[] {
  if (wanted === used) return []
  return [
    {
      code: 'SAMPLER_REPLACED',
      message: `The sampler ${wanted} has no points of ${dimensions} dimensions: ${used} was used.`,
    },
  ]
}
