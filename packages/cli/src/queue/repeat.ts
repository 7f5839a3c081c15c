/** Does work again and again, so many milliseconds after it was done, until what this returns is called. */
export function repeat(work: () => Promise<void>, milliseconds: number): () => void {
  let isOver = false
  let timer: NodeJS.Timeout | undefined
  const next = (): void => {
    if (!isOver) timer = setTimeout(() => void work().finally(next), milliseconds)
  }
  next()
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
