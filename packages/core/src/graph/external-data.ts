import { TelltaleError } from '../errors.ts'
import { graphOf, type OnnxModel } from './proto.ts'
import { externalDataOf } from './tensor.ts'
import { everyConstant } from './walk.ts'

/**
 * Locations of the weights files a model names, sorted. Throws MODEL_EXTERNAL_DATA_OUTSIDE for a location that is not a plain relative
 * path inside the model's folder, so that a model cannot make a program read other files.
 */
export function externalLocations(model: OnnxModel, file: string): readonly string[] {
  const locations = new Set<string>()
  for (const tensor of everyConstant(graphOf(model))) {
    const external = externalDataOf(tensor)
    if (external !== null) locations.add(external.location)
  }
  for (const location of locations) {
    if (!isInside(location)) throw outside(location, file)
  }
  return [...locations].sort()
}

/** The error for a weights file that lies, or leads, outside the model's folder. */
export function outside(location: string, file: string): TelltaleError {
  return new TelltaleError(
    'MODEL_EXTERNAL_DATA_OUTSIDE',
    `${file} asks for the weights file "${location}", which is outside the model's folder.`,
    'Put the weights beside the model and name them by a relative path.',
    { file, value: location },
  )
}

/** Whether a file's name is a plain relative path that does not lead out of the folder. */
export function isInside(location: string): boolean {
  const absolute = /^([/\\]|[a-z][a-z0-9+.-]*:)/i.test(location)
  const steps = location.split(/[/\\]/)
  return location !== '' && !absolute && !location.includes('\0') && !steps.includes('..')
}
