/** The style of the report of a plan, after those of all pages and of list tables. */
export const PLAN_STYLE = `
.top { font-size: .75em; font-weight: normal; }
h3 { margin: 0 0 .4rem; font-size: 1rem; }
h2 .top { margin-left: .75rem; }
section, .asset, li { scroll-margin-top: .5rem; }
section > p { margin: .25rem 0 .5rem; }
.show .summary { margin: .4rem 0 .6rem; }
.show fieldset + fieldset { margin-top: .3rem; }
.help { color: var(--soft); }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); gap: 1.25rem; align-items: start; margin: 1rem 0; }
figure { margin: 0; padding: .9rem 1rem; min-width: 0; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; }
figure svg { display: block; width: 100%; height: auto; }
figure .list { margin: .75rem 0 0; border-radius: 0; }
figure .list th, figure .list td { padding: .15rem .5rem; }
figure .list tbody th { white-space: nowrap; }
svg text { font: 12px system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; fill: var(--text); }
svg .grid { stroke: var(--line); }
svg .axis { stroke: var(--soft); }
.f-good { fill: var(--goodText); } .f-bad { fill: url(#p-bad); } .f-none { fill: url(#p-none); } .f-open { fill: url(#p-open); }
.f-good, .f-bad, .f-none, .f-open { stroke: var(--paper); stroke-width: 1; }
.ink-bad { stroke: var(--badText); } .back-bad { fill: var(--bad); } .ink-none { stroke: var(--noneText); } .back-none { fill: var(--none); }
.ink-open { fill: var(--openText); } .back-open { fill: var(--open); }
.patterns { position: absolute; }
.key { display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin: .3rem 0 .6rem; padding: 0; list-style: none; }
.key svg { display: inline-block; width: 1.1em; height: .8em; margin-right: .35em; vertical-align: baseline; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
.meter { display: block; height: .35rem; margin-top: .2rem; background: var(--none); border-radius: .2rem; overflow: hidden; }
.meter i { display: block; height: 100%; background: var(--goodText); }
.plan { table-layout: fixed; border-top: 0; }
@media (min-width: 45.01rem) { .plan thead { position: sticky; top: 0; } }
.list .running, .paper { display: none; }
.wide { overflow-x: auto; }
.wide:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.wide .list th, .wide .list td { padding: .3rem .5rem; }
.zone { content-visibility: auto; contain-intrinsic-size: auto 60rem; }
.plan .patch-column { width: 19rem; } .plan .decision-column { width: 12.5rem; } .plan .due-column { width: 9.5rem; }
.plan tbody + tbody::before { content: none; }
.plan tr[data-d] th { font-weight: normal; }
.plan tr[data-d] th b { font-weight: 600; }
.plan .asset th { padding-top: .6rem; background: var(--head); border-left: .3rem solid var(--accent); font-weight: normal; }
.plan .asset a { font-weight: 700; font-size: 1.05em; margin-right: .5rem; white-space: normal; }
.plan .asset .counts { margin-left: .25rem; }
.plan .asset p { margin: .35rem 0 0; padding: .3rem .6rem; border-radius: .3rem; }
.plan tbody:target .asset th { border-left-width: .6rem; }
.plan td > b { margin-right: .2em; }
.plan .alarm, .plan .asset .alarm { box-shadow: inset .3rem 0 var(--badText); font-weight: 600; }
.plan .late { color: var(--badText); font-weight: 600; }
.plan details { margin-top: .25rem; }
summary { cursor: pointer; color: var(--accent); width: fit-content; }
summary:focus-visible, input:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.plan details ul { margin: .25rem 0 0; padding-left: 1.1rem; }
.rest { color: var(--soft); }
.rest a { white-space: nowrap; }
@media (min-width: 45rem) and (max-width: 64rem) { .plan .patch-column { width: 12.5rem; } .plan .decision-column { width: 9.5rem; } .plan .due-column { width: 7rem; } }
@media (max-width: 45rem) { .plan .asset { border: 0; }
  .plan .asset th { border-radius: .5rem; } .plan colgroup { display: none; } .plan td::before { opacity: 1; } }
@media (forced-colors: active) { .f-good { fill: CanvasText; } .meter { border: 1px solid CanvasText; } .meter i { background: CanvasText; } }
@media print { @page { size: A4 landscape; margin: 12mm; } body { font-size: 8.5pt; } h1 { font-size: 16pt; } h2 { font-size: 12pt; } h3 { font-size: 10pt; }
  nav, .help, .top, .rest-hint { display: none; } a { color: inherit; text-decoration: none; }
  .zone { content-visibility: visible; } .zone + .zone, #filters { break-before: page; } h2, h3 { break-after: avoid; }
  .list .running { display: table-row; } .paper { display: inline; } .wide { overflow: visible; }
  .plan details:not([open]), #suppliers > details:not([open]) { display: none; } figure, fieldset { break-inside: avoid; }
  .charts { grid-template-columns: 1fr 1fr; gap: 4mm; } main { padding-right: 1px; } .list { border: 1px solid var(--line); border-bottom: 0; border-right: 0; }
  .list th, .list td { padding: 2px 5px; } .plan colgroup { display: table-column-group; } .plan { table-layout: fixed; width: 100%; } .plan thead { position: static; }
  .plan .patch-column { width: 62mm; } .plan .decision-column { width: 44mm; } .plan .due-column { width: 32mm; }
  .plan .asset { break-after: avoid; } .plan .asset th { border-radius: 0; } .list tr { background: none; border: 0; margin: 0; }
  .show .summary li:not(:has(:checked)), .show fieldset:not(:has(:checked)) { display: none; } .show .summary li { border-color: transparent; }
  svg *, .meter, .meter i, .plan p { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
