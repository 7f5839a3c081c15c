import type { ComponentChildren } from 'preact'
import type { ShownPicture } from '../session/shown-picture.ts'
import { ratioOf } from './hero.tsx'

interface PlainPictureProps {
  readonly picture: ShownPicture
  readonly caption: string
  /** What stands where the scrubber will be. */
  readonly children?: ComponentChildren
}

/** The picture as it is, as large as it will be with its regions. */
export function PlainPicture({ picture, caption, children }: PlainPictureProps) {
  return (
    <figure class="hero-figure">
      <div class="stage">
        <img class="hero" src={picture.url} alt={picture.name} style={ratioOf(picture)} />
      </div>
      {children}
      <figcaption>{caption}</figcaption>
    </figure>
  )
}
