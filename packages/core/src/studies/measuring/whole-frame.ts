import { frameOf } from '../../model/frame.ts'
import type { StudyModel } from '../study.ts'

/** The same model looking at whole pictures: they are brought to its input size both ways, and nothing is cropped. For pictures made for it, such as mosaics. */
export function withWholeFrame(model: StudyModel): StudyModel {
  const { classifier } = model
  return {
    ...model,
    classifier: {
      ...classifier,
      frame: (picture) => {
        const { width, height } = classifier.frame(picture)
        return frameOf(picture, { ...classifier.info.preprocess, resize: 'exact', size: [height, width], crop: null })
      },
    },
  }
}
