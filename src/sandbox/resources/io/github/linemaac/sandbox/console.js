"use strict";
(() => {
  const LOOK_EVERY_MS = 1000;
  const clock = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  const VERDICTS = {
    success: ["good", "done"],
    rejected: ["bad", "rejected"],
    server_error: ["bad", "Server Error"],
    no_result: ["bad", "no result"],
  };
  const COUNTS = {
    created_num: "created", updated_num: "updated", mismatch_num: "unmatched",
    blank_error: "blank", duplicate_error: "duplicate", gender_error: "invalid gender",
    mobile_error: "invalid mobile", birthday_error: "invalid birthday",
    miss_fields: "missing fields", useless_fields: "unknown fields",
  };

  const byId = id => document.getElementById(id);
  const buttons = [...document.querySelectorAll("[data-trouble]")];
  const shown = {};

  function say(id, value) {
    const place = byId(id), words = String(value);
    if (place.textContent !== words) place.textContent = words;
  }

  function element(name, className, ...inside) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...inside.map(part => part instanceof Node ? part : String(part)));
    return made;
  }

  const number = value => value.toLocaleString("en");
  const time = atMs => element("td", "time", clock.format(atMs));
  const badge = (kind, words) => element("span", "badge " + kind, words);

  // Only what has changed is drawn again, so that what somebody has selected stays selected.
  function fill(id, items, columns, none, row) {
    const now = JSON.stringify(items);
    if (shown[id] === now) return;
    shown[id] = now;
    const rows = items.map(item => element("tr", "", ...row(item)));
    if (rows.length === 0) {
      const cell = element("td", "none", none);
      cell.colSpan = columns;
      rows.push(element("tr", "", cell));
    }
    byId(id).replaceChildren(...rows);
  }

  function verdict(one) {
    if (!one.is_ours) {
      return [badge(one.verdict ? "" : "busy", one.verdict ? "over" : "running"), " ", element("span", "counts", "somebody else's")];
    }
    if (!one.verdict) return [badge("busy", one.status)];
    const counts = Object.keys(COUNTS).filter(name => one.counts[name])
        .map(name => number(one.counts[name]) + " " + COUNTS[name]).join(", ");
    return [badge(...VERDICTS[one.verdict]), ...(counts ? [" ", element("span", "counts", counts)] : [])];
  }

  function showImports(imports) {
    say("imports-succeeded", number(imports.succeeded));
    say("imports-rejected", number(imports.rejected));
    say("imports-failed", number(imports.failed));
    say("rows-written", number(imports.rows_written));
    say("rate", imports.last_minute + " of " + imports.per_minute);
    byId("rate-meter").max = imports.per_minute;
    byId("rate-meter").value = imports.last_minute;
    say("slot", imports.somebody_else ? "somebody else's" : imports.running > 0 ? "in use" : "free");
    fill("imports-rows", imports.newest, 5, "None so far.", one => [
      element("td", "number", one.id),
      time(one.accepted_at_ms),
      element("td", "number", one.is_ours ? number(one.rows) : "–"),
      element("td", "number", (one.lasted_ms / 1000).toFixed(1) + " s"),
      element("td", "", ...verdict(one)),
    ]);
  }

  function showMembers(members) {
    say("members-count", number(members.count));
    fill("members-rows", members.newest, 4, "None so far.", one => {
      const more = one.tag_count - one.tags.length;
      const tags = one.tags.flatMap(tag => [element("span", "tag", tag), " "]);
      if (more > 0) tags.push(element("span", "counts", "and " + more + " more"));
      return [element("td", "key", one.key), element("td", "", one.name), element("td", "", ...tags), time(one.changed_at_ms)];
    });
  }

  function showSegments(segments) {
    say("segments-count", number(segments.count));
    say("segments-cap", number(segments.cap));
    fill("segments-rows", segments.newest, 3, "None so far.", one => [
      element("td", "", one.name),
      element("td", "number", number(one.ids)),
      element("td", "", one.is_ready ? badge("good", "ready") : badge("busy", "computing")),
    ]);
  }

  function showCalls(calls) {
    fill("calls-rows", calls, 4, "None so far.", one => [
      time(one.last_at_ms),
      element("td", "key", one.method + " " + one.endpoint),
      element("td", "", badge(/^2/.test(one.outcome) ? "good" : "bad", one.outcome)),
      element("td", "number", one.times > 1 ? number(one.times) + "×" : ""),
    ]);
  }

  function stateOf(trouble, nowMs) {
    if (!trouble) return "";
    if (trouble.ends_at_ms) return Math.ceil((trouble.ends_at_ms - nowMs) / 1000) + " s left";
    return trouble.field ? "row found" : "on";
  }

  function showTroubles(troubles, nowMs) {
    for (const button of buttons) {
      const trouble = troubles[button.dataset.trouble];
      button.setAttribute("aria-pressed", String(trouble !== undefined));
      const state = button.querySelector(".state"), words = stateOf(trouble, nowMs);
      if (state.textContent !== words) state.textContent = words;
    }
  }

  function showConnection(kind, words) {
    say("connection", words);
    byId("connection").className = "badge " + kind;
  }

  async function look() {
    try {
      const answer = await fetch("sandbox/console", { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.status);
      const state = await answer.json();
      showImports(state.imports);
      showMembers(state.members);
      showSegments(state.segments);
      showCalls(state.calls);
      showTroubles(state.troubles, state.now_ms);
      showConnection("good", "Live");
    } catch {
      showConnection("bad", "The sandbox does not answer");
    }
  }

  async function change(method, path, done) {
    try {
      const answer = await fetch("sandbox/trouble" + path, { method });
      say("said", answer.ok ? done : "The sandbox refused that.");
    } catch {
      say("said", "The sandbox does not answer.");
    }
    await look();
  }

  for (const button of buttons) {
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      const name = button.querySelector("b").textContent;
      change(on ? "POST" : "DELETE", "/" + button.dataset.trouble, name + (on ? ": on." : ": off."));
    });
  }
  byId("all-well").addEventListener("click", () => change("DELETE", "", "All is well again."));

  (async function keepLooking() {
    if (!document.hidden) await look();
    setTimeout(keepLooking, LOOK_EVERY_MS);
  })();
})();
