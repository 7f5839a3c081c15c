/** Below this share of right answers something else than the methods is looked at. */
const leastAccuracy = 0.1
/** With fewer pictures a low share may be chance. */
const fewestPictures = 20

/** A sentence for each model that gets nearly nothing right: most often the numbers of the data set's classes are not the model's. `known`: pictures of known class. */
export function describeLowAccuracy(
  pictures: ReadonlyMap<string, { readonly known: number; readonly right: number }>,
): readonly string[] {
  return [...pictures].flatMap(([model, { known, right }]) => {
    if (known < fewestPictures || right >= leastAccuracy * known) return []
    return [
      `${model} gives only ${right} of ${known} pictures their true class: most likely the data set numbers its classes otherwise than the model (some models have a background class at 0). Nothing below means much until that is settled.`,
    ]
  })
}
