-- Drives Neovim without a screen: writes what it sees as JSON. Started by neovim.test.ts.
local folder, results = vim.env.VPC_FOLDER, {}

local function wait(what, condition)
  if not vim.wait(60000, condition, 20) then
    error('Waited in vain for: ' .. what)
  end
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
end

-- Puts the cursor on the first character of a text.
local function at(part)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  assert(vim.fn.search('\\V' .. part, 'c') > 0, part)
end

local function open(name)
  vim.cmd('edit ' .. vim.fn.fnameescape(folder .. '/' .. name))
  wait('a client of ' .. name, function()
    local client = vim.tbl_values(vim.lsp.buf_get_clients(0))[1]
    return client and client.initialized
  end)
end

local function diagnostics()
  return vim.tbl_map(function(found)
    return (found.lnum + 1) .. ' ' .. found.code .. ' ' .. found.message
  end, vim.diagnostic.get(0))
end

-- Menus are answered by the title that is wanted; without one, they are recorded.
local wanted, offered
vim.ui.select = function(items, options, choose)
  offered = vim.tbl_map(options.format_item or tostring, items)
  for index, title in ipairs(offered) do
    if wanted and title:find(wanted, 1, true) then
      return choose(items[index], index)
    end
  end
end

local function act(title, run)
  wanted, offered = title, nil
  local before = text()
  run()
  wait('the action ' .. title, function()
    return text() ~= before
  end)
end

local function main()
  open('Northwind_VPC_2026-02-20.xml')
  wait('diagnostics', function()
    return #vim.diagnostic.get(0) > 0
  end)
  results.diagnostics = diagnostics()

  at('approved')
  vim.lsp.buf.hover()
  local float
  wait('hover', function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        float = window
      end
    end
    return float
  end)
  results.hover = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float), 0, 1, false)
  vim.api.nvim_win_close(float, true)

  at('approved')
  local place = vim.lsp.util.make_position_params()
  local completed = vim.lsp.buf_request_sync(0, 'textDocument/completion', place, 60000)
  local list = vim.tbl_values(completed)[1].result
  results.completion = vim.tbl_map(function(item)
    return item.word
  end, vim.lsp.util.text_document_completion_list_to_complete_items(list, ''))

  at('approved')
  act('Replace with "Approved"', vim.lsp.buf.code_action)
  results.actions = offered
  results.afterAction = text():match('<Status>.-</Status>')

  wanted = 'Fix all'
  act('Fix all', function()
    vim.cmd('VpcFixAll')
  end)
  results.afterFixAll = text()
  wait('no diagnostics', function()
    return #vim.diagnostic.get(0) == 0
  end)

  at('KB1')
  act('rename', function()
    vim.lsp.buf.rename('KB9')
  end)
  results.afterRename = text():match('<Patch>\n%s*<ID>(.-)</ID>')
  local other = vim.fn.bufnr('misnamed.xml')
  results.renamedInOther = other > 0 and vim.fn.getbufline(other, 10) or {}

  vim.cmd('silent write')
  at('<Patch>')
  act('Sort patches by identifier', vim.lsp.buf.code_action)
  results.sorted = {}
  for id in text():gmatch('<Patch>\n%s*<ID>(.-)</ID>') do
    table.insert(results.sorted, id)
  end
  vim.cmd('silent write')

  local laid_out = text()
  vim.cmd('silent %s/^ *//')
  vim.cmd('setlocal expandtab shiftwidth=2')
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = 60000 })
  else
    vim.lsp.buf.formatting_sync(nil, 60000)
  end
  results.isFormatted = text() == laid_out
  vim.cmd('silent write')

  local shown
  vim.ui.open = function(file)
    shown = file
  end
  vim.cmd('VpcMatrix!')
  wait('the matrix', function()
    return shown
  end)
  results.matrix = vim.fn.join(vim.fn.readfile(shown), '\n'):match('KB9') or 'no patch'

  open('misnamed.xml')
  wait('a diagnostic of the name', function()
    return #vim.diagnostic.get(0) > 0
  end)
  wanted = 'Rename the file'
  vim.api.nvim_win_set_cursor(0, { vim.diagnostic.get(0)[1].lnum + 1, vim.diagnostic.get(0)[1].col })
  vim.lsp.buf.code_action()
  wait('the new file name', function()
    return vim.fn.filereadable(folder .. '/misnamed.xml') == 0
  end)
  results.files = vim.fn.sort(vim.fn.readdir(folder))

  open('Northwind_VPC_2026-05-20.xml')
  act('Insert a new VPC file', vim.lsp.buf.code_action)
  results.inserted = text():match('<PublishedDate>.-</PublishedDate>\n%s*<Supplier>.-</Supplier>')
end

local ok, failure = xpcall(main, debug.traceback)
if not ok then
  results.failure = failure
  results.menu = offered
  results.text = text()
  results.messages = vim.api.nvim_exec('messages', true)
end
local file = assert(io.open(vim.env.VPC_RESULTS, 'w'))
file:write(vim.json.encode(results))
file:close()
vim.cmd('qall!')
