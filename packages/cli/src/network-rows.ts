import type { NetworkDescription, SpatialLayer } from '@telltale/core'

/** What methods read of a model, and what the row of those that can run is called. */
const accessRows = { scores: 'by scores', activations: 'by activations', gradients: 'by gradients' }
const operatorsShown = 8
const layersShown = 6

/** The inside of a model as rows of its card: a name and what there is to say. */
export function networkRows(network: NetworkDescription): readonly (readonly [string, string])[] {
  const { layers, layer, layerReason, gaps, attentions } = network
  const suited = network.methods.filter(({ reason }) => reason === null)
  const insensitive = suited.filter(({ classSensitive, access }) => !classSensitive && access !== 'scores')
  return [
    ['operators', describeOperators(network)],
    ['layer', layer === null ? `none: ${layerReason}` : `${describeLayer(layer)}: ${layerReason}`],
    ...(layers.length > 1 ? [['other layers', describeLayers(network)] as const] : []),
    ...(attentions > 0 ? [['attention', `${attentions} layers in which every token attends to every token`] as const] : []),
    ['gradient', gaps.length === 0 ? 'every operator on the way has a derivative' : `none: ${gaps.join('; ')}`],
    ...Object.entries(accessRows).flatMap(([access, title]) => {
      const names = suited.filter((method) => method.access === access).map(({ name }) => name)
      return names.length > 0 ? [[title, names.join(', ')] as const] : []
    }),
    ...(insensitive.length > 0
      ? [['class-blind', `${insensitive.map(({ name }) => name).join(', ')} show nearly the same for every class`] as const]
      : []),
    ...unsuitedRows(network),
  ]
}

/** Why methods cannot run, those with the same reason together. */
function unsuitedRows({ methods }: NetworkDescription): readonly (readonly [string, string])[] {
  const byReason = new Map<string, string[]>()
  for (const { name, reason } of methods) {
    if (reason !== null) byReason.set(reason, [...(byReason.get(reason) ?? []), name])
  }
  return Array.from(byReason, ([reason, names]) => ['cannot run', `${names.join(', ')}: ${reason}`] as const)
}

function describeOperators({ operators, megaMultiplications }: NetworkDescription): string {
  const all = Object.entries(operators)
  if (all.length === 0) return 'not looked at'
  const total = all.reduce((sum, [, count]) => sum + count, 0)
  const shown = all.slice(0, operatorsShown).map(([name, count]) => `${count} ${name}`)
  const more = all.length > operatorsShown ? `, ${all.length - operatorsShown} kinds more` : ''
  return `${total}: ${shown.join(', ')}${more}; ${megaMultiplications} million multiplications a forward`
}

/** The last layer of each size besides the chosen one, nearest to the end first. */
function describeLayers({ layers, layer }: NetworkDescription): string {
  const size = ({ rows, columns }: SpatialLayer): string => `${rows} x ${columns}`
  const lastOfSize = new Map(layers.map((one) => [size(one), one] as const))
  const others = [...lastOfSize.values()].filter(({ name }) => name !== layer?.name).reverse()
  const shown = others.slice(0, layersShown).map(describeLayer)
  const choose = `${layers.length} in all, choose with --layer <tensor>`
  return shown.length === 0 ? choose : `${choose}; the last of each size: ${shown.join(', ')}`
}

function describeLayer({ name, channels, rows, columns, prefix }: SpatialLayer): string {
  const front = prefix === 0 ? '' : ` behind ${prefix} ${prefix === 1 ? 'token' : 'tokens'}`
  return `${name} (${channels} x ${rows} x ${columns}${front})`
}
