import { createContext, runInContext } from 'node:vm'
import { afterEach, describe, expect, it } from 'vitest'
import { nodeModules, workerScript } from './worker-script.js'

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: { readonly uri?: string; readonly diagnostics?: readonly { readonly code: string }[] }
  readonly result?: unknown
}

/** A worker that has of the browser what the server needs: messages, timers, encodings, and nothing else. */
class StandInWorker {
  readonly received: Message[] = []
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #waiting = new Set<() => void>()
  readonly #self: { readonly postMessage: unknown; onmessage?: (event: { data: unknown }) => void }
  #serial = 0

  constructor(script: string) {
    const self = {
      // For errors, of which there are none.
      addEventListener: () => {},
      postMessage: (message: Message) => {
        this.received.push(structuredClone(message))
        for (const wake of this.#waiting) wake()
      },
    }
    this.#self = self
    const context = createContext({
      self,
      console,
      setTimeout: (run: (...args: unknown[]) => void, milliseconds: number, ...args: unknown[]) => {
        const timer = setTimeout(run, milliseconds, ...args)
        this.#timers.add(timer)
        return timer
      },
      clearTimeout,
      setInterval: () => 0,
      clearInterval: () => {},
      queueMicrotask,
      TextEncoder,
      TextDecoder,
    })
    runInContext(script, context)
  }

  notify(method: string, params: object): void {
    this.#send({ jsonrpc: '2.0', method, params })
  }

  async request(method: string, params: object): Promise<unknown> {
    const id = ++this.#serial
    this.#send({ jsonrpc: '2.0', id, method, params })
    return (await this.wait(message => message.id === id && message.method === undefined)).result
  }

  #send(data: object): void {
    this.#self.onmessage?.({ data })
  }

  wait(wanted: (message: Message) => boolean): Promise<Message> {
    return new Promise(resolve => {
      const look = () => {
        const found = this.received.find(wanted)
        if (found === undefined) return
        this.#waiting.delete(look)
        resolve(found)
      }
      this.#waiting.add(look)
      look()
    })
  }

  end(): void {
    for (const timer of this.#timers) clearTimeout(timer)
  }
}

describe('the server in a web worker', () => {
  let worker: StandInWorker | undefined
  afterEach(() => worker?.end())

  it('serves without Node and without files', { timeout: 60_000 }, async () => {
    const script = await workerScript()
    expect(script).not.toMatch(nodeModules)
    worker = new StandInWorker(script)
    const { capabilities } = Object(
      await worker.request('initialize', { processId: null, rootUri: null, capabilities: {} }),
    )
    expect(capabilities).toMatchObject({ hoverProvider: true, documentFormattingProvider: true })
    worker.notify('initialized', {})
    const uri = 'vscode-vfs://example/main.cf'
    const text = 'smtpd_helo_required = maybe\n'
    worker.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'postfix-main', version: 1, text } })
    const { params } = await worker.wait(({ method }) => method === 'textDocument/publishDiagnostics')
    expect(params?.diagnostics?.map(({ code }) => code)).toEqual(['bad-boolean'])
    const textDocument = { uri }
    const hover = await worker.request('textDocument/hover', { textDocument, position: { line: 0, character: 3 } })
    expect(JSON.stringify(hover)).toContain('**smtpd_helo_required**')
    const items = await worker.request('textDocument/completion', { textDocument, position: { line: 1, character: 0 } })
    expect(JSON.stringify(items)).toContain('smtpd_tls_security_level')
  })
})
