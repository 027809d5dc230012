"use strict";
// The picture around a node: expand, collapse, filter by type. Without this script the table below says the same.
(() => {
  const picture = document.getElementById("picture");
  if (!picture || typeof cytoscape === "undefined") return;
  picture.hidden = false;
  const said = document.getElementById("chosen");
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const colours = {
    Document: "--c-citation", Task: "--c-task", Agency: "--c-agency", Project: "--c-project",
    Target: "--c-target", Indicator: "--c-target", Section: "--c-section", Region: "--c-header",
  };
  const squares = ["Agency", "Indicator"];
  const most = 400;
  const narrow = picture.parentElement.clientWidth < 600;
  const first = narrow ? 30 : 90; // so many nodes at most are shown before a type is asked for
  const roles = ["LEADS", "RESPONSIBLE_FOR", "SUPPORTS"]; // told apart by the kind of line and by a word, not by colour alone
  const off = new Set();
  const expanded = new Map(); // node → ids that came with it
  let root = null;

  const short = (name) => (name.length > 18 ? name.slice(0, 17) + "…" : name);
  const cy = cytoscape({
    container: document.getElementById("graph"),
    minZoom: 0.15, maxZoom: 3, boxSelectionEnabled: false,
    style: [
      { selector: "node", style: {
        label: (node) => short(node.data("name")), "font-size": 12, "min-zoomed-font-size": 7, "text-wrap": "wrap", "text-overflow-wrap": "anywhere", "text-max-width": 110,
        "text-valign": "bottom", "text-margin-y": 4, color: colour("--ink"), "text-outline-color": colour("--paper"), "text-outline-width": 2,
        "background-color": (node) => colour(colours[node.data("label")] || "--soft"), width: 18, height: 18,
        shape: (node) => (squares.includes(node.data("label")) ? "round-rectangle" : "ellipse"), "font-family": "system-ui, sans-serif",
      } },
      { selector: "node.open", style: { width: 28, height: 28, "font-weight": "bold", "min-zoomed-font-size": 5 } },
      { selector: "node.chosen", style: { "border-width": 4, "border-color": colour("--focus"), "z-index": 9, "min-zoomed-font-size": 1 } },
      { selector: "node.near", style: { "min-zoomed-font-size": 1, "z-index": 8 } },
      { selector: "edge", style: {
        width: 1.2, "line-color": colour("--line"), "curve-style": "bezier", "target-arrow-shape": "triangle", "arrow-scale": 0.7,
        "target-arrow-color": colour("--line"),
      } },
      { selector: "node.beside", style: {
        "text-valign": "center", "text-halign": "right", "text-margin-y": 0, "text-margin-x": 5, "font-size": 14, "text-max-width": 185,
        // lines to the columns behind pass beneath the names, not through them
        "text-background-color": colour("--paper"), "text-background-opacity": 1, "text-background-padding": 2,
        "text-wrap": "ellipsis", width: 13, height: 13, "min-zoomed-font-size": 5, label: (node) => (node.data("part") ? node.data("part") + " · " : "") + node.data("name"),
      } },
      { selector: "node.beside.open", style: { "text-background-opacity": narrow ? 1 : 0, "text-halign": narrow ? "right" : "center", "text-valign": narrow ? "center" : "bottom", "text-margin-x": narrow ? 6 : 0, "text-margin-y": narrow ? 0 : 6, width: 24, height: 24, "text-wrap": narrow ? "ellipsis" : "wrap", "text-max-width": narrow ? 230 : 170 } },
      { selector: "edge[type = 'LEADS']", style: { width: 2.4, "line-color": colour("--strong"), "target-arrow-color": colour("--strong") } },
      { selector: "edge[type = 'RESPONSIBLE_FOR']", style: { width: 1.6, "line-style": "dashed", "line-dash-pattern": [7, 4], "line-color": colour("--link"), "target-arrow-color": colour("--link") } },
      { selector: "edge[type = 'SUPPORTS']", style: { width: 1.6, "line-style": "dashed", "line-dash-pattern": [2, 4], "line-color": colour("--soft"), "target-arrow-color": colour("--soft") } },
      { selector: "edge.faint", style: { "line-opacity": 0.4, width: (edge) => (edge.data("type") === "LEADS" ? 1.8 : 1.2), "target-arrow-shape": "none", "curve-style": "straight" } },
      // on a narrow screen the lines would lie on one another: a trunk with a branch to each name
      { selector: "edge.trunk", style: { "curve-style": "taxi", "taxi-direction": "rightward", "taxi-turn": 14, "taxi-turn-min-distance": 4, "line-opacity": 0.8 } },
      { selector: "edge.near", style: {
        label: "data(name)", "font-size": 11,
        color: colour("--soft"), "text-rotation": "autorotate", "text-outline-color": colour("--paper"), "text-outline-width": 2,
        "min-zoomed-font-size": 7,
      } },
      { selector: "edge.faint.near", style: { "line-opacity": 0.55, label: "" } },
      { selector: ".off", style: { display: "none" } },
    ],
  });

  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name]);
  const count = () => fill(picture.dataset.count, { nodes: cy.nodes(":visible").length, edges: cy.edges(":visible").length });

  const types = () => {
    const box = document.getElementById("types");
    const numbers = new Map();
    cy.nodes().forEach((node) => {
      const label = node.data("label");
      const held = numbers.get(label) || { kind: node.data("kind"), number: 0 };
      held.number += 1;
      numbers.set(label, held);
    });
    box.replaceChildren(...[...numbers].sort().map(([label, held]) => {
      const line = document.createElement("label");
      const input = document.createElement("input");
      const dot = document.createElement("span");
      input.type = "checkbox";
      input.checked = !off.has(label);
      input.addEventListener("change", () => {
        if (input.checked) off.delete(label); else off.add(label);
        filter();
        arrange();
      });
      dot.className = "dot dot-" + label;
      line.append(input, dot, held.kind + " " + held.number);
      return line;
    }));
    const lines = document.getElementById("lines");
    lines.replaceChildren(...roles.flatMap((role) => {
      const those = cy.edges().filter((edge) => edge.data("type") === role);
      if (!those.length) return [];
      const entry = document.createElement("span");
      const stroke = document.createElement("span");
      stroke.className = "stroke stroke-" + role;
      entry.append(stroke, those[0].data("name") + " " + those.length);
      return [entry];
    }));
  };
  const filter = () => cy.batch(() => {
    cy.nodes().forEach((node) => { node.toggleClass("off", off.has(node.data("label")) && node.id() !== root); });
  });

  // A few neighbours stand round their node; many stand in columns by type, each with its name beside it, so that two hundred
  // can still be read; where several nodes are expanded, what belongs together is drawn together.
  const ring = (nodes) => nodes.map((node, at) => {
    const angle = (2 * Math.PI * at) / nodes.length - Math.PI / 2;
    return [node.id(), narrow
      ? { x: Math.cos(angle) * 130, y: Math.sin(angle) * (150 + 9 * nodes.length) }
      : { x: Math.cos(angle) * (160 + 7 * nodes.length), y: Math.sin(angle) * (110 + 5 * nodes.length) }];
  });
  const columns = (nodes) => {
    const wide = 215, high = 25, rows = narrow ? Infinity : Math.max(14, Math.ceil(Math.sqrt(nodes.length * 4.2)));
    const placed = [];
    let column = 0, row = 0, last = null;
    for (const node of nodes) {
      const kind = node.data("label") + (node.data("part") || "");
      const other = last !== null && last !== kind;
      if (row >= rows || (other && row > rows - 3)) { column += 1; row = 0; } else if (other && row > 0) row += 0.6;
      placed.push([node.id(), { x: narrow ? 40 : 170 + column * wide, y: row * high }]);
      last = kind;
      row += 1;
    }
    const bottom = Math.max(...placed.map(([, place]) => place.y));
    return placed.map(([id, place]) => [id, { x: place.x, y: narrow ? place.y + 90 : place.y - bottom / 2 }]);
  };
  // Where several nodes are expanded: under each what came with it, in rows of four, and those of them that are expanded
  // themselves below, set in; an outline, drawn.
  const outline = (nodes) => {
    const wide = 215, high = 25, side = narrow ? 36 : 190, across = narrow ? 1 : 4;
    const placed = [], under = new Map();
    const isShown = (id) => { const node = cy.getElementById(id); return node.nonempty() && !node.hasClass("off"); };
    const brought = new Map();
    expanded.forEach((ids, parent) => ids.forEach((id) => { if (!brought.has(id)) brought.set(id, parent); }));
    for (const node of nodes) {
      const near = node.neighborhood("node").filter((each) => expanded.has(each.id())).map((each) => each.id());
      const parent = [brought.get(node.id()), ...near].find((id) => id && id !== node.id() && isShown(id)) || root;
      under.set(parent, [...(under.get(parent) || []), node]);
    }
    const seen = new Set();
    const place = (id, x, y) => {
      if (seen.has(id)) return 0;
      seen.add(id);
      const below = under.get(id) || [];
      const leaves = below.filter((each) => !expanded.has(each.id()));
      const rows = Math.ceil(leaves.length / across);
      leaves.forEach((each, at) => placed.push([each.id(), { x: x + side + Math.floor(at / rows) * wide, y: y + (at % rows) * high }]));
      const tall = Math.max(rows * high, narrow ? high : 3 * high);
      placed.push([id, { x, y: narrow ? y - high : y + ((rows || 1) - 1) * high / 2 }]);
      let down = tall + high;
      for (const each of below.filter((one) => expanded.has(one.id()))) down += place(each.id(), x + (narrow ? side : side / 2), y + down + (narrow ? high : 0));
      return down + (narrow ? high : 0);
    };
    const end = place(root, 0, 0);
    // two that brought each other have no way from the root: they follow below
    nodes.filter((each) => !placed.some(([id]) => id === each.id())).reduce((down, each) => down + place(each.id(), 0, down), end);
    return placed;
  };
  const arrange = () => {
    // by our own class: what cytoscape calls visible lags behind where types are switched fast
    const shown = cy.nodes().filter((node) => !node.hasClass("off"));
    const order = Object.keys(colours);
    const parts = new Map(); // what part an agency has in a task: of each neighbour of the middle
    cy.getElementById(root).connectedEdges().forEach((edge) => {
      if (!roles.includes(edge.data("type"))) return;
      const other = edge.data("source") === root ? edge.data("target") : edge.data("source");
      parts.set(other, [...(parts.get(other) || []), edge]);
    });
    cy.batch(() => cy.nodes().forEach((node) => {
      const edges = (parts.get(node.id()) || []).sort((a, b) => roles.indexOf(a.data("type")) - roles.indexOf(b.data("type")));
      node.data("part", edges.map((edge) => edge.data("name")).join(" / "));
      node.data("rank", edges.length ? roles.indexOf(edges[0].data("type")) : roles.length);
    }));
    const others = shown.filter((node) => node.id() !== root).toArray().sort((a, b) =>
      order.indexOf(a.data("label")) - order.indexOf(b.data("label")) || a.data("rank") - b.data("rank") || a.data("nth") - b.data("nth"));
    const one = expanded.size <= 1, few = one && others.length <= (narrow ? 6 : 24);
    cy.nodes().toggleClass("beside", !few);
    cy.edges().toggleClass("faint", !few).toggleClass("trunk", !few && narrow);
    const position = new Map(few ? [[root, { x: 0, y: 0 }], ...ring(others)] : one ? [[root, { x: 0, y: 0 }], ...columns(others)] : outline(others));
    shown.layout({ name: "preset", positions: (node) => position.get(node.id()) || { x: 0, y: 0 }, fit: true, padding: 30 }).run();
    if (!few && narrow) { // one column, as wide as the screen: the rest is a drag away
      cy.zoom(Math.min(1.1, cy.width() / 270));
      cy.pan({ x: 30, y: 40 });
    }
  };

  const choose = (node) => {
    cy.elements().removeClass("chosen near");
    if (!node || node.empty()) return;
    node.addClass("chosen");
    node.neighborhood().addClass("near");
    const link = document.createElement("a");
    link.href = node.data("href");
    link.textContent = node.data("name");
    said.replaceChildren(node.data("kind") + "：", link, "　" + count());
  };
  const chosen = () => { const found = cy.nodes(".chosen"); return found.length ? found[0] : cy.getElementById(root); };

  const expand = async (node) => {
    if (expanded.has(node.id())) return;
    if (cy.nodes().length > most) { said.textContent = picture.dataset.full; return; }
    try {
      const answer = await fetch(node.data("data"));
      if (!answer.ok) throw new Error(String(answer.status));
      add(await answer.json(), node);
    } catch (error) {
      said.textContent = picture.dataset.failed;
    }
  };
  const add = (found, node) => {
    const here = node ? node.position() : { x: 0, y: 0 };
    const fresh = found.nodes.filter((each) => cy.getElementById(each.data.id).empty());
    fresh.forEach((each, at) => {
      each.data.nth = cy.nodes().length + at;
      const angle = (2 * Math.PI * at) / fresh.length;
      each.position = { x: here.x + 140 * Math.cos(angle), y: here.y + 140 * Math.sin(angle) };
    });
    const edges = found.edges.filter((each) => cy.getElementById(each.data.id).empty());
    cy.add([...fresh.map((each) => ({ group: "nodes", ...each })), ...edges.map((each) => ({ group: "edges", ...each }))]);
    const middle = found.nodes[0].data.id;
    if (!root) {
      root = middle;
      let shown = 0;
      for (const label of Object.keys(colours)) {
        const number = fresh.filter((each) => each.data.label === label).length;
        if (number && shown && shown + number > first) off.add(label);
        else shown += number;
      }
    }
    expanded.set(middle, fresh.map((each) => each.data.id).filter((id) => id !== middle));
    cy.getElementById(middle).addClass("open");
    types();
    filter();
    arrange();
    choose(cy.getElementById(middle));
    if (found.left_out) said.append("　" + fill(picture.dataset.leftOut, { number: found.left_out }));
  };
  const collapse = (node) => {
    const came = expanded.get(node.id());
    if (!came || node.id() === root) return;
    expanded.delete(node.id());
    node.removeClass("open");
    for (const id of came) {
      const other = cy.getElementById(id);
      if (other.empty()) continue;
      if (expanded.has(id)) collapse(other);
      const holds = other.neighborhood("node").some((near) => near.id() !== node.id() && expanded.has(near.id()));
      if (!holds) other.remove();
    }
    types();
    filter();
    arrange();
    choose(node);
  };
  const toggle = (node) => (expanded.has(node.id()) ? collapse(node) : expand(node));

  cy.on("tap", "node", (event) => {
    if (event.target.hasClass("chosen")) toggle(event.target);
    else choose(event.target);
  });
  cy.on("mouseover", "node", (event) => { cy.container().title = event.target.data("kind") + "：" + event.target.data("name"); });
  cy.on("mouseout", "node", () => { cy.container().title = ""; });
  document.getElementById("expand").addEventListener("click", () => expand(chosen()));
  document.getElementById("collapse").addEventListener("click", () => collapse(chosen()));
  document.getElementById("fit").addEventListener("click", () => cy.fit(undefined, 40));
  const zoom = (by) => () => cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  document.getElementById("closer").addEventListener("click", zoom(1.4));
  document.getElementById("further").addEventListener("click", zoom(1 / 1.4));

  const directions = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  document.getElementById("graph").addEventListener("keydown", (event) => {
    const node = chosen();
    if (directions[event.key]) {
      const [x, y] = directions[event.key];
      const from = node.position();
      let best = null, least = Infinity;
      cy.nodes(":visible").forEach((other) => {
        const right = other.position().x - from.x, down = other.position().y - from.y;
        const ahead = right * x + down * y, aside = Math.abs(right * y) + Math.abs(down * x);
        if (ahead > 1 && ahead + 2 * aside < least) { least = ahead + 2 * aside; best = other; }
      });
      if (best) choose(best);
    } else if (event.key === "Enter") {
      toggle(node);
    } else if (event.key === " ") {
      location.href = node.data("href");
    } else {
      return;
    }
    event.preventDefault();
  });

  fetch(picture.dataset.first).then((answer) => answer.json()).then((found) => add(found, null)).catch(() => {
    said.textContent = picture.dataset.failed;
  });
  window.cy = cy; // for tests, and for the curious
})();
