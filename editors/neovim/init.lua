-- Postfix files and postfix-lint, for Neovim 0.11 and newer: a part of ~/.config/nvim/init.lua.
vim.filetype.add({
  filename = { ['main.cf'] = 'pfmain', ['master.cf'] = 'pfmaster' },
  pattern = {
    ['.*/main%.cf%..*'] = 'pfmain',
    ['.*/master%.cf%..*'] = 'pfmaster',
    ['.*/postfix/.*%.pcre'] = 'postfix-regexp',
    ['.*/postfix/.*%.regexp?'] = 'postfix-regexp',
    ['.*/postfix/%a*_?%a+_checks'] = 'postfix-regexp',
    ['.*/postfix/.*%.cidr'] = 'postfix-cidr',
    ['.*/postfix/ldap[-_.].*%.cf'] = 'postfix-client',
    ['.*/postfix/mysql[-_.].*%.cf'] = 'postfix-client',
    ['.*/postfix/pgsql[-_.].*%.cf'] = 'postfix-client',
    ['.*/postfix/sqlite[-_.].*%.cf'] = 'postfix-client',
    ['.*/postfix/aliases'] = 'mailaliases',
    ['.*/postfix/access'] = 'postfix-table',
    ['.*/postfix/generic'] = 'postfix-table',
    ['.*/postfix/relocated'] = 'postfix-table',
    ['.*/postfix/sasl_passwd'] = 'postfix-table',
    ['.*/postfix/tls_policy'] = 'postfix-table',
    ['.*/postfix/transport.*'] = 'postfix-table',
    ['.*/postfix/virtual.*'] = 'postfix-table',
    ['.*/postfix/%a*_?canonical'] = 'postfix-table',
  },
})

vim.lsp.config('postfix_lint', {
  cmd = { 'postfix-lint', 'lsp', '--stdio' },
  filetypes = {
    'pfmain',
    'pfmaster',
    'postfix-table',
    'postfix-regexp',
    'postfix-cidr',
    'postfix-client',
    'mailaliases',
  },
  root_markers = { 'main.cf', 'master.cf' },
  -- Leave out what you do not need.
  settings = { ['postfix-lint'] = { postfixVersion = '3.7', preset = 'recommended' } },
})
vim.lsp.enable('postfix_lint')
