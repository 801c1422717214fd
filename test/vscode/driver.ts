import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { chromium, type Locator, type Page } from 'playwright-core'

/**
 * A real VS Code: code-server, driven in headless Chromium. POSTFIX_LINT_CODE_SERVER is the folder that
 * `npm run install:vscode` put code-server into (beside a Node of its own), POSTFIX_LINT_CHROMIUM the browser,
 * POSTFIX_LINT_PICTURES a folder for pictures.
 */
const codeServer = process.env['POSTFIX_LINT_CODE_SERVER'] ?? '.cache/code-server'
const browserPath = process.env['POSTFIX_LINT_CHROMIUM'] ?? '/usr/bin/chromium'
const pictures = process.env['POSTFIX_LINT_PICTURES']
const entry = join(codeServer, 'node_modules/code-server/out/node/entry.js')
const ownNode = join(codeServer, 'node_modules/.bin/node')
const node = existsSync(ownNode) ? ownNode : process.execPath

const lacking = [
  ...(existsSync(entry) ? [] : [`no code-server in ${codeServer} (npm run install:vscode)`]),
  ...(existsSync(browserPath) ? [] : [`no browser ${browserPath}`]),
]
const isRequired = (process.env['POSTFIX_LINT_REQUIRE'] ?? '').split(',').includes('vscode')
/** They are not there, and nobody asked for them. */
export const skipped = lacking.length > 0 && !isRequired
if (skipped) console.warn(`SKIPPED: the extension is not driven in VS Code: ${lacking.join(', ')}`)

/** How long something may take on a slow machine before it is not to come. */
export const patience = 90_000

/** Where there is nothing that shows a hover of its own. */
const away = [1, 1] as const

const usual = { width: 960, height: 420 }

/** A window of VS Code with our extension, on a folder. */
export interface Window {
  readonly page: Page
  /** The text of the editor at the left, with plain spaces. */
  text(): Promise<string>
  openFile(name: string): Promise<void>
  /** Runs a command of the palette. */
  command(title: string): Promise<void>
  goTo(line: number, column: number): Promise<void>
  /** Asks for what VS Code drops when anything else happens in the editor, again until it is there. */
  popUp(awaited: Locator, ask: () => Promise<void>): Promise<void>
  /** Asks the table in front for a key, with the command for it; gives back what is said of it. */
  lookUp(key: string): Promise<string>
  /** The hover at the cursor that holds a text. */
  hover(text: string): Promise<Locator>
  /** Keeps a picture, if somebody wants it; some things need a wider window. */
  picture(name: string, size?: { readonly width: number; readonly height: number }): Promise<void>
  close(): Promise<void>
}

export interface WindowOptions {
  /** Files of the folder. */
  readonly files: Readonly<Record<string, string>>
  readonly settings?: object
}

/** Packs the extension, installs it, and opens a folder. */
export async function openWindow(options: WindowOptions): Promise<Window> {
  if (lacking.length > 0) throw new Error(`POSTFIX_LINT_REQUIRE asks for vscode, but there is ${lacking.join(', ')}`)
  const folder = mkdtempSync(join(tmpdir(), 'postfix-lint-vscode-'))
  const vsix = join(folder, 'postfix-lint.vsix')
  execFileSync(process.execPath, ['node_modules/.bin/vite-node', 'scripts/vscode-extension.ts', '--', vsix])
  const workspace = join(folder, 'postfix')
  for (const [name, text] of Object.entries(options.files)) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true })
    writeFileSync(join(workspace, name), text)
  }
  const settings = join(folder, 'user/User')
  mkdirSync(settings, { recursive: true })
  const quietSettings = {
    'workbench.startupEditor': 'none',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'chat.disableAIFeatures': true,
    'editor.minimap.enabled': false,
  }
  writeFileSync(join(settings, 'settings.json'), JSON.stringify({ ...quietSettings, ...options.settings }))
  const places = ['--user-data-dir', join(folder, 'user'), '--extensions-dir', join(folder, 'extensions')]
  execFileSync(node, [entry, ...places, '--install-extension', vsix], { stdio: ['ignore', 'ignore', 'inherit'] })
  const quiet = ['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust']
  const { server, address } = await startServer([...places, ...quiet, workspace], join(folder, 'server.log'))
  // Containers have little shared memory.
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking']
  const browser = await chromium.launch({ executablePath: browserPath, args, timeout: patience }).catch(async error => {
    await ended(server)
    throw error
  })
  const page = await browser.newPage({ viewport: usual })
  page.setDefaultTimeout(patience)
  await page.goto(`${address}/?folder=${workspace}`)

  const command = async (title: string) => {
    await page.keyboard.press('F1')
    await page.locator('.quick-input-widget input').first().waitFor()
    await page.keyboard.type(title)
    // Not with the mouse, which would then lie on the editor, and move hovers to come and go.
    await page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: title }).waitFor()
    await page.keyboard.press('Enter')
  }
  const popUp = async (awaited: Locator, ask: () => Promise<void>) => {
    const end = Date.now() + patience
    for (;;) {
      await ask()
      try {
        return await awaited.waitFor({ timeout: patience / 6 })
      } catch (error) {
        if (Date.now() > end) throw error
        await page.keyboard.press('Escape')
      }
    }
  }
  return {
    page,
    command,
    popUp,
    async text() {
      const lines = await page.locator('.editor-instance .view-lines').first().innerText()
      return lines.replaceAll('\u00a0', ' ')
    },
    async openFile(name) {
      await page.getByRole('treeitem', { name }).first().dblclick()
      await page.mouse.move(...away)
      await page.getByRole('tab', { name, selected: true }).first().waitFor()
      await page.locator('.editor-instance .monaco-editor.focused').waitFor()
      await page
        .locator('.statusbar-item')
        .filter({ hasText: 'Postfix ' })
        .filter({ hasText: /found|finding/ })
        .waitFor()
    },
    async goTo(line, column) {
      await page.keyboard.press('Control+g')
      await page.locator('.quick-input-widget input').first().waitFor()
      await page.keyboard.type(`${line}:${column}`)
      await page.keyboard.press('Enter')
      await page
        .locator('.statusbar-item')
        .filter({ hasText: `Ln ${line}, Col ${column}` })
        .waitFor()
    },
    async lookUp(key) {
      await command('Notifications: Clear All Notifications')
      await command('Postfix Lint: Look up a key in this table')
      await page.locator('.quick-input-widget').filter({ hasText: 'What does this table answer?' }).waitFor()
      await page.keyboard.type(key)
      await page.keyboard.press('Enter')
      const said = page.locator('.notification-toast .notification-list-item-message').filter({ hasText: 'asked for' })
      await said.waitFor()
      return said.innerText()
    },
    async hover(text) {
      const hover = page.locator('.monaco-hover-content').filter({ hasText: text }).first()
      await popUp(hover, () => command('Show or Focus Hover'))
      return hover
    },
    async picture(name, size = usual) {
      if (pictures === undefined) return
      await page.setViewportSize(size)
      // Menus fade in, and the layout follows the size.
      await page.waitForTimeout(700)
      await page.screenshot({ path: join(pictures, `${name}.png`) })
      await page.setViewportSize(usual)
    },
    async close() {
      await browser.close()
      await ended(server)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Starts code-server; once more if another program was quicker to take the port, or it does not answer. */
async function startServer(args: readonly string[], log: string, attempts = 3): Promise<StartedServer> {
  const port = await freePort()
  const out = openSync(log, 'w')
  const address = ['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`]
  const server = spawn(node, [entry, ...address, ...args], { stdio: ['ignore', out, out] })
  closeSync(out)
  if (await isAnswering(server, `http://127.0.0.1:${port}/healthz`))
    return { server, address: `http://127.0.0.1:${port}` }
  await ended(server)
  const said = readFileSync(log, 'utf8')
  if (attempts <= 1) throw new Error(`code-server does not answer. It said:\n${said}`)
  console.warn(`code-server does not answer, and is started again. It said:\n${said}`)
  return startServer(args, log, attempts - 1)
}

interface StartedServer {
  readonly server: ChildProcess
  readonly address: string
}

async function ended(server: ChildProcess): Promise<void> {
  if (hasEnded(server)) return
  const over = new Promise(resolve => server.once('exit', resolve))
  server.kill()
  await over
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

/** Whether the server answers before patience ends, or it. */
async function isAnswering(server: ChildProcess, url: string): Promise<boolean> {
  const end = Date.now() + patience
  while (Date.now() < end && !hasEnded(server)) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return true
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  return false
}
