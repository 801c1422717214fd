import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, patience, skipped, type Window } from './driver.js'

// The extension in VS Code, with the server as a process.

const main = `# The mail server of example.com
compatibility_level = 3.6
myhostname = mail.example.com
mydestination = $myhostname, localhost
smtpd_helo_required = true
smtpd_tls_security_level = may
transport_maps = hash:/etc/postfix/routes
smtp_sasl_password_maps = hash:/etc/postfix/logins
`
const master = `smtp       inet  n  -  y  -  -  smtpd
submission inet  n  -  y  -  -  smtpd
  -o smtpd_tls_security_level=encrypt
`
const routes = `@example.com smtp:
example.org  smtp:[mx.example.org]
`

describe.skipIf(skipped)('the extension in VS Code', { timeout: 6 * patience }, () => {
  let window: Window

  beforeAll(async () => {
    window = await openWindow({
      settings: { 'editor.codeActionsOnSave': { 'source.fixAll.postfix-lint': 'explicit' } },
      files: { 'main.cf': main, 'master.cf': master, routes, logins: 'mx.example.net joe:open-sesame\n' },
    })
    await window.openFile('main.cf')
    await window.page.locator('.squiggly-error').first().waitFor()
  }, 6 * patience)

  afterAll(() => window?.close())

  const leave = () => window.page.keyboard.press('Escape')
  const editor = (text: string) => window.page.locator('.editor-instance').filter({ hasText: text }).first()
  const status = (text: string) => window.page.locator('.statusbar-item').filter({ hasText: text }).first()

  it('underlines what is wrong, and says what', async () => {
    await window.goTo(5, 25)
    const hover = await window.hover('bad-boolean')
    expect(await hover.textContent()).toContain('has to be')
    await window.picture('vscode-finding')
    await leave()
  })

  it('explains a parameter', async () => {
    await window.goTo(6, 5)
    await window.hover('submission/inet')
    await window.picture('vscode-hover')
    await leave()
  })

  it('shows the release and what was found, and lets one choose another', async () => {
    await status('Postfix 3.11').filter({ hasText: 'finding' }).click()
    await window.page.getByRole('option', { name: 'Newest stable release' }).waitFor()
    await window.picture('vscode-releases')
    await window.page.keyboard.type('2.11')
    await window.page.getByRole('option', { name: 'Postfix 2.11' }).click()
    await status('Postfix 2.11').waitFor()
    await status('Postfix 2.11').click()
    await window.page.getByRole('option', { name: 'Newest stable release' }).click()
    await status('Postfix 3.11').waitFor()
  })

  it('shows what the programs run with, in a document of its own that follows the typing', async () => {
    await window.goTo(4, 1)
    await window.command('Postfix Lint: Show what the service at the cursor runs with')
    await editor('are replaced').waitFor()
    await window.picture('vscode-effective', { width: 1220, height: 420 })
    await window.page.keyboard.press('Control+1')
    await window.goTo(3, 14)
    await window.page.keyboard.type('new-')
    await editor('are replaced').filter({ hasText: 'new-mail.example.com' }).waitFor()
    for (let letter = 0; letter < 4; letter++) await window.page.keyboard.press('Backspace')
    await window.command('View: Close All Editors in Group')
    await window.openFile('main.cf')
    await window.page.keyboard.press('Control+2')
    await window.command('View: Close All Editors in Group')
    await editor('are replaced').waitFor({ state: 'detached' })
  })

  it('compares a service with the defaults', async () => {
    await window.openFile('master.cf')
    await window.goTo(3, 6)
    await window.command('Postfix Lint: Compare the service at the cursor with the defaults')
    await window.page.getByRole('tab', { name: /submission\/inet: defaults/ }).waitFor()
    await window.page.locator('.modified-in-monaco-diff-editor').filter({ hasText: 'encrypt' }).first().waitFor()
    await window.picture('vscode-compare', { width: 1220, height: 340 })
    await window.page.keyboard.press('Control+w')
  })

  it('knows a table that main.cf names', async () => {
    await window.openFile('routes')
    await status('Postfix lookup table').waitFor()
    await window.page.locator('.squiggly-warning, .squiggly-error').first().waitFor()
    await window.picture('vscode-table')
  })

  it('looks a key up in a table, as Postfix would, and goes to the line', async () => {
    expect(await window.lookUp('joe@example.org')).toBe(
      'example.org: smtp:[mx.example.org] (asked for joe@example.org, example.org)',
    )
    await status('Ln 2, Col').waitFor()
    await window.picture('vscode-lookup')
    expect(await window.lookUp('joe@example.net')).toMatch(/^Not found \(asked for joe@example\.net, example\.net/)
  })

  it('looks a key up in a table of passwords, and does not show them', async () => {
    await window.openFile('logins')
    await status('Postfix lookup table').waitFor()
    const said = await window.lookUp('mx.example.net')
    expect(said).toMatch(/^mx\.example\.net: found; the answer is a secret /)
    expect(said).not.toContain('sesame')
    await window.picture('vscode-lookup-secret')
  })

  it('mends it with a quick fix', async () => {
    await window.openFile('main.cf')
    await window.goTo(5, 25)
    const fixes = window.page.getByText('Ignore bad-boolean for this line')
    await window.popUp(fixes, () => window.page.keyboard.press('Control+.'))
    await window.picture('vscode-fix')
    await window.page.keyboard.press('Enter')
    await window.page.locator('.squiggly-error').first().waitFor({ state: 'detached' })
    expect(await window.text()).toContain('smtpd_helo_required = yes')
  })

  it('completes', async () => {
    await window.goTo(9, 1)
    await window.page.keyboard.type('smtpd_sasl_')
    const suggestion = window.page.locator('.suggest-widget').getByText('smtpd_sasl_auth_enable').first()
    await window.popUp(suggestion, () => window.page.keyboard.press('Control+Space'))
    await window.picture('vscode-completion')
    await leave()
    await window.page.keyboard.press('Control+Shift+k')
  })

  it('mends what is safe when a file is saved', async () => {
    await window.goTo(2, 1)
    await window.page.keyboard.type('relayhost [mx.example.com]\n')
    await window.page.locator('.squiggly-error').first().waitFor()
    await window.page.keyboard.press('Control+s')
    await expect.poll(() => window.text(), { timeout: patience }).toContain('relayhost = [mx.example.com]')
  })

  it('goes on after a restart of its server', async () => {
    await window.command('Postfix Lint: Restart the language server')
    await window.goTo(2, 1)
    await window.page.keyboard.type('no equals sign\n')
    await window.page.locator('.squiggly-error').first().waitFor()
  })

  it('has an example, and a walkthrough that shows the way', async () => {
    await window.command('Postfix Lint: Open an example with faults')
    await editor('A made-up configuration').locator('.squiggly-error').first().waitFor()
    await window.picture('vscode-example')
    await window.command('Welcome: Open Walkthrough')
    await window.page.keyboard.type('Postfix Lint')
    await window.page
      .getByRole('option', { name: /Postfix Lint/ })
      .first()
      .click()
    await window.page.getByRole('heading', { name: 'See what a service really runs with' }).waitFor()
    await window.picture('vscode-walkthrough', { width: 1300, height: 900 })
  })
})
