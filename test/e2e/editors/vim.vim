" Drives Vim with ALE without a screen: writes what it sees as JSON. Started by vim.test.ts.
set nocompatible nomore hidden
filetype plugin on
let s:results = {}

" What ALE asks for is answered: a new name, or the number of the action that is wanted.
runtime autoload/ale/util.vim
function! ale#util#Input(message, value, ...) abort
  let l:titles = split(a:message, "\n")
  if len(l:titles) < 2
    return s:wanted
  endif
  let s:results.actions = l:titles[1:-2]
  return matchstr(filter(copy(l:titles), {_, title -> stridx(title, s:wanted) >= 0})[0], '\d\+')
endfunction

function! s:Wait(what, condition) abort
  let l:start = localtime()
  while !a:condition()
    if localtime() - l:start > 60
      throw 'Waited in vain for: ' . a:what
    endif
    sleep 20m
  endwhile
endfunction

function! s:At(part) abort
  call cursor(1, 1)
  call search('\V' . a:part, 'c')
endfunction

function! s:Text() abort
  return join(getline(1, '$'), "\n")
endfunction

function! s:Problems() abort
  return ale#engine#GetLoclist(bufnr(''))
endfunction

function! s:Main() abort
  execute 'edit' fnameescape($VPC_FOLDER . '/Northwind_VPC_2026-02-20.xml')
  ALELint
  call s:Wait('diagnostics', {-> !empty(s:Problems())})
  let s:results.diagnostics = map(copy(s:Problems()), {_, found -> found.lnum . ' ' . found.code . ' ' . found.text})

  call s:At('approved')
  let g:ale_hover_to_preview = 1
  ALEHover
  call s:Wait('hover', {-> bufwinnr('ALEPreviewWindow') > 0})
  let s:results.hover = getbufline('ALEPreviewWindow', 1)[0]
  pclose

  call s:At('approved')
  let l:before = s:Text()
  let s:wanted = 'Replace with "Approved"'
  ALECodeAction
  call s:Wait('an action', {-> s:Text() !=# l:before})
  let s:results.afterAction = matchstr(s:Text(), '<Status>.\{-}</Status>')

  call s:At('KB1')
  let l:before = s:Text()
  let s:wanted = 'KB9'
  ALERename
  call s:Wait('rename', {-> s:Text() !=# l:before})
  let s:results.afterRename = matchstr(s:Text(), '<Patch>\n *<ID>\zs.\{-}\ze</ID>')
endfunction

try
  call s:Main()
catch
  let s:results.failure = v:exception . ' at ' . v:throwpoint
  let s:results.text = s:Text()
endtry
call writefile([json_encode(s:results)], $VPC_RESULTS)
qall!
