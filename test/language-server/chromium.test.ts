import { existsSync } from 'node:fs'
import { build } from 'esbuild'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeModules, workerScript } from './worker-script.js'

// The server in a web worker of a real browser, and the extension's part for browsers. POSTFIX_LINT_CHROMIUM is the browser.

const browserPath = process.env['POSTFIX_LINT_CHROMIUM'] ?? '/usr/bin/chromium'
const missing = !existsSync(browserPath)
const required = (process.env['POSTFIX_LINT_REQUIRE'] ?? '').split(',').includes('chromium')
if (missing && !required) console.warn(`SKIPPED: no ${browserPath}`)

it('the extension for browsers needs nothing of Node', { timeout: 60_000 }, async () => {
  const { outputFiles } = await build({
    entryPoints: ['editors/vscode/src/browser.ts'],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'browser',
    external: ['vscode'],
    logLevel: 'silent',
  })
  const script = outputFiles[0]?.text ?? ''
  expect(script).toContain('require("vscode")')
  expect(script).not.toMatch(nodeModules)
})

describe.skipIf(missing && !required)('the server in a web worker of Chromium', { timeout: 60_000 }, () => {
  let browser: Browser

  beforeAll(async () => {
    expect(missing, 'Chromium is not there, but POSTFIX_LINT_REQUIRE asks for it').toBe(false)
    const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']
    browser = await chromium.launch({ executablePath: browserPath, args })
  }, 60_000)
  afterAll(() => browser?.close())

  it('judges a table by the main.cf that its client reads for it', async () => {
    const script = await workerScript()
    expect(script).not.toMatch(nodeModules)
    const page = await browser.newPage()
    const answers = await page.evaluate(talk, { script, files })
    expect(answers.asked).toContain('memfs:/etc/main.cf')
    expect(answers.findings).toEqual(['key-never-matches'])
    expect(answers.hover).toContain('`slow/unix` runs `smtp`')
    expect(answers.effective).toContain('myhostname = mail.example.com')
    expect(answers.version).toMatch(/^3\.\d+\.\d+$/)
  })
})

const files: Readonly<Record<string, string>> = {
  'memfs:/etc/main.cf': 'myhostname = mail.example.com\ntransport_maps = hash:/etc/postfix/routes\n',
  'memfs:/etc/master.cf': 'slow unix - - n - - smtp\n',
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: { readonly uri: string; readonly diagnostics?: readonly { readonly code: string }[] }
  readonly result?: unknown
}

// What the page has of the browser: tests are compiled without its types.
declare const Worker: new (
  script: string,
) => {
  onmessage: ((event: { data: Message }) => void) | null
  postMessage(message: unknown): void
  terminate(): void
}

/** Runs in the page: what an editor there says to the server, and hears. */
async function talk({ script, files }: { script: string; files: Readonly<Record<string, string>> }) {
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })))
  const heard: Message[] = []
  const asked: string[] = []
  let wake = () => {}
  worker.onmessage = ({ data }: { data: Message }) => {
    heard.push(data)
    if (data.method === 'postfix-lint/readFile' && data.params) {
      const { uri } = data.params
      asked.push(uri)
      const text = files[uri]
      worker.postMessage({ jsonrpc: '2.0', id: data.id, result: text === undefined ? null : { text } })
    }
    wake()
  }
  const wait = async (wanted: (message: Message) => boolean): Promise<Message> => {
    for (;;) {
      const found = heard.find(wanted)
      if (found) return found
      await new Promise<void>(resolve => {
        wake = resolve
      })
    }
  }
  let serial = 0
  const notify = (method: string, params: object) => worker.postMessage({ jsonrpc: '2.0', method, params })
  const request = async (method: string, params: object) => {
    const id = ++serial
    worker.postMessage({ jsonrpc: '2.0', id, method, params })
    return JSON.stringify((await wait(message => message.id === id && message.method === undefined)).result)
  }
  const capabilities = { experimental: { postfixLint: { files: true } } }
  await request('initialize', { processId: null, rootUri: null, capabilities })
  notify('initialized', {})
  const uri = 'memfs:/etc/routes'
  const text = 'example.com slow:\n@example.com slow:\n'
  notify('textDocument/didOpen', { textDocument: { uri, languageId: 'postfix-table', version: 1, text } })
  const { params } = await wait(({ method }) => method === 'textDocument/publishDiagnostics')
  const hover = await request('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 13 } })
  const main = 'memfs:/etc/main.cf'
  notify('textDocument/didOpen', {
    textDocument: { uri: main, languageId: 'postfix-main', version: 1, text: files[main] ?? '' },
  })
  const effective = await request('postfix-lint/effectiveConfiguration', { textDocument: { uri: main } })
  const target: { postfixVersion: string } = JSON.parse(
    await request('postfix-lint/target', { textDocument: { uri: main } }),
  )
  worker.terminate()
  return {
    asked,
    hover,
    effective,
    version: target.postfixVersion,
    findings: params?.diagnostics?.map(({ code }) => code) ?? [],
  }
}
