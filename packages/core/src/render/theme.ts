export type ThemeName = 'light' | 'dark'

/** Colours of the overlay. `keep` and `hide` are a blue and an orange that colour-blind readers tell apart (Okabe and Ito 2008). */
export interface Theme {
  readonly page: string
  /** The page's colour as bytes: what dimmed pixels fade to. */
  readonly pageRgb: readonly [number, number, number]
  /** Behind pictures and bars. */
  readonly well: string
  readonly line: string
  readonly ink: string
  readonly quiet: string
  /** What is shown: answer, insertion. */
  readonly keep: string
  /** What is hidden: flip, deletion. */
  readonly hide: string
  readonly bar: string
  /** Lines of one chart, told apart by hue and lightness; the first two are `keep` and `hide`. */
  readonly lines: readonly string[]
}

const themes: Readonly<Record<ThemeName, Theme>> = {
  light: {
    page: '#fbfaf8',
    pageRgb: [251, 250, 248],
    well: '#efedea',
    line: '#dcd9d4',
    ink: '#1c2127',
    quiet: '#5a626b',
    keep: '#0069a8',
    hide: '#c85200',
    bar: '#aab0b6',
    lines: ['#0069a8', '#c85200', '#00795a', '#9b3d86', '#8a6a00', '#1c2127'],
  },
  dark: {
    page: '#14171a',
    pageRgb: [20, 23, 26],
    well: '#22272b',
    line: '#343a40',
    ink: '#eef0f1',
    quiet: '#a3abb3',
    keep: '#56b4e9',
    hide: '#f39a3d',
    bar: '#656d75',
    lines: ['#56b4e9', '#f39a3d', '#2fc79b', '#e08fc4', '#e6d34a', '#eef0f1'],
  },
}

/** The colours of a theme by its name. */
export function themeOf(name: ThemeName): Theme {
  return themes[name]
}
