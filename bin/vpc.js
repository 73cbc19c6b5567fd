#!/usr/bin/env node
// The installed `vpc` command: dist/cli.js, started with Node's compile cache (Node 22.8 and newer).
// dist/cli.js works without this file; it cannot turn the cache on for itself, because Node has compiled it by then.
const nodeModule = require('node:module');
const { join } = require('node:path');

// Node runs what it finds in the cache. By default that is in the temporary folder, which other users can write to.
const { XDG_CACHE_HOME, LOCALAPPDATA, HOME } = process.env;
const cache = XDG_CACHE_HOME || LOCALAPPDATA || (HOME && join(HOME, '.cache'));
if (cache) nodeModule.enableCompileCache?.(join(cache, 'vpc-tools'));

require('../dist/cli.js');
