// Reloads the page when the site was built again, swaps style sheets without
// that, and lays the problems of a failed build over the page. The preview
// server adds this script; it is no part of the published site.
(() => {
  "use strict";
  let loaded = null; // the state of the site that this page was loaded in
  let overlay = null;

  const source = new EventSource("/__pressmark/events");
  const on = (name, act) => source.addEventListener(name, (e) => act(JSON.parse(e.data)));

  on("hello", (state) => {
    if (loaded !== null && loaded !== state) location.reload();
    loaded = state;
  });
  on("reload", () => location.reload());
  on("css", (paths) => document.querySelectorAll('link[rel="stylesheet"]').forEach((link) => {
    const path = paths.find((path) => stem(path) === stem(new URL(link.href).pathname));
    if (!path) return;
    const next = link.cloneNode();
    next.href = path + "?live=" + Date.now();
    next.addEventListener("load", () => link.remove());
    link.after(next);
  }));
  on("failed", show);
  on("mended", hide);
  addEventListener("keydown", (e) => { if (e.key === "Escape") hide(); });
  addEventListener("pagehide", () => source.close());

  // A style sheet's path without the fingerprint of its content.
  function stem(path) {
    return decodeURI(path).replace(/\.[0-9a-f]{8,}\.css$/, ".css");
  }

  function hide() {
    if (overlay) overlay.remove();
    overlay = null;
  }

  function add(parent, tag, className, text) {
    const element = document.createElement(tag);
    element.className = className;
    if (text !== undefined) element.textContent = text;
    parent.append(element);
    return element;
  }

  function show(problems) {
    hide();
    if (!document.getElementById("pressmark-live-style")) {
      const style = add(document.head, "link", "");
      style.id = "pressmark-live-style";
      style.rel = "stylesheet";
      style.href = "/__pressmark/live.css";
    }
    overlay = add(document.body, "div", "pressmark-live");
    overlay.setAttribute("role", "alertdialog");
    overlay.setAttribute("aria-label", "the build failed");
    add(overlay, "h1", "", "the build failed");
    add(overlay, "p", "pressmark-live-note", "Below this is the last good page. This goes away when the build succeeds, or with Escape.");
    for (const p of problems) {
      const block = add(overlay, "section", "");
      add(block, "p", "pressmark-live-place", [p.path, p.line, p.col].filter(Boolean).join(":"));
      add(block, "p", "pressmark-live-problem", p.problem);
      if (p.advice) add(block, "p", "pressmark-live-advice", p.advice);
      if (!p.lines) continue;
      const pre = add(block, "pre", "");
      for (const line of p.lines) {
        const row = add(pre, "span", line.number === p.line ? "pressmark-live-here" : "");
        row.textContent = String(line.number).padStart(5) + "  " + line.text + "\n";
        if (line.number === p.line && p.col) {
          const width = [...line.text].slice(0, p.col - 1).map((c) => (c === "\t" ? "\t" : " ")).join("");
          add(pre, "span", "pressmark-live-caret", "       " + width + "^\n");
        }
      }
    }
  }
})();
