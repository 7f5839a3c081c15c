import { signal } from '@preact/signals'
import { Monitor, Moon, Sun } from 'lucide'
import { Icon } from './icon.tsx'

type Theme = 'system' | 'light' | 'dark'

const next: Readonly<Record<Theme, Theme>> = { system: 'dark', dark: 'light', light: 'system' }
const names: Readonly<Record<Theme, string>> = { system: 'as the system', dark: 'dark', light: 'light' }
const icons = { system: Monitor, dark: Moon, light: Sun } as const
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
        class="icon"
        aria-label={`Theme: ${names[theme.value]}`}
        title={`Theme: ${names[theme.value]}`}
        onClick={() => {
          theme.value = next[theme.value]
          localStorage.setItem(key, theme.value)
          apply(theme.value)
        }}
      >
        <Icon node={icons[theme.value]} />
      </button>
    )
  }
}
