import type { ShownPicture } from '../session/shown-picture.ts'
import { ratioOf } from './hero.tsx'

/** The picture as it is, as large as it will be with its regions. */
export function PlainPicture({ picture, caption }: { readonly picture: ShownPicture; readonly caption: string }) {
  return (
    <figure class="hero-figure">
      <div class="stage">
        <img class="hero" src={picture.url} alt={picture.name} style={ratioOf(picture)} />
      </div>
      <figcaption>{caption}</figcaption>
    </figure>
  )
}
