-- Colours and folds of Postfix files by tree-sitter, for Neovim 0.9 and newer.
-- Copy this file to ~/.config/nvim/plugin/postfix-tree-sitter.lua; install-parsers.sh builds the parsers.

local languages = {
  pfmain = 'postfix_main',
  pfmaster = 'postfix_master',
  mailaliases = 'postfix_aliases',
  ['postfix-aliases'] = 'postfix_aliases',
  ['postfix-table'] = 'postfix_table',
  ['postfix-regexp'] = 'postfix_regexp',
  ['postfix-cidr'] = 'postfix_cidr',
  ['postfix-client'] = 'postfix_client',
}

for filetype, language in pairs(languages) do
  vim.treesitter.language.register(language, filetype)
end

-- Newer releases know no colour for this name.
vim.api.nvim_set_hl(0, '@error', { link = 'Error', default = true })

vim.api.nvim_create_autocmd('FileType', {
  group = vim.api.nvim_create_augroup('PostfixTreeSitter', { clear = true }),
  pattern = vim.tbl_keys(languages),
  callback = function(event)
    -- Without a parser, Vim's own colours stay.
    if not pcall(vim.treesitter.start, event.buf) then return end
    if vim.treesitter.foldexpr then
      vim.opt_local.foldmethod = 'expr'
      vim.opt_local.foldexpr = 'v:lua.vim.treesitter.foldexpr()'
      vim.opt_local.foldlevel = 99
    end
  end,
})
