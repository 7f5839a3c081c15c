/** A kind of picture file: what people call it, and whether we decode it. */
export interface PictureFormat {
  readonly name: string
  readonly supported: boolean
}

interface Signature extends PictureFormat {
  /** Text at a byte offset; each of them must be there. */
  readonly marks: readonly (readonly [offset: number, text: string])[]
}

const signatures: readonly Signature[] = [
  { name: 'JPEG', supported: true, marks: [[0, '\xff\xd8\xff']] },
  { name: 'PNG', supported: true, marks: [[0, '\x89PNG\r\n\x1a\n']] },
  {
    name: 'WebP',
    supported: true,
    marks: [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
  },
  { name: 'GIF', supported: true, marks: [[0, 'GIF8']] },
  { name: 'TIFF', supported: true, marks: [[0, 'II*\0']] },
  { name: 'TIFF', supported: true, marks: [[0, 'MM\0*']] },
  { name: 'AVIF', supported: true, marks: [[4, 'ftypavif']] },
  { name: 'AVIF', supported: true, marks: [[4, 'ftypavis']] },
  { name: 'HEIC', supported: false, marks: [[4, 'ftyphei']] },
  { name: 'HEIC', supported: false, marks: [[4, 'ftyphev']] },
  { name: 'HEIC', supported: false, marks: [[4, 'ftypmif1']] },
  { name: 'video', supported: false, marks: [[4, 'ftyp']] },
  { name: 'JPEG XL', supported: false, marks: [[0, '\xff\x0a']] },
  { name: 'JPEG XL', supported: false, marks: [[4, 'JXL ']] },
  { name: 'JPEG 2000', supported: false, marks: [[4, 'jP  ']] },
  {
    name: 'BMP',
    supported: false,
    marks: [
      [0, 'BM'],
      [6, '\0\0\0\0'],
    ],
  },
  { name: 'icon', supported: false, marks: [[0, '\0\0\x01\0']] },
  { name: 'Photoshop', supported: false, marks: [[0, '8BPS']] },
  { name: 'PDF', supported: false, marks: [[0, '%PDF']] },
  { name: 'PostScript', supported: false, marks: [[0, '%!PS']] },
  { name: 'ZIP', supported: false, marks: [[0, 'PK\x03\x04']] },
]

/** The formats that we decode, to be named in messages. */
export const supportedFormats = 'JPEG, PNG, WebP, GIF, TIFF or AVIF'

/** Says from the first bytes what a file is, whatever its name; null when it looks like no format we know. */
export function detectFormat(bytes: Uint8Array): PictureFormat | null {
  const head = latin1(bytes.subarray(0, 1024))
  const signature = signatures.find(({ marks }) => marks.every(([offset, text]) => head.startsWith(text, offset)))
  if (signature) return signature
  if (!/^(\xef\xbb\xbf)?[\t\n\r\x20-\x7e\x80-\xff]*$/.test(head)) return null
  if (/<svg[\s>]/i.test(head)) return { name: 'SVG', supported: false }
  if (/<(!doctype )?html/i.test(head)) return { name: 'HTML', supported: false }
  return { name: 'text', supported: false }
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}
