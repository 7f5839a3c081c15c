import { describe, expect, it } from 'vitest'
import { listFolder } from '../../src/datasets/class-folders.ts'
import { readIndexFile } from '../../src/datasets/index-file.ts'
import { nameSamples } from '../../src/datasets/name-samples.ts'
import { readPictureList } from '../../src/datasets/picture-list.ts'
import { boxesWithin } from '../../src/datasets/truth-in-picture.ts'

const readList = (...lines: readonly string[]) => readPictureList(lines.join('\n'), 'list.csv')
const readIndex = (value: unknown) => readIndexFile(JSON.stringify(value), 'index.json')

describe('a csv list', () => {
  it('names its columns, in any order and case', () => {
    expect(readList('id,Label,Path', '7,tabby cat,a.jpg')).toEqual([{ picture: 'a.jpg', class: 'tabby cat' }])
  })

  it('has classes as indices or names, or none', () => {
    expect(readList('picture,class', 'a.jpg,12', 'b.jpg,"giant panda, panda"', 'c.jpg,')).toEqual([
      { picture: 'a.jpg', class: 12 },
      { picture: 'b.jpg', class: 'giant panda, panda' },
      { picture: 'c.jpg', class: null },
    ])
  })

  it('may begin with a byte-order mark and have empty lines', () => {
    expect(readList('\uFEFFpicture', 'a.jpg', '', 'b.jpg', '')).toEqual([
      { picture: 'a.jpg', class: null },
      { picture: 'b.jpg', class: null },
    ])
  })

  it('joins the boxes of lines that differ in nothing else', () => {
    const lines = ['file,class,xmin,ymin,xmax,ymax', 'a.jpg,1,0,0,10,20', 'b.jpg,1,,,,', 'a.jpg,1,5,5,6,7', 'a.jpg,2,1,1,2,2']
    expect(readList(...lines)).toEqual([
      {
        picture: 'a.jpg',
        class: 1,
        boxes: [
          { x: 0, y: 0, width: 10, height: 20 },
          { x: 5, y: 5, width: 1, height: 2 },
        ],
      },
      { picture: 'b.jpg', class: 1 },
      { picture: 'a.jpg', class: 2, boxes: [{ x: 1, y: 1, width: 1, height: 1 }] },
    ])
  })

  it('may name masks', () => {
    expect(readList('file,mask', 'a.jpg,a.png', 'b.jpg,')).toEqual([
      { picture: 'a.jpg', class: null, mask: 'a.png' },
      { picture: 'b.jpg', class: null },
    ])
  })

  it.each(['', 'url;class', '__proto__,class'])('whose first line is %j is refused', (header) => {
    expect(() => readList(header, 'a,b')).toThrow(expect.objectContaining({ code: 'USAGE_PARAMETER' }))
  })

  it('with half a box is refused, with its line', () => {
    expect(() => readList('file,x0,y0,x1,y1', 'a.jpg,1,2,3,4', 'b.jpg,1,2,3,')).toThrow(
      expect.objectContaining({ code: 'USAGE_PARAMETER', where: { file: 'list.csv', value: 3 } }),
    )
  })
})

describe('an index file', () => {
  it('is a list of entries whose further fields are passed over', () => {
    const entry = { file: 'a.jpg', class: 260, boxes: [[1, 2, 11, 22]], mask: 'a.png', licence: 'CC BY 4.0', areaFraction: 0.2 }
    expect(readIndex([entry])).toEqual([
      { picture: 'a.jpg', class: 260, boxes: [{ x: 1, y: 2, width: 10, height: 20 }], mask: 'a.png' },
    ])
  })

  it('or an object with one, whose classes may be names, under "class" or "label"', () => {
    const samples = [
      { file: 'a.jpg', class: 'tabby' },
      { file: 'b.jpg', label: 'lynx' },
      { file: 'c.jpg', class: 3, label: 'cat' },
      { file: 'd.jpg' },
    ]
    expect(readIndex({ about: 'cats', samples }).map((sample) => sample.class)).toEqual(['tabby', 'lynx', 3, null])
  })

  it.each([
    ['no JSON', '{"a', /no JSON/],
    ['no list', '{}', /neither a list/],
    ['a class that is no index', '[{"file": "a.jpg"}, {"file": "b.jpg", "class": -1}]', /entry 1 .*"class"/],
    ['a box of three numbers', '[{"file": "a.jpg", "boxes": [[1, 2, 3]]}]', /entry 0 .*"boxes\.0/],
    ['no file', '[{"class": 1}]', /entry 0 .*"file"/],
  ])('with %s is refused', (_, text, message) => {
    expect(() => readIndexFile(text, 'index.json')).toThrow(
      expect.objectContaining({ code: 'DATASET_UNREADABLE', message: expect.stringMatching(message) }),
    )
  })
})

describe('a folder', () => {
  const paths = [
    'dogs/2.jpg',
    'cats/deep/3.PNG',
    'cats/1.webp',
    'notes.txt',
    '.cache/x.jpg',
    'cats/9~0123456789ab/overlay.png',
    'top.jpg',
  ]

  it('gives its pictures in order, the first folder on the way being the class', () => {
    expect(listFolder(paths, (name) => name === 'cats')).toEqual([
      { picture: 'cats/1.webp', class: 'cats' },
      { picture: 'cats/deep/3.PNG', class: 'cats' },
      { picture: 'dogs/2.jpg', class: 'dogs' },
      { picture: 'top.jpg', class: null },
    ])
  })

  it('whose folders are no classes has pictures without class', () => {
    expect(listFolder(paths, () => false).map((sample) => sample.class)).toEqual([null, null, null, null])
  })
})

describe('ids and classes', () => {
  const labels = ['tabby, tabby cat', 'tiger cat', 'lynx']

  it('are found by name or number; unknown and ambiguous ones are skipped and named', () => {
    const classes = ['tabby', 2, 'wolf', 3, 'cat', null]
    const { samples, skipped } = nameSamples(
      classes.map((value, i) => ({ picture: `${i}.jpg`, class: value })),
      labels,
    )
    expect(samples.map(({ id, class: index }) => [id, index])).toEqual([
      ['0.jpg', 0],
      ['1.jpg', 2],
      ['5.jpg', null],
    ])
    expect(skipped.map(({ id, code }) => [id, code])).toEqual([
      ['2.jpg', 'USAGE_CLASS_UNKNOWN'],
      ['3.jpg', 'USAGE_CLASS_UNKNOWN'],
      ['4.jpg', 'USAGE_CLASS_AMBIGUOUS'],
    ])
  })

  it('tell one picture of two classes apart, and take no sample twice', () => {
    const listed = [0, 1, 1].map((index) => ({ picture: 'both.jpg', class: index }))
    const { samples, skipped } = nameSamples(listed, labels)
    expect(samples.map(({ id }) => id)).toEqual(['both.jpg#0', 'both.jpg#1'])
    expect(skipped).toMatchObject([{ id: 'both.jpg#1', code: 'DATASET_LISTED_TWICE' }])
  })
})

describe('boxes', () => {
  const size = { width: 100, height: 50 }

  it('that stick out are cut to the picture', () => {
    expect(boxesWithin([{ x: -0.5, y: 10, width: 200, height: 20 }], size)).toEqual([{ x: 0, y: 10, width: 100, height: 20 }])
  })

  it.each([
    ['outside', [{ x: 100, y: 0, width: 10, height: 10 }]],
    ['empty', [{ x: 5, y: 5, width: 0, height: 3 }]],
    ['turned round', [{ x: 9, y: 5, width: -4, height: 3 }]],
    ['missing', []],
  ])('that are %s are none', (_, boxes) => {
    expect(boxesWithin(boxes, size)).toBeNull()
  })
})
