import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { treeSitterGrammars } from '../../scripts/tree-sitter-digest.js'
import { languageOf } from '../grammars/tree-sitter/engine.js'
import { serverArguments } from './server-bundle.js'

const shown = spawnSync('nvim', ['--version'], { encoding: 'utf8' })
const [, major = '0', minor = '0'] = /^NVIM v(\d+)\.(\d+)/.exec(shown.stdout ?? '') ?? []
const release = Number(major) * 100 + Number(minor)
const compiler = spawnSync('cc', ['--version']).status === 0
const required = (process.env['POSTFIX_LINT_REQUIRE'] ?? '').split(',').includes('nvim-0.11')
const missing = release < 11 || !compiler
if (missing && !required)
  console.warn('SKIPPED: no Neovim 0.11 with a C compiler: init.lua and tree-sitter.lua are not tested')

const editor = resolve('editors/neovim')

describe.skipIf(missing && !required)('a newer Neovim', { timeout: 60_000 }, () => {
  let home = ''
  beforeAll(async () => {
    expect(missing, 'there is no Neovim 0.11 with a C compiler, but POSTFIX_LINT_REQUIRE asks for it').toBe(false)
    // As the page says: parsers and queries by the script, both files at their places.
    home = mkdtempSync(join(tmpdir(), 'postfix-lint-nvim-new-'))
    const site = join(home, '.local/share/nvim/site')
    const built = spawnSync('sh', [join(editor, 'install-parsers.sh'), site], { encoding: 'utf8' })
    expect(built.status, built.stderr).toBe(0)
    for (const grammar of treeSitterGrammars) {
      expect(existsSync(join(site, 'parser', `${languageOf(grammar)}.so`))).toBe(true)
      expect(existsSync(join(site, 'queries', languageOf(grammar), 'highlights.scm'))).toBe(true)
    }
    mkdirSync(join(home, '.config/nvim/plugin'), { recursive: true })
    copyFileSync(join(editor, 'tree-sitter.lua'), join(home, '.config/nvim/plugin/postfix-tree-sitter.lua'))
    const command = [process.execPath, ...(await serverArguments())].map(word => JSON.stringify(word)).join(', ')
    const init = readFileSync(join(editor, 'init.lua'), 'utf8')
    const ours = init.replace("{ 'postfix-lint', 'lsp', '--stdio' }", `{ ${command} }`)
    expect(ours).not.toBe(init)
    writeFileSync(join(home, '.config/nvim/init.lua'), ours)
  })

  afterAll(() => {
    if (home !== '') rmSync(home, { recursive: true, force: true })
  })

  function inNeovim(files: Readonly<Record<string, string>>, name: string, lua: string): unknown {
    const folder = join(home, 'etc/postfix')
    mkdirSync(folder, { recursive: true })
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
    const out = join(home, 'result.json')
    const script = `local result = {}
local ok, problem = pcall(function() ${lua} end)
if not ok then io.stderr:write(tostring(problem)) vim.cmd('cquit') end
local file = io.open(${JSON.stringify(out)}, 'w') file:write(vim.json.encode(result)) file:close()
vim.cmd('qa!')`
    writeFileSync(join(home, 'script.lua'), script)
    const run = spawnSync(
      'nvim',
      ['--headless', '-i', 'NONE', '-n', join(folder, name), '-c', `luafile ${join(home, 'script.lua')}`],
      {
        encoding: 'utf8',
        timeout: 50_000,
        env: {
          ...process.env,
          HOME: home,
          XDG_CONFIG_HOME: join(home, '.config'),
          XDG_DATA_HOME: join(home, '.local/share'),
          XDG_STATE_HOME: join(home, '.local/state'),
          XDG_CACHE_HOME: join(home, '.cache'),
        },
      },
    )
    expect({ status: run.status, said: run.stderr }).toEqual({ status: 0, said: '' })
    return JSON.parse(readFileSync(out, 'utf8'))
  }

  it('colours each file with the parser that is meant for it', () => {
    const languages: Readonly<Record<string, string>> = {
      'main.cf': 'postfix_main',
      'master.cf': 'postfix_master',
      'checks.pcre': 'postfix_regexp',
      header_checks: 'postfix_regexp',
      'clients.cidr': 'postfix_cidr',
      'mysql-users.cf': 'postfix_client',
      aliases: 'postfix_aliases',
      virtual: 'postfix_table',
      sender_canonical: 'postfix_table',
    }
    const opened = Object.keys(languages).map(
      name => `vim.cmd('hide edit ${join(home, 'etc/postfix', name)}')
local buffer = vim.api.nvim_get_current_buf()
result['${name}'] = vim.treesitter.highlighter.active[buffer] and vim.treesitter.get_parser(buffer):lang() or vim.bo.filetype`,
    )
    const files = Object.fromEntries(Object.keys(languages).map(name => [name, '']))
    expect(inNeovim(files, 'main.cf', opened.map(lua => `do ${lua} end`).join('\n'))).toEqual(languages)
  })

  it('has the captures of the queries', () => {
    const found = inNeovim(
      { 'main.cf': 'biff = no\na = $b\n' },
      'main.cf',
      `for _, place in ipairs({ { 0, 0 }, { 0, 7 }, { 1, 4 }, { 1, 5 } }) do
  vim.treesitter.get_parser(0):parse()
  table.insert(result, vim.treesitter.get_captures_at_pos(0, place[1], place[2])[1].capture)
end`,
    )
    expect(found).toEqual(['property', 'boolean', 'punctuation.special', 'variable'])
  })

  it('starts the server by vim.lsp.config, with the settings of the file', () => {
    const found = inNeovim(
      { 'main.cf': 'smtpd_helo_required = maybe\n', 'master.cf': '' },
      'main.cf',
      `vim.wait(15000, function() return #vim.diagnostic.get(0) > 0 end, 20)
result.code = vim.diagnostic.get(0)[1].code
local client = vim.lsp.get_clients({ bufnr = 0 })[1]
vim.api.nvim_win_set_cursor(0, { 1, 4 })
local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
result.text = client:request_sync('textDocument/hover', params, 15000, 0).result.contents.value`,
    )
    expect(found).toMatchObject({ code: 'bad-boolean', text: expect.stringContaining('Default in Postfix 3.7') })
  })
})
