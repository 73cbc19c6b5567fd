-- The functions of Neovim 0.11 that its configuration in docs/EDITORS.md uses, where this Neovim does not have them.
if not vim.lsp.enable then
  local configs = {}
  vim.lsp.config = function(name, config)
    configs[name] = config
  end
  vim.lsp.enable = function(name)
    local config = configs[name]
    assert(type(config.root_markers) == 'table')
    vim.api.nvim_create_autocmd('FileType', {
      pattern = config.filetypes,
      callback = function(event)
        config.id = config.id
          or vim.lsp.start_client({
            name = name,
            cmd = config.cmd,
            settings = config.settings,
            root_dir = vim.env.VPC_FOLDER,
          })
        vim.lsp.buf_attach_client(event.buf, config.id)
      end,
    })
  end
end
