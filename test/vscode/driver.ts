import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { chromium, type Locator, type Page } from 'playwright-core'

/**
 * A real VS Code: code-server, driven in headless Chromium. POSTFIX_LINT_CODE_SERVER is the folder that code-server is
 * installed in with npm (beside a Node of its own, if it wants another), POSTFIX_LINT_CHROMIUM the browser,
 * POSTFIX_LINT_PICTURES a folder for pictures.
 */
const codeServer = process.env['POSTFIX_LINT_CODE_SERVER'] ?? '.cache/code-server'
const browserPath = process.env['POSTFIX_LINT_CHROMIUM'] ?? '/usr/bin/chromium'
const pictures = process.env['POSTFIX_LINT_PICTURES']
const entry = join(codeServer, 'node_modules/code-server/out/node/entry.js')
const ownNode = join(codeServer, 'node_modules/.bin/node')
const node = existsSync(ownNode) ? ownNode : process.execPath

/** VS Code or the browser is not there. */
export const missing = !existsSync(entry) || !existsSync(browserPath)
const required = (process.env['POSTFIX_LINT_REQUIRE'] ?? '').split(',').includes('vscode')
/** They are not there, and nobody asked for them. */
export const skipped = missing && !required
if (skipped) console.warn(`SKIPPED: no code-server in ${codeServer}, or no ${browserPath}`)

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
  if (missing) throw new Error('code-server or Chromium is not there, but POSTFIX_LINT_REQUIRE asks for it')
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
  execFileSync(node, [entry, ...places, '--install-extension', vsix], { stdio: 'ignore' })
  const port = await freePort()
  const quiet = ['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust']
  const address = ['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`]
  const server = spawn(node, [entry, ...address, ...places, ...quiet, workspace], { stdio: 'ignore' })
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']
  const browser = await chromium.launch({ executablePath: browserPath, args })
  const page = await browser.newPage({ viewport: usual })
  await answering(`http://127.0.0.1:${port}/healthz`)
  await page.goto(`http://127.0.0.1:${port}/?folder=${workspace}`)

  const command = async (title: string) => {
    await page.keyboard.press('F1')
    await page.locator('.quick-input-widget input').first().waitFor()
    await page.keyboard.type(title)
    await page.getByRole('option', { name: title }).first().click()
  }
  return {
    page,
    command,
    async text() {
      const lines = await page.locator('.editor-instance .view-lines').first().innerText()
      return lines.replaceAll('\u00a0', ' ')
    },
    async openFile(name) {
      await page.getByRole('treeitem', { name }).first().dblclick({ timeout: 120_000 })
      await page.getByRole('tab', { name, selected: true }).first().waitFor()
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
    async hover(text) {
      await command('Show or Focus Hover')
      const hover = page.locator('.monaco-hover-content').filter({ hasText: text }).first()
      await hover.waitFor()
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

async function ended(server: ChildProcess): Promise<void> {
  const over = new Promise(resolve => server.once('exit', resolve))
  server.kill()
  if (server.exitCode === null) await over
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

async function answering(url: string): Promise<void> {
  for (let turn = 0; turn < 600; turn++) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  throw new Error(`${url} does not answer`)
}
