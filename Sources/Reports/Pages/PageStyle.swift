/// How pages look, on screens light and dark, narrow and wide, and on paper.
///
/// Colors of text keep WCAG's AA contrast (4.5) to what is behind them.
enum PageStyle {
  /// Number of colors that tell classes apart; further classes begin again.
  static let classColorCount = 6

  /// What all pages have.
  static let base = """
    :root {
      color-scheme: light dark;
      --paper: #ffffff; --panel: #f6f8fa; --ink: #1f2328; --dim: #57606a; --line: #d0d7de;
      --link: #0550ae; --good: #116329; --alarm: #a40e26; --caution: #7d4e00;
      --c0: #cfe3ff; --c1: #ffdcb8; --c2: #cdeccd; --c3: #ead5f7; --c4: #fff0a8; --c5: #ffd1dc;
      --several: #dddddd;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --paper: #0d1117; --panel: #161b22; --ink: #e6edf3; --dim: #a3adb8; --line: #3d444d;
        --link: #79c0ff; --good: #7ee787; --alarm: #ffa198; --caution: #e3b341;
        --c0: #1d4477; --c1: #6b3d0c; --c2: #1f5322; --c3: #512b6b; --c4: #5c4f00; --c5: #6b2338;
        --several: #555555;
      }
    }
    * { box-sizing: border-box; }
    body {
      font: 16px/1.5 system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif; color: var(--ink);
      background: var(--paper); max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
    }
    h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; overflow-wrap: anywhere; }
    h2 { font-size: 1.2rem; margin: 0 0 .5rem; }
    h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; overflow-wrap: anywhere; }
    p { margin: .5rem 0; }
    a { color: var(--link); }
    small, .dim { color: var(--dim); }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
    table { border-collapse: collapse; font-size: .875rem; }
    th { font-weight: normal; text-align: left; }
    th, td { padding: .1rem .8rem .1rem 0; vertical-align: top; overflow-wrap: anywhere; }
    dt { color: var(--dim); }
    article { border-top: 1px solid var(--line); padding: 1rem 0; break-inside: avoid; }
    article > :is(h2, h4) { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
    article th { width: 11rem; min-width: 6rem; }
    article dd { margin: 0 0 .3rem 1rem; overflow-wrap: anywhere; }
    .facts { margin: 0; overflow-wrap: anywhere; }
    .text {
      white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0; unicode-bidi: isolate;
    }
    .label { white-space: nowrap; }
    mark, .label { color: inherit; padding: 0 .15em; border-radius: .2em; }
    q { quotes: none; border-bottom: 1px dotted var(--dim); margin-right: .5em; }
    .c0 { background: var(--c0); } .c1 { background: var(--c1); } .c2 { background: var(--c2); }
    .c3 { background: var(--c3); } .c4 { background: var(--c4); } .c5 { background: var(--c5); }
    .several { background: var(--several); text-decoration: underline wavy; }
    @media print {
      :root { color-scheme: light; font-size: 12px; }
      body { max-width: none; margin: 0; padding: 0; font-size: 1rem; }
      mark, .label { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }

    """

  /// What a report has besides.
  static let report = """
    :root {
      --svg-text: #1f2328; --svg-muted: #57606a; --svg-grid: #d8dee4; --svg-axis: #8c959f;
      --svg-paper: #ffffff; --svg-strong: #0a4fa3; --svg-soft: #9cc3f0; --svg-other: #d9873e;
      --svg-caution: #7d4e00; --svg-bad: #a40e26;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --svg-text: #e6edf3; --svg-muted: #a3adb8; --svg-grid: #30363d; --svg-axis: #6e7681;
        --svg-paper: #0d1117; --svg-strong: #9ecbff; --svg-soft: #2d69b3; --svg-other: #c9752d;
        --svg-caution: #e3b341; --svg-bad: #ffa198;
      }
    }
    body { max-width: 74rem; }
    .skip { position: absolute; left: -100rem; }
    .skip:focus { position: static; }
    nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; padding: 0; }
    nav a { display: inline-block; padding: .25rem 0; }
    section { border-top: 1px solid var(--line); padding: 1.5rem 0 .5rem; margin-top: 1.5rem; }
    section section { border: 0; margin: 0; padding: .5rem 0 0; }
    .tiles {
      display: grid; gap: .75rem; margin: 1rem 0;
      grid-template-columns: repeat(auto-fill, minmax(max(25% - .75rem, 9.5rem), 1fr));
    }
    .tiles div {
      background: var(--panel); border: 1px solid var(--line); border-radius: .5rem;
      padding: .6rem .8rem;
    }
    .tiles dd { margin: 0; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
    .tiles dd small { display: block; font-size: .8125rem; }
    .scroll { overflow-x: auto; margin: .75rem 0; }
    .scroll table { min-width: 100%; }
    caption {
      text-align: left; color: var(--dim); padding-bottom: .4rem;
      max-width: min(50rem, calc(100vw - 2rem));
    }
    .scroll th, .scroll td {
      border-bottom: 1px solid var(--line); padding: .3rem .9rem .3rem 0; overflow-wrap: normal;
    }
    .scroll thead th { font-weight: 600; vertical-align: bottom; white-space: normal; }
    .scroll th[scope=row] { white-space: nowrap; }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    .wide { overflow-wrap: anywhere; min-width: 14rem; }
    .figures {
      display: grid; gap: 1.5rem; margin: 1rem 0; align-items: start;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
    }
    .figures.broad { grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); }
    figure { margin: 0; min-width: 0; break-inside: avoid; }
    figure .scroll { margin: 0; }
    figcaption { font-size: .875rem; color: var(--dim); max-width: 36rem; }
    figcaption strong { color: var(--ink); }
    svg { display: block; width: 100%; height: auto; }
    .key { display: inline-block; width: .8em; height: .8em; border-radius: .15em; }
    .key.soft { background: var(--svg-soft); } .key.strong { background: var(--svg-strong); }
    .key.other { background: var(--svg-other); }
    .warnings li { margin: .4rem 0; } .warnings strong { color: var(--caution); }
    .wrong { color: var(--alarm); } .none { color: var(--dim); }
    .lineage { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .25rem 1rem; }
    .lineage dd { margin: 0; overflow-wrap: anywhere; min-width: 0; }
    code { font: .875em ui-monospace, 'DejaVu Sans Mono', monospace; overflow-wrap: anywhere; }
    footer { border-top: 1px solid var(--line); margin-top: 2rem; padding: 1rem 0; color: var(--dim); }
    @media print {
      /* The widest table has twelve columns and has to go on a sheet held upright. */
      body { max-width: none; }
      nav, .skip { display: none; }
      .scroll { overflow: visible; }
      .scroll table { font-size: .7rem; }
      .scroll > div { min-width: 0 !important; }
      .scroll th, .scroll td { padding-right: .5rem; }
      section, h3 { break-after: avoid; }
      .key, svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }

    """
}
