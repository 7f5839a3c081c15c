import { cleanText, type TextPainter, type TextStyle, truncateText } from './text.ts'

/**
 * A class label in a given width: whole when it fits; else, as many labels are lists of names ("giant panda, panda, panda bear"), its
 * first name; else cut.
 */
export function fitLabel(painter: TextPainter, label: string, width: number, style: TextStyle): string {
  const clean = cleanText(label)
  if (painter.measure(clean, style) <= width) return clean
  const [first] = splitNames(clean)
  return truncateText(painter, painter.measure(first, style) <= width ? first : clean, width, style)
}

/** Several labels as above, but never two alike: labels that differ only after their first name are cut instead. */
export function fitLabels(painter: TextPainter, labels: readonly string[], width: number, style: TextStyle): string[] {
  const fitted = labels.map((label) => fitLabel(painter, label, width, style))
  return fitted.map((text, index) =>
    fitted.indexOf(text) === fitted.lastIndexOf(text) ? text : truncateText(painter, labels[index]!, width, style),
  )
}

/** The first of a label's names, and the others, if any. */
export function splitNames(label: string): readonly [first: string, others: string] {
  const comma = label.indexOf(',')
  return comma <= 0 ? [label, ''] : [label.slice(0, comma), label.slice(comma + 1).trim()]
}
