export type Tab = 'explain' | 'machine'

const tabs: readonly { readonly tab: Tab; readonly label: string }[] = [
  { tab: 'explain', label: 'Explain' },
  { tab: 'machine', label: 'This machine' },
]

interface TabsProps {
  readonly chosen: Tab
  readonly onChoose: (tab: Tab) => void
}

/** The two parts of the page; arrow keys go from one to the other. */
export function Tabs({ chosen, onChoose }: TabsProps) {
  return (
    <div class="tabs" role="tablist" aria-label="Parts of the page">
      {tabs.map(({ tab, label }) => (
        <button
          key={tab}
          type="button"
          role="tab"
          aria-selected={tab === chosen}
          aria-controls="part"
          tabIndex={tab === chosen ? 0 : -1}
          onClick={() => onChoose(tab)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return
            const other = tabs.find((one) => one.tab !== chosen)!
            onChoose(other.tab)
            const sibling = event.currentTarget.nextElementSibling ?? event.currentTarget.previousElementSibling
            if (sibling instanceof HTMLElement) sibling.focus()
          }}
        >
          {label}
        </button>
      ))}
    </div>
  )
}
