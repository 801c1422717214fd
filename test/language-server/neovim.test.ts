import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverArguments } from './server-bundle.js'

const version = spawnSync('nvim', ['--version'], { encoding: 'utf8' })
const missing = version.error !== undefined || version.status !== 0
const required = (process.env['POSTFIX_LINT_REQUIRE'] ?? '').split(',').includes('nvim')
if (missing && !required) console.warn('Neovim (nvim) is not installed: its client is not tested')

const plugin = fileURLToPath(new URL('../../editors/neovim/postfix-lint.lua', import.meta.url))

/** Waits until a Lua expression is true. */
const wait = (condition: string) =>
  `assert(vim.wait(15000, function() return ${condition} end, 20), 'waited in vain for ${condition.replaceAll("'", '"')}')`

describe.skipIf(missing && !required)('the client of Neovim', () => {
  let folder = ''

  beforeAll(async () => {
    expect(missing, 'nvim is not installed, but POSTFIX_LINT_REQUIRE asks for it').toBe(false)
    folder = mkdtempSync(join(tmpdir(), 'postfix-lint-nvim-'))
    const command = JSON.stringify([process.execPath, ...(await serverArguments())])
    const init = `vim.g.postfix_lint = { cmd = vim.json.decode(${JSON.stringify(command)}) }\ndofile(${JSON.stringify(plugin)})\n`
    writeFileSync(join(folder, 'init.lua'), init)
  })

  afterAll(() => {
    if (folder !== '') rmSync(folder, { recursive: true, force: true })
  })

  /** Runs Lua in a headless Neovim that has a file open; gives back what the Lua put into `result`. */
  function inNeovim(files: Readonly<Record<string, string>>, name: string, lua: string): unknown {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    const out = join(folder, 'result.json')
    const script = [
      'local ok, problem = pcall(function()',
      'local result = {}',
      'local function request(method, params) local found = vim.lsp.buf_request_sync(0, method, params, 15000) for _, answer in pairs(found or {}) do return answer.result end end',
      lua,
      `local file = io.open(${JSON.stringify(out)}, 'w') file:write(vim.json.encode(result)) file:close()`,
      'end)',
      'if not ok then io.stderr:write(tostring(problem)) vim.cmd("cquit") end',
      'vim.cmd("qa!")',
    ].join('\n')
    writeFileSync(join(folder, 'script.lua'), script)
    const args = [
      '--headless',
      '-u',
      join(folder, 'init.lua'),
      '-i',
      'NONE',
      '-n',
      join(folder, name),
      '-c',
      `luafile ${join(folder, 'script.lua')}`,
    ]
    const run = spawnSync('nvim', args, { encoding: 'utf8', timeout: 60_000 })
    expect(run.stderr + run.stdout).toBe('')
    expect(run.status).toBe(0)
    return JSON.parse(readFileSync(out, 'utf8'))
  }

  it('shows findings at their place, and follows what is typed', () => {
    const found = inNeovim(
      { 'main.cf': 'smtpd_helo_required = maybe\n' },
      'main.cf',
      `
      ${wait('#vim.diagnostic.get(0) > 0')}
      local first = vim.diagnostic.get(0)[1]
      result.first = { line = first.lnum, column = first.col, last = first.end_col, code = first.code, source = first.source }
      vim.api.nvim_buf_set_text(0, 0, 22, 0, 27, { 'yes' })
      ${wait('#vim.diagnostic.get(0) == 0')}
      result.left = #vim.diagnostic.get(0)
    `,
    )
    expect(found).toEqual({
      first: { line: 0, column: 22, last: 27, code: 'bad-boolean', source: 'postfix-lint' },
      left: 0,
    })
  })

  it('hovers with what the services on disk make of a parameter', () => {
    const files = {
      'main.cf': 'smtpd_tls_security_level = may\n',
      'master.cf': 'submission inet n - y - - smtpd\n  -o smtpd_tls_security_level=encrypt\n',
    }
    const found = inNeovim(
      files,
      'main.cf',
      `
      ${wait('#vim.lsp.buf_get_clients(0) > 0')}
      vim.api.nvim_win_set_cursor(0, { 1, 4 })
      result.text = request('textDocument/hover', vim.lsp.util.make_position_params()).contents.value
    `,
    )
    expect(found).toMatchObject({ text: expect.stringContaining('In `submission/inet`: `encrypt` (master.cf line 2)') })
  })

  it('shows findings of a table', () => {
    const found = inNeovim(
      { 'postfix/main.cf': '', 'postfix/checks.pcre': '# c\n/^Subject: (/ WARN\n' },
      'postfix/checks.pcre',
      `
      ${wait('#vim.diagnostic.get(0) > 0')}
      local first = vim.diagnostic.get(0)[1]
      result = { line = first.lnum, severity = first.severity, filetype = vim.bo.filetype }
    `,
    )
    expect(found).toEqual({ line: 1, severity: 1, filetype: 'postfix-regexp' })
  })

  it('knows the files by their names', () => {
    const types: Readonly<Record<string, string>> = {
      'postfix/main.cf': 'pfmain',
      'postfix/master.cf.proto': 'pfmaster',
      'postfix/header_checks': 'postfix-regexp',
      'postfix/clients.cidr': 'postfix-cidr',
      'postfix/mysql-users.cf': 'postfix-client',
      'postfix/aliases': 'postfix-aliases',
      'postfix/virtual': 'postfix-table',
      'postfix/sender_canonical': 'postfix-table',
    }
    const opened = Object.keys(types).map(
      name => `vim.cmd('hide edit ${join(folder, name)}') result['${name}'] = vim.bo.filetype`,
    )
    const files = Object.fromEntries(Object.keys(types).map(name => [name, '']))
    expect(inNeovim(files, 'postfix/main.cf', opened.join('\n'))).toEqual(types)
  })

  it('applies a quick fix', () => {
    const found = inNeovim(
      { 'main.cf': '# Ä comment\nsmtpd_helo_required = true\n' },
      'main.cf',
      `
      ${wait('#vim.diagnostic.get(0) > 0')}
      vim.api.nvim_win_set_cursor(0, { 2, 24 })
      local params = vim.lsp.util.make_range_params()
      params.context = { diagnostics = {} }
      for _, action in ipairs(request('textDocument/codeAction', params)) do
        if action.kind == 'quickfix' then vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16') break end
      end
      result.lines = vim.api.nvim_buf_get_lines(0, 0, -1, true)
    `,
    )
    expect(found).toEqual({ lines: ['# Ä comment', 'smtpd_helo_required = yes'] })
  })

  it('completes, goes to a definition in the other file, and renames in both', () => {
    const files = {
      'main.cf': 'own = $myhostname\ndefault_transport = slow:\n\n',
      'master.cf': 'smtp inet n - y - - smtpd\n  -o own=other\nslow unix - - y - - smtp\n',
    }
    const found = inNeovim(
      files,
      'main.cf',
      `
      ${wait('#vim.lsp.buf_get_clients(0) > 0')}
      vim.api.nvim_win_set_cursor(0, { 3, 0 })
      local items = request('textDocument/completion', vim.lsp.util.make_position_params())
      for _, item in ipairs(items) do
        if item.label == 'smtpd_tls_security_level' then
          vim.lsp.util.apply_text_edits({ item.textEdit }, vim.api.nvim_get_current_buf(), 'utf-16')
        end
      end
      result.completed = vim.api.nvim_buf_get_lines(0, 2, 3, true)[1]
      vim.api.nvim_win_set_cursor(0, { 2, 22 })
      local place = request('textDocument/definition', vim.lsp.util.make_position_params())[1]
      result.definition = { file = vim.fn.fnamemodify(vim.uri_to_fname(place.uri), ':t'), line = place.range.start.line }
      vim.api.nvim_win_set_cursor(0, { 1, 1 })
      local params = vim.lsp.util.make_position_params()
      params.newName = 'mine'
      vim.lsp.util.apply_workspace_edit(request('textDocument/rename', params), 'utf-16')
      result.main = vim.api.nvim_buf_get_lines(0, 0, 1, true)[1]
      vim.cmd('hide edit ' .. vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ':h') .. '/master.cf')
      result.symbols = #request('textDocument/documentSymbol', { textDocument = vim.lsp.util.make_text_document_params() })
    `,
    )
    expect(found).toMatchObject({
      completed: 'smtpd_tls_security_level = ',
      definition: { file: 'master.cf', line: 2 },
      main: 'mine = $myhostname',
      symbols: 2,
    })
  })

  it('formats as Neovim itself asks for it', () => {
    const found = inNeovim(
      { 'main.cf': 'myhostname=mail.example.com\nmydestination = $myhostname,\n\tlocalhost\n', 'master.cf': '' },
      'main.cf',
      `
      ${wait('#vim.lsp.buf_get_clients(0) > 0')}
      if vim.lsp.buf.format then vim.lsp.buf.format({ timeout_ms = 15000 }) else vim.lsp.buf.formatting_sync({}, 15000) end
      result.lines = vim.api.nvim_buf_get_lines(0, 0, -1, true)
    `,
    )
    expect(found).toEqual({
      lines: ['myhostname = mail.example.com', 'mydestination =', '    $myhostname,', '    localhost'],
    })
  })
})
