#!/usr/bin/env node
// The installed `vpc` command. It starts dist/cli.js, which also works alone, with code that was compiled in an earlier run.
require('../dist/launcher.js');
