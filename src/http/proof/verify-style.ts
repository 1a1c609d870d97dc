/** Contrast is 4.5 or more in light and in dark; nothing is wider than 360 pixels but the table, which scrolls by itself. */
export const verifyStyle = `
:root { color-scheme: light dark; --good: #0b5d4b; --bad: #a3170f; --unsure: #6b4e00; --line: #767676; }
@media (prefers-color-scheme: dark) { :root { --good: #5fd3b4; --bad: #ff9d93; --unsure: #f0c75e; } }
* { box-sizing: border-box; }
body { font: 1.05rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.25rem; margin-block: 1.5rem .5rem; }
h3 { font-size: 1.05rem; margin-block: 1.25rem .25rem; }
label { display: block; }
label, summary { font-weight: 600; margin-block: .75rem .25rem; }
summary { cursor: pointer; }
textarea, input, select, button { font: inherit; max-width: 100%; }
textarea, input[type=text] { width: 100%; padding: .5rem; border: 1px solid var(--line); border-radius: .3rem; }
textarea { font-family: ui-monospace, monospace; font-size: .85rem; }
select { padding: .4rem; }
button { margin-block: 1rem; min-height: 2.75rem; padding: .5rem 1.6rem; border: 0; border-radius: .4rem; background: #0b5d4b; color: #fff; cursor: pointer; }
:focus-visible { outline: 3px solid #b37400; outline-offset: 2px; }
#verdict:focus { outline: none; }
.good { color: var(--good); } .bad { color: var(--bad); } .unchecked { color: var(--unsure); }
.note { font-size: .9rem; }
dt { font-size: .9rem; margin-block-start: .6rem; }
dd { margin: 0; font-weight: 600; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; overflow-wrap: normal; }
th, td { text-align: start; padding: .3rem .6rem; border-block-end: 1px solid var(--line); vertical-align: top; }
td:nth-last-child(2) { min-width: 9rem; }
ul { padding-inline-start: 1.2rem; }
[hidden] { display: none; }
`;
