import { signal } from '@preact/signals'

type Theme = 'system' | 'light' | 'dark'

const next: Readonly<Record<Theme, Theme>> = { system: 'dark', dark: 'light', light: 'system' }
const names: Readonly<Record<Theme, string>> = { system: 'as the system', dark: 'dark', light: 'light' }
const key = 'telltale-theme'

function read(): Theme {
  const stored = localStorage.getItem(key)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

function apply(theme: Theme): void {
  if (theme === 'system') document.documentElement.removeAttribute('data-theme')
  else document.documentElement.setAttribute('data-theme', theme)
}

/** Goes through dark, light and what the system says, and remembers it. */
export function createThemeSwitch() {
  const theme = signal<Theme>(read())
  apply(theme.value)
  return function ThemeSwitch() {
    return (
      <button
        type="button"
        class="plain"
        onClick={() => {
          theme.value = next[theme.value]
          localStorage.setItem(key, theme.value)
          apply(theme.value)
        }}
      >
        Theme: {names[theme.value]}
      </button>
    )
  }
}
