#!/usr/bin/env node
// The installed `vpc-language-server` command: the language server for any editor, `vpc-language-server --stdio`.
require('../dist/server.js');
