// @ts-check
import { visibleRange } from './visible-range.js'

/**
 * @typedef {object} ListOptions
 * @property {HTMLElement} container gets a height and, in it, the items that are in sight
 * @property {HTMLElement | null} scroller what scrolls; null for the window
 * @property {(width: number) => number} perLine how many items lie side by side
 * @property {(index: number) => HTMLElement} draw
 * @property {(index: number) => void} open called for a click and for Enter
 */

const beyond = 2
/** Items that are put on paper: nobody prints ten thousand. */
export const mostPrinted = 400

/**
 * A list of any length of which only what is in sight exists. Arrow keys, Home, End and the page keys move through it.
 *
 * @param {ListOptions} options
 */
export function createVirtualList({ container, scroller, perLine, draw, open }) {
  /** @type {Map<number, HTMLElement>} */
  const shown = new Map()
  let count = 0
  let active = 0
  let line = 0
  let isPrinting = false

  const across = () => Math.max(1, perLine(container.clientWidth))

  /** The height of a line is that of a drawn item: it depends on the reader's font. */
  function measure() {
    if (count === 0) return
    const item = place(draw(0), 0)
    item.style.visibility = 'hidden'
    line = Math.max(1, item.getBoundingClientRect().height)
    item.remove()
  }

  function render() {
    const lines = Math.ceil(count / across())
    container.style.height = `${lines * line}px`
    const { from, to } = rangeInSight(lines)
    for (const [index, element] of shown) {
      if (index >= from && index < to) continue
      if (index === active && element.contains(document.activeElement)) continue
      element.remove()
      shown.delete(index)
    }
    for (let index = from; index < to; index++) if (!shown.has(index)) shown.set(index, place(draw(index), index))
  }

  /** @param {number} lines */
  function rangeInSight(lines) {
    if (isPrinting) return { from: 0, to: Math.min(count, mostPrinted) }
    const edge = scroller === null ? 0 : scroller.getBoundingClientRect().top
    const window = scroller === null ? innerHeight : scroller.clientHeight
    const range = visibleRange({ top: container.getBoundingClientRect().top - edge, window, line, lines, beyond })
    return { from: range.from * across(), to: Math.min(count, range.to * across()) }
  }

  /**
   * @param {HTMLElement} element
   * @param {number} index
   */
  function place(element, index) {
    element.classList.add('item')
    element.dataset['index'] = String(index)
    element.style.width = `${100 / across()}%`
    element.style.left = `${(100 / across()) * (index % across())}%`
    element.style.top = `${Math.floor(index / across()) * line}px`
    const focusable = focusableIn(element)
    focusable.tabIndex = index === active ? 0 : -1
    const next = [...shown.keys()].filter((other) => other > index).sort((a, b) => a - b)[0]
    container.insertBefore(element, next === undefined ? null : (shown.get(next) ?? null))
    return element
  }

  /** @param {number} index */
  function focus(index) {
    active = Math.min(count - 1, Math.max(0, index))
    const top = Math.floor(active / across()) * line
    reveal(top)
    render()
    for (const [other, element] of shown) focusableIn(element).tabIndex = other === active ? 0 : -1
    const element = shown.get(active)
    if (element) focusableIn(element).focus({ preventScroll: true })
  }

  /** @param {number} top */
  function reveal(top) {
    const place = container.getBoundingClientRect().top + top
    const [above, below] = scroller === null ? [roomAbove(), innerHeight] : edgesOf(scroller)
    const by = place < above ? place - above : place + line > below ? place + line - below : 0
    if (by !== 0) (scroller ?? window).scrollBy(0, by)
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const page = Math.max(1, Math.floor(innerHeight / line) - 1) * across()
    /** @type {Record<string, number>} */
    const moves = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across(), ArrowUp: -across(), PageDown: page, PageUp: -page }
    const move = moves[event.key]
    if (event.key === 'Home') focus(0)
    else if (event.key === 'End') focus(count - 1)
    else if (move !== undefined) focus(active + move)
    else return
    event.preventDefault()
  }

  /** @param {MouseEvent} event */
  function onClick(event) {
    const item = event.target instanceof Element ? event.target.closest('.item') : null
    // With a key held the link is followed, as everywhere.
    if (!(item instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    active = Number(item.dataset['index'])
    open(active)
  }

  container.addEventListener('keydown', onKey)
  container.addEventListener('click', onClick)
  const target = scroller ?? window
  target.addEventListener('scroll', () => requestAnimationFrame(render), { passive: true })

  return {
    render,
    focus,
    /**
     * Starts anew with so many items.
     *
     * @param {number} items
     */
    reset(items) {
      for (const element of shown.values()) element.remove()
      shown.clear()
      count = items
      active = Math.min(active, Math.max(0, count - 1))
      measure()
      render()
    },
    /** @param {boolean} printing */
    print(printing) {
      isPrinting = printing
      render()
    },
  }
}

/** @param {HTMLElement} element */
function focusableIn(element) {
  return element instanceof HTMLAnchorElement ? element : (element.querySelector('a') ?? element)
}

/** Where the bar of controls ends that stays at the window's top. */
function roomAbove() {
  const bar = document.querySelector('.controls')
  return bar && getComputedStyle(bar).position === 'sticky' ? bar.getBoundingClientRect().bottom : 0
}

/** @param {HTMLElement} scroller */
function edgesOf(scroller) {
  const { top, bottom } = scroller.getBoundingClientRect()
  const head = scroller.querySelector('.head')
  return /** @type {const} */ ([head ? head.getBoundingClientRect().bottom : top, bottom])
}
