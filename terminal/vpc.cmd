@echo off
rem vpc in a terminal of VS Code: VS Code's own Node runs it, so that none needs to be installed.
setlocal
if not defined VPC_NODE set VPC_NODE=node
set ELECTRON_RUN_AS_NODE=1
"%VPC_NODE%" "%~dp0..\dist\server.js" cli %*
