-- Starts postfix-lint's language server for Postfix configuration files. Works with Neovim 0.7 and newer.
-- Copy this file to ~/.config/nvim/plugin/postfix-lint.lua and set what you need in vim.g.postfix_lint before it runs:
--   vim.g.postfix_lint = { settings = { postfixVersion = '3.7', preset = 'strict' } }

local user = vim.g.postfix_lint or {}
local command = user.cmd or { 'postfix-lint', 'lsp', '--stdio' }
local client

-- Which files are what: patterns of Lua for the language, globs for the event. The first that fits counts.
local kinds = {
  { 'postfix-main', '/main%.cf[^/]*$', { 'main.cf', 'main.cf.*' } },
  { 'postfix-master', '/master%.cf[^/]*$', { 'master.cf', 'master.cf.*' } },
  { 'postfix-regexp', '/postfix/[^/]*%.pcre$', { '*/postfix/*.pcre' } },
  { 'postfix-regexp', '/postfix/[^/]*%.regexp?$', { '*/postfix/*.regex', '*/postfix/*.regexp' } },
  { 'postfix-regexp', '/postfix/[%a_]*_checks$', { '*/postfix/*_checks' } },
  { 'postfix-cidr', '/postfix/[^/]*%.cidr$', { '*/postfix/*.cidr' } },
  { 'postfix-client', '/postfix/%a+[-_.][^/]*%.cf$', { '*/postfix/{ldap,mysql,pgsql,sqlite,memcache}[-_.]*.cf' } },
  { 'postfix-aliases', '/aliases$', { '/etc/aliases', '*/postfix/aliases' } },
  { 'postfix-table', '/postfix/[%a_]+$', {
    '*/postfix/access', '*/postfix/generic', '*/postfix/relocated', '*/postfix/sasl_passwd', '*/postfix/tls_policy',
    '*/postfix/transport*', '*/postfix/virtual*', '*/postfix/*canonical',
  } },
}

local function language(path)
  for _, kind in ipairs(kinds) do
    if path:match(kind[2]) then return kind[1] end
  end
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
      return language(vim.fn.fnamemodify(vim.api.nvim_buf_get_name(number), ':p')) or 'postfix-table'
    end,
    on_attach = user.on_attach,
    capabilities = vim.lsp.protocol.make_client_capabilities(),
  }
  if not client or not vim.lsp.get_client_by_id(client) then
    client = vim.lsp.start_client(config)
  end
  if client then vim.lsp.buf_attach_client(buffer, client) end
end

local globs = {}
for _, kind in ipairs(kinds) do vim.list_extend(globs, kind[3]) end

vim.api.nvim_create_autocmd({ 'BufReadPost', 'BufNewFile' }, {
  group = vim.api.nvim_create_augroup('PostfixLint', { clear = true }),
  pattern = globs,
  callback = function(event)
    local found = language(vim.fn.fnamemodify(event.match, ':p'))
    local buffer = vim.bo[event.buf]
    if found == 'postfix-main' and buffer.filetype == '' then buffer.filetype = 'pfmain' end
    if found == 'postfix-master' then
      buffer.filetype = 'pfmaster'
      -- Vim's colours of main.cf do for master.cf.
      buffer.syntax = 'pfmain'
    elseif buffer.filetype == '' then
      buffer.filetype = found or ''
    end
    start(event.buf)
  end,
})
