/** What describes an adapter, as WebGPU names it. */
export type AdapterInfo = Pick<GPUAdapter['info'], 'vendor' | 'architecture' | 'device' | 'description' | 'isFallbackAdapter'>

/** A graphics adapter, and whether it is made of software: then its times say nothing about a GPU. */
export interface AdapterDescription {
  readonly name: string
  readonly software: boolean
}

/** Software adapters by their names: not every driver says of itself that it falls back to the processor. */
const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|\bwarp\b|\bcpu\b/i

/** An adapter by what it says of itself, or what its device says of it: the one place that decides what counts as a GPU. */
export function describeAdapter({
  vendor,
  architecture,
  device,
  description,
  isFallbackAdapter,
}: AdapterInfo): AdapterDescription {
  const words = [vendor, architecture, device, description].filter((word) => word !== '')
  const name = description || words.join(' ') || 'an adapter without a name'
  return { name, software: isFallbackAdapter || softwareNames.test(words.join(' ')) }
}

/** The name, with a warning that no one may take it for a GPU where it is none. */
export function nameOfAdapter({ name, software }: AdapterDescription): string {
  return software ? `${name} (made of software, no GPU)` : name
}
