import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverArguments } from './server-bundle.js'

const version = spawnSync('emacs', ['--batch', '--eval', "(progn (package-initialize) (require 'eglot))"], {
  encoding: 'utf8',
})
const missing = version.error !== undefined || version.status !== 0
const required = (process.env['POSTFIX_LINT_REQUIRE'] ?? '').split(',').includes('emacs')
if (missing && !required) console.warn('Emacs with Eglot (emacs) is not installed: its client is not tested')

const editor = fileURLToPath(new URL('../../editors/emacs', import.meta.url))
const tools = fileURLToPath(new URL('./emacs-tools.el', import.meta.url))

describe.skipIf(missing && !required)('Eglot, the client of Emacs', { timeout: 60_000 }, () => {
  let folder = ''
  let command = ''

  beforeAll(async () => {
    expect(missing, 'Emacs with Eglot is not installed, but POSTFIX_LINT_REQUIRE asks for it').toBe(false)
    folder = mkdtempSync(join(tmpdir(), 'postfix-lint-emacs-'))
    // As the page says: the package in a folder of its own, and what it says in the init file.
    mkdirSync(join(folder, '.emacs.d/lisp'), { recursive: true })
    copyFileSync(join(editor, 'postfix-lint.el'), join(folder, '.emacs.d/lisp/postfix-lint.el'))
    command = [process.execPath, ...(await serverArguments())].map(word => JSON.stringify(word)).join(' ')
  })

  afterAll(() => {
    if (folder !== '') rmSync(folder, { recursive: true, force: true })
  })

  /** Runs Lisp in a headless Emacs that has a file open; gives back what it evaluates to, which must go into JSON. */
  function inEmacs(files: Readonly<Record<string, string>>, name: string, lisp: string): unknown {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    const out = join(folder, 'result.json')
    const script = `(setq postfix-lint-command '(${command}))
(find-file ${JSON.stringify(join(folder, name))})
(test-write ${JSON.stringify(out)} (progn ${lisp}))`
    writeFileSync(join(folder, 'script.el'), script)
    const args = ['--batch', '--no-init-file', '-f', 'package-initialize', '-l', join(editor, 'init.el'), '-l', tools]
    const run = spawnSync('emacs', [...args, '-l', join(folder, 'script.el')], {
      encoding: 'utf8',
      timeout: 60_000,
      env: { ...process.env, HOME: folder },
    })
    expect({ status: run.status, stderr: run.status === 0 ? '' : run.stderr }).toEqual({ status: 0, stderr: '' })
    return JSON.parse(readFileSync(out, 'utf8'))
  }

  it('is started by each mode, and each file has its mode', () => {
    const modes: Readonly<Record<string, string>> = {
      'main.cf': 'postfix-main-mode',
      'master.cf.proto': 'postfix-master-mode',
      aliases: 'postfix-aliases-mode',
      'mysql-virtual.cf': 'postfix-client-mode',
      'postfix/checks.pcre': 'postfix-regexp-mode',
      'postfix/header_checks': 'postfix-regexp-mode',
      'postfix/clients.cidr': 'postfix-cidr-mode',
      'postfix/virtual': 'postfix-table-mode',
      'postfix/sender_canonical': 'postfix-table-mode',
      'postfix/notes.txt': 'text-mode',
    }
    const files = Object.fromEntries(Object.keys(modes).map(name => [name, '']))
    const lisp = Object.keys(modes)
      .map(name => `(cons '${name} (progn (find-file ${JSON.stringify(join(folder, name))}) (symbol-name major-mode)))`)
      .join(' ')
    expect(inEmacs(files, 'main.cf', `(list ${lisp})`)).toEqual(modes)
  })

  it('shows findings at their place, and follows what is typed', () => {
    const found = inEmacs(
      { 'main.cf': '# Ä\nsmtpd_helo_required = maybe\n', 'master.cf': '' },
      'main.cf',
      `(test-connect)
       (let* ((first (test-wait (flymake-diagnostics)))
              (before (mapcar #'test-diagnostic first)))
         (goto-char (point-min))
         (search-forward "maybe")
         (replace-match "yes")
         (eglot--signal-textDocument/didChange)
         (test-wait (null (flymake-diagnostics)))
         (list (cons 'before (vconcat before)) (cons 'after (length (flymake-diagnostics)))))`,
    )
    expect(found).toEqual({
      before: [{ at: 'maybe', line: 2, text: expect.stringContaining('bad-boolean') }],
      after: 0,
    })
  })

  it('explains a name, with what master.cf makes of it', () => {
    const files = {
      'main.cf': 'smtpd_tls_security_level = may\n',
      'master.cf': 'submission inet n - y - - smtpd\n  -o smtpd_tls_security_level=encrypt\n',
    }
    const found = inEmacs(
      files,
      'main.cf',
      `(test-connect)
       (goto-char (+ (point-min) 4))
       (list (cons 'text (test-hover)))`,
    )
    // The release is the one of the init file.
    expect(found).toMatchObject({ text: expect.stringContaining('Default in Postfix 3.7') })
    expect(found).toMatchObject({ text: expect.stringContaining('In `submission/inet`: `encrypt` (master.cf line 2)') })
  })

  it('completes a name', () => {
    const found = inEmacs(
      { 'main.cf': 'biff = no\nsmtpd_tls_security_l\n', 'master.cf': '' },
      'main.cf',
      `(test-connect)
       (goto-char (point-min))
       (forward-line 1)
       (end-of-line)
       (completion-at-point)
       (list (cons 'line (buffer-substring (line-beginning-position) (line-end-position))))`,
    )
    expect(found).toEqual({ line: expect.stringMatching(/^smtpd_tls_security_level/) })
  })

  it('goes to a definition in the other file, and renames in both', () => {
    const files = {
      'main.cf': 'own = $myhostname\ndefault_transport = slow:\n',
      'master.cf': 'smtp inet n - y - - smtpd\n  -o own=other\nslow unix - - y - - smtp\n',
    }
    const found = inEmacs(
      files,
      'main.cf',
      `(test-connect)
       (goto-char (point-min))
       (search-forward "= s")
       (let ((definition (progn (call-interactively #'xref-find-definitions)
                                (list (cons 'file (file-name-nondirectory buffer-file-name))
                                      (cons 'line (line-number-at-pos))))))
         (find-file ${JSON.stringify('main.cf')})
         (goto-char (point-min))
         (eglot-rename "mine")
         (list (cons 'definition definition)
               (cons 'main (buffer-string))
               (cons 'master (progn (find-file "master.cf") (buffer-string)))))`,
    )
    expect(found).toMatchObject({
      definition: { file: 'master.cf', line: 3 },
      main: 'mine = $myhostname\ndefault_transport = slow:\n',
      master: expect.stringContaining('-o mine=other'),
    })
  })

  it('formats a file, and applies a quick fix', () => {
    const found = inEmacs(
      { 'main.cf': 'myhostname=mail.example.com\nsmtpd_helo_required = true\n', 'master.cf': '' },
      'main.cf',
      `(test-connect)
       (test-wait (flymake-diagnostics))
       (goto-char (point-min))
       (search-forward "= tr")
       (test-fix)
       (eglot-format-buffer)
       (list (cons 'text (buffer-string)))`,
    )
    expect(found).toEqual({ text: 'myhostname = mail.example.com\nsmtpd_helo_required = yes\n' })
  })
})
