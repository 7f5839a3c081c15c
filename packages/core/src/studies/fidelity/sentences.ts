import type { FidelityFindings } from './findings.ts'
import type { Sign } from './record.ts'
import { type FidelityContext, namesIn, ofPlace, readingOf } from './sections/context.ts'

/** The findings in words, most important first. */
export function describeFidelity(found: readonly FidelityFindings[], context: FidelityContext): readonly string[] {
  if (found.length === 0) return ['Nothing was measured: the last section says why.']
  const models = namesIn(found, 'model')
  const baselines = namesIn(found, 'baseline')
  return [
    ...models.map((model) => best(ofModel(found, model, context), model, baselines)),
    ...models.flatMap((model) => unproven(ofModel(found, model, context), model)),
    ...models.flatMap((model) => artefacts(ofModel(found, model, context), model)),
    randomMaps(found, context),
  ]
}

function ofModel(found: readonly FidelityFindings[], model: string, { random }: FidelityContext): readonly FidelityFindings[] {
  return found.filter(({ table }) => table.model === model && table.method !== random)
}

function best(found: readonly FidelityFindings[], model: string, baselines: readonly string[]): string {
  const highest = (sign: Sign): string =>
    baselines
      .flatMap((baseline) => {
        const own = ofPlace(found, model, baseline).filter(({ table }) => table.sign === sign)
        const [first] = own.sort((a, b) => b.fidelity.value - a.fidelity.value)
        return first ? [`${readingOf(first)} with ${baseline} (${first.fidelity.value.toFixed(2)})`] : []
      })
      .join('; ')
  const [signed, absolute] = [highest('signed'), highest('absolute')]
  if (signed === '') return `On ${model} nothing was measured.`
  return `On ${model} the highest fidelity has ${signed}${absolute === '' ? '' : `; among absolute maps, ${absolute}`}. A random map has 0.`
}

/** With one picture there is no interval. */
function hasInterval({ fidelity }: FidelityFindings): boolean {
  return !Number.isNaN(fidelity.low)
}

function unproven(found: readonly FidelityFindings[], model: string): readonly string[] {
  const parts = found.filter((one) => hasInterval(one) && one.fidelity.low <= 0)
  if (parts.length === 0) return []
  const names = parts.map((one) => `${readingOf(one)} with ${one.table.baseline}`)
  return [`On ${model}, not shown to be better than a random map, as the 95 % interval reaches 0: ${names.join('; ')}.`]
}

function artefacts(found: readonly FidelityFindings[], model: string): readonly string[] {
  const shares = found.flatMap(({ artefact }) => (Number.isNaN(artefact.value) ? [] : [artefact.value]))
  if (shares.length === 0) return []
  const [least, most] = [Math.min(...shares), Math.max(...shares)].map(percent)
  return [
    `On ${model}, ${least === most ? least : `from ${least} to ${most}`} of what hiding the most important pixels costs is also lost with the least important hidden first: at most so much of it can be the hiding itself (reconstruction).`,
  ]
}

/** A map that is wrong may lose more with the least important hidden first than with the most important: no more than all of it can be the hiding. */
function percent(share: number): string {
  return `${Math.round(100 * Math.min(1, Math.max(0, share)))} %`
}

function randomMaps(found: readonly FidelityFindings[], { random }: FidelityContext): string {
  const own = found.filter((one) => one.table.method === random && hasInterval(one))
  if (own.length === 0) return 'One picture has no interval: nothing is shown to be better than a random map.'
  const off = own.filter(({ fidelity: { low, high } }) => low > 0 || high < 0)
  return off.length === 0
    ? `The fidelity of random maps is as it should be: every one of its ${own.length} intervals contains 0.`
    : `The fidelity of random maps should be 0: ${off.length} of its ${own.length} 95 % intervals do not contain it, of which about ${Math.ceil(0.05 * own.length)} are expected by chance.`
}
