// Lists what the program is least certain of, and sends what somebody decides.
(() => {
  "use strict";
  const told = document.getElementById("told"), list = document.getElementById("doubts");
  let token = "";

  function add(parent, tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.textContent = text ?? "";
    parent.append(element);
    return element;
  }

  function show(doubt) {
    const item = add(list, "li");
    const place = add(item, "p", "place", `${doubt.about}, certainty ${doubt.score} `);
    const link = add(place, "a", "", doubt.article || doubt.url);
    link.href = doubt.url;
    link.target = "_blank";
    const words = add(item, "p");
    words.append(doubt.before ?? "");
    add(words, "mark", "", doubt.words);
    words.append(doubt.after ?? "");
    const now = add(item, "p", "now", "Now: " + doubt.now);
    now.id = "now-" + doubt.id;
    doubt.choices.forEach((choice, i) => {
      const button = add(item, "button", "", choice.label);
      button.type = "button";
      button.title = choice.file + ":\n" + choice.yaml;
      button.setAttribute("aria-describedby", now.id);
      button.addEventListener("click", () => decide(item, doubt, i, choice));
    });
  }

  async function decide(item, doubt, choice, chosen) {
    const answer = await fetch("/__pressmark/review/decide", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Pressmark-Token": token },
      body: JSON.stringify({ id: doubt.id, choice }),
    });
    if (!answer.ok) {
      told.textContent = await answer.text();
      return;
    }
    item.dataset.done = "";
    told.textContent = `Written into ${chosen.file}: ${doubt.words}: ${chosen.label}`;
    add(item, "p", "now", "Decided: " + chosen.label);
  }

  (async () => {
    const answer = await fetch("/__pressmark/review/list");
    if (!answer.ok) {
      told.textContent = await answer.text();
      return;
    }
    const { token: given, doubts } = await answer.json();
    token = given;
    (doubts ?? []).forEach(show);
    if (!doubts || doubts.length === 0) told.textContent = "Nothing is in doubt.";
  })();
})();
