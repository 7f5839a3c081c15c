import { TelltaleError } from '../errors.ts'
import { checkPictureSize, corrupt, type DecodedPicture, type NamedBytes, unsupported } from './picture-file.ts'
import { toRgb } from './to-rgb.ts'

/** Side of the pieces in which a bitmap is read back; every WebGL2 has textures of this size. */
const tile = 2048

/**
 * Any other picture by the browser's own decoder. The pixels are read through WebGL2, since a 2D canvas multiplies them by their alpha, and some browsers add noise to it.
 * Throws PICTURE_UNREADABLE, PICTURE_UNSUPPORTED for TIFF where the browser shows none, BACKEND_UNAVAILABLE without WebGL2.
 */
export async function decodeBitmap({ name, bytes }: NamedBytes, format: string): Promise<DecodedPicture> {
  const blob = new Blob([new Uint8Array(bytes)], { type: `image/${format.toLowerCase()}` })
  const bitmap = await createImageBitmap(blob, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' }).catch(
    (cause: unknown): never => {
      if (format !== 'TIFF') throw corrupt(name, cause)
      throw unsupported(name, 'this browser shows no TIFF files', 'Convert it to PNG.')
    },
  )
  try {
    const { width, height } = bitmap
    checkPictureSize(width, height, name)
    return { ...toRgb(await readBack(bitmap), 4), width, height, frames: await countFrames(blob) }
  } finally {
    bitmap.close()
  }
}

/** Interleaved RGBA of a bitmap, not multiplied by alpha. */
async function readBack(bitmap: ImageBitmap): Promise<Uint8Array> {
  const { width, height } = bitmap
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2')
  if (gl === null) throw withoutWebgl()
  const pixels = new Uint8Array(4 * width * height)
  try {
    gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer())
    for (let top = 0; top < height; top += tile) {
      for (let left = 0; left < width; left += tile) {
        const [columns, rows] = [Math.min(tile, width - left), Math.min(tile, height - top)]
        const piece = await createImageBitmap(bitmap, left, top, columns, rows, {
          colorSpaceConversion: 'none',
          premultiplyAlpha: 'none',
        })
        const read = readPiece(gl, piece)
        piece.close()
        for (let row = 0; row < rows; row++)
          pixels.set(read.subarray(4 * row * columns, 4 * (row + 1) * columns), 4 * ((top + row) * width + left))
      }
    }
    return pixels
  } finally {
    gl.getExtension('WEBGL_lose_context')?.loseContext()
  }
}

function readPiece(gl: WebGL2RenderingContext, piece: ImageBitmap): Uint8Array {
  const texture = gl.createTexture()
  gl.bindTexture(gl.TEXTURE_2D, texture)
  gl.pixelStorei(gl.UNPACK_COLORSPACE_CONVERSION_WEBGL, gl.NONE)
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, piece)
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0)
  const pixels = new Uint8Array(4 * piece.width * piece.height)
  gl.readPixels(0, 0, piece.width, piece.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
  gl.deleteTexture(texture)
  return pixels
}

/** Frames of a picture that moves; 1 where the browser cannot count them. */
async function countFrames(blob: Blob): Promise<number> {
  if (typeof ImageDecoder === 'undefined' || !(await ImageDecoder.isTypeSupported(blob.type))) return 1
  const decoder = new ImageDecoder({ data: await blob.arrayBuffer(), type: blob.type })
  try {
    await decoder.completed
    await decoder.tracks.ready
    return decoder.tracks.selectedTrack?.frameCount ?? 1
  } finally {
    decoder.close()
  }
}

function withoutWebgl(): TelltaleError {
  const fix = 'Allow hardware acceleration in the browser, or convert the picture to JPEG, PNG or WebP.'
  return new TelltaleError('BACKEND_UNAVAILABLE', 'Reading this kind of picture needs WebGL2, which is missing.', fix, {
    value: 'WebGL2',
  })
}
