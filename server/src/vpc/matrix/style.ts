/** The style sheet of the HTML export: light and dark, headers that stay, every state by colour, symbol and text. */
export const STYLE = `
:root { color-scheme: light dark; --line: #c8ccd2; --back: #fff; --head: #eef1f5; --text: #1b1f24; --soft: #57606a;
  --good: #d7f2dd; --goodText: #0b5a24; --bad: #fbdcdc; --badText: #8c1212; --work: #fdf0c8; --workText: #6b4a00;
  --open: #dfeaf9; --openText: #12448c; --none: #eceef1; --noneText: #4b5259; --clash: #f3d9f7; --clashText: #6a1378; }
@media (prefers-color-scheme: dark) { :root { --line: #444b54; --back: #14181d; --head: #20262d; --text: #e4e8ed; --soft: #a3adb8;
  --good: #143d22; --goodText: #9be7b0; --bad: #4a1717; --badText: #ffb3b3; --work: #43360d; --workText: #f6d98a;
  --open: #162f4f; --openText: #a9cdfb; --none: #2a3037; --noneText: #b6bec7; --clash: #40194a; --clashText: #eab6f5; } }
body { margin: 1rem; background: var(--back); color: var(--text); font: 14px/1.4 system-ui, sans-serif; }
h1 { font-size: 1.3rem; }
.summary { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; list-style: none; }
.summary li { padding: .15rem .6rem; border: 1px solid var(--line); border-radius: 1rem; }
.scroll { overflow: auto; max-height: 85vh; border: 1px solid var(--line); }
table { border-collapse: separate; border-spacing: 0; }
caption, .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { padding: .3rem .5rem; border-right: 1px solid var(--line); border-bottom: 1px solid var(--line);
  text-align: left; vertical-align: top; min-width: 8rem; }
thead th { position: sticky; top: 0; z-index: 2; background: var(--head); }
th.patch { position: sticky; left: 0; z-index: 1; min-width: 14rem; max-width: 20rem; background: var(--head); }
thead th.patch { z-index: 3; }
.vendor th { background: var(--head); }
.vendor span { position: sticky; left: .5rem; }
small { display: block; color: var(--soft); font-weight: normal; overflow-wrap: anywhere; }
td small { color: inherit; }
.symbol { display: inline-block; min-width: 1.2em; font-weight: bold; }
.approved, .released, .authorized, .effective, .installed { background: var(--good); color: var(--goodText); }
.not-approved, .not-authorized { background: var(--bad); color: var(--badText); }
.in-test, .in-internal-test { background: var(--work); color: var(--workText); }
.available { background: var(--open); color: var(--openText); }
.not-applicable, .other { background: var(--none); color: var(--noneText); }
.conflict { background: var(--clash); color: var(--clashText); }
.hole { color: var(--soft); }
@media (forced-colors: active) { td, .summary li { border: 1px solid CanvasText; } }
@media print { @page { size: landscape; } body { margin: 0; font-size: 9px; } .scroll { overflow: visible; max-height: none; border: 0; }
  thead { display: table-header-group; } thead th, th.patch, .vendor span { position: static; } tr { break-inside: avoid; }
  td, th, .summary li { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
