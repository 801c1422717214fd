import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/**
 * The extension in a real VS Code: code-server, driven in headless Chromium. POSTFIX_LINT_CODE_SERVER is the folder that
 * code-server is installed in with npm (beside a Node of its own, if it wants another), POSTFIX_LINT_CHROMIUM the
 * browser, POSTFIX_LINT_PICTURES a folder for pictures.
 */
const codeServer = process.env['POSTFIX_LINT_CODE_SERVER'] ?? '.cache/code-server'
const browserPath = process.env['POSTFIX_LINT_CHROMIUM'] ?? '/usr/bin/chromium'
const pictures = process.env['POSTFIX_LINT_PICTURES']
const entry = join(codeServer, 'node_modules/code-server/out/node/entry.js')
const ownNode = join(codeServer, 'node_modules/.bin/node')
const node = existsSync(ownNode) ? ownNode : process.execPath
const missing = !existsSync(entry) || !existsSync(browserPath)
const required = (process.env['POSTFIX_LINT_REQUIRE'] ?? '').split(',').includes('vscode')
if (missing && !required) console.warn(`SKIPPED: no code-server in ${codeServer}, or no ${browserPath}`)

const main = `# The mail server of example.com
compatibility_level = 3.6
myhostname = mail.example.com
mydestination = $myhostname, localhost
smtpd_helo_required = true
smtpd_tls_security_level = may
`

describe.skipIf(missing && !required)('the extension in VS Code', { timeout: 240_000 }, () => {
  let folder = ''
  let server: ChildProcess | undefined
  let browser: Browser | undefined
  let page: Page

  beforeAll(async () => {
    expect(missing, 'code-server or Chromium is not there, but POSTFIX_LINT_REQUIRE asks for it').toBe(false)
    folder = mkdtempSync(join(tmpdir(), 'postfix-lint-vscode-'))
    const vsix = join(folder, 'postfix-lint.vsix')
    execFileSync(process.execPath, ['node_modules/.bin/vite-node', 'scripts/vscode-extension.ts', '--', vsix])
    const workspace = join(folder, 'postfix')
    mkdirSync(workspace)
    writeFileSync(join(workspace, 'main.cf'), main)
    const settings = join(folder, 'user/User')
    mkdirSync(settings, { recursive: true })
    writeFileSync(
      join(settings, 'settings.json'),
      JSON.stringify({
        'workbench.startupEditor': 'none',
        'workbench.secondarySideBar.defaultVisibility': 'hidden',
        'chat.disableAIFeatures': true,
        'editor.minimap.enabled': false,
      }),
    )
    const port = await freePort()
    const places = ['--user-data-dir', join(folder, 'user'), '--extensions-dir', join(folder, 'extensions')]
    execFileSync(node, [entry, ...places, '--install-extension', vsix], { stdio: 'ignore' })
    const quiet = ['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust']
    const address = ['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`]
    server = spawn(node, [entry, ...address, ...places, ...quiet, workspace], { stdio: 'ignore' })
    const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']
    browser = await chromium.launch({ executablePath: browserPath, args })
    page = await browser.newPage({ viewport: { width: 960, height: 420 } })
    await answering(`http://127.0.0.1:${port}/healthz`)
    await page.goto(`http://127.0.0.1:${port}/?folder=${workspace}`)
    await page.getByRole('treeitem', { name: 'main.cf' }).dblclick({ timeout: 120_000 })
    await page.locator('.squiggly-error').first().waitFor({ timeout: 120_000 })
  }, 400_000)

  afterAll(async () => {
    await browser?.close()
    server?.kill()
    if (folder !== '') rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  async function picture(name: string): Promise<void> {
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) })
  }

  async function command(title: string): Promise<void> {
    await page.keyboard.press('F1')
    await page.keyboard.type(title)
    await page.getByRole('option', { name: title }).first().click()
  }

  async function goTo(line: number, column: number): Promise<void> {
    await page.keyboard.press('Control+g')
    await page.keyboard.type(`${line}:${column}`)
    await page.keyboard.press('Enter')
  }

  it('underlines what is wrong, and says what', async () => {
    await goTo(5, 25)
    await command('Show or Focus Hover')
    const hover = page.locator('.monaco-hover-content').filter({ hasText: 'bad-boolean' }).first()
    await hover.waitFor()
    expect(await hover.textContent()).toContain('has to be')
    await picture('vscode-finding')
    await page.keyboard.press('Escape')
  })

  it('explains a parameter', async () => {
    await goTo(6, 5)
    await command('Show or Focus Hover')
    const hover = page.locator('.monaco-hover-content').filter({ hasText: 'smtpd_tls_security_level' }).first()
    await hover.waitFor()
    await picture('vscode-hover')
    await page.keyboard.press('Escape')
  })

  it('mends it with a quick fix', async () => {
    await goTo(5, 25)
    await page.keyboard.press('Control+.')
    await page.getByText('Ignore bad-boolean for this line').waitFor()
    await picture('vscode-fix')
    await page.keyboard.press('Enter')
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' })
    expect(await page.locator('.editor-instance .view-lines').first().textContent()).toMatch(
      /smtpd_helo_required\s=\syes/,
    )
  })

  it('shows what the programs run with, in a document of its own', async () => {
    await goTo(4, 1)
    await command('Postfix Lint: Show what the service at the cursor runs with')
    const shown = page.locator('.editor-instance').filter({ hasText: 'are replaced' }).first()
    await shown.waitFor()
    await picture('vscode-effective')
    await page.keyboard.press('Control+w')
    await shown.waitFor({ state: 'detached' })
  })

  it('completes', async () => {
    await goTo(7, 1)
    await page.keyboard.type('smtpd_sasl_')
    await page.keyboard.press('Control+Space')
    await page.locator('.suggest-widget').getByText('smtpd_sasl_auth_enable').first().waitFor()
    await picture('vscode-completion')
    await page.keyboard.press('Escape')
  })
})

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
