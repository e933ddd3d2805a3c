// The marking page: one answer at a time, each key saved at once.
"use strict";

const page = document.body.dataset;
const $ = id => document.getElementById(id);
const WAIT = 1000;
const OPTIONS = { together: true, alike: false, untouched: false, names: false, keys: true };

const read = (name, value) => {
  try { return JSON.parse(localStorage.getItem(`marking ${name}`)) ?? value; } catch { return value; }
};
const keep = (name, value) => {
  try { localStorage.setItem(`marking ${name}`, JSON.stringify(value)); } catch { /* private mode */ }
};

const state = {
  options: { ...OPTIONS, ...read("options", {}) },
  marker: read("marker", "") || page.marker,
  look: 1,
  questions: [],
  question: null,   // what is open: its items and texts
  queue: [],
  at: -1,
  came: [],         // the answers that were seen, for going back
  told: new Map(),  // by key how an answer stands
  shown: new Map(), // by key what an answer shows
  pending: [],      // what is not saved yet, in its order
  saving: false,
};

// Asking the server.

class Refused extends Error {
  constructor(status, message) { super(message); this.status = status; }
}

const cookie = name => (document.cookie.match(`(?:^|; )${name}=([^;]*)`) || [])[1] || "";

async function post(what, told = {}) {
  const where = state.question ? { notebook: state.question.notebook, cell: state.question.cell } : {};
  const { together, alike, untouched, names } = state.options;
  const body = { ...where, together, alike, untouched, names, marker: state.marker, look: state.look, ...told };
  let answer;
  try {
    answer = await fetch(`${page.base}marking/ask/${encodeURIComponent(page.assignment)}/${what}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-XSRFToken": cookie("_xsrf") },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Refused(0, "The server does not answer.");
  }
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, found.message || `The server refused (${answer.status}).`);
  return found;
}

const isToBeWaitedFor = fault => fault instanceof Refused && [0, 502, 503, 504].includes(fault.status);
const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));

// Waits, with a word, where the gradebook is locked or the server is away; nothing is lost meanwhile.
async function ask(what, told) {
  for (;;) {
    try {
      return await post(what, told);
    } catch (fault) {
      if (!isToBeWaitedFor(fault)) throw fault;
      const held = state.pending.length;
      say(`${fault.message} ${held ? `${held} of your keys wait for it; leave the page open.` : "Waiting."}`);
      await pause(WAIT);
    }
  }
}

function say(text) { $("status").textContent = text; }

function guarded(act) {
  return async (...given) => {
    try { await act(...given); } catch (fault) { say(fault.message); }
  };
}

// Building parts of the page; texts are set as texts.

function element(tag, facts = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) {
    if (name === "text") made.textContent = value;
    else if (name === "click") made.addEventListener("click", value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

const points = value => value === null || value === undefined ? "" : String(Math.round(value * 1e6) / 1e6).replace("-", "\u2212");
// `names` as code.
const withCode = text => text.split(/`([^`]+)`/).map((part, n) => n % 2 ? element("code", { text: part }) : part);
const fill = (id, children) => $(id).replaceChildren(...children);

// The questions.

async function loadQuestions() {
  state.questions = (await ask("questions")).questions;
  showQuestions();
}

function showQuestions() {
  fill("questions", state.questions.map((each, number) => {
    const open = state.question && each.cell === state.question.cell && each.notebook === state.question.notebook;
    const words = each.waiting ? `${each.waiting} of ${each.all} wait` : each.all ? "done" : "no answers";
    const button = element("button", {
      class: each.waiting ? null : "done", "aria-current": open ? "true" : null,
      title: `${each.notebook}, ${each.title}: ${words}`, click: guarded(() => openQuestion(number)),
    }, `${each.notebook} ${number + 1}: `, element("span", { class: "points", text: each.waiting ? each.waiting : "\u2713" }),
    element("span", { class: "hidden", text: ` ${each.title}, ${words}` }));
    return element("li", {}, button);
  }));
}

// Where the whole assignment stands; nobody waits for it.
function showNext() {
  post("next").then(({ line }) => { $("next").hidden = !line; $("next").textContent = line; }).catch(() => {});
}

async function openQuestion(number) {
  const chosen = state.questions[number];
  if (!chosen) return;
  await saved();
  const found = await ask("question", { notebook: chosen.notebook, cell: chosen.cell });
  await saved(); // keys that were pressed meanwhile belong to the answer that was seen
  Object.assign(state, { told: new Map(), shown: new Map(), came: [], at: -1, queue: [] });
  state.question = { number, ...found };
  $("title").textContent = `${state.question.title} (${points(state.question.points)} points)`;
  $("prompt").innerHTML = state.question.prompt;
  const heading = $("prompt").querySelector("h1, h2, h3, h4");
  if (heading && heading.textContent.includes(state.question.title)) heading.remove();
  $("answer").className = `text ${state.question.kind}`;
  $("scheme").innerHTML = state.question.scheme;
  $("model").hidden = !state.question.scheme;
  $("left").scrollTop = 0;
  showQuestions();
  showNext();
  history.replaceState(null, "", `#${chosen.notebook}/${chosen.cell}`);
  await loadQueue();
}

async function loadQueue(key = null) {
  const found = await ask("queue");
  state.queue = found.answers;
  state.leftOut = found.left_out;
  state.seconds = found.seconds;
  const before = state.queue.findIndex(each => each.key === key);
  const first = before >= 0 ? before : waitingFrom(0);
  if (first >= 0) await go(first);
  else if (state.queue.length) await go(0);
  else showNothing();
}

function showNothing() {
  state.at = -1;
  fill("items", []); fill("seen", []); fill("beside", []);
  for (const id of ["answer", "read"]) $(id).innerHTML = "";
  $("score").textContent = $("facts").textContent = $("words").value = $("free").value = "";
  $("which").textContent = state.look === 2 ? "No answer waits for your second look." : "No answer to mark here.";
  showProgress();
}

// The first that waits from here on, around the end; then those that were left for later.
function waitingFrom(start, without = []) {
  const order = state.queue.map((_, n) => (start + n) % state.queue.length);
  const has = kind => order.find(n => state.queue[n].state === kind && !without.includes(state.queue[n].key));
  return has("waiting") ?? has("later") ?? has("busy") ?? -1;
}

// One answer.

const current = () => state.queue[state.at];

async function go(number, isBack = false) {
  if (number < 0 || number >= state.queue.length) return;
  const started = performance.now();
  if (!isBack && current()) state.came.push(current().key);
  keepWords();
  state.at = number;
  const key = current().key;
  if (state.shown.has(key)) showAnswer(state.shown.get(key));
  else { $("answer").setAttribute("aria-busy", "true"); }
  if (state.told.has(key)) showMark(state.told.get(key));
  else { fill("items", []); $("score").textContent = ""; $("read").innerHTML = ""; }
  showProgress();
  const [shown, told] = await Promise.all([look(key), ask("open", { key })]);
  if (!current() || current().key !== key) return;
  state.told.set(key, told);
  showAnswer(shown);
  showMark(told);
  $("right").scrollTop = 0;
  performance.measure("answer", { start: started, end: performance.now() });
  if (told.busy && told.busy.length) say(`${told.busy.join(", ")} looks at this answer, too.`);
  else if (!state.pending.length) say("");
  fetchAhead();
}

async function look(key) {
  if (!state.shown.has(key)) state.shown.set(key, await ask("show", { key }));
  return state.shown.get(key);
}

// What comes next is there before it is asked for.
function fetchAhead() {
  const next = waitingFrom(state.at + 1);
  for (const number of [next, state.at + 1, next + 1]) {
    const each = state.queue[number];
    if (each && !state.shown.has(each.key)) {
      const question = state.question;
      post("show", { key: each.key }).then(shown => {
        if (question === state.question) state.shown.set(each.key, shown);
      }).catch(() => {});
    }
  }
}

function showAnswer(shown) {
  $("answer").innerHTML = shown.answer || "<p>There is no answer.</p>";
  $("answer").removeAttribute("aria-busy");
  fill("seen", (shown.seen || []).map(([what, said, there]) =>
    element("li", { class: there ? "yes" : "no", text: `${what}: ${said}` })));
  fill("beside", shown.beside.map(each => {
    const part = element("section", { "aria-label": each.name }, element("h3", { text: each.name }));
    const body = element("div", { class: "text" });
    body.innerHTML = each.html || "<p>It is not in this notebook, or says nothing.</p>";
    part.append(body);
    return part;
  }));
}

function showMark(told) {
  const { items, points: most } = state.question;
  fill("items", items.map((item, n) => {
    const given = told.items.includes(item.id);
    const proposed = told.proposed.includes(item.id) && !given;
    return element("li", {}, element("button", {
      "aria-pressed": String(given), "data-item": item.id, click: event => { act({ do: "toggle", item: item.id }); leave(event); },
    }, element("span", {}, n < 9 ? element("kbd", { text: n + 1 }) : ""), element("span", { class: "points", text: points(item.points) }),
    element("span", {}, ...withCode(item.text)), ...(proposed ? [element("span", { class: "proposed quiet", text: "proposed, by what a program sees" })] : [])));
  }));
  const propose = document.querySelector('[data-do="propose"]');
  propose.hidden = !told.proposed.some(each => !told.items.includes(each));
  $("score").textContent = told.waits ? `not marked, of ${points(most)}` : `${points(told.score)} of ${points(most)}`;
  if (document.activeElement !== $("free")) $("free").value = told.free === null ? "" : points(told.free);
  if (document.activeElement !== $("words")) $("words").value = told.words;
  $("read").innerHTML = told.comment || "<p class='quiet'>No comment.</p>";
  const facts = [];
  if (told.students.length) facts.push(told.students.join(", "));
  if (told.count > 1) facts.push(`${told.count} identical answers, marked together`);
  if (told.marker) facts.push(`marked by ${told.marker}${told.at ? `, ${new Date(told.at * 1000).toLocaleString()}` : ""}`);
  if (told.later) facts.push("left for later");
  $("facts").textContent = facts.join(" \u00b7 ");
  showEarlier();
}

function showProgress() {
  const all = state.queue.length;
  const marked = state.queue.filter(each => each.state === "marked").length;
  const here = state.question ? `${state.look === 2 ? "Second look, " : ""}answer ${state.at + 1} of ${all}` : "";
  if (current()) $("which").textContent = here.replace(/^a/, "A");
  const out = state.leftOut || { late: 0, untouched: 0 };
  const minutes = state.seconds && Math.max(1, Math.round(state.seconds * (all - marked) / 60));
  $("progress").textContent = [
    `${marked} of ${all} marked`,
    minutes && marked < all ? `about ${minutes} minute${minutes === 1 ? "" : "s"} left at this pace` : "",
    out.untouched ? `${out.untouched} untouched: 0` : "",
    out.late ? `${out.late} late` : "",
  ].filter(Boolean).join(", ");
}

// Changing a mark: in order, each saved before the next is sent.

function act(what, key = current() && current().key) {
  if (!key) return;
  state.pending.push({ ...what, key, question: state.question });
  save();
}

async function save() {
  if (state.saving) return;
  state.saving = true;
  while (state.pending.length) {
    const next = state.pending[0];
    try {
      const { question, key, ...what } = next;
      const seen = state.told.get(key) || await ask("open", { key });
      const where = { notebook: question.notebook, cell: question.cell };
      const told = await ask("mark", { ...where, ...what, key, tokens: seen.tokens });
      if (question.cell === state.question.cell && question.notebook === state.question.notebook) took(told);
      say("Saved.");
    } catch (fault) {
      say(fault.message);
      await showAgain(next.key).catch(() => {});
    }
    state.pending.shift();
  }
  state.saving = false;
}

function took(told) {
  state.told.set(told.key, told);
  const entry = state.queue.find(each => each.key === told.key);
  if (entry) {
    const before = entry.state;
    entry.state = told.waits ? (told.later ? "later" : "waiting") : "marked";
    entry.score = told.score;
    const question = state.questions[state.question.number];
    if (question && state.look === 1) {
      const step = (entry.state === "marked") - (before === "marked");
      question.waiting = Math.max(0, question.waiting - step * told.count);
      if (step) showQuestions();
    }
  }
  if (current() && current().key === told.key) showMark(told);
  showProgress();
}

async function showAgain(key) {
  took(await ask("open", { key }));
}

const saved = async () => { keepWords(); while (state.pending.length) await pause(20); };

function keepWords() {
  const told = current() && state.told.get(current().key);
  if (!told) return;
  clearTimeout(state.typing);
  const words = $("words").value.trim(), free = $("free").value.trim();
  if (words !== told.words) { told.words = words; act({ do: "words", words }); }
  const before = told.free === null ? "" : points(told.free);
  if (free !== before) { told.free = free === "" ? null : free; act({ do: "free", points: free }); }
}

// Where to go.

const forward = guarded(async () => {
  keepWords();
  const here = current();
  // What is being saved does not wait any more when it is.
  const done = state.pending.filter(each => each.do !== "later").map(each => each.key);
  const next = waitingFrom(state.at + 1, [...done, here && here.key]);
  if (next >= 0) { await go(next); return; }
  await saved();
  if (here && here.state !== "marked") { say("This is the last answer that waits here."); return; }
  await nextQuestion();
});

async function nextQuestion() {
  if (state.look === 1) await loadQuestions();
  const count = state.questions.length, from = state.question ? state.question.number + 1 : 0;
  const order = state.questions.map((_, n) => (from + n) % count);
  const next = order.find(n => state.questions[n].waiting > 0);
  if (next === undefined || state.look === 2) { say("All is marked here."); return; }
  await openQuestion(next);
  say(`Next question: ${state.question.title}`);
}

const back = guarded(async () => {
  const key = state.came.pop();
  const number = state.queue.findIndex(each => each.key === key);
  if (number >= 0) await go(number, true);
  else if (state.at > 0) await go(state.at - 1, true);
});

const step = by => guarded(() => go(state.at + by))();
const turn = by => guarded(() => openQuestion(state.question.number + by))();

const later = guarded(async () => {
  const told = current() && state.told.get(current().key);
  if (!told) return;
  const on = !told.later;
  act({ do: "later", on });
  await saved();
  if (on) await forward();
});

const undo = guarded(async () => {
  await saved();
  const found = await ask("undo");
  if (found.keys === null) { say("There is nothing left to undo."); return; }
  Object.assign(state.question, { items: found.items, comments: found.comments });
  const key = found.keys[0] || (current() && current().key);
  state.told.clear();
  await loadQueue(key);
  await loadQuestions();
  say(found.keys.length > 1 ? `Undone: ${found.keys.length} answers are as before.` : "Undone.");
});

// Comments that were written before.

function showEarlier() {
  const typed = $("words").value.trim().toLowerCase();
  const open = document.activeElement === $("words") || $("earlier").contains(document.activeElement);
  const found = open ? (state.question.comments || []).filter(each =>
    each.toLowerCase() !== typed && each.toLowerCase().includes(typed)).slice(0, 5) : [];
  $("earlier-title").hidden = !found.length;
  fill("earlier", found.map(each => element("li", {}, element("button", {
    type: "button", text: each, click: () => {
      $("words").value = each;
      keepWords();
      if (!state.question.comments.includes(each)) state.question.comments.push(each);
      $("words").focus();
      fill("earlier", []);
    },
  }))));
}

// Dialogs.

const dialog = id => { $(id).returnValue = ""; $(id).showModal(); };
const closed = id => new Promise(done => $(id).addEventListener("close", () => done($(id).returnValue), { once: true }));

const editItems = guarded(async () => {
  if (!state.question) return;
  await saved();
  const rows = [...state.question.items, { id: "", points: "", text: "", carried: 0 }];
  fill("rows", rows.map((item, n) => {
    const name = item.id ? `item ${n + 1}` : "new item";
    const choice = element("select", { "aria-label": `${name}: remove or merge` },
      element("option", { value: "", text: "keep" }), element("option", { value: "gone", text: "remove" }),
      ...rows.filter(each => each.id && each.id !== item.id).map(each =>
        element("option", { value: each.id, text: `merge into ${rows.indexOf(each) + 1}` })));
    choice.disabled = !item.id;
    const text = element("textarea", { rows: 2, "aria-label": `${name}: text` });
    text.value = item.text;
    const number = element("input", { size: 6, inputmode: "decimal", "aria-label": `${name}: points` });
    number.value = points(item.points === "" ? null : item.points);
    const row = element("tr", { "data-id": item.id }, element("td", {}, number), element("td", {}, text),
      element("td", { text: item.id ? item.carried : "new" }), element("td", {}, choice));
    return row;
  }));
  dialog("items-dialog");
  if (await closed("items-dialog") !== "save") return;
  await saveItems(rows);
});

function editedItems(rows) {
  return [...$("rows").children].map((row, n) => {
    const [number, text, choice] = ["input", "textarea", "select"].map(each => row.querySelector(each));
    const told = { id: row.dataset.id, points: number.value.trim() || "0", text: text.value.trim() };
    if (choice.value === "gone") told.gone = true;
    else if (choice.value) told.into = choice.value;
    const same = points(rows[n].points) === number.value.trim() && rows[n].text === told.text;
    return { told, changed: told.id ? !same || told.gone || told.into : told.text !== "" };
  }).filter(each => each.changed).map(each => each.told);
}

async function saveItems(rows) {
  const edited = editedItems(rows), touched = [];
  for (const told of edited.filter(each => each.id)) {
    const found = await ask("items", { ...told, dry: true });
    for (const each of found.touched) touched.push(`${points(each.before)} \u2192 ${points(each.after)}`);
  }
  if (touched.length && !await agreed(touched)) { say("Nothing was changed."); return; }
  for (const told of edited) {
    const found = await ask("items", told);
    Object.assign(state.question, { items: found.items, comments: found.comments });
  }
  state.told.clear();
  if (current()) await loadQueue(current().key);
  say(touched.length ? `Saved; ${touched.length} answers follow.` : "Saved.");
}

async function agreed(touched) {
  const counts = new Map();
  for (const each of touched) counts.set(each, (counts.get(each) || 0) + 1);
  fill("touched", [...counts].map(([change, count]) =>
    element("li", { text: `${count} answer${count === 1 ? "" : "s"}: ${change} points, and the text of the comment` })));
  dialog("touched-dialog");
  $("touched-yes").focus();
  return await closed("touched-dialog") === "yes";
}

const showLog = guarded(async () => {
  if (!state.question) return;
  await saved();
  const { log } = await ask("log");
  const texts = new Map(state.question.items.map(each => [each.id, each.text]));
  const told = side => side.score !== undefined ? points(side.score) || "not marked"
    : side.gone ? "not there" : `${points(side.points)}: ${side.text}`;
  fill("log", log.map(row => element("tr", {},
    element("td", { text: new Date(row.at * 1000).toLocaleString() }),
    element("td", { text: row.marker + (row.undo ? " (undo)" : "") + (row.look === 2 ? " (second look)" : "") }),
    element("td", { text: row.item ? `item: ${texts.get(row.item) || "removed"}` : row.student }),
    element("td", { text: told(row.before) }), element("td", { text: told(row.after) }))));
  dialog("log-dialog");
});

function showBoth(found) {
  $("every").value = found.every;
  const { count, same, apart } = found.agreement;
  $("agreement").textContent = count
    ? `${count} answers have two marks; ${same} of them the same. They are ${points(apart)} points apart on average.`
    : "No answer has two marks yet.";
  fill("both", found.rows.map(row => element("tr", {},
    element("td", { text: row.student || row.key.slice(0, 6) }),
    element("td", { text: `${points(row.first.score)} (${row.first.marker})` }),
    element("td", { text: `${points(row.second.score)} (${row.second.marker})` }),
    element("td", { text: points(row.difference) }),
    element("td", {}, row.difference ? element("button", {
      type: "button", text: "let the second count",
      click: guarded(async () => { showBoth(await ask("adopt", { key: row.key })); state.told.clear(); }),
    }) : ""))));
}

const showSecond = guarded(async () => {
  if (!state.question) return;
  await saved();
  if (state.look === 2) { await setLook(1); say("You give marks that count again."); return; }
  showBoth(await ask("second"));
  dialog("second-dialog");
});

async function setLook(number) {
  state.look = number;
  $("show-second").textContent = number === 2 ? "Back to first marks" : "Second look";
  Object.assign(state, { told: new Map(), came: [] });
  await loadQueue();
}

function showOptions() {
  $("marker").value = state.marker;
  for (const box of document.querySelectorAll("[data-option]")) box.checked = state.options[box.dataset.option];
  dialog("options-dialog");
  closed("options-dialog").then(guarded(async () => {
    await saved();
    state.marker = $("marker").value.trim() || page.marker;
    for (const box of document.querySelectorAll("[data-option]")) state.options[box.dataset.option] = box.checked;
    keep("options", state.options);
    keep("marker", state.marker === page.marker ? "" : state.marker);
    state.told.clear();
    if (state.question) await loadQueue(current() && current().key);
  }));
}

// Keys and buttons.

const button = name => () => { const found = document.querySelector(`[data-do="${name}"]`); if (!found.hidden) press(name); };

function press(name) {
  const told = current() && state.told.get(current().key);
  act(name === "propose" ? { do: name, items: told.proposed } : { do: name });
}

const KEYS = {
  f: button("full"), 0: button("none"), p: button("propose"), l: later, u: undo, e: editItems, g: showLog,
  s: showSecond, o: showOptions, j: () => step(1), k: () => step(-1), n: () => turn(1), N: () => turn(-1),
  c: () => $("words").focus(), v: () => { $("free").focus(); $("free").select(); },
  m: () => { $("model").open = !$("model").open; }, "?": () => dialog("help-dialog"),
};

// After a click the keys belong to the page again; who moves by keyboard stays where they are.
function leave(event) { if (event.detail) document.activeElement.blur(); }

// The browser takes the focus out of a closed dialog one frame later, and a key would be lost.
function isText(target) {
  return target.matches("textarea, input:not([type=checkbox]), select") && !target.closest("dialog:not([open])");
}

document.addEventListener("keydown", event => {
  if (document.querySelector("dialog[open]") || event.altKey || event.metaKey) return;
  const { key, target } = event;
  if (isText(target)) {
    if (key === "Escape") { keepWords(); target.blur(); $("right").focus(); event.preventDefault(); }
    else if (key === "Enter" && event.ctrlKey) { target.blur(); $("right").focus(); forward(); event.preventDefault(); }
    else if (key === "Enter" && target.id === "free") { keepWords(); target.blur(); $("right").focus(); event.preventDefault(); }
    else if (key === "ArrowDown" && target.id === "words" && $("earlier").firstChild) {
      $("earlier").querySelector("button").focus();
      event.preventDefault();
    }
    return;
  }
  if (event.ctrlKey) {
    if (key === "z") { undo(); event.preventDefault(); }
    return;
  }
  if (key === "Enter" && !target.matches("button, a, summary, label, input")) {
    event.preventDefault();
    (event.shiftKey ? back : forward)();
  } else if (state.options.keys && !event.repeat) {
    const item = /^[1-9]$/.test(key) && current() && state.question.items[key - 1];
    const does = KEYS[key] || (key !== "N" && KEYS[key.toLowerCase()]);
    if (item) act({ do: "toggle", item: item.id });
    else if (does) does();
    else return;
    event.preventDefault();
  }
});

for (const each of document.querySelectorAll("[data-do]")) {
  each.addEventListener("click", event => { press(each.dataset.do); leave(event); });
}
for (const [id, does] of Object.entries({
  back, forward, later, undo, "edit-items": editItems, "show-log": showLog, "show-second": showSecond,
  "show-options": showOptions, "show-help": () => dialog("help-dialog"),
})) {
  $(id).addEventListener("click", event => { does(); leave(event); });
}
$("set-every").addEventListener("click", guarded(async () => showBoth(await ask("every", { every: Number($("every").value) || 0 }))));
$("look-again").addEventListener("click", guarded(async () => { $("second-dialog").close(); await setLook(2); }));
$("words").addEventListener("input", () => {
  clearTimeout(state.typing);
  state.typing = setTimeout(keepWords, 700);
  showEarlier();
});
$("words").addEventListener("focus", () => { if (state.question) showEarlier(); });
$("words").addEventListener("change", keepWords);
$("free").addEventListener("change", keepWords);
window.addEventListener("beforeunload", event => {
  keepWords();
  if (state.pending.length) event.preventDefault();
});

// Other markers and other programs go on meanwhile.
setInterval(() => { if (!document.hidden && !state.pending.length && state.question) loadQuestions().catch(() => {}); }, 30000);

guarded(async () => {
  const choices = JSON.parse(page.choices);
  if (choices.length || !page.assignment) {
    $("which").textContent = choices.length ? "Which assignment?" : "There is no source/<name>/*.ipynb here.";
    $("answer").replaceChildren(element("ul", {}, ...choices.map(name =>
      element("li", {}, element("a", { href: `${page.base}marking/${encodeURIComponent(name)}`, text: name })))));
    return;
  }
  await loadQuestions();
  const wanted = decodeURIComponent(location.hash.slice(1));
  const named = state.questions.findIndex(each => `${each.notebook}/${each.cell}` === wanted);
  const first = state.questions.findIndex(each => each.waiting > 0);
  await openQuestion(named >= 0 ? named : Math.max(first, 0));
})();
