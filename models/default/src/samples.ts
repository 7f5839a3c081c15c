/** A photograph that comes with the model. Authors and licences: `samples/samples.json`. */
export interface SamplePicture {
  readonly name: string
  readonly title: string
  /** A file URL, as the model's. */
  readonly url: URL
}

/** Those of the sample pictures that a visitor sees first: confidently right, close calls, and one without a right answer. */
export const samplePictures: readonly SamplePicture[] = [
  { name: 'panda.jpg', title: 'Giant panda', url: new URL('../samples/panda.jpg', import.meta.url) },
  { name: 'dog.jpg', title: 'German shepherd', url: new URL('../samples/dog.jpg', import.meta.url) },
  { name: 'cat.jpg', title: 'A tabby cat: which kind?', url: new URL('../samples/cat.jpg', import.meta.url) },
  { name: 'coffee.jpg', title: 'A cup of espresso', url: new URL('../samples/coffee.jpg', import.meta.url) },
  { name: 'duck.jpg', title: 'A duck that is taken for a goose', url: new URL('../samples/duck.jpg', import.meta.url) },
  { name: 'officer.jpg', title: 'An officer: close calls', url: new URL('../samples/officer.jpg', import.meta.url) },
  {
    name: 'raccoon.jpg',
    title: 'A raccoon, which the model does not know',
    url: new URL('../samples/raccoon.jpg', import.meta.url),
  },
]
