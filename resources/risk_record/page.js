"use strict";

const BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ZEROS = "0".repeat(64);
const CORE = new RegExp(
  '^\\{"boot":"[0-9a-f]{8}","clk":"(?:ok|jumped|regressed)","deal":"[0-9a-f]{32}",' +
  '"f":\\{((?:"[a-z]+":"[0-9a-f]{64}",?)+)\\},"flag":(?:0|[1-9][0-9]*),"kind":"[a-z.]+","mono":(?:0|[1-9][0-9]*),' +
  '"off":"[+-][0-9]{2}:[0-9]{2}","prev":"[0-9a-f]{64}",' +
  '"rec":"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z","seq":[1-9][0-9]*,"v":1\\}$');

const byId = (id) => document.getElementById(id);
const utf8 = (text) => new TextEncoder().encode(text);
const has = (table, key) => Object.prototype.hasOwnProperty.call(table, key);
const fill = (text, values) => text.replace(/\{([a-z_]+)\}/g, (all, key) => (has(values, key) ? values[key] : all));
const count = (noun, n) => (n === 1 ? WORDS.counts[noun][0] : fill(WORDS.counts[noun][1], { n }));
const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) || [], (two) => parseInt(two, 16));
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

function base32(bytes, length) {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  let text = "";
  for (let at = 0; at < length; at += 1) text += BASE32[parseInt(bits.slice(5 * at, 5 * at + 5), 2)];
  return text;
}

async function checkedCode(digits, front) {
  return front + base32(await sha256(utf8("sedesk/code/1\0" + digits + front)), 2);
}

async function codeOf(seq, hash) {
  return checkedCode(String(seq).padStart(4, "0"), base32(bytesOf(hash), 26));
}

async function receiptOf(seq, hash) {
  const code = await codeOf(seq, hash);
  return ["SED1", String(seq).padStart(4, "0"), ...code.match(/.{4}/g)].join("-");
}

// Marks that turn the direction of writing are shown and not obeyed: they could turn a time around.
const still = (text) => String(text).replace(/[\u202a-\u202e\u2066-\u2069]/g,
  (mark) => `[U+${mark.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);

// Reading: cores and manifest are parsed out of the very texts that are hashed.

async function readRecord(data) {
  const manifest = JSON.parse(data.manifest);
  const entries = [];
  for (const one of data.entries) {
    const hash = hexOf(await sha256(utf8(one.core)));
    const core = JSON.parse(one.core);
    const form = CORE.exec(one.core);
    const wellFormed = form !== null && form[1].split(",").length === Object.keys(core.f).length;
    const values = {};
    for (const name of Object.keys(one.open)) values[name] = still(one.open[name].value);
    entries.push({ core, hash, wellFormed, values, open: one.open, receipt: await receiptOf(core.seq, hash) });
  }
  await addStamps(entries);
  return { manifest, manifestText: data.manifest, sig: data.sig, entries };
}

// Checking: the first fault, or null.

async function chainFault(record) {
  let seq = 0;
  let before = ZEROS;
  for (const entry of record.entries) {
    seq += 1;
    if (!entry.wellFormed) return fill(WORDS.faults.shape, { seq });
    if (entry.core.seq !== seq) return fill(WORDS.faults.order, { seq });
    if (entry.core.deal !== record.manifest.deal) return fill(WORDS.faults.deal, { seq });
    if (entry.core.prev !== before) return fill(WORDS.faults.prev, { seq });
    for (const name of Object.keys(entry.open)) {
      if (!(await valueFits(entry, name))) return fill(WORDS.faults.value, { seq, name });
    }
    const shown = has(record.manifest.shown, String(seq)) ? record.manifest.shown[seq] : [];
    if (shown.join() !== Object.keys(entry.open).sort().join()) return fill(WORDS.faults.shown, { seq });
    if (stampBroken(entry)) return fill(WORDS.faults.stamp, { seq });
    before = entry.hash;
  }
  const missing = Object.keys(record.manifest.shown).find((key) => Number(key) > seq);
  if (missing) return fill(WORDS.faults.shown, { seq: missing });
  const head = record.manifest.head;
  return seq > 0 && head.seq === seq && head.hash === before ? null : WORDS.faults.head;
}

async function valueFits(entry, name) {
  const { salt, value } = entry.open[name];
  if (!has(entry.core.f, name) || typeof value !== "string" || value === "" || !/^[0-9a-f]{32}$/.test(salt)) return false;
  const front = utf8("sedesk/field/1\0" + name + "\0");
  const parts = [...front, ...bytesOf(salt), ...utf8(value)];
  return hexOf(await sha256(Uint8Array.from(parts))) === entry.core.f[name];
}

async function signatureFits(record) { // true, false, or null where the browser has no Ed25519
  try {
    const key = await crypto.subtle.importKey("raw", bytesOf(record.manifest.pub), { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, key, bytesOf(record.sig), utf8(record.manifestText));
  } catch (error) {
    return error.name === "NotSupportedError" ? null : false;
  }
}

async function judge(record) {
  const fault = await chainFault(record);
  if (fault) return ["broken", { reason: fault }];
  const signed = await signatureFits(record);
  if (signed === false) return ["broken", { reason: WORDS.faults.signature }];
  return [signed ? "intact" : "unsigned", { entries: count("entry", record.entries.length) }];
}

// The page: the same words in the same order as page.py makes them.

const TEXT = WORDS.text;
const line = (label, text, short) => ({ label, text, short: Boolean(short) });
const utcOf = (rec) => rec.slice(0, 19).replace("T", " ");

function localOf(core) {
  const sign = core.off[0] === "-" ? -1 : 1;
  const minutes = sign * (Number(core.off.slice(1, 3)) * 60 + Number(core.off.slice(4, 6)));
  return utcOf(new Date(Date.parse(core.rec) + minutes * 60000).toISOString());
}

function say(name, value, core) {
  if (has(WORDS.tokens, name)) return has(WORDS.tokens[name], value) ? WORDS.tokens[name][value] : value;
  if (name === "corrects") return fill(TEXT.corrects, { seq: value });
  const recorded = localOf(core).slice(0, 10);
  if (name === "occurred" && value !== recorded) return fill(TEXT.occurred, { day: value, recorded });
  if (name === "evidence" && value.startsWith(`${TEXT.item} `)) return `\n${value}`;
  return value;
}

function sourceOf(entry) {
  if (has(entry.values, "reference")) return TEXT.given;
  return has(entry.core.f, "reference") ? TEXT.reference_hidden : TEXT.reported;
}

function linesOf(entry, person) {
  const { core, values } = entry;
  const lines = WORDS.lines[core.kind].filter((name) => has(values, name) && name !== person && !(entry.stamp && ["anchor", "token"].includes(name))).map((name) =>
    line(name === WORDS.bare[core.kind] ? "" : WORDS.fields[name], say(name, values[name], core), WORDS.short.includes(name)));
  if (person) lines.push(line(TEXT.source, sourceOf(entry), true));
  if (has(WORDS.clocks, core.clk)) lines.push(line(TEXT.clock, WORDS.clocks[core.clk]));
  const hidden = Object.keys(core.f).sort().filter((name) => !has(values, name)).map((name) => WORDS.fields[name]);
  if (hidden.length) lines.push(line(TEXT.not_shown, hidden.join(", ")));
  return lines;
}

function entryOf(entry) {
  const { core, values } = entry;
  const person = { "risk.sent": "to", "risk.ack": "from" }[core.kind] || "";
  const utc = utcOf(core.rec);
  const local = localOf(core);
  const [named, unnamed] = WORDS.kinds[core.kind];
  return {
    times: [utc, `${local.slice(0, 10) === utc.slice(0, 10) ? local.slice(11) : local} ${core.off}`],
    label: has(values, person) ? fill(named, values) : unnamed,
    lines: [...linesOf(entry, person), ...stampLines(entry)], receipt: entry.receipt, marks: [`#${core.seq}`, entry.hash.slice(0, 8)],
  };
}

function flagOf(entries) {
  const values = { ...entries[0].values };
  for (const entry of entries) {
    if (entry.core.kind === "risk.correct" && entry.values.corrects === String(entries[0].core.seq)) {
      Object.assign(values, entry.values);
    }
  }
  const kinds = entries.map((entry) => entry.core.kind);
  const absent = [["risk.sent", "told", "nobody_told"], ["risk.ack", "response", "no_response"]]
    .filter(([kind]) => !kinds.includes(kind)).map(([, label, text]) => line(TEXT[label], TEXT[text]));
  const severity = values.severity || "";
  const said = [WORDS.tokens.severity[severity], values.statement || TEXT.hidden_heading];
  return {
    number: `#${entries[0].core.seq}`, severity, absent, told: kinds.includes("risk.sent"),
    heading: said.filter(Boolean).join(" · "), entries: entries.map(entryOf),
  };
}

function flagsOf(record) {
  const groups = new Map();
  for (const entry of record.entries) {
    if (!groups.has(entry.core.flag)) groups.set(entry.core.flag, []);
    groups.get(entry.core.flag).push(entry);
  }
  groups.delete(0);
  return [...groups.values()].filter((group) => group.some((one) => Object.keys(one.open).length)).reverse().map(flagOf);
}

function factsOf(known, flags) {
  const about = { ...known };
  if (/^[0-9]+$/.test(about.gap_days || "")) about.gap_days = count("day", Number(about.gap_days));
  const entries = flags.reduce((sum, flag) => sum + flag.entries.length, 0);
  const told = flags.filter((flag) => flag.told).length;
  return [
    ...WORDS.about.filter(([key]) => has(about, key)).map(([key, label]) => line(label, about[key])),
    line(TEXT.in_record, `${count("flag", flags.length)}, ${count("entry", entries)}`),
    line(TEXT.told, fill(TEXT.told_of, { told, flags: count("flag", flags.length) })),
  ];
}

function leadOf(record, flags) {
  if (!flags.length) return [TEXT.nothing];
  const days = flags.flatMap((flag) => flag.entries.map((entry) => entry.times[0].slice(0, 10))).sort();
  const said = { flags: count("flag", flags.length), entries: count("entry", days.length) };
  const lead = [fill(TEXT.lead, { ...said, first: days[0], last: days[days.length - 1] })];
  const unshown = record.entries.filter((entry) => entry.core.kind === "risk.flag").length - flags.length;
  if (unshown) lead.push(fill(TEXT.unshown, { flags: count("unshown", unshown) }));
  return lead;
}

async function pageOf(record) {
  const { manifest } = record;
  const { head } = manifest;
  const about = Object.fromEntries(Object.entries(manifest.about).map(([key, text]) => [key, still(text)]));
  const flags = flagsOf(record);
  const anchors = record.entries.filter((entry) => entry.core.kind === "anchor").map(entryOf);
  const marks = anchors.length ? [{ number: "", severity: "", heading: TEXT.marks, entries: anchors, absent: [] }] : [];
  const shown = record.entries.filter((entry) => Object.keys(entry.open).length).length;
  return {
    subtitle: ["account", "title"].filter((key) => has(about, key)).map((key) => about[key]).join(", "),
    byline: [
      ...["author", "recipient", "period"].filter((key) => has(about, key)).map((key) => fill(TEXT[key], about)),
      fill(TEXT.exported, { moment: utcOf(manifest.exported) }),
    ],
    facts: factsOf(about, flags), lead: leadOf(record, flags), flags: [...flags, ...marks],
    proofs: [
      line(TEXT.head, `#${head.seq} ${head.hash}`), line(TEXT.receipt, await receiptOf(head.seq, head.hash)),
      line(TEXT.key, manifest.pub),
    ],
    footer: [TEXT.made, fill(TEXT.shown_of, { entries: count("entry", record.entries.length), shown }), manifest.format],
  };
}

// Drawing: texts go in as texts, never as HTML.

function el(tag, kind, ...parts) {
  const node = document.createElement(tag);
  if (kind) node.className = kind;
  node.append(...parts);
  return node;
}

const cell = ({ label, text }) => el("div", "", el("span", "quiet", label), el("b", "text", text));
const said = ({ label, text, short }, kind) =>
  el("div", short ? "short" : "", ...(label ? [el("span", "quiet", label)] : []), el("span", kind || "text", text));
const list = (title, items) => el("div", "", el("p", "label", title), el("ol", "", ...items.map((item) => el("li", "", item))));

function row({ times, label, lines, receipt, marks }) {
  const proof = receipt ? [said(line(TEXT.receipt, receipt), "code")] : [];
  return el("tr", "",
    el("td", "time", el("span", "", times[0]), el("span", "quiet", times[1])),
    el("td", "what", el("span", "text", label)),
    el("td", "said", ...lines.map((one) => said(one)), ...proof),
    el("td", "id", el("span", "", marks[0]), el("span", "quiet", marks[1])));
}

function drawFlag(flag) {
  const mark = has(WORDS.tokens.severity, flag.severity) ? [el("i", `mark ${flag.severity}`)] : [];
  const absent = flag.absent.map(({ label, text }) =>
    row({ times: ["", ""], label, lines: [line("", text)], receipt: "", marks: ["", ""] }));
  return el("section", "flag",
    el("h2", "", ...mark, el("span", "mono", flag.number), el("span", "", flag.heading)),
    el("table", "", el("tbody", "", ...flag.entries.map(row), ...absent)));
}

function draw(page) {
  byId("page").replaceChildren(
    el("header", "top",
      el("div", "", el("h1", "", TEXT.title), el("p", "sub", page.subtitle)),
      el("div", "by", ...page.byline.map((text) => el("div", "", text)))),
    el("div", "facts", ...page.facts.map(cell)),
    ...page.lead.map((text) => el("p", "lead", text)),
    el("p", "label", TEXT.heading),
    ...page.flags.map(drawFlag),
    el("div", "ends", list(TEXT.claims, WORDS.claims), list(TEXT.checks, WORDS.checks)),
    el("div", "proofs", ...page.proofs.map(cell)),
    el("div", "foot", ...page.footer.map((text) => el("span", "", text))));
}

function tell(state, values) {
  byId("verdict").className = state;
  byId("verdict").textContent = fill(WORDS.verdicts[state], values || {});
}

// A receipt that somebody pastes from a message.

async function answerTo(text, record) {
  const bare = text.replace(/[\s\u200b-\u200f\u2010-\u2015\u2060\ufeff-]/g, "").toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1");
  const parts = /^SED1([0-9]{4,16})([0-9A-HJKMNP-TV-Z]{28})$/.exec(bare);
  if (!parts || (await checkedCode(parts[1], parts[2].slice(0, 26))) !== parts[2]) return WORDS.verdicts.unread;
  const seq = Number(parts[1]);
  const entry = record.entries.find((one) => one.core.seq === seq);
  const fits = entry && (await codeOf(seq, entry.hash)) === parts[2];
  return fill(fits ? WORDS.verdicts.fits : WORDS.verdicts.differs, { seq });
}

function ask(record) {
  byId("ask").hidden = false;
  byId("receipt").addEventListener("input", async (event) => {
    const text = event.target.value;
    const answer = text.trim() ? await answerTo(text, record) : "";
    if (event.target.value === text) byId("answer").textContent = answer;
  });
}

async function main() {
  if (!globalThis.crypto || !crypto.subtle) return tell("unable");
  try {
    const record = await readRecord(JSON.parse(byId("record").textContent));
    const [state, values] = await judge(record);
    draw(await pageOf(record));
    if (state !== "broken") ask(record);
    return tell(state, values);
  } catch (error) {
    byId("page").replaceChildren();
    return tell("broken", { reason: WORDS.faults.page });
  }
}
