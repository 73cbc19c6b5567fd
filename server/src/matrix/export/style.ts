/** The style sheet of the HTML export: light and dark, sticky headers, and a colour for each state besides symbol and text. */
export const STYLE = `
:root { color-scheme: light dark; --line: #d5dae1; --back: #f6f8fa; --paper: #fff; --head: #eef1f5; --text: #1b1f24; --soft: #57606a;
  --accent: #0b57a4; --good: #dcf3e1; --goodText: #0b5323; --bad: #fbdfdf; --badText: #8a1111; --work: #fdf0cb; --workText: #664700;
  --open: #e1ecfa; --openText: #123f80; --none: #eef0f2; --noneText: #474e56; --clash: #f3dcf7; --clashText: #641272; --change: #b35900; }
@media (prefers-color-scheme: dark) { :root { --line: #3a424c; --back: #0e1216; --paper: #151a20; --head: #20272f; --text: #e6eaef; --soft: #a7b1bc;
  --accent: #7cb7f7; --good: #153a22; --goodText: #a2e9b6; --bad: #481a1a; --badText: #ffb9b9; --work: #40350f; --workText: #f5dc93;
  --open: #172f4d; --openText: #afd0fb; --none: #272d34; --noneText: #bcc4cd; --clash: #3d1a47; --clashText: #ecbdf7; --change: #f0a35e; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 1.5rem clamp(.75rem, 3vw, 2.5rem); background: var(--back); color: var(--text);
  font: 14px/1.45 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1 { margin: 0 0 .25rem; font-size: 1.6rem; line-height: 1.2; letter-spacing: -.01em; overflow-wrap: anywhere; }
header p { margin: 0; color: var(--soft); overflow-wrap: anywhere; }
.numbers { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 1rem 0 .5rem; overflow-wrap: anywhere; }
.bar { display: flex; height: .5rem; border-radius: .25rem; overflow: hidden; gap: 1px; }
.bar i { min-width: 2px; background: currentColor; opacity: .75; }
.summary { display: flex; flex-wrap: wrap; gap: .4rem; margin: .6rem 0 1rem; padding: 0; list-style: none; }
.summary li { padding: .15rem .65rem; border: 1px solid var(--line); border-radius: 1rem; }
fieldset { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; min-width: 0; margin: 0; padding: 0; border: 0; }
fieldset legend { float: left; padding: 0; color: var(--soft); }
fieldset .summary { margin: .4rem 0; }
fieldset label { cursor: pointer; }
.summary input { margin: 0 .35rem 0 0; vertical-align: -.1em; accent-color: currentColor; }
.summary li:has(:checked) { outline: 2px solid var(--accent); outline-offset: 1px; }
.severities { margin-bottom: .8rem; }
@supports not selector(:has(*)) { .summary input, .severities { display: none; } }
h1, header p, li, td, th, small, a, b, mark, label, caption, .numbers span, .severity { unicode-bidi: isolate; }
.sheets { display: none; }
.scroll { overflow: auto; max-height: 88vh; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; }
.scroll:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
table { border-collapse: separate; border-spacing: 0; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { padding: .35rem .6rem; border-right: 1px solid var(--line); border-bottom: 1px solid var(--line);
  text-align: left; vertical-align: top; min-width: 10rem; max-width: 18rem; overflow-wrap: anywhere; font-weight: normal; }
thead { position: sticky; top: 0; z-index: 2; }
thead th { background: var(--head); font-weight: 600; }
thead .product span { position: sticky; left: 17.5rem; }
th.patch { position: sticky; left: 0; z-index: 1; width: 17rem; min-width: 17rem; max-width: 17rem; background: var(--paper);
  border-right: 2px solid var(--line); scroll-margin-top: 6rem; }
thead th.patch { z-index: 3; background: var(--head); vertical-align: bottom; }
th.patch a { color: var(--accent); font-weight: 600; text-decoration: none; }
th.patch a:hover { text-decoration: underline; }
th.patch:target { box-shadow: inset .3rem 0 var(--accent); }
.vendor th { padding: .5rem .6rem; background: var(--head); font-weight: 600; max-width: none; }
.vendor span { position: sticky; left: .6rem; }
small { display: block; color: var(--soft); font-size: .86em; font-weight: normal; }
td small, td .none { color: inherit; }
td div + div { margin-top: .35rem; padding-top: .35rem; border-top: 1px dashed currentColor; }
td b, .summary b { display: inline-block; min-width: 1.2em; text-align: center; }
td:empty { text-align: center; }
td:empty::before { content: "·"; color: var(--soft); }
tbody tr:hover th.patch, tbody tr:hover td:empty { background: var(--head); }
.severity { padding: 0 .4em; border: 1px solid currentColor; border-radius: .3em; }
.severity.critical { color: var(--badText); background: var(--bad); }
.severity.important { color: var(--workText); background: var(--work); }
.approved, .released, .authorized, .effective, .installed { background: var(--good); color: var(--goodText); }
.not-approved, .not-authorized { background: var(--bad); color: var(--badText); }
.in-test, .in-internal-test { background: var(--work); color: var(--workText); }
.available { background: var(--open); color: var(--openText); }
.not-applicable, .other { background: var(--none); color: var(--noneText); }
.conflict { background: var(--clash); color: var(--clashText); }
td.restricted.approved, td.restricted.released { background: var(--work); color: var(--workText); }
td.doubt, .summary .doubt { background: repeating-linear-gradient(135deg, var(--work), var(--work) .5rem, var(--none) .5rem, var(--none) 1rem); color: var(--workText); }
td.dropped, .summary .dropped { background: var(--bad); color: var(--badText); }
td.withdrawn { box-shadow: inset .25rem 0 var(--badText); }
td .mark { font-style: italic; }
.superseded, .contradiction { font-weight: 600; }
.contradiction { color: var(--clashText); }
.supplier { border-bottom: 1px solid var(--line); }
.notes { margin: 1rem 0; padding: .6rem 1rem; border: 1px solid var(--change); border-left-width: .4rem; border-radius: .3rem; background: var(--paper); }
.notes h2 { margin: 0 0 .3rem; font-size: 1rem; }
.notes ul { margin: 0; padding-left: 1.2rem; overflow-wrap: anywhere; }
.notes summary { cursor: pointer; margin-top: .3rem; }
.sources { margin-top: 1.5rem; color: var(--soft); font-size: .92em; }
.sources h2 { margin: 0 0 .3rem; font-size: 1rem; }
.sources ul { margin: 0; padding-left: 1.2rem; columns: 28rem; overflow-wrap: anywhere; }
.hole { color: var(--soft); }
td.changed { box-shadow: inset 0 0 0 2px var(--change); }
.summary .changed { border-color: var(--change); }
.summary .back { background: var(--bad); color: var(--badText); }
.before { font-style: italic; }
mark { padding: 0 .4em; border-radius: .3em; background: var(--change); color: var(--paper); }
.removed > th, th.removed { text-decoration: line-through; }
th.added { box-shadow: inset 0 -3px var(--change); }
@media (max-width: 45rem) { body { font-size: 13px; } th.patch { width: 9.5rem; min-width: 9.5rem; max-width: 9.5rem; } th, td { min-width: 8.5rem; } thead .product span { left: 10rem; } }
@media (forced-colors: active) { td, .summary li { border: 1px solid CanvasText; } td.changed { outline: 2px solid Highlight; outline-offset: -3px; } mark { background: Mark; color: MarkText; }
  .bar { display: none; } }
@media print { @page { size: landscape; margin: 10mm; } body { padding: 0; background: none; font-size: 8px; } h1 { font-size: 14px; }
  .scroll { overflow: visible; max-height: none; border: 0; } thead { display: table-header-group; } thead, th.patch, .vendor span, thead .product span { position: static; }
  .screen, .summary input, .severities { display: none; } .sheets { display: block; } .sheet { width: 100%; table-layout: fixed; }
  .sheet + .sheet { break-before: page; } .sheet caption { position: static; width: auto; height: auto; clip-path: none; text-align: right; }
  .sheet th.patch { width: 9rem; min-width: 0; } .summary li:has(:checked) { outline: none; } .notes { break-inside: avoid; }
  .notes details::details-content { content-visibility: visible; block-size: auto; } .notes summary { display: none; }
  tr { break-inside: avoid; } th, td { min-width: 0; padding: 2px 4px; } th.patch { width: auto; min-width: 9rem; }
  td, th, .bar i, .summary li { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
