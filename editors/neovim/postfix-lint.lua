-- Starts postfix-lint's language server for Postfix configuration files. Works with Neovim 0.7 and newer.
-- Copy this file to ~/.config/nvim/plugin/postfix-lint.lua and set what you need in vim.g.postfix_lint before it runs:
--   vim.g.postfix_lint = { settings = { postfixVersion = '3.7', preset = 'strict' } }

local user = vim.g.postfix_lint or {}
local command = user.cmd or { 'postfix-lint', 'lsp', '--stdio' }
local client

local function language(name)
  if name:match('^master%.cf') then return 'postfix-master' end
  if name:match('^main%.cf') then return 'postfix-main' end
end

local function start(buffer)
  local path = vim.api.nvim_buf_get_name(buffer)
  local folder = vim.fn.fnamemodify(path, ':p:h')
  if vim.fn.executable(command[1]) == 0 then
    vim.notify('postfix-lint is not installed: npm install --global postfix-lint', vim.log.levels.WARN)
    return
  end
  local config = {
    name = 'postfix-lint',
    cmd = command,
    root_dir = folder,
    init_options = user.settings or {},
    settings = { ['postfix-lint'] = user.settings or {} },
    get_language_id = function(number)
      return language(vim.fn.fnamemodify(vim.api.nvim_buf_get_name(number), ':t')) or 'postfix-main'
    end,
    on_attach = user.on_attach,
    capabilities = vim.lsp.protocol.make_client_capabilities(),
  }
  if not client or not vim.lsp.get_client_by_id(client) then
    client = vim.lsp.start_client(config)
  end
  if client then vim.lsp.buf_attach_client(buffer, client) end
end

vim.api.nvim_create_autocmd({ 'BufReadPost', 'BufNewFile' }, {
  group = vim.api.nvim_create_augroup('PostfixLint', { clear = true }),
  pattern = { 'main.cf', 'main.cf.*', 'master.cf', 'master.cf.*' },
  callback = function(event)
    if vim.bo[event.buf].filetype == '' then vim.bo[event.buf].filetype = 'pfmain' end
    start(event.buf)
  end,
})
