import { loadTypefaces } from '../render/font.node.ts'
import { createTextPainter } from '../render/text.ts'
import { type ThemeName, themeOf } from '../render/theme.ts'
import { drawMeasurements } from './draw-measurements.ts'
import type { Measurements } from './measurements.ts'

/** The bars of a measurement as a self-contained SVG, 1400 pixels wide; text is paths. Throws BACKEND_UNAVAILABLE without the font. */
export async function renderMeasurements(measurements: Measurements, theme: ThemeName = 'light'): Promise<string> {
  return drawMeasurements(createTextPainter(await loadTypefaces()), themeOf(theme), measurements).svg
}
