import { samplePictures } from '@telltale/model-default'
import cat from './thumbnails/cat.webp'
import coffee from './thumbnails/coffee.webp'
import dog from './thumbnails/dog.webp'
import duck from './thumbnails/duck.webp'
import officer from './thumbnails/officer.webp'
import panda from './thumbnails/panda.webp'
import raccoon from './thumbnails/raccoon.webp'

/** A picture that comes with the embedded model, and the small one that stands for it. */
export interface Sample {
  readonly name: string
  readonly title: string
  readonly url: string
  readonly thumbnail: string
}

const thumbnails: Readonly<Record<string, string>> = { cat, coffee, dog, duck, officer, panda, raccoon }

export const samples: readonly Sample[] = samplePictures.map(({ name, title, url }) => ({
  name,
  title,
  url: url.href,
  thumbnail: thumbnails[name.replace('.jpg', '')] ?? url.href,
}))
