import { describe, expect, it } from 'vitest'
import { readPictureList } from '../../src/explaining/picture-list.ts'

const read = (...lines: readonly string[]) => readPictureList(lines.join('\n'), 'list.csv')

describe('a list of pictures', () => {
  it('names its columns, in any order and case', () => {
    expect(read('id,Label,Path', '7,tabby cat,a.jpg')).toEqual([{ picture: 'a.jpg', truth: 'tabby cat' }])
  })

  it('has classes as indices or names, or none', () => {
    expect(read('picture,class', 'a.jpg,12', 'b.jpg,"giant panda, panda"', 'c.jpg,')).toEqual([
      { picture: 'a.jpg', truth: 12 },
      { picture: 'b.jpg', truth: 'giant panda, panda' },
      { picture: 'c.jpg', truth: null },
    ])
  })

  it('needs no classes', () => expect(read('file', 'a.jpg')).toEqual([{ picture: 'a.jpg', truth: null }]))

  it('may begin with a byte-order mark and have empty lines', () => {
    expect(read('\uFEFFpicture', 'a.jpg', '', 'b.jpg', '')).toEqual([
      { picture: 'a.jpg', truth: null },
      { picture: 'b.jpg', truth: null },
    ])
  })

  it.each(['', 'url;class', '__proto__,class'])('whose first line is %j is refused', (header) => {
    expect(() => read(header, 'a,b')).toThrow(expect.objectContaining({ code: 'USAGE_PARAMETER' }))
  })
})
