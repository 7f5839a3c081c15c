/** Sizes as the runtime reports them: numbers, or names of free axes. */
export type DeclaredShape = readonly (number | string)[]

/**
 * The shape of an array of `length` numbers: the first free axis is the batch when it leads, and at most one other free axis is computed
 * from the length. Throws RangeError when the length does not fit: handing a wrong size to native code is not an option.
 */
export function fitShape(name: string, declared: DeclaredShape, length: number, batch: number): readonly number[] {
  const shape = declared.map((size, axis) => (isKnown(size) ? size : axis === 0 ? batch : 0))
  const free = shape.indexOf(0)
  const known = shape.reduce((product, size) => (size === 0 ? product : product * size), 1)
  if (free >= 0) shape[free] = length / known

  const fits = shape.every(Number.isInteger) && shape.reduce((product, size) => product * size, 1) === length
  if (fits) return shape
  throw new RangeError(`"${name}" has the shape [${declared.join(', ')}], which ${length} numbers at batch ${batch} do not fill.`)
}

/** The shape of a tensor whose only free axis is the batch, which leads: a device's buffer does not tell its length. Throws RangeError for another one. */
export function shapeOfBatch(name: string, declared: DeclaredShape, batch: number): readonly number[] {
  const shape = declared.map((size, axis) => (isKnown(size) ? size : axis === 0 ? batch : 0))
  if (!shape.includes(0) && shape[0] === batch) return shape
  throw new RangeError(`"${name}" has the shape [${declared.join(', ')}], which a batch of ${batch} alone does not settle.`)
}

function isKnown(size: number | string): size is number {
  return typeof size === 'number' && size > 0
}
