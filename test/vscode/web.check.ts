import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, patience, skipped, type Window } from './driver.js'

// The extension in a browser, as on vscode.dev: everything runs in web workers, and files are read through VS Code.

describe.skipIf(skipped)('the extension in a browser', { timeout: 6 * patience }, () => {
  let window: Window

  beforeAll(async () => {
    window = await openWindow({
      files: {
        'main.cf':
          'myhostname = mail.example.com\nsmtpd_helo_required = true\ntransport_maps = hash:/etc/postfix/transport\n',
        'master.cf': 'submission inet n - y - - smtpd\n  -o smtpd_helo_required=no\n',
        transport: '@example.com smtp:\nexample.org smtp:[mx.example.org]\n',
      },
      settings: { 'remote.extensionKind': { 'postfix-lint.postfix-lint': ['web'] } },
    })
    await window.openFile('main.cf')
    await window.page.locator('.squiggly-warning').first().waitFor()
  }, 6 * patience)

  afterAll(() => window?.close())

  it('has its server in a web worker', () => {
    expect(window.page.workers().length).toBeGreaterThan(0)
  })

  it('reads the other file of the configuration through VS Code', async () => {
    await window.goTo(2, 3)
    await window.hover('submission/inet')
    await window.picture('web-hover')
    await window.page.keyboard.press('Escape')
  })

  it('knows a table by the main.cf beside it', async () => {
    await window.openFile('transport')
    await window.page.locator('.squiggly-warning, .squiggly-error').first().waitFor()
    await window.goTo(1, 3)
    await window.hover('key-never-matches')
    await window.picture('web-table')
    await window.page.keyboard.press('Escape')
  })

  it('looks a key up in a table', async () => {
    expect(await window.lookUp('joe@example.org')).toContain('example.org: smtp:[mx.example.org] (asked for')
  })

  it('shows what a service runs with', async () => {
    await window.openFile('master.cf')
    await window.goTo(2, 5)
    await window.command('Postfix Lint: Show what the service at the cursor runs with')
    await window.page.locator('.editor-instance').filter({ hasText: 'are replaced' }).first().waitFor()
    await window.picture('web-effective')
  })
})
