import { createInterface } from 'node:readline'

/** Somebody at a terminal. */
export interface Asker {
  /** What is typed, without blanks around it; undefined when the terminal is gone. */
  ask(question: string): Promise<string | undefined>
  close(): void
}

/** Gets ready to ask. Lines that are typed ahead answer the questions to come. */
export function createAsker(): Asker {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const typed: string[] = []
  let isGone = false
  let wake = () => {}
  terminal.on('line', line => {
    typed.push(line)
    wake()
  })
  terminal.once('close', () => {
    isGone = true
    wake()
  })
  return {
    async ask(question) {
      if (!isGone) {
        terminal.setPrompt(question)
        terminal.prompt()
      }
      if (typed.length === 0 && !isGone) {
        await new Promise<void>(done => {
          wake = done
        })
      }
      return typed.shift()?.trim()
    },
    close: () => terminal.close(),
  }
}
