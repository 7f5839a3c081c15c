/** A queue that gives the item of the highest priority first, and of equal ones the one that was put in first. */
export interface PriorityQueue<T> {
  readonly push: (item: T, priority: number) => void
  /** Removes the first item; undefined when there is none. */
  readonly pop: () => T | undefined
}

interface Entry<T> {
  readonly item: T
  readonly priority: number
  readonly number: number
}

/** A binary heap (J. W. J. Williams, 1964). Priorities are not NaN. */
export function createPriorityQueue<T>(): PriorityQueue<T> {
  const heap: Entry<T>[] = []
  let pushed = 0
  const precedes = (a: Entry<T>, b: Entry<T>): boolean =>
    a.priority > b.priority || (a.priority === b.priority && a.number < b.number)

  const rise = (entry: Entry<T>): void => {
    let place = heap.length
    heap.push(entry)
    for (let parent = (place - 1) >> 1; place > 0 && precedes(entry, heap[parent]!); parent = (place - 1) >> 1) {
      heap[place] = heap[parent]!
      place = parent
    }
    heap[place] = entry
  }

  const sink = (entry: Entry<T>): void => {
    let place = 0
    for (let child = 1; child < heap.length; child = 2 * place + 1) {
      if (child + 1 < heap.length && precedes(heap[child + 1]!, heap[child]!)) child++
      if (!precedes(heap[child]!, entry)) break
      heap[place] = heap[child]!
      place = child
    }
    heap[place] = entry
  }

  return {
    push: (item, priority) => rise({ item, priority, number: pushed++ }),
    pop: () => {
      const first = heap[0]
      const last = heap.pop()
      if (last !== undefined && heap.length > 0) sink(last)
      return first?.item
    },
  }
}
