/** A graphics adapter, and whether it is made of software: then its times say nothing about a GPU. */
export interface AdapterDescription {
  readonly name: string
  readonly software: boolean
}

const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|\bwarp\b|\bcpu\b/i

/** What an adapter says of itself. Some software adapters are no fallback to their driver, but bear its name. */
export function describeAdapter({
  vendor,
  architecture,
  device,
  description,
  isFallbackAdapter,
}: GPUAdapterInfo): AdapterDescription {
  const words = [vendor, architecture, device, description].filter((word) => word !== '')
  const name = description || words.join(' ') || 'an adapter without a name'
  return { name, software: isFallbackAdapter || softwareNames.test(words.join(' ')) }
}

/** The name, with a warning that no one may take it for a GPU where it is none. */
export function nameOf({ name, software }: AdapterDescription): string {
  return software ? `${name} (made of software, no GPU)` : name
}
