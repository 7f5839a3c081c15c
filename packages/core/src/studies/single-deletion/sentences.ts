import { negatedControl, occlusionControl } from './collect.ts'
import { deviationOfChance, type ScoreFindings } from './findings.ts'
import { randomMethod } from './parameters.ts'
import type { SingleDeletionContext } from './sections.ts'

/** The findings in words, most important first. */
export function describeSingleDeletion(found: readonly ScoreFindings[], context: SingleDeletionContext): readonly string[] {
  if (found.length === 0) return ['Nothing was measured: the last section says why.', context.says]
  const places = [...new Set(found.map(({ table }) => `${table.model}, hidden with ${table.baseline}`))]
  return [
    ...places.map((place) =>
      ranking(
        found.filter((one) => placeOf(one) === place),
        place,
        context,
      ),
    ),
    controls(found, context),
    context.says,
  ]
}

function placeOf({ table }: ScoreFindings): string {
  return `${table.model}, hidden with ${table.baseline}`
}

function ranking(found: readonly ScoreFindings[], place: string, { variant }: SingleDeletionContext): string {
  const real = found.filter(({ table, score }) => !table.isControl && !Number.isNaN(score)).sort((a, b) => b.score - a.score)
  if (real.length === 0) return `On ${place}, no method has a score.`
  const shown = real.map(({ table, score }) => `${table.method} ${score.toFixed(2)}`)
  const chance = real.filter(({ low }) => !(low > 0)).map(({ table }) => table.method)
  const note = chance.length === 0 ? '' : ` Not shown to be better than chance: ${chance.join(', ')}.`
  return `${variant} on ${place}: ${shown.join(', ')}.${note}`
}

function controls(found: readonly ScoreFindings[], { cells }: SingleDeletionContext): string {
  const isOff = ({ table, score, pictures }: ScoreFindings): boolean => {
    if (pictures === 0) return false
    if (table.method === occlusionControl) return score !== 1
    if (table.method === negatedControl) return score !== -1
    return table.method === randomMethod().label && Math.abs(score) > 3 * deviationOfChance(cells, pictures)
  }
  if (!found.some(({ table, pictures }) => table.isControl && pictures > 0))
    return 'No control could be checked: the drops are the same in every cell of every picture.'
  const off = found.filter(isOff).map((one) => `${one.table.method} on ${placeOf(one)} (${one.score.toFixed(3)})`)
  return off.length === 0
    ? 'The controls are as they must be: occlusion of the same cells exactly 1, its opposite exactly -1, random maps within three standard deviations of 0.'
    : `Controls that are not as they must be: ${off.join('; ')}. Do not trust these scores.`
}
