// Built from Tests/ModelDrivenShell/Client. Change it there.
"use strict";
(() => {
  // src/dataverse/http.ts
  var apiRoot = "/api/data/v9.2/";
  var annotations = 'odata.include-annotations="*"';
  async function read(path, prefer = []) {
    const response = await send("GET", path, void 0, { Prefer: [annotations, ...prefer].join(",") });
    return await response.json();
  }
  async function readAll(path) {
    const rows = [];
    for (let next = path; next !== void 0; ) {
      const page = await read(next);
      rows.push(...rowsIn(page));
      next = nextLinkIn(page);
    }
    return rows;
  }
  function rowsIn(answer) {
    return answer["value"] ?? [];
  }
  function nextLinkIn(answer) {
    const link = answer["@odata.nextLink"];
    return typeof link === "string" ? link.slice(link.indexOf(apiRoot) + apiRoot.length) : void 0;
  }
  async function send(method, path, body, headers = {}) {
    const response = await fetch(apiRoot + path, {
      method,
      headers: {
        Accept: "application/json",
        "OData-MaxVersion": "4.0",
        "OData-Version": "4.0",
        ...body !== void 0 && { "Content-Type": "application/json; charset=utf-8" },
        ...headers
      },
      ...body !== void 0 && { body: JSON.stringify(body) }
    });
    if (!response.ok) {
      throw await failureOf(response);
    }
    return response;
  }
  function messageOf(error) {
    const { message } = error ?? {};
    return typeof message === "string" ? message : String(error);
  }
  async function failureOf(response) {
    const text2 = await response.text();
    const { code, message } = errorIn(text2);
    return Object.assign(new Error(message ?? `${String(response.status)} ${response.statusText}`), { errorCode: signed(code), status: response.status });
  }
  function errorIn(text2) {
    try {
      return JSON.parse(text2).error ?? {};
    } catch {
      return {};
    }
  }
  function signed(code) {
    return code === void 0 ? 0 : Number(code) | 0;
  }

  // src/page/element.ts
  function element(tag, attributes = {}, ...children2) {
    const made2 = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== void 0 && value !== false) {
        made2.setAttribute(name, value === true ? "" : value);
      }
    }
    made2.append(...children2.filter((child2) => child2 !== void 0));
    return made2;
  }
  function button(label, onClick, attributes = {}) {
    const made2 = element("button", { type: "button", ...attributes }, label);
    made2.addEventListener("click", onClick);
    return made2;
  }
  var last = 0;
  function freshId(prefix) {
    last += 1;
    return `${prefix}-${String(last)}`;
  }

  // src/page/texts.ts
  var texts = {
    ok: ["OK", "OK", "OK"],
    cancel: ["Cancel", "Annuleren", "Abbrechen"],
    close: ["Close", "Sluiten", "Schlie\xDFen"],
    save: ["Save", "Opslaan", "Speichern"],
    refresh: ["Refresh", "Vernieuwen", "Aktualisieren"],
    signIn: ["Sign in", "Aanmelden", "Anmelden"],
    signOut: ["Sign out", "Afmelden", "Abmelden"],
    apps: ["Apps", "Apps", "Apps"],
    noApp: ["None of your roles opens an app.", "Geen van uw rollen opent een app.", "Keine Ihrer Rollen \xF6ffnet eine App."],
    view: ["View", "Weergave", "Ansicht"],
    noView: ["There is no view for this table.", "Er is geen weergave voor deze tabel.", "F\xFCr diese Tabelle gibt es keine Ansicht."],
    noForm: ["There is no form for this table.", "Er is geen formulier voor deze tabel.", "F\xFCr diese Tabelle gibt es kein Formular."],
    notHere: ["The shell does not show this.", "Dit wordt hier niet getoond.", "Das wird hier nicht gezeigt."],
    noRows: ["There are no rows.", "Er zijn geen rijen.", "Es gibt keine Zeilen."],
    previous: ["Previous page", "Vorige pagina", "Vorherige Seite"],
    next: ["Next page", "Volgende pagina", "N\xE4chste Seite"],
    page: ["Page {0}", "Pagina {0}", "Seite {0}"],
    select: ["Select {0}", "{0} selecteren", "{0} ausw\xE4hlen"],
    selectAll: ["Select all rows of this page", "Alle rijen van deze pagina selecteren", "Alle Zeilen dieser Seite ausw\xE4hlen"],
    search: ["Search", "Zoeken", "Suchen"],
    value: ["Value", "Waarde", "Wert"],
    error: ["Something went wrong", "Er is iets misgegaan", "Etwas ist schiefgegangen"],
    choose: ["Choose records", "Records kiezen", "Datens\xE4tze ausw\xE4hlen"],
    add: ["Add", "Toevoegen", "Hinzuf\xFCgen"],
    required: ["Fill in: {0}", "Vul in: {0}", "Bitte ausf\xFCllen: {0}"],
    commands: ["Commands", "Opdrachten", "Befehle"],
    navigation: ["Navigation", "Navigatie", "Navigation"],
    loading: ["Loading\u2026", "Laden\u2026", "Wird geladen\u2026"]
  };
  var languages = [1033, 1043, 1031];
  var tags = { 1031: "de", 1033: "en", 1043: "nl" };
  var current = 1033;
  function speak(language) {
    current = language;
    document.documentElement.lang = tags[language] ?? "en";
  }
  function text(key, ...values) {
    const found = texts[key][Math.max(languages.indexOf(current), 0)] ?? texts[key][0];
    return found.replace(/\{(\d)\}/g, (_, index) => values[Number(index)] ?? "");
  }
  function labelIn(labels) {
    const found = [current, 1033].map((language) => labels.find((label) => label.language === language)).find((label) => label !== void 0);
    return (found ?? labels[0])?.text ?? "";
  }

  // src/dataverse/ids.ts
  function plainId(id) {
    return id.replace(/[{}]/g, "").toLowerCase();
  }
  function bracedId(id) {
    return `{${plainId(id).toUpperCase()}}`;
  }
  function quoted(text2) {
    return `'${encodeURIComponent(text2.replaceAll("'", "''"))}'`;
  }

  // src/session.ts
  var depths = ["Basic", "Local", "Deep", "Global"];
  async function readUser(language) {
    const who = await read("WhoAmI");
    const id = who["UserId"];
    const [user, roles, own, privileges] = await Promise.all([
      read(`systemusers(${id})?$select=fullname`),
      readAll(`systemusers(${id})/systemuserroles_association?$select=roleid,name,_parentrootroleid_value`),
      languageOf(id),
      privilegesOf(id)
    ]);
    return {
      id,
      name: user["fullname"] ?? "",
      organizationId: who["OrganizationId"],
      businessUnitId: who["BusinessUnitId"],
      language: own ?? language,
      roles: roles.map(roleOf),
      privileges
    };
  }
  function hasPrivilege(privileges, name, depth) {
    const needed = Math.max(depths.indexOf(depth ?? ""), 0);
    return privileges?.some((one) => one.name.toLowerCase() === name.toLowerCase() && depths.indexOf(one.depth) >= needed);
  }
  async function privilegesOf(user) {
    try {
      const answer = await read(`systemusers(${user})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`);
      return (answer["RolePrivileges"] ?? []).map(privilegeOf);
    } catch {
      return void 0;
    }
  }
  function privilegeOf(row) {
    return {
      id: row["PrivilegeId"],
      name: row["PrivilegeName"],
      depth: row["Depth"],
      businessUnitId: row["BusinessUnitId"]
    };
  }
  function roleOf(row) {
    const id = plainId(row["roleid"]);
    return { id, name: row["name"], rootId: plainId(row["_parentrootroleid_value"] ?? id) };
  }
  async function languageOf(user) {
    try {
      const [settings] = rowsIn(await read(`usersettingscollection?$select=uilanguageid&$filter=systemuserid eq ${user}`));
      const language = settings?.["uilanguageid"];
      return typeof language === "number" && language > 0 ? language : void 0;
    } catch {
      return void 0;
    }
  }

  // src/xml.ts
  function parseXml(xml) {
    const document2 = new DOMParser().parseFromString(xml, "application/xml");
    const failure = document2.querySelector("parsererror");
    if (failure !== null) {
      throw new Error(`This is no XML: ${failure.textContent}`);
    }
    return document2.documentElement;
  }
  function xmlOf(node) {
    return new XMLSerializer().serializeToString(node);
  }
  function children(parent, name) {
    return [...parent?.children ?? []].filter((child2) => child2.localName === name);
  }
  function child(parent, name) {
    return children(parent, name)[0];
  }
  function below(parent, ...names) {
    return names.reduce((found, name) => found.flatMap((one) => children(one, name)), parent === void 0 ? [] : [parent]);
  }
  function attribute(of, name) {
    return of.getAttribute(name) || void 0;
  }
  function flag(of, name, absent) {
    const value = attribute(of, name);
    return value === void 0 ? absent : /^(true|1)$/i.test(value);
  }
  function labelsIn(parent, of, one, language) {
    const labels = below(parent, of, one);
    return labels.map((label) => ({
      language: Number(label.getAttribute(language)),
      text: label.getAttribute("description") ?? label.getAttribute("Title") ?? ""
    }));
  }

  // src/app/site-map.ts
  function siteMapIn(xml) {
    const root2 = parseXml(xml);
    const areas = root2.localName === "SiteMap" ? children(root2, "Area") : below(root2, "SiteMap", "Area");
    return areas.map((area) => ({
      label: titleOf(area),
      groups: children(area, "Group").map((group) => ({ label: titleOf(group), entries: children(group, "SubArea").map(entryOf) }))
    }));
  }
  function entryOf(element2) {
    const dashboard = attribute(element2, "DefaultDashboard");
    return {
      id: attribute(element2, "Id") ?? "",
      label: titleOf(element2),
      table: attribute(element2, "Entity"),
      address: attribute(element2, "Url"),
      dashboard: dashboard && plainId(dashboard),
      privileges: children(element2, "Privilege").flatMap(privilegesIn)
    };
  }
  function privilegesIn(element2) {
    const rights = (attribute(element2, "Privilege") ?? "Read").split(",");
    return rights.map((right) => `prv${right.trim()}${attribute(element2, "Entity") ?? ""}`);
  }
  function titleOf(element2) {
    return labelIn(labelsIn(element2, "Titles", "Title", "LCID")) || (attribute(element2, "Title") ?? "");
  }

  // src/app/apps.ts
  var administrator = "System Administrator";
  async function readApps(user) {
    const rows = await readAll("appmodules?$select=appmoduleid,uniquename,name&$orderby=name");
    const apps = rows.map((row) => ({ id: row["appmoduleid"], uniqueName: row["uniquename"], name: row["name"] }));
    const open2 = await Promise.all(apps.map((app) => isOpenTo(user, app)));
    return apps.filter((_, index) => open2[index]);
  }
  async function readSiteMap(app) {
    const [row] = rowsIn(await read(`sitemaps?$select=sitemapxml&$filter=sitemapnameunique eq ${quoted(app.uniqueName)}`));
    return row === void 0 ? [] : siteMapIn(row["sitemapxml"]);
  }
  async function isOpenTo(user, app) {
    if (user.roles.some((role) => role.name === administrator)) {
      return true;
    }
    const roles = await readAll(`appmodules(${app.id})/appmoduleroles_association?$select=roleid`);
    const allowed = new Set(roles.map((row) => row["roleid"]));
    return user.roles.some((role) => allowed.has(role.id) || allowed.has(role.rootId));
  }

  // src/app/places.ts
  function hashOf(place) {
    switch (place.kind) {
      case "apps":
        return "#/";
      case "app":
        return `#/${place.app}`;
      case "list":
        return `#/${place.app}/list/${place.table}${place.view === void 0 ? "" : `/${place.view}`}`;
      case "dashboard":
        return `#/${place.app}/dashboard/${place.id}`;
      case "record":
        return `#/${place.app}/record/${place.table}${place.id === void 0 ? "" : `/${place.id}`}`;
    }
  }
  function placeOf(hash) {
    const [app, kind, table, id] = hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
    if (app === void 0 || app === "") {
      return { kind: "apps" };
    }
    if (table !== void 0 && kind === "dashboard") {
      return { kind, app, id: table };
    }
    if (table !== void 0 && kind === "list") {
      return { kind, app, table, view: id };
    }
    return table !== void 0 && kind === "record" ? { kind, app, table, id } : { kind: "app", app };
  }

  // src/form/layout.ts
  var subgridClass = "E7A81278-8635-4D9E-8D4D-59480B391C5B";
  var defaultRows = 4;
  function layoutIn(formXml) {
    const root2 = parseXml(formXml);
    const form = root2.localName === "forms" ? child(root2, "form") : root2;
    return {
      tabs: below(form, "tabs", "tab").map(tabOf),
      header: below(child(form, "header"), "rows", "row", "cell").map(cellOf).filter(isFilled),
      libraries: below(form, "formLibraries", "Library").map((library) => attribute(library, "name") ?? ""),
      handlers: below(form, "events", "event").flatMap(handlersOf)
    };
  }
  function tabOf(tab) {
    return {
      name: attribute(tab, "name") ?? attribute(tab, "id") ?? "",
      label: labelOf(tab),
      isVisible: flag(tab, "visible", true),
      columns: below(tab, "columns", "column").map((column) => below(column, "sections", "section").map(sectionOf))
    };
  }
  function sectionOf(section) {
    return {
      name: attribute(section, "name") ?? attribute(section, "id") ?? "",
      label: labelOf(section),
      showsLabel: flag(section, "showlabel", true),
      isVisible: flag(section, "visible", true),
      cells: below(section, "rows", "row", "cell").map(cellOf).filter(isFilled)
    };
  }
  function cellOf(cell) {
    const control = child(cell, "control");
    const parameters = child(control, "parameters");
    return {
      id: (control && attribute(control, "id")) ?? "",
      label: labelOf(cell),
      showsLabel: flag(cell, "showlabel", true),
      isVisible: flag(cell, "visible", true),
      isDisabled: control !== void 0 && flag(control, "disabled", false),
      column: control && attribute(control, "datafieldname"),
      subgrid: control !== void 0 && isSubgrid(control) ? subgridOf(parameters) : void 0,
      webResource: child(parameters, "Url")?.textContent ?? void 0
    };
  }
  function isFilled(cell) {
    return cell.id !== "";
  }
  function isSubgrid(control) {
    return flag(control, "indicationOfSubgrid", false) || (attribute(control, "classid") ?? "").toUpperCase().includes(subgridClass);
  }
  function subgridOf(parameters) {
    const value = (name) => child(parameters, name)?.textContent || void 0;
    return {
      viewId: value("ViewId") ?? "",
      table: value("TargetEntityType") ?? "",
      relationship: value("RelationshipName"),
      rowsPerPage: Number(value("RecordsPerPage") ?? defaultRows),
      chartId: value("ChartGridMode") === "Chart" ? value("VisualizationId") : void 0
    };
  }
  function handlersOf(event) {
    const handlers = [...below(event, "Handlers", "Handler"), ...below(event, "InternalHandlers", "Handler")];
    return handlers.filter((handler) => flag(handler, "enabled", true)).map((handler) => ({
      event: (attribute(event, "name") ?? "").toLowerCase(),
      column: attribute(event, "attribute"),
      library: attribute(handler, "libraryName") ?? "",
      name: attribute(handler, "functionName") ?? "",
      takesContext: flag(handler, "passExecutionContext", false),
      parameters: attribute(handler, "parameters")
    }));
  }
  function labelOf(parent) {
    return labelIn(labelsIn(parent, "labels", "label", "languagecode"));
  }
  function cellsIn(layout) {
    return layout.tabs.flatMap((tab) => tab.columns.flat().flatMap((section) => section.cells));
  }

  // src/view/cells.ts
  var formatted = "@OData.Community.Display.V1.FormattedValue";
  var tableOfLookup = "@Microsoft.Dynamics.CRM.lookuplogicalname";
  function textOf(row, column) {
    const lookup = `_${column}_value`;
    const found = row[column + formatted] ?? row[lookup + formatted] ?? row[column] ?? row[lookup];
    return shown(found);
  }
  function shown(value) {
    switch (typeof value) {
      case "string":
        return value;
      case "number":
      case "boolean":
        return String(value);
      default:
        return "";
    }
  }
  function referenceIn(row, column) {
    const key = `_${column}_value`;
    const id = row[key];
    const table = row[key + tableOfLookup];
    return typeof id === "string" && typeof table === "string" ? { table, id, name: textOf(row, column) } : void 0;
  }

  // src/view/fetch.ts
  function fetchOf(fetchXml, asked) {
    const fetch2 = parseXml(fetchXml);
    const entity = child(fetch2, "entity");
    if (entity === void 0) {
      throw new Error("The view's FetchXML has no entity.");
    }
    if (asked.page !== void 0 && asked.count !== void 0) {
      fetch2.removeAttribute("top");
      fetch2.setAttribute("page", String(asked.page));
      fetch2.setAttribute("count", String(asked.count));
    }
    sort(entity, asked.order);
    for (const filter of filtersOf(asked)) {
      entity.append(entity.ownerDocument.importNode(parseXml(filter), true));
    }
    return xmlOf(fetch2);
  }
  function orderIn(fetchXml) {
    const order = child(child(parseXml(fetchXml), "entity"), "order");
    const column = order && attribute(order, "attribute");
    return order === void 0 || column === void 0 ? void 0 : { column, isDescending: attribute(order, "descending") === "true" };
  }
  function sort(entity, order) {
    if (order === void 0) {
      return;
    }
    for (const old of children(entity, "order")) {
      old.remove();
    }
    const made2 = entity.ownerDocument.createElement("order");
    made2.setAttribute("attribute", order.column);
    made2.setAttribute("descending", String(order.isDescending));
    entity.append(made2);
  }
  function filtersOf({ related, filters = [], search }) {
    return [
      ...filters,
      ...related === void 0 ? [] : [condition(related.column, "eq", plainId(related.id))],
      ...search === void 0 || search.text === "" ? [] : [condition(search.column, "like", `${search.text}%`)]
    ];
  }
  function condition(column, operator, value) {
    const filter = parseXml("<filter />");
    const made2 = filter.ownerDocument.createElement("condition");
    made2.setAttribute("attribute", column);
    made2.setAttribute("operator", operator);
    made2.setAttribute("value", value);
    filter.append(made2);
    return xmlOf(filter);
  }

  // src/view/layout.ts
  function columnsIn(layoutXml) {
    const grid = parseXml(layoutXml);
    return children(child(grid, "row"), "cell").map((cell) => ({
      name: attribute(cell, "name") ?? "",
      width: Number(attribute(cell, "width") ?? 100),
      isHidden: attribute(cell, "ishidden") === "1"
    })).filter((column) => column.name !== "" && !column.isHidden);
  }

  // src/view/views.ts
  var columns = "savedqueryid,name,fetchxml,layoutxml,isdefault,returnedtypecode";
  var publicView = 0;
  var lookupView = 64;
  async function readViews(table, queryType = publicView) {
    const filter = `returnedtypecode eq ${quoted(table)} and querytype eq ${String(queryType)} and statecode eq 0`;
    const rows = await readAll(`savedqueries?$select=${columns}&$filter=${filter}&$orderby=name`);
    const views = rows.map(viewOf);
    return [...views.filter((view) => view.isDefault), ...views.filter((view) => !view.isDefault)];
  }
  async function readView(id) {
    return viewOf(await read(`savedqueries(${plainId(id)})?$select=${columns}`));
  }
  async function readPage(definitions, view, asked) {
    const { setName } = await definitions.table(view.table);
    const answer = await read(`${setName}?fetchXml=${encodeURIComponent(fetchOf(view.fetchXml, asked))}`);
    const more = answer["@Microsoft.Dynamics.CRM.morerecords"];
    return { rows: rowsIn(answer), hasMore: more === true || more === void 0 && answer["@Microsoft.Dynamics.CRM.fetchxmlpagingcookie"] !== void 0 };
  }
  function viewOf(row) {
    return {
      id: row["savedqueryid"],
      name: row["name"],
      table: row["returnedtypecode"],
      fetchXml: row["fetchxml"],
      layoutXml: row["layoutxml"] ?? "<grid><row /></grid>",
      isDefault: row["isdefault"] === true
    };
  }

  // src/view/grid.ts
  var numeric = /* @__PURE__ */ new Set(["Money", "Decimal", "Double", "Integer", "BigInt"]);
  var Grid = class {
    constructor(definitions, settings) {
      this.definitions = definitions;
      this.settings = settings;
    }
    definitions;
    settings;
    root = element("div", { class: "grid" });
    view;
    table;
    order;
    number = 1;
    rows = [];
    hasMore = false;
    chosen = /* @__PURE__ */ new Map();
    turn = 0;
    narrowed = {};
    /** The rows that are chosen, of this page. */
    get selected() {
      return [...this.chosen.values()];
    }
    /** The rows of this page. */
    get all() {
      return this.rows;
    }
    get shown() {
      return this.view;
    }
    get definition() {
      return this.table;
    }
    /** Shows a view from its first page on. */
    async show(view, asked = {}) {
      this.view = view;
      this.table = await this.definitions.table(view.table);
      this.order = orderIn(view.fetchXml);
      this.number = 1;
      this.narrowed = asked;
      await this.refresh();
    }
    /** Reads the page anew; what was chosen is not chosen any more. */
    async refresh() {
      if (this.view === void 0) {
        return;
      }
      const turn = ++this.turn;
      const page = await readPage(this.definitions, this.view, {
        ...this.settings.asked,
        ...this.narrowed,
        page: this.number,
        count: this.settings.rowsPerPage,
        order: this.order
      });
      if (turn === this.turn) {
        this.rows = page.rows;
        this.hasMore = page.hasMore;
        this.chosen = /* @__PURE__ */ new Map();
        this.render(this.view);
        this.settings.onSelect?.();
      }
    }
    render(view) {
      const columns2 = columnsIn(view.layoutXml);
      const head = element("tr", {}, element("th", { class: "choice" }, this.allBox()), ...columns2.map((column) => this.heading(column)));
      const body = element("tbody", {}, ...this.rows.map((row) => this.line(row, columns2)));
      const table = element("table", { "aria-label": view.name }, element("thead", {}, head), body);
      const none = this.rows.length === 0 ? element("p", { class: "none" }, text("noRows")) : void 0;
      const scroll = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": view.name }, table);
      this.root.replaceChildren(scroll, ...none ? [none] : [], this.pager());
    }
    heading(column) {
      const isOrder = this.order?.column === column.name;
      const label = this.table?.columns.get(column.name)?.label ?? column.name;
      const heading = element("th", { scope: "col", "aria-sort": isOrder && (this.order?.isDescending === true ? "descending" : "ascending") });
      const isOwn = !column.name.includes(".");
      heading.append(isOwn ? button(label, () => void this.sortBy(column.name)) : label);
      return heading;
    }
    line(row, columns2) {
      const id = this.idOf(row);
      const line = element("tr", { "data-id": id }, element("td", { class: "choice" }, this.box(row, id)));
      columns2.forEach((column, index) => {
        const shown3 = textOf(row, column.name);
        const isNumber = numeric.has(this.table?.columns.get(column.name)?.type ?? "");
        line.append(element("td", { class: isNumber && "number" }, index === 0 ? this.link(row, id, shown3) : shown3));
      });
      return line;
    }
    link(row, id, shown3) {
      const name = shown3 || textOf(row, this.table?.nameColumn ?? "") || id;
      const link = element("a", { href: "#" }, name);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.settings.open(this.table?.name ?? "", id);
      });
      return link;
    }
    box(row, id) {
      const name = textOf(row, this.table?.nameColumn ?? "") || id;
      const box = element("input", { type: "checkbox", "aria-label": text("select", name) });
      box.addEventListener("change", () => {
        this.choose(row, id, box.checked);
      });
      return box;
    }
    allBox() {
      if (this.settings.isMultiple === false) {
        return void 0;
      }
      const box = element("input", { type: "checkbox", "aria-label": text("selectAll") });
      box.addEventListener("change", () => {
        this.chosen = new Map(box.checked ? this.rows.map((row) => [this.idOf(row), row]) : []);
        this.showChoice();
      });
      return box;
    }
    choose(row, id, isChosen) {
      if (this.settings.isMultiple === false) {
        this.chosen.clear();
      }
      if (isChosen) {
        this.chosen.set(id, row);
      } else {
        this.chosen.delete(id);
      }
      this.showChoice();
    }
    showChoice() {
      for (const line of this.root.querySelectorAll("tbody tr")) {
        const box = line.querySelector("input");
        if (box !== null) {
          box.checked = this.chosen.has(line.dataset["id"] ?? "");
        }
      }
      this.settings.onSelect?.();
    }
    pager() {
      const previous = button(text("previous"), () => void this.turnTo(this.number - 1));
      const next = button(text("next"), () => void this.turnTo(this.number + 1));
      previous.disabled = this.number === 1;
      next.disabled = !this.hasMore;
      return element("div", { class: "pager" }, previous, element("span", { role: "status" }, text("page", String(this.number))), next);
    }
    async turnTo(number) {
      this.number = number;
      await this.refresh();
    }
    async sortBy(column) {
      this.order = { column, isDescending: this.order?.column === column && !this.order.isDescending };
      this.number = 1;
      await this.refresh();
      this.root.querySelector("th[aria-sort] button")?.focus();
    }
    idOf(row) {
      return plainId(row[this.table?.idColumn ?? ""] ?? "");
    }
  };

  // src/form/part.ts
  var Part = class {
    constructor(definition, sections, parent) {
      this.definition = definition;
      this.sections = sections;
      this.parent = parent;
      this.isShown = definition.isVisible;
      this.text = definition.label;
    }
    definition;
    sections;
    parent;
    watchers = [];
    isShown;
    text;
    getName = () => this.definition.name;
    getLabel = () => this.text;
    getParent = () => this.parent;
    getVisible = () => this.isShown;
    setVisible = (isVisible) => {
      this.isShown = isVisible;
      this.tell();
    };
    setLabel = (label) => {
      this.text = label;
      this.tell();
    };
    /** The sections of a tab know it only once it is there. */
    adopt(children2) {
      for (const child2 of children2) {
        child2.parent = this;
      }
    }
    watch(watcher) {
      this.watchers.push(watcher);
    }
    tell() {
      for (const watcher of this.watchers) {
        watcher();
      }
    }
  };
  var Collection = class {
    constructor(items) {
      this.items = items;
    }
    items;
    get(which) {
      switch (typeof which) {
        case "undefined":
          return [...this.items];
        case "function":
          return this.items.filter(which);
        case "number":
          return this.items[which] ?? null;
        default:
          return this.items.find((item) => item.getName() === which) ?? null;
      }
    }
    forEach(act) {
      this.items.forEach(act);
    }
    getLength() {
      return this.items.length;
    }
  };

  // src/form/subgrid.ts
  var GridControl = class {
    constructor(name, grid, refreshCommands, label, level = "h3") {
      this.name = name;
      this.grid = grid;
      this.refreshCommands = refreshCommands;
      const heading = label === void 0 || label === "" ? void 0 : element(level, {}, label);
      this.root = element("div", { class: "subgrid", "data-control": name }, heading, grid.root);
    }
    name;
    grid;
    refreshCommands;
    root;
    onLoad = [];
    bar;
    /** Puts a command bar of its own above the list. */
    async take(bar) {
      this.bar = bar;
      this.grid.root.before(bar.root);
      await bar.refresh();
    }
    /** The rows that are chosen. */
    get chosen() {
      return chosenIn(this.grid, this.grid.selected);
    }
    getName = () => this.name;
    getControlType = () => "subgrid";
    getEntityName = () => this.grid.definition?.name ?? "";
    getVisible = () => !this.root.hidden;
    getFetchXml = () => this.grid.shown?.fetchXml ?? "";
    getGrid = () => ({
      getRows: () => new Collection(chosenIn(this.grid, this.grid.all).map(rowOf)),
      getSelectedRows: () => new Collection(this.chosen.map(rowOf)),
      getTotalRecordCount: () => this.grid.all.length
    });
    getViewSelector = () => ({
      getCurrentView: () => ({ id: bracedId(this.grid.shown?.id ?? ""), name: this.grid.shown?.name ?? "", entityType: "savedquery" }),
      isVisible: () => false
    });
    setVisible = (isVisible) => {
      this.root.hidden = !isVisible;
    };
    refresh = () => {
      this.grid.refresh().then(
        () => {
          this.fire();
        },
        () => void 0
      );
    };
    refreshRibbon = () => {
      this.refreshCommands();
      void this.bar?.refresh();
    };
    addOnLoad = (handler) => {
      this.onLoad.push(handler);
    };
    removeOnLoad = (handler) => {
      const index = this.onLoad.indexOf(handler);
      if (index >= 0) {
        this.onLoad.splice(index, 1);
      }
    };
    fire() {
      for (const handler of this.onLoad) {
        handler({ getEventSource: () => this });
      }
    }
  };
  async function subgridOf2(definitions, cell, record, open2, commandsOf, level) {
    const { subgrid } = cell;
    const related = await relatedBy(definitions, subgrid, record);
    const grid = new Grid(definitions, { rowsPerPage: subgrid.rowsPerPage, asked: { related }, open: open2, onSelect: () => {
      control.refreshRibbon();
    } });
    const control = new GridControl(cell.id, grid, () => void 0, cell.showsLabel ? cell.label : void 0, level);
    const view = subgrid.viewId === "" ? (await readViews(subgrid.table))[0] : await readView(subgrid.viewId);
    if (view !== void 0 && (subgrid.relationship === void 0 || related !== void 0)) {
      await grid.show(view);
      await control.take(await commandsOf(control));
    }
    return control;
  }
  async function relatedBy(definitions, { relationship }, { table, id }) {
    if (relationship === void 0 || id === void 0) {
      return void 0;
    }
    const found = (await definitions.referencing(table)).find((one) => one.name.toLowerCase() === relationship.toLowerCase());
    return found && { column: found.column, id };
  }
  function chosenIn(grid, rows) {
    const table = grid.definition;
    return table === void 0 ? [] : rows.map((row) => ({ id: plainId(row[table.idColumn]), name: textOf(row, table.nameColumn ?? ""), table: table.name }));
  }
  function rowOf({ id, name, table }) {
    const reference2 = { id: bracedId(id), name, entityType: table };
    return {
      getName: () => id,
      data: { entity: { getId: () => reference2.id, getEntityName: () => table, getPrimaryAttributeValue: () => name, getEntityReference: () => reference2 } }
    };
  }

  // src/dashboard/chart.ts
  async function readChart(definitions, id, view) {
    const row = await read(`savedqueryvisualizations(${plainId(id)})?$select=datadescription,presentationdescription`);
    const definition = child(parseXml(`<chart>${row["datadescription"]}</chart>`), "datadefinition");
    const [fetch2] = below(definition, "fetchcollection", "fetch");
    if (fetch2 === void 0) {
      throw new Error("The chart has no query.");
    }
    const { setName } = await definitions.table(view.table);
    const rows = rowsIn(await read(`${setName}?fetchXml=${encodeURIComponent(questionOf(fetch2, view))}`));
    return { isHorizontal: isHorizontal(row["presentationdescription"]), points: pointsOf(rows, aliasesIn(definition, fetch2)) };
  }
  function aliasesIn(definition, fetch2) {
    const [category] = below(definition, "categorycollection", "category");
    const name = (category && attribute(category, "alias")) ?? "";
    const groups = [...fetch2.getElementsByTagName("attribute")].filter((one) => flag(one, "groupby", false)).map((one) => attribute(one, "alias"));
    return {
      category: name,
      series: groups.find((group) => group !== void 0 && group !== name),
      measures: below(category, "measurecollection", "measure").map((measure) => attribute(measure, "alias") ?? "")
    };
  }
  function pointsOf(rows, { category, series, measures }) {
    return rows.flatMap(
      (row) => measures.map((measure) => ({
        category: textOf(row, category) || "\u2014",
        series: series === void 0 ? "" : textOf(row, series) || "\u2014",
        value: Number(row[measure] ?? 0),
        text: textOf(row, measure)
      }))
    );
  }
  function questionOf(fetch2, view) {
    const entity = child(fetch2, "entity");
    const shown3 = child(parseXml(view.fetchXml), "entity");
    for (const part2 of [...children(shown3, "filter"), ...children(shown3, "link-entity")]) {
      const taken = part2.cloneNode(true);
      for (const column of [...taken.getElementsByTagName("attribute"), ...taken.getElementsByTagName("order")]) {
        column.remove();
      }
      entity?.append(fetch2.ownerDocument.importNode(taken, true));
    }
    return xmlOf(fetch2);
  }
  function isHorizontal(presentation) {
    return /ChartType="(Stacked)?Bar/.test(presentation ?? "");
  }

  // src/dashboard/drawing.ts
  var svgNames = "http://www.w3.org/2000/svg";
  var width = 480;
  var height = 200;
  var foot = 20;
  var gap = 0.25;
  var colors = 6;
  function drawn(chart, name) {
    const id = freshId("chart");
    const heading = element("h2", { id }, name);
    if (chart.points.length === 0) {
      return element("div", { class: "chart" }, heading, element("p", { class: "none" }, text("noRows")));
    }
    const categories = [...new Set(chart.points.map((point) => point.category))];
    const series = [...new Set(chart.points.map((point) => point.series))];
    const svg = made("svg", { viewBox: `0 0 ${String(width)} ${String(height)}`, role: "img", "aria-labelledby": id });
    const most = Math.max(...categories.map((category) => sum(chart.points, category)), 1);
    categories.forEach((category, index) => {
      const stack = chart.points.filter((point) => point.category === category);
      svg.append(...stacked(stack, { index, of: categories.length, most, series, isHorizontal: chart.isHorizontal }));
      svg.append(labelAt(category, index, categories.length, chart.isHorizontal));
    });
    return element("div", { class: "chart" }, heading, svgIn(svg), valuesOf(chart.points, categories, series, name));
  }
  function stacked(points, { index, of, most, series, isHorizontal: isHorizontal2 }) {
    const room = isHorizontal2 ? height : width;
    const length = isHorizontal2 ? width : height - foot;
    const step = room / of;
    let below2 = 0;
    return points.map((point) => {
      const size = Math.max(point.value, 0) / most * length;
      const from = below2;
      below2 += size;
      const [along, across] = [String(index * step + step * gap / 2), String(step * (1 - gap))];
      const place = isHorizontal2 ? { x: String(from), y: along, width: String(size), height: across } : { x: along, y: String(length - from - size), width: across, height: String(size) };
      return made("rect", { ...place, class: `series-${String(series.indexOf(point.series) % colors)}` });
    });
  }
  function labelAt(category, index, of, isHorizontal2) {
    const place = isHorizontal2 ? { x: "6", y: String((index + 0.5) * (height / of)), "text-anchor": "start" } : { x: String((index + 0.5) * (width / of)), y: String(height - 5), "text-anchor": "middle" };
    const label = made("text", { ...place, class: isHorizontal2 ? "within" : "beneath" });
    label.textContent = category;
    return label;
  }
  function valuesOf(points, categories, series, name) {
    const names = series.length === 1 && series[0] === "" ? [text("value")] : series;
    const head = names.map((one, index) => element("th", { scope: "col" }, element("span", { class: `key series-${String(index % colors)}` }), one));
    const lines = categories.map((category) => {
      const cells = series.map((one) => points.find((point) => point.category === category && point.series === one)?.text ?? "");
      return element("tr", {}, element("th", { scope: "row" }, category), ...cells.map((cell) => element("td", { class: "number" }, cell)));
    });
    const table = element("table", { "aria-label": name }, element("thead", {}, element("tr", {}, element("td"), ...head)), element("tbody", {}, ...lines));
    return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name }, table);
  }
  function sum(points, category) {
    return points.filter((point) => point.category === category).reduce((total, point) => total + Math.max(point.value, 0), 0);
  }
  function svgIn(svg) {
    const place = element("div", { class: "drawing" });
    place.append(svg);
    return place;
  }
  function made(tag, attributes) {
    const node = document.createElementNS(svgNames, tag);
    for (const [name, value] of Object.entries(attributes)) {
      node.setAttribute(name, value);
    }
    return node;
  }

  // src/dashboard/dashboard.ts
  async function readDashboard(id, around) {
    const row = await read(`systemforms(${id})?$select=name,formxml`);
    const name = row["name"];
    const parts = await Promise.all(cellsIn(layoutIn(row["formxml"])).map((cell) => partOf(cell, around)));
    return {
      name,
      root: element("div", { class: "dashboard" }, element("h1", { tabindex: "-1" }, name), element("div", { class: "parts" }, ...parts))
    };
  }
  async function partOf(cell, around) {
    const part2 = element("div", { class: "part", "data-section": cell.id });
    try {
      part2.append(await contentOf(cell, around));
    } catch (error) {
      part2.append(element("h2", {}, cell.label), element("p", { class: "none" }, messageOf(error)));
    }
    return part2;
  }
  async function contentOf(cell, around) {
    const { subgrid } = cell;
    if (subgrid === void 0) {
      return element("h2", {}, cell.label);
    }
    if (subgrid.chartId !== void 0) {
      const view = await readView(subgrid.viewId);
      return drawn(await readChart(around.definitions, subgrid.chartId, view), cell.label);
    }
    return (await subgridOf2(around.definitions, { ...cell, subgrid }, { table: subgrid.table, id: void 0 }, around.open, around.commandsOf, "h2")).root;
  }

  // src/form/forms.ts
  var main = 2;
  var active = 1;
  async function readForm(table) {
    const filter = `objecttypecode eq ${quoted(table)} and type eq ${String(main)} and formactivationstate eq ${String(active)}`;
    const forms = await readAll(`systemforms?$select=formid,name,formxml,isdefault&$filter=${filter}&$orderby=name`);
    const form = forms.find((one) => one["isdefault"] === true) ?? forms[0];
    return form && layoutIn(form["formxml"]);
  }

  // src/app/resources.ts
  var loaded = /* @__PURE__ */ new Map();
  var resx = /* @__PURE__ */ new Map();
  function addressOf(name) {
    return `/WebResources/${name.split("/").map(encodeURIComponent).join("/")}`;
  }
  function loadScript(name) {
    const known2 = loaded.get(name) ?? load(name);
    loaded.set(name, known2);
    known2.catch(() => loaded.delete(name));
    return known2;
  }
  async function loadTexts(name, language) {
    const response = await fetch(addressOf(`${name}.${String(language)}.resx`));
    if (!response.ok) {
      return;
    }
    const document2 = new DOMParser().parseFromString(await response.text(), "application/xml");
    const entries = [...document2.getElementsByTagName("data")];
    const texts2 = entries.map((data) => [data.getAttribute("name") ?? "", data.querySelector("value")?.textContent ?? ""]);
    resx.set(name.toLowerCase(), new Map(texts2));
  }
  function resourceString(name, key) {
    return resx.get(name.toLowerCase())?.get(key) ?? null;
  }
  function functionNamed(name) {
    let owner;
    let found = globalThis;
    for (const part2 of name.split(".")) {
      owner = found;
      found = found?.[part2];
    }
    return typeof found === "function" ? found.bind(owner) : void 0;
  }
  function load(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = addressOf(name);
      script.addEventListener("load", () => {
        resolve();
      });
      script.addEventListener("error", () => {
        reject(new Error(`The web resource ${name} could not be loaded.`));
      });
      document.head.append(script);
    });
  }

  // src/form/attribute.ts
  var types = {
    BigInt: "integer",
    Boolean: "boolean",
    Customer: "lookup",
    DateTime: "datetime",
    Decimal: "decimal",
    Double: "double",
    Integer: "integer",
    Lookup: "lookup",
    Memo: "memo",
    Money: "money",
    Owner: "lookup",
    Picklist: "optionset",
    State: "optionset",
    Status: "optionset",
    String: "string"
  };
  var FormAttribute = class {
    constructor(column, choices, contextOf) {
      this.column = column;
      this.choices = choices;
      this.contextOf = contextOf;
      this.level = column.isRequired ? "required" : "none";
    }
    column;
    choices;
    contextOf;
    /** What fields that show it do when it changes. */
    watchers = [];
    handlers = [];
    value = null;
    initial = null;
    level;
    submitMode = "dirty";
    /** Takes over what was read. */
    load(row) {
      this.value = valueIn(row, this.column);
      this.initial = this.value;
      this.tell();
    }
    getName = () => this.column.name;
    getAttributeType = () => types[this.column.type] ?? "string";
    getFormat = () => this.column.type === "DateTime" ? this.column.isDateOnly ? "date" : "datetime" : null;
    getValue = () => this.value;
    getInitialValue = () => this.initial;
    getIsDirty = () => !isSame(this.value, this.initial);
    getRequiredLevel = () => this.level;
    getSubmitMode = () => this.submitMode;
    getMaxLength = () => this.column.maxLength;
    getPrecision = () => this.column.precision;
    getOptions = () => this.choices;
    getOption = (value) => this.choices.find((option) => option.value === value) ?? null;
    getSelectedOption = () => this.getOption(this.value);
    getText = () => this.getSelectedOption()?.text ?? "";
    setValue = (value) => {
      this.value = value === "" || value === void 0 ? null : value;
      this.tell();
    };
    setRequiredLevel = (level) => {
      this.level = level;
      this.tell();
    };
    setSubmitMode = (mode) => {
      this.submitMode = mode;
    };
    addOnChange = (handler) => {
      this.handlers.push(handler);
    };
    removeOnChange = (handler) => {
      const index = this.handlers.indexOf(handler);
      if (index >= 0) {
        this.handlers.splice(index, 1);
      }
    };
    fireOnChange = () => {
      for (const handler of this.handlers) {
        handler(this.contextOf(this));
      }
    };
    tell() {
      for (const watcher of this.watchers) {
        watcher();
      }
    }
  };
  function written(attribute2) {
    const value = attribute2.getValue();
    if (!(value instanceof Date)) {
      return value;
    }
    return attribute2.column.isDateOnly ? value.toISOString().slice(0, "yyyy-mm-dd".length) : value.toISOString();
  }
  function valueIn(row, column) {
    if (types[column.type] === "lookup") {
      const found = referenceIn(row, column.name);
      return found === void 0 ? null : [{ id: bracedId(found.id), name: found.name, entityType: found.table }];
    }
    const value = row[column.name] ?? null;
    return column.type === "DateTime" && typeof value === "string" ? new Date(value) : value;
  }
  function isSame(one, other) {
    return JSON.stringify(one) === JSON.stringify(other);
  }

  // src/form/field.ts
  var numbers = /* @__PURE__ */ new Set(["integer", "decimal", "double", "money"]);
  var Field = class {
    constructor(cell, attribute2, display, follow, isReadOnly) {
      this.cell = cell;
      this.attribute = attribute2;
      this.display = display;
      this.follow = follow;
      this.text = cell.label || attribute2.column.label;
      this.isDisabled = cell.isDisabled || isReadOnly;
      const id = freshId("field");
      this.label = element("label", { for: id }, this.text);
      this.editor = this.editorOf(id);
      this.root = element("div", { class: "field", "data-control": cell.id }, this.label, this.editor, this.message);
      this.root.hidden = !cell.isVisible;
      attribute2.watchers.push(() => {
        this.show();
      });
      this.show();
    }
    cell;
    attribute;
    display;
    follow;
    root;
    label;
    editor;
    message = element("p", { class: "message", id: freshId("message"), role: "alert" });
    notifications = /* @__PURE__ */ new Map();
    isDisabled;
    text;
    getName = () => this.cell.id;
    getControlType = () => this.attribute.getAttributeType() === "lookup" ? "lookup" : "standard";
    getAttribute = () => this.attribute;
    getLabel = () => this.text;
    getDisabled = () => this.isDisabled;
    getVisible = () => !this.root.hidden;
    isVisible = () => this.getVisible();
    setLabel = (label) => {
      this.text = label;
      this.show();
    };
    setDisabled = (isDisabled) => {
      this.isDisabled = isDisabled;
      this.show();
    };
    setVisible = (isVisible) => {
      this.root.hidden = !isVisible;
    };
    setFocus = () => {
      this.editor.focus();
    };
    setNotification = (message, id = "") => {
      this.notifications.set(id, message);
      this.show();
      return true;
    };
    clearNotification = (id = "") => {
      const was = this.notifications.delete(id);
      this.show();
      return was;
    };
    editorOf(id) {
      switch (this.attribute.getAttributeType()) {
        case "lookup":
          return element("output", { id });
        case "optionset":
          return this.changing(element("select", { id }, ...this.options()));
        case "boolean":
          return this.changing(element("input", { id, type: "checkbox" }));
        case "memo":
          return this.changing(element("textarea", { id, rows: "3" }));
        case "datetime":
          return this.changing(element("input", { id, type: this.attribute.column.isDateOnly ? "date" : "datetime-local" }));
        default:
          return this.changing(element("input", { id, type: "text", inputmode: numbers.has(this.attribute.getAttributeType()) && "decimal" }));
      }
    }
    options() {
      const choices = this.attribute.getOptions().map((option) => element("option", { value: String(option.value) }, option.text));
      return [element("option", { value: "" }, "\u2014"), ...choices];
    }
    changing(editor) {
      const { maxLength } = this.attribute.column;
      if (maxLength !== void 0 && !(editor instanceof HTMLSelectElement) && editor.type !== "checkbox") {
        editor.maxLength = maxLength;
      }
      editor.addEventListener("change", () => {
        this.attribute.setValue(this.entered(editor));
        this.attribute.fireOnChange();
      });
      return editor;
    }
    entered(editor) {
      const type = this.attribute.getAttributeType();
      if (editor instanceof HTMLInputElement && type === "boolean") {
        return editor.checked;
      }
      if (editor.value === "") {
        return null;
      }
      if (type === "datetime") {
        return new Date(this.attribute.column.isDateOnly ? `${editor.value}T00:00:00Z` : editor.value);
      }
      return type === "optionset" || numbers.has(type) ? Number(editor.value.replace(",", ".")) : editor.value;
    }
    show() {
      const isRequired = this.attribute.getRequiredLevel() === "required";
      this.label.replaceChildren(this.text, ...isRequired ? [element("span", { class: "required", "aria-hidden": "true" }, " *")] : []);
      this.showValue();
      const message = [...this.notifications.values()].join(" ");
      this.message.replaceChildren(message);
      this.message.hidden = message === "";
      if (isEditor(this.editor)) {
        this.editor.disabled = this.isDisabled;
        this.editor.required = isRequired;
        this.editor.setAttribute("aria-invalid", String(message !== ""));
        this.editor.setAttribute("aria-describedby", this.message.id);
      }
    }
    showValue() {
      const value = this.attribute.getValue();
      if (!isEditor(this.editor)) {
        this.editor.replaceChildren(...this.links(value));
      } else if (this.editor instanceof HTMLInputElement && this.editor.type === "checkbox") {
        this.editor.checked = value === true;
      } else if (value instanceof Date) {
        this.editor.value = this.attribute.column.isDateOnly ? value.toISOString().slice(0, 10) : local(value);
      } else {
        this.editor.value = this.isDisabled && numbers.has(this.attribute.getAttributeType()) ? this.display() : shown(value);
      }
    }
    links(references) {
      return (references ?? []).map(({ id, name, entityType }) => {
        const link = element("a", { href: "#" }, name ?? id);
        link.addEventListener("click", (event) => {
          event.preventDefault();
          this.follow(entityType, id);
        });
        return link;
      });
    }
  };
  function isEditor(editor) {
    return editor instanceof HTMLInputElement || editor instanceof HTMLTextAreaElement || editor instanceof HTMLSelectElement;
  }
  function local(value) {
    return new Date(value.getTime() - value.getTimezoneOffset() * 6e4).toISOString().slice(0, 16);
  }

  // src/form/notifications.ts
  var Notifications = class {
    root = element("div", { class: "notifications", "aria-live": "polite" });
    shown = /* @__PURE__ */ new Map();
    set(message, level, id) {
      const made2 = element("p", { class: `notification ${level.toLowerCase()}`, role: level === "ERROR" ? "alert" : "status", "data-id": id }, message);
      const old = this.shown.get(id);
      if (old?.textContent === message && old.className === made2.className) {
        return true;
      }
      old?.remove();
      this.shown.set(id, made2);
      this.root.append(made2);
      return true;
    }
    clear(id) {
      this.shown.get(id)?.remove();
      return this.shown.delete(id);
    }
  };

  // src/form/tabs.ts
  var steps = { ArrowLeft: -1, ArrowRight: 1 };
  var Tabs = class {
    root = element("div", { class: "tabs" });
    list = element("div", { role: "tablist" });
    entries = [];
    constructor() {
      this.root.append(this.list);
      this.list.addEventListener("keydown", (event) => {
        this.step(steps[event.key] ?? 0);
      });
    }
    add(part2, content) {
      const [id, panelId] = [freshId("tab"), freshId("panel")];
      const tab = element("button", { type: "button", role: "tab", id, "aria-controls": panelId });
      const panel = element("div", { role: "tabpanel", id: panelId, "aria-labelledby": id }, content);
      const entry = { part: part2, tab, panel };
      this.entries.push(entry);
      this.list.append(tab);
      this.root.append(panel);
      tab.addEventListener("click", () => {
        this.choose(entry);
      });
      part2.watch(() => {
        this.start();
      });
    }
    /** Shows the tab that was shown before, or the first one that may be. */
    start() {
      const visible = this.entries.filter((entry) => entry.part.getVisible());
      const chosen = visible.find((entry) => entry.tab.getAttribute("aria-selected") === "true") ?? visible[0];
      for (const entry of this.entries) {
        entry.tab.replaceChildren(entry.part.getLabel());
        entry.tab.hidden = !entry.part.getVisible();
      }
      if (chosen !== void 0) {
        this.choose(chosen);
      }
    }
    choose(chosen) {
      for (const entry of this.entries) {
        const isChosen = entry === chosen;
        entry.tab.setAttribute("aria-selected", String(isChosen));
        entry.tab.tabIndex = isChosen ? 0 : -1;
        entry.panel.hidden = !isChosen;
      }
    }
    step(by) {
      const visible = this.entries.filter((entry) => entry.part.getVisible());
      const at = visible.findIndex((entry) => entry.tab.getAttribute("aria-selected") === "true");
      const next = by === 0 ? void 0 : visible[(at + by + visible.length) % visible.length];
      if (next !== void 0) {
        this.choose(next);
        next.tab.focus();
      }
    }
  };

  // src/form/form.ts
  var RecordForm = class _RecordForm {
    constructor(table, layout, around, id) {
      this.table = table;
      this.layout = layout;
      this.around = around;
      this.id = id;
      this.context = this.formContext();
    }
    table;
    layout;
    around;
    id;
    root = element("article", { class: "form" });
    context;
    attributes = /* @__PURE__ */ new Map();
    controls = [];
    notifications = new Notifications();
    title = element("h1", { tabindex: "-1" });
    onSave = [];
    onLoadOfData = [];
    row = {};
    tabs = new Collection([]);
    /** Reads a record, builds its form and calls what its scripts do on load. */
    static async open(table, layout, around, id) {
      const form = new _RecordForm(table, layout, around, id);
      await form.build();
      await form.runHandlers();
      return form;
    }
    get recordId() {
      return this.id;
    }
    /** As rules of the ribbon name it. */
    get state() {
      if (this.id === void 0) {
        return "Create";
      }
      return this.row["statecode"] === void 0 || this.row["statecode"] === 0 ? "Existing" : "Disabled";
    }
    /** The value of a column, also of one that no field shows, as the record has it. */
    valueOf(column) {
      return this.attributes.get(column)?.getValue() ?? this.row[column];
    }
    /** Stores what was entered. */
    async save() {
      const missing = [...this.attributes.values()].filter((one) => one.getRequiredLevel() === "required" && one.getValue() === null);
      if (missing.length > 0) {
        throw new Error(text("required", missing.map((one) => one.column.label).join(", ")));
      }
      for (const handler of this.onSave) {
        handler(this.executionContext());
      }
      const changed = [...this.attributes.values()].filter(isSent);
      const data = Object.fromEntries(changed.map((one) => [one.getName(), written(one)]));
      if (this.id === void 0) {
        const made2 = await this.around.webApi.createRecord(this.table.name, data);
        this.around.open(this.table.name, made2.id);
        return;
      }
      if (changed.length > 0) {
        await this.around.webApi.updateRecord(this.table.name, this.id, data);
      }
      await this.load();
    }
    /** Reads the record and its lists anew. */
    async refresh(saves = false) {
      await (saves ? this.save() : this.load());
      for (const control of this.controls) {
        if (control instanceof GridControl) {
          control.refresh();
        }
      }
    }
    focus() {
      this.title.focus();
    }
    async build() {
      const cells = [...this.layout.header, ...cellsIn(this.layout)];
      for (const name of new Set(cells.map((cell) => cell.column))) {
        const column = name === void 0 ? void 0 : this.table.columns.get(name);
        if (column !== void 0) {
          const options = await this.around.definitions.options(this.table.name, column);
          this.attributes.set(column.name, new FormAttribute(column, options, (source) => this.executionContext(source)));
        }
      }
      await this.load();
      const header = element("div", { class: "header" }, ...await this.contentOf(this.layout.header));
      const tabs = new Tabs();
      const parts = [];
      for (const tab of this.layout.tabs) {
        parts.push(await this.addTab(tabs, tab));
      }
      this.tabs = new Collection(parts);
      this.root.append(element("header", {}, this.title, header), this.notifications.root, tabs.root);
      tabs.start();
    }
    async addTab(tabs, tab) {
      const sections = [];
      const panel = element("div", { class: "columns" });
      for (const column of tab.columns) {
        const place = element("div", { class: "column" });
        for (const section of column) {
          const part3 = new Part(section, void 0);
          sections.push(part3);
          place.append(await this.sectionOf(section, part3));
        }
        panel.append(place);
      }
      const part2 = new Part(tab, new Collection(sections));
      part2.adopt(sections);
      tabs.add(part2, panel);
      return part2;
    }
    async sectionOf(section, part2) {
      const heading = section.showsLabel && section.label !== "" ? element("h2", {}, section.label) : void 0;
      const label = section.label !== "" && section.label;
      const made2 = element("section", { "data-section": section.name, "aria-label": label }, heading, ...await this.contentOf(section.cells));
      const show = () => {
        made2.hidden = !part2.getVisible();
      };
      part2.watch(show);
      show();
      return made2;
    }
    async contentOf(cells) {
      const made2 = [];
      for (const cell of cells) {
        const control = await this.controlOf(cell);
        if (control !== void 0) {
          this.controls.push(control);
          made2.push(control.root);
        }
      }
      return made2;
    }
    async controlOf(cell) {
      const { subgrid } = cell;
      if (subgrid !== void 0) {
        const record = { table: this.table.name, id: this.id };
        const commandsOf = (grid) => this.around.commandsOf(grid, this.context);
        return subgridOf2(this.around.definitions, { ...cell, subgrid }, record, this.around.open, commandsOf);
      }
      const attribute2 = this.attributes.get(cell.column ?? "");
      if (attribute2 === void 0) {
        return void 0;
      }
      const { column } = attribute2;
      const isReadOnly = this.state === "Disabled" || !(this.id === void 0 ? column.canCreate : column.canUpdate) || /^(State|Status)$/.test(column.type);
      return new Field(cell, attribute2, () => textOf(this.row, column.name), this.around.open, isReadOnly);
    }
    async load() {
      this.row = this.id === void 0 ? {} : await read(`${this.table.setName}(${this.id})`);
      for (const attribute2 of this.attributes.values()) {
        attribute2.load(this.row);
      }
      this.title.replaceChildren(this.name() || this.table.label);
      document.title = this.title.textContent;
      for (const handler of this.onLoadOfData) {
        handler(this.executionContext());
      }
    }
    name() {
      return textOf(this.row, this.table.nameColumn ?? "");
    }
    // A script that fails is told and stops nothing else.
    async runHandlers() {
      for (const handler of this.layout.handlers) {
        try {
          await loadScript(handler.library);
          this.attach(handler);
        } catch (error) {
          this.notifications.set(messageOf(error), "ERROR", `script-${handler.name}`);
        }
      }
    }
    attach(handler) {
      const run = functionNamed(handler.name);
      if (run === void 0) {
        throw new Error(`${handler.library}: ${handler.name}`);
      }
      const call = (context) => run(...handler.takesContext ? [context] : [], ...parametersIn(handler));
      switch (handler.event) {
        case "onload":
          call(this.executionContext());
          break;
        case "onsave":
          this.onSave.push(call);
          break;
        case "onchange":
          this.attributes.get(handler.column ?? "")?.addOnChange(call);
          break;
        default:
          break;
      }
    }
    executionContext(source = this.context) {
      return { getFormContext: () => this.context, getEventSource: () => source, getContext: () => Xrm.Utility.getGlobalContext(), getDepth: () => 1 };
    }
    // https://learn.microsoft.com/power-apps/developer/model-driven-apps/clientapi/clientapi-form-context
    formContext() {
      const attribute2 = (which) => new Collection([...this.attributes.values()]).get(which);
      const control = (which) => new Collection(this.controls).get(which);
      return { data: this.data(attribute2), ui: this.ui(control), getAttribute: attribute2, getControl: control };
    }
    data(attribute2) {
      const isDirty = () => [...this.attributes.values()].some((one) => one.getIsDirty());
      const save = async () => {
        await this.save();
        this.around.refreshCommands();
      };
      return {
        attributes: { get: attribute2 },
        getIsDirty: isDirty,
        isValid: () => [...this.attributes.values()].every((one) => one.getRequiredLevel() !== "required" || one.getValue() !== null),
        refresh: (saves) => this.refresh(saves),
        save,
        addOnLoad: (handler) => this.onLoadOfData.push(handler),
        removeOnLoad: (handler) => {
          remove(this.onLoadOfData, handler);
        },
        entity: {
          addOnSave: (handler) => this.onSave.push(handler),
          removeOnSave: (handler) => {
            remove(this.onSave, handler);
          },
          attributes: { get: attribute2 },
          getEntityName: () => this.table.name,
          getEntityReference: () => ({ entityType: this.table.name, id: this.braced(), name: this.name() }),
          getId: () => this.braced(),
          getIsDirty: isDirty,
          getPrimaryAttributeValue: () => this.name(),
          save
        }
      };
    }
    ui(control) {
      return {
        close: this.around.close,
        controls: { get: control },
        clearFormNotification: (id) => this.notifications.clear(id),
        getFormType: () => ({ Create: 1, Existing: 2 })[this.state] ?? 4,
        refreshRibbon: () => {
          this.around.refreshCommands();
        },
        setFormNotification: (message, level, id) => this.notifications.set(message, level, id),
        tabs: { get: (which) => this.tabs.get(which), forEach: (act) => {
          this.tabs.forEach(act);
        } }
      };
    }
    braced() {
      return this.id === void 0 ? "" : bracedId(this.id);
    }
  };
  function isSent(attribute2) {
    const mode = attribute2.getSubmitMode();
    return mode !== "never" && attribute2.getAttributeType() !== "lookup" && (mode === "always" || attribute2.getIsDirty());
  }
  function parametersIn(handler) {
    return handler.parameters === void 0 ? [] : JSON.parse(`[${handler.parameters}]`);
  }
  function remove(handlers, handler) {
    const index = handlers.indexOf(handler);
    if (index >= 0) {
      handlers.splice(index, 1);
    }
  }

  // src/page/modal.ts
  async function showModal(content, choices, look = {}) {
    const title = freshId("title");
    const body = freshId("body");
    const dialog2 = element("dialog", {
      role: look.role ?? "dialog",
      "aria-labelledby": look.title !== void 0 && look.title !== "" && title,
      "aria-label": (look.title === void 0 || look.title === "") && text("error"),
      "aria-describedby": body
    });
    if (look.title !== void 0 && look.title !== "") {
      dialog2.append(element("h2", { id: title }, look.title));
    }
    const foot2 = element("div", { class: "foot" });
    for (const choice of choices) {
      const isPrimary = choice.isPrimary === true;
      const taken = button(choice.label, () => {
        dialog2.close(choice.value);
      }, { class: isPrimary && "primary", autofocus: isPrimary });
      foot2.append(taken);
    }
    dialog2.append(element("div", { id: body, class: "body" }, content), foot2);
    sized(dialog2, look);
    return open(dialog2);
  }
  async function showPage(address2, look) {
    const frame = element("iframe", { src: address2, title: look.title ?? address2 });
    const shown3 = showModal(frame, [{ label: text("close"), value: "" }], look);
    const dialog2 = frame.closest("dialog");
    frame.addEventListener("load", () => {
      if (frame.contentWindow !== null) {
        frame.contentWindow.close = () => dialog2?.close("");
        frame.contentWindow.focus();
      }
    });
    await shown3;
  }
  function open(dialog2) {
    const before = document.activeElement;
    document.body.append(dialog2);
    return new Promise((resolve) => {
      dialog2.addEventListener("close", () => {
        dialog2.remove();
        if (before instanceof HTMLElement && before.isConnected) {
          before.focus();
        }
        resolve(dialog2.returnValue);
      });
      dialog2.showModal();
    });
  }
  function sized(dialog2, { height: height2, width: width2 }) {
    if (width2 !== void 0) {
      dialog2.style.width = `${String(width2)}px`;
    }
    if (height2 !== void 0) {
      dialog2.style.minHeight = `${String(height2)}px`;
    }
  }

  // src/ribbon/parameters.ts
  var reference = ({ id, name, table }) => ({ Id: bracedId(id), Name: name, TypeName: table });
  var idsOf = (situation) => situation.selected.map((one) => bracedId(one.id));
  var primaryIds = ({ recordId }) => recordId === void 0 ? [] : [bracedId(recordId)];
  var known = {
    PrimaryControl: (situation) => situation.primaryControl,
    SelectedControl: (situation) => situation.selectedControl,
    SelectedControlSelectedItemReferences: (situation) => situation.selected.map(reference),
    SelectedControlSelectedItemIds: idsOf,
    SelectedControlSelectedItemCount: (situation) => situation.selected.length,
    SelectedControlAllItemCount: (situation) => situation.count,
    FirstSelectedItemId: (situation) => idsOf(situation)[0] ?? null,
    FirstPrimaryItemId: (situation) => primaryIds(situation)[0] ?? null,
    PrimaryItemIds: primaryIds,
    PrimaryEntityTypeName: (situation) => situation.table,
    SelectedEntityTypeName: (situation) => situation.selected[0]?.table ?? situation.table,
    UserLcid: (situation) => situation.language
  };
  function parametersOf(call, situation) {
    return [...call.children].map((parameter) => valueOf(parameter, situation));
  }
  function valueOf(parameter, situation) {
    const value = attribute(parameter, "Value") ?? "";
    switch (parameter.localName) {
      case "CrmParameter":
        return known[value]?.(situation);
      case "BoolParameter":
        return /^(true|1)$/i.test(value);
      case "IntParameter":
      case "DecimalParameter":
        return Number(value);
      default:
        return value;
    }
  }

  // src/ribbon/ribbon.ts
  var Ribbon = class _Ribbon {
    constructor(root2) {
      this.root = root2;
      this.labels = new Map([...root2.getElementsByTagName("LocLabel")].map((label) => [attribute(label, "Id") ?? "", titleOf2(label)]));
    }
    root;
    labels;
    static read(xml) {
      return new _Ribbon(parseXml(xml));
    }
    /** The buttons of a place, in their order. What opens a menu is not among them. */
    buttons(place) {
      const hidden = new Set([...this.root.getElementsByTagName("HideCustomAction")].map((hide) => hide.getAttribute("HideActionId")));
      return [...this.root.getElementsByTagName("Button")].filter((button2) => standsIn(button2, place) && !hidden.has(attribute(button2, "Id") ?? "")).map((button2) => this.buttonOf(button2)).sort((one, other) => one.sequence - other.sequence);
    }
    /** A command with its rules resolved; undefined where the ribbon does not define it. */
    command(id) {
      const found = [...this.root.getElementsByTagName("CommandDefinition")].find((command) => attribute(command, "Id") === id);
      return found && {
        id,
        enableRules: this.rules(below(found, "EnableRules", "EnableRule"), "EnableRules", "EnableRule"),
        displayRules: this.rules(below(found, "DisplayRules", "DisplayRule"), "DisplayRules", "DisplayRule"),
        actions: children(child(found, "Actions"), "JavaScriptFunction")
      };
    }
    rules(references, group, kind) {
      const definitions = [...this.root.getElementsByTagName("RuleDefinitions")].flatMap((all) => below(all, group, kind));
      return references.flatMap((reference2) => {
        const id = attribute(reference2, "Id");
        const definition = definitions.find((one) => attribute(one, "Id") === id);
        return [...definition?.children ?? []];
      });
    }
    buttonOf(button2) {
      const action2 = button2.closest("CustomAction");
      return {
        id: attribute(button2, "Id") ?? "",
        command: attribute(button2, "Command") ?? "",
        label: this.text(attribute(button2, "LabelText")),
        tip: this.text(attribute(button2, "ToolTipDescription")),
        sequence: Number(attribute(button2, "Sequence") ?? (action2 && attribute(action2, "Sequence")) ?? 0)
      };
    }
    text(value) {
      const name = /^\$LocLabels:(.+)$/.exec(value ?? "")?.[1];
      return name === void 0 ? value ?? "" : this.labels.get(name) ?? name;
    }
  };
  function byDefault(rule) {
    return flag(rule, "Default", true);
  }
  function titleOf2(label) {
    const titles = below(label, "Titles", "Title");
    return labelIn(titles.map((title) => ({ language: Number(title.getAttribute("languagecode")), text: title.getAttribute("description") ?? "" })));
  }
  function standsIn(button2, place) {
    for (let parent = button2.parentElement; parent !== null; parent = parent.parentElement) {
      const id = attribute(parent, "Location") ?? attribute(parent, "Id") ?? "";
      const found = /^Mscrm\.(\w+)\./.exec(id)?.[1];
      if (found === "Form" || found === "HomepageGrid" || found === "SubGrid") {
        return found === place;
      }
    }
    return false;
  }

  // src/ribbon/rules.ts
  var patience = 1e4;
  var judges = {
    CustomRule: byScript,
    FormStateRule: (rule, { formState }) => formState === attribute(rule, "State"),
    ValueRule: (rule, { value }) => {
      const field = attribute(rule, "Field") ?? "";
      const found = value(field);
      return found === void 0 ? void 0 : asText(found) === (rule.getAttribute("Value") ?? "").toLowerCase();
    },
    SelectionCountRule: (rule, { selected }) => {
      const minimum = Number(attribute(rule, "Minimum") ?? 0);
      const maximum = Number(attribute(rule, "Maximum") ?? Number.MAX_SAFE_INTEGER);
      return selected.length >= minimum && selected.length <= maximum;
    },
    EntityRule: (rule, { table }) => {
      const name = attribute(rule, "EntityName");
      return name === void 0 || name === table;
    },
    EntityPrivilegeRule: (rule, situation) => {
      const table = attribute(rule, "EntityName") ?? situation.table;
      return hasPrivilege(situation.privileges, `prv${attribute(rule, "PrivilegeType") ?? ""}${table}`, attribute(rule, "PrivilegeDepth"));
    },
    MiscellaneousPrivilegeRule: (rule, { privileges }) => hasPrivilege(privileges, `prv${attribute(rule, "PrivilegeName") ?? ""}`, attribute(rule, "PrivilegeDepth")),
    CrmClientTypeRule: (rule) => attribute(rule, "Type") === "Web",
    CommandClientTypeRule: (rule) => attribute(rule, "Type") === "Refresh",
    CrmOfflineAccessStateRule: (rule) => attribute(rule, "State") === "Online",
    HideForTabletExperienceRule: () => true,
    OrRule: async (rule, situation) => {
      for (const alternative of children(rule, "Or")) {
        if (await holdAll([...alternative.children], situation)) {
          return true;
        }
      }
      return false;
    }
  };
  async function holdAll(rules, situation) {
    const held = await Promise.all(rules.map((rule) => holds(rule, situation)));
    return held.every(Boolean);
  }
  async function holds(rule, situation) {
    const judged = await judges[rule.localName]?.(rule, situation);
    if (judged === void 0) {
      return byDefault(rule);
    }
    return judged !== flag(rule, "InvertResult", false);
  }
  async function byScript(rule, situation) {
    try {
      await loadScript((attribute(rule, "Library") ?? "").replace("$webresource:", ""));
      const judge = functionNamed(attribute(rule, "FunctionName") ?? "");
      return await inTime(judge?.(...parametersOf(rule, situation))) === true;
    } catch {
      return false;
    }
  }
  async function inTime(answer) {
    let timer;
    const late = new Promise((resolve) => {
      timer = setTimeout(() => {
        resolve(false);
      }, patience);
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }
  function asText(value) {
    return typeof value === "boolean" ? String(Number(value)) : shown(value).toLowerCase();
  }

  // src/ribbon/command-bar.ts
  var CommandBar = class {
    constructor(ribbon, place, own, situation) {
      this.ribbon = ribbon;
      this.place = place;
      this.own = own;
      this.situation = situation;
      this.root.append(...own.map(({ label, run }) => button(label, run)));
    }
    ribbon;
    place;
    own;
    situation;
    root = element("div", { class: "commands", role: "toolbar", "aria-label": text("commands") });
    turn = 0;
    /** Asks the rules anew. Of two that go on at once the later one counts. */
    async refresh() {
      const turn = ++this.turn;
      const situation = this.situation();
      const offered = await Promise.all(
        this.ribbon.buttons(this.place).map(async (shown3) => {
          const command = this.ribbon.command(shown3.command);
          return command !== void 0 && command.actions.length > 0 && await isOffered(command, situation) ? { shown: shown3, command } : void 0;
        })
      );
      if (turn === this.turn) {
        this.render(offered.filter((one) => one !== void 0));
      }
    }
    render(offered) {
      const active2 = document.activeElement;
      const focused = active2 instanceof HTMLElement && this.root.contains(active2) ? active2.dataset["id"] : void 0;
      this.root.replaceChildren(
        ...this.own.map(({ label, run }) => button(label, run)),
        ...offered.map(
          ({ shown: shown3, command }) => button(shown3.label, () => void this.run(command), { "data-id": shown3.id, title: shown3.tip !== "" && shown3.tip })
        )
      );
      if (focused !== void 0) {
        this.root.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
      }
    }
    async run(command) {
      try {
        for (const action2 of command.actions) {
          await runAction(action2, this.situation());
        }
      } catch (error) {
        const ok = { label: text("ok"), value: "", isPrimary: true };
        await showModal(element("p", {}, messageOf(error)), [ok], { title: text("error"), role: "alertdialog" });
      }
    }
  };
  async function isOffered(command, situation) {
    return await holdAll(command.displayRules, situation) && await holdAll(command.enableRules, situation);
  }
  async function runAction(action2, situation) {
    const name = attribute(action2, "FunctionName") ?? "";
    await loadScript((attribute(action2, "Library") ?? "").replace("$webresource:", ""));
    const run = functionNamed(name);
    if (run === void 0) {
      throw new Error(`The script has no function ${name}.`);
    }
    await run(...parametersOf(action2, situation));
  }

  // node_modules/fflate/esm/browser.js
  var u8 = Uint8Array;
  var u16 = Uint16Array;
  var i32 = Int32Array;
  var fleb = new u8([
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    1,
    1,
    1,
    1,
    2,
    2,
    2,
    2,
    3,
    3,
    3,
    3,
    4,
    4,
    4,
    4,
    5,
    5,
    5,
    5,
    0,
    /* unused */
    0,
    0,
    /* impossible */
    0
  ]);
  var fdeb = new u8([
    0,
    0,
    0,
    0,
    1,
    1,
    2,
    2,
    3,
    3,
    4,
    4,
    5,
    5,
    6,
    6,
    7,
    7,
    8,
    8,
    9,
    9,
    10,
    10,
    11,
    11,
    12,
    12,
    13,
    13,
    /* unused */
    0,
    0
  ]);
  var clim = new u8([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);
  var freb = function(eb, start2) {
    var b = new u16(31);
    for (var i2 = 0; i2 < 31; ++i2) {
      b[i2] = start2 += 1 << eb[i2 - 1];
    }
    var r = new i32(b[30]);
    for (var i2 = 1; i2 < 30; ++i2) {
      for (var j = b[i2]; j < b[i2 + 1]; ++j) {
        r[j] = j - b[i2] << 5 | i2;
      }
    }
    return { b, r };
  };
  var _a = freb(fleb, 2);
  var fl = _a.b;
  var revfl = _a.r;
  fl[28] = 258, revfl[258] = 28;
  var _b = freb(fdeb, 0);
  var fd = _b.b;
  var revfd = _b.r;
  var rev = new u16(32768);
  for (i = 0; i < 32768; ++i) {
    x = (i & 43690) >> 1 | (i & 21845) << 1;
    x = (x & 52428) >> 2 | (x & 13107) << 2;
    x = (x & 61680) >> 4 | (x & 3855) << 4;
    rev[i] = ((x & 65280) >> 8 | (x & 255) << 8) >> 1;
  }
  var x;
  var i;
  var hMap = (function(cd, mb, r) {
    var s = cd.length;
    var i2 = 0;
    var l = new u16(mb);
    for (; i2 < s; ++i2) {
      if (cd[i2])
        ++l[cd[i2] - 1];
    }
    var le = new u16(mb);
    for (i2 = 1; i2 < mb; ++i2) {
      le[i2] = le[i2 - 1] + l[i2 - 1] << 1;
    }
    var co;
    if (r) {
      co = new u16(1 << mb);
      var rvb = 15 - mb;
      for (i2 = 0; i2 < s; ++i2) {
        if (cd[i2]) {
          var sv = i2 << 4 | cd[i2];
          var r_1 = mb - cd[i2];
          var v = le[cd[i2] - 1]++ << r_1;
          for (var m = v | (1 << r_1) - 1; v <= m; ++v) {
            co[rev[v] >> rvb] = sv;
          }
        }
      }
    } else {
      co = new u16(s);
      for (i2 = 0; i2 < s; ++i2) {
        if (cd[i2]) {
          co[i2] = rev[le[cd[i2] - 1]++] >> 15 - cd[i2];
        }
      }
    }
    return co;
  });
  var flt = new u8(288);
  for (i = 0; i < 144; ++i)
    flt[i] = 8;
  var i;
  for (i = 144; i < 256; ++i)
    flt[i] = 9;
  var i;
  for (i = 256; i < 280; ++i)
    flt[i] = 7;
  var i;
  for (i = 280; i < 288; ++i)
    flt[i] = 8;
  var i;
  var fdt = new u8(32);
  for (i = 0; i < 32; ++i)
    fdt[i] = 5;
  var i;
  var flrm = /* @__PURE__ */ hMap(flt, 9, 1);
  var fdrm = /* @__PURE__ */ hMap(fdt, 5, 1);
  var max = function(a) {
    var m = a[0];
    for (var i2 = 1; i2 < a.length; ++i2) {
      if (a[i2] > m)
        m = a[i2];
    }
    return m;
  };
  var bits = function(d, p, m) {
    var o = p / 8 | 0;
    return (d[o] | d[o + 1] << 8) >> (p & 7) & m;
  };
  var bits16 = function(d, p) {
    var o = p / 8 | 0;
    return (d[o] | d[o + 1] << 8 | d[o + 2] << 16) >> (p & 7);
  };
  var shft = function(p) {
    return (p + 7) / 8 | 0;
  };
  var slc = function(v, s, e) {
    if (s == null || s < 0)
      s = 0;
    if (e == null || e > v.length)
      e = v.length;
    return new u8(v.subarray(s, e));
  };
  var ec = [
    "unexpected EOF",
    "invalid block type",
    "invalid length/literal",
    "invalid distance",
    "stream finished",
    "no stream handler",
    ,
    "no callback",
    "invalid UTF-8 data",
    "extra field too long",
    "date not in range 1980-2099",
    "filename too long",
    "stream finishing",
    "invalid zip data"
    // determined by unknown compression method
  ];
  var err = function(ind, msg, nt) {
    var e = new Error(msg || ec[ind]);
    e.code = ind;
    if (Error.captureStackTrace)
      Error.captureStackTrace(e, err);
    if (!nt)
      throw e;
    return e;
  };
  var inflt = function(dat, st, buf, dict) {
    var sl = dat.length, dl = dict ? dict.length : 0;
    if (!sl || st.f && !st.l)
      return buf || new u8(0);
    var noBuf = !buf;
    var resize = noBuf || st.i != 2;
    var noSt = st.i;
    if (noBuf)
      buf = new u8(sl * 3);
    var cbuf = function(l2) {
      var bl = buf.length;
      if (l2 > bl) {
        var nbuf = new u8(Math.max(bl * 2, l2));
        nbuf.set(buf);
        buf = nbuf;
      }
    };
    var final = st.f || 0, pos = st.p || 0, bt = st.b || 0, lm = st.l, dm = st.d, lbt = st.m, dbt = st.n;
    var tbts = sl * 8;
    do {
      if (!lm) {
        final = bits(dat, pos, 1);
        var type = bits(dat, pos + 1, 3);
        pos += 3;
        if (!type) {
          var s = shft(pos) + 4, l = dat[s - 4] | dat[s - 3] << 8, t = s + l;
          if (t > sl) {
            if (noSt)
              err(0);
            break;
          }
          if (resize)
            cbuf(bt + l);
          buf.set(dat.subarray(s, t), bt);
          st.b = bt += l, st.p = pos = t * 8, st.f = final;
          continue;
        } else if (type == 1)
          lm = flrm, dm = fdrm, lbt = 9, dbt = 5;
        else if (type == 2) {
          var hLit = bits(dat, pos, 31) + 257, hcLen = bits(dat, pos + 10, 15) + 4;
          var tl = hLit + bits(dat, pos + 5, 31) + 1;
          pos += 14;
          var ldt = new u8(tl);
          var clt = new u8(19);
          for (var i2 = 0; i2 < hcLen; ++i2) {
            clt[clim[i2]] = bits(dat, pos + i2 * 3, 7);
          }
          pos += hcLen * 3;
          var clb = max(clt), clbmsk = (1 << clb) - 1;
          var clm = hMap(clt, clb, 1);
          for (var i2 = 0; i2 < tl; ) {
            var r = clm[bits(dat, pos, clbmsk)];
            pos += r & 15;
            var s = r >> 4;
            if (s < 16) {
              ldt[i2++] = s;
            } else {
              var c = 0, n = 0;
              if (s == 16)
                n = 3 + bits(dat, pos, 3), pos += 2, c = ldt[i2 - 1];
              else if (s == 17)
                n = 3 + bits(dat, pos, 7), pos += 3;
              else if (s == 18)
                n = 11 + bits(dat, pos, 127), pos += 7;
              while (n--)
                ldt[i2++] = c;
            }
          }
          var lt = ldt.subarray(0, hLit), dt = ldt.subarray(hLit);
          lbt = max(lt);
          dbt = max(dt);
          lm = hMap(lt, lbt, 1);
          dm = hMap(dt, dbt, 1);
        } else
          err(1);
        if (pos > tbts) {
          if (noSt)
            err(0);
          break;
        }
      }
      if (resize)
        cbuf(bt + 131072);
      var lms = (1 << lbt) - 1, dms = (1 << dbt) - 1;
      var lpos = pos;
      for (; ; lpos = pos) {
        var c = lm[bits16(dat, pos) & lms], sym = c >> 4;
        pos += c & 15;
        if (pos > tbts) {
          if (noSt)
            err(0);
          break;
        }
        if (!c)
          err(2);
        if (sym < 256)
          buf[bt++] = sym;
        else if (sym == 256) {
          lpos = pos, lm = null;
          break;
        } else {
          var add = sym - 254;
          if (sym > 264) {
            var i2 = sym - 257, b = fleb[i2];
            add = bits(dat, pos, (1 << b) - 1) + fl[i2];
            pos += b;
          }
          var d = dm[bits16(dat, pos) & dms], dsym = d >> 4;
          if (!d)
            err(3);
          pos += d & 15;
          var dt = fd[dsym];
          if (dsym > 3) {
            var b = fdeb[dsym];
            dt += bits16(dat, pos) & (1 << b) - 1, pos += b;
          }
          if (pos > tbts) {
            if (noSt)
              err(0);
            break;
          }
          if (resize)
            cbuf(bt + 131072);
          var end = bt + add;
          if (bt < dt) {
            var shift = dl - dt, dend = Math.min(dt, end);
            if (shift + bt < 0)
              err(3);
            for (; bt < dend; ++bt)
              buf[bt] = dict[shift + bt];
          }
          for (; bt < end; ++bt)
            buf[bt] = buf[bt - dt];
        }
      }
      st.l = lm, st.p = lpos, st.b = bt, st.f = final;
      if (lm)
        final = 1, st.m = lbt, st.d = dm, st.n = dbt;
    } while (!final);
    return bt != buf.length && noBuf ? slc(buf, 0, bt) : buf.subarray(0, bt);
  };
  var et = /* @__PURE__ */ new u8(0);
  var b2 = function(d, b) {
    return d[b] | d[b + 1] << 8;
  };
  var b4 = function(d, b) {
    return (d[b] | d[b + 1] << 8 | d[b + 2] << 16 | d[b + 3] << 24) >>> 0;
  };
  var b8 = function(d, b) {
    return b4(d, b) + b4(d, b + 4) * 4294967296;
  };
  function inflateSync(data, opts) {
    return inflt(data, { i: 2 }, opts && opts.out, opts && opts.dictionary);
  }
  var td = typeof TextDecoder != "undefined" && /* @__PURE__ */ new TextDecoder();
  var tds = 0;
  try {
    td.decode(et, { stream: true });
    tds = 1;
  } catch (e) {
  }
  var dutf8 = function(d) {
    for (var r = "", i2 = 0; ; ) {
      var c = d[i2++];
      var eb = (c > 127) + (c > 223) + (c > 239);
      if (i2 + eb > d.length)
        return { s: r, r: slc(d, i2 - 1) };
      if (!eb)
        r += String.fromCharCode(c);
      else if (eb == 3) {
        c = ((c & 15) << 18 | (d[i2++] & 63) << 12 | (d[i2++] & 63) << 6 | d[i2++] & 63) - 65536, r += String.fromCharCode(55296 | c >> 10, 56320 | c & 1023);
      } else if (eb & 1)
        r += String.fromCharCode((c & 31) << 6 | d[i2++] & 63);
      else
        r += String.fromCharCode((c & 15) << 12 | (d[i2++] & 63) << 6 | d[i2++] & 63);
    }
  };
  function strFromU8(dat, latin1) {
    if (latin1) {
      var r = "";
      for (var i2 = 0; i2 < dat.length; i2 += 16384)
        r += String.fromCharCode.apply(null, dat.subarray(i2, i2 + 16384));
      return r;
    } else if (td) {
      return td.decode(dat);
    } else {
      var _a2 = dutf8(dat), s = _a2.s, r = _a2.r;
      if (r.length)
        err(8);
      return s;
    }
  }
  var slzh = function(d, b) {
    return b + 30 + b2(d, b + 26) + b2(d, b + 28);
  };
  var zh = function(d, b, z) {
    var fnl = b2(d, b + 28), fn = strFromU8(d.subarray(b + 46, b + 46 + fnl), !(b2(d, b + 8) & 2048)), es = b + 46 + fnl, bs = b4(d, b + 20);
    var _a2 = z && bs == 4294967295 ? z64e(d, es) : [bs, b4(d, b + 24), b4(d, b + 42)], sc = _a2[0], su = _a2[1], off = _a2[2];
    return [b2(d, b + 10), sc, su, fn, es + b2(d, b + 30) + b2(d, b + 32), off];
  };
  var z64e = function(d, b) {
    for (; b2(d, b) != 1; b += 4 + b2(d, b + 2))
      ;
    return [b8(d, b + 12), b8(d, b + 4), b8(d, b + 20)];
  };
  function unzipSync(data, opts) {
    var files = {};
    var e = data.length - 22;
    for (; b4(data, e) != 101010256; --e) {
      if (!e || data.length - e > 65558)
        err(13);
    }
    ;
    var c = b2(data, e + 8);
    if (!c)
      return {};
    var o = b4(data, e + 16);
    var z = o == 4294967295 || c == 65535;
    if (z) {
      var ze = b4(data, e - 12);
      z = b4(data, ze) == 101075792;
      if (z) {
        c = b4(data, ze + 32);
        o = b4(data, ze + 48);
      }
    }
    var fltr = opts && opts.filter;
    for (var i2 = 0; i2 < c; ++i2) {
      var _a2 = zh(data, o, z), c_2 = _a2[0], sc = _a2[1], su = _a2[2], fn = _a2[3], no = _a2[4], off = _a2[5], b = slzh(data, off);
      o = no;
      if (!fltr || fltr({
        name: fn,
        size: sc,
        originalSize: su,
        compression: c_2
      })) {
        if (!c_2)
          files[fn] = slc(data, b, b + sc);
        else if (c_2 == 8)
          files[fn] = inflateSync(data.subarray(b, b + sc), { out: new u8(su) });
        else
          err(14, "unknown compression type " + c_2);
      }
    }
    return files;
  }

  // src/ribbon/read.ts
  var everywhere = "Microsoft.Dynamics.CRM.RibbonLocationFilters'All'";
  var kept = [
    ["ribbondiffs", "rdx", (markup) => markup],
    ["ribboncommands", "commanddefinition", (markup) => `<CommandDefinitions>${markup}</CommandDefinitions>`],
    ["ribbonrules", "enablerulexml", ruleInPlace]
  ];
  async function readRibbon(table) {
    try {
      const address2 = `RetrieveEntityRibbon(EntityName=@table,RibbonLocationFilter=@where)?@table=${quoted(table)}&@where=${encodeURIComponent(everywhere)}`;
      const answer = await read(address2);
      return Ribbon.read(unzipped(answer["CompressedEntityXml"]));
    } catch (error) {
      if (error.status === 404) {
        return readAdditions(table);
      }
      throw error;
    }
  }
  async function readAdditions(table) {
    const parts = await Promise.all(
      kept.map(async ([set, column, wrap]) => {
        const rows = await readAll(`${set}?$select=${column}&$filter=entity eq ${quoted(table)}`);
        return rows.map((row) => wrap(row[column])).join("");
      })
    );
    return Ribbon.read(`<RibbonDiffXml>${parts.join("")}</RibbonDiffXml>`);
  }
  function ruleInPlace(markup) {
    const group = markup.trimStart().startsWith("<EnableRule") ? "EnableRules" : "DisplayRules";
    return `<RuleDefinitions><${group}>${markup}</${group}></RuleDefinitions>`;
  }
  var part = "RibbonXml.xml";
  function unzipped(base64) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const file = unzipSync(bytes)[part];
    if (file === void 0) {
      throw new Error(`The ribbon came without ${part}.`);
    }
    return strFromU8(file).replace(/^\uFEFF/, "");
  }

  // src/xrm/navigation.ts
  var dialog = 2;
  var navigation = {
    async openAlertDialog(strings, size = {}) {
      const ok = { label: strings.confirmButtonLabel ?? text("ok"), value: "", isPrimary: true };
      await showModal(paragraph(strings.text), [ok], { title: strings.title, ...size, role: "alertdialog" });
    },
    async openConfirmDialog(strings, size = {}) {
      const choices = [
        { label: strings.confirmButtonLabel ?? text("ok"), value: "yes", isPrimary: true },
        { label: strings.cancelButtonLabel ?? text("cancel"), value: "" }
      ];
      const lines = [strings.subtitle ?? "", strings.text].filter((line) => line !== "").join("\n");
      const taken = await showModal(paragraph(lines), choices, { title: strings.title, ...size, role: "alertdialog" });
      return { confirmed: taken === "yes" };
    },
    async openErrorDialog(options) {
      const { details, errorCode } = options;
      const message = options.message ?? `0x${((errorCode ?? 0) >>> 0).toString(16)}`;
      const content = element("div", {}, paragraph(message), details === void 0 ? void 0 : element("pre", {}, details));
      await showModal(content, [{ label: text("ok"), value: "", isPrimary: true }], { title: text("error"), role: "alertdialog" });
    },
    async openForm(options) {
      go({ kind: "record", app: appNow(), table: options.entityName ?? "", id: options.entityId === void 0 ? void 0 : plainId(options.entityId) });
      return Promise.resolve({ savedEntityReference: [] });
    },
    async navigateTo(page, target = {}) {
      switch (page.pageType) {
        case "webresource":
          return toWebResource(page, target);
        case "entityrecord":
          go({ kind: "record", app: appNow(), table: page.entityName ?? "", id: page.entityId === void 0 ? void 0 : plainId(page.entityId) });
          return void 0;
        case "entitylist":
          go({ kind: "list", app: appNow(), table: page.entityName ?? "", view: page.viewId === void 0 ? void 0 : plainId(page.viewId) });
          return void 0;
        default:
          throw new Error(`${page.pageType}: ${text("notHere")}`);
      }
    },
    openUrl(url) {
      globalThis.open(url, "_blank", "noopener");
    },
    openWebResource(name, _options, data) {
      globalThis.open(withData(name, data), "_blank");
    }
  };
  async function tellError(error) {
    await navigation.openErrorDialog({ message: messageOf(error) });
  }
  async function toWebResource(page, target) {
    const address2 = withData(page.webresourceName ?? "", page.data);
    if (target.target !== dialog) {
      globalThis.location.assign(address2);
      return;
    }
    await showPage(address2, { title: target.title, height: pixels(target.height), width: pixels(target.width) });
  }
  function withData(name, data) {
    return data === void 0 ? addressOf(name) : `${addressOf(name)}?data=${encodeURIComponent(data)}`;
  }
  function pixels(size) {
    if (typeof size === "number") {
      return size;
    }
    return size?.unit === "px" ? size.value : void 0;
  }
  function paragraph(lines) {
    return element("p", { class: "lines" }, lines);
  }
  function go(place) {
    location.hash = hashOf(place);
  }
  function appNow() {
    const place = placeOf(location.hash);
    return place.kind === "apps" ? "" : place.app;
  }

  // src/app/pages.ts
  var rowsPerPage = 50;
  var Pages = class {
    constructor(environment) {
      this.environment = environment;
    }
    environment;
    ribbons = /* @__PURE__ */ new Map();
    /** The list of a table, with its views. */
    async list(table, viewId) {
      const views = await readViews(table);
      const view = views.find((one) => one.id === viewId) ?? views[0];
      if (view === void 0) {
        return note(text("noView"));
      }
      const [definition, ribbon] = await this.known(table);
      const grid = new Grid(this.environment.definitions, { rowsPerPage, open: this.environment.open, onSelect: () => void bar.refresh() });
      const control = new GridControl("grid", grid, () => void bar.refresh());
      const refresh = { label: text("refresh"), run: control.refresh };
      const bar = new CommandBar(ribbon, "HomepageGrid", [refresh], () => ({
        ...this.situation(table),
        primaryControl: control,
        selectedControl: control,
        selected: control.chosen,
        count: grid.all.length
      }));
      await grid.show(view);
      await bar.refresh();
      const heading = element("h1", { tabindex: "-1" }, definition.label);
      document.title = `${definition.label}: ${view.name}`;
      const tools = element("div", { class: "tools" }, heading, this.choiceOf(views, view), this.search(grid, view, definition.nameColumn));
      return element("div", { class: "list" }, bar.root, tools, grid.root);
    }
    /** A record on its form. */
    async record(table, id) {
      const layout = await readForm(table);
      if (layout === void 0) {
        return note(text("noForm"));
      }
      const [definition, ribbon] = await this.known(table);
      const commands = {};
      const around = {
        ...this.environment,
        refreshCommands: () => void commands.bar?.refresh(),
        commandsOf: (control, context) => this.commandsOf(control, context, id),
        close: () => {
          history.back();
        }
      };
      const form = await RecordForm.open(definition, layout, around, id);
      const told = (work) => {
        work.then(() => commands.bar?.refresh()).catch(tellError);
      };
      const own = [
        { label: text("save"), run: () => {
          told(form.save());
        } },
        { label: text("refresh"), run: () => {
          told(form.refresh());
        } }
      ];
      const bar = new CommandBar(ribbon, "Form", own, () => ({
        ...this.situation(table),
        primaryControl: form.context,
        recordId: form.recordId,
        formState: form.state,
        value: (column) => form.valueOf(column)
      }));
      commands.bar = bar;
      await bar.refresh();
      return element("div", { class: "record" }, bar.root, form.root);
    }
    /** A dashboard: its lists and charts. */
    async dashboard(id) {
      const shown3 = await readDashboard(id, { ...this.environment, commandsOf: (control) => this.commandsOf(control, void 0, void 0) });
      document.title = shown3.name;
      return shown3.root;
    }
    /** The command bar of a list within a form or a dashboard. */
    async commandsOf(control, context, recordId) {
      const table = control.getEntityName();
      const [, ribbon] = await this.known(table);
      const refresh = { label: text("refresh"), run: control.refresh };
      return new CommandBar(ribbon, "SubGrid", [refresh], () => ({
        ...this.situation(table),
        primaryControl: context,
        recordId,
        selectedControl: control,
        selected: control.chosen,
        count: control.grid.all.length
      }));
    }
    known(table) {
      const ribbon = this.ribbons.get(table) ?? readRibbon(table);
      this.ribbons.set(table, ribbon);
      return Promise.all([this.environment.definitions.table(table), ribbon]);
    }
    situation(table) {
      return {
        table,
        privileges: this.environment.user.privileges,
        primaryControl: void 0,
        selected: [],
        count: 0,
        recordId: void 0,
        formState: void 0,
        value: () => void 0,
        language: this.environment.user.language
      };
    }
    choiceOf(views, shown3) {
      const id = freshId("view");
      const select = element("select", { id }, ...views.map((view) => element("option", { value: view.id, selected: view === shown3 }, view.name)));
      select.addEventListener("change", () => {
        this.environment.openView(shown3.table, select.value);
      });
      return element("div", { class: "choice-of-view" }, element("label", { for: id }, text("view")), select);
    }
    search(grid, view, column) {
      if (column === null) {
        return void 0;
      }
      const id = freshId("search");
      const entry = element("input", { id, type: "search" });
      const form = element("form", { role: "search" }, element("label", { for: id }, text("search")), entry);
      form.append(button(text("search"), () => {
        form.requestSubmit();
      }));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        grid.show(view, { search: { column, text: entry.value } }).catch(tellError);
      });
      return form;
    }
  };
  function note(message) {
    return element("p", { class: "note" }, message);
  }

  // src/app/frame.ts
  var webResource = "$webresource:";
  var Frame = class {
    constructor(user, definitions, pages, signOut2) {
      this.user = user;
      this.definitions = definitions;
      this.pages = pages;
      this.signOut = signOut2;
    }
    user;
    definitions;
    pages;
    signOut;
    main = element("main", { id: "main" });
    navigation = element("nav", { "aria-label": text("navigation") });
    app;
    apps = [];
    turn = 0;
    /** Puts the frame into the page and shows what the address says. */
    async start(root2) {
      this.apps = await readApps(this.user);
      const home = element("a", { href: hashOf({ kind: "apps" }) }, text("apps"));
      const banner = element("header", { class: "banner" }, home, element("span", { class: "user" }, this.user.name), button(text("signOut"), this.signOut));
      root2.replaceChildren(banner, this.navigation, this.main);
      addEventListener("hashchange", () => void this.show());
      await this.show();
    }
    async show() {
      const turn = ++this.turn;
      this.main.setAttribute("aria-busy", "true");
      const content = await this.contentOf(placeOf(location.hash)).catch(refusal);
      if (turn === this.turn) {
        this.main.replaceChildren(content);
        this.main.removeAttribute("aria-busy");
        this.main.querySelector("h1")?.focus();
      }
    }
    async contentOf(place) {
      if (place.kind === "apps") {
        this.navigation.replaceChildren();
        return this.choiceOfApps();
      }
      const areas = await this.enter(place.app);
      switch (place.kind) {
        case "list":
          return this.pages.list(place.table, place.view);
        case "dashboard":
          return this.pages.dashboard(place.id);
        case "record":
          return this.pages.record(place.table, place.id);
        default:
          return this.first(areas, place.app);
      }
    }
    choiceOfApps() {
      if (this.apps.length === 0) {
        return note(text("noApp"));
      }
      const items = this.apps.map((app) => element("li", {}, element("a", { href: hashOf({ kind: "app", app: app.uniqueName }) }, app.name)));
      return element("div", { class: "apps" }, element("h1", { tabindex: "-1" }, text("apps")), element("ul", {}, ...items));
    }
    // An app that the user's roles do not open is not there.
    async enter(uniqueName) {
      const app = this.apps.find((one) => one.uniqueName === uniqueName);
      if (app === void 0) {
        throw new Error(text("noApp"));
      }
      const areas = (await readSiteMap(app)).map((area) => this.openTo(area));
      if (this.app !== app || this.navigation.childElementCount === 0) {
        this.app = app;
        this.navigation.replaceChildren(element("p", { class: "app" }, app.name), ...await Promise.all(areas.map((area) => this.areaOf(area))));
      }
      return areas;
    }
    openTo(area) {
      const isOpen = (entry) => entry.privileges.every((name) => hasPrivilege(this.user.privileges, name) !== false);
      const groups = area.groups.map((group) => ({ ...group, entries: group.entries.filter(isOpen) }));
      return { ...area, groups: groups.filter((group) => group.entries.length > 0) };
    }
    async areaOf(area) {
      const groups = await Promise.all(
        area.groups.map(async (group) => {
          const entries = await Promise.all(group.entries.map((entry) => this.linkOf(entry)));
          const heading = group.label === "" ? void 0 : element("h2", {}, group.label);
          return element("section", {}, heading, element("ul", {}, ...entries.map((entry) => element("li", {}, entry))));
        })
      );
      return element("div", { class: "area" }, ...groups);
    }
    async linkOf(entry) {
      const { table, address: address2, label, dashboard } = entry;
      if (dashboard !== void 0) {
        return element("a", { href: hashOf({ kind: "dashboard", app: this.app?.uniqueName ?? "", id: dashboard }) }, label);
      }
      if (table !== void 0) {
        const href = hashOf({ kind: "list", app: this.app?.uniqueName ?? "", table, view: void 0 });
        return element("a", { href }, label || await this.labelOf(table));
      }
      const isResource = address2?.startsWith(webResource) === true;
      return isResource ? element("a", { href: addressOf(address2.slice(webResource.length)) }, label) : element("span", { class: "unavailable", title: text("notHere") }, label || entry.id);
    }
    // Who may not read a table still sees that the app has it.
    async labelOf(table) {
      try {
        return (await this.definitions.table(table)).label;
      } catch {
        return table;
      }
    }
    first(areas, app) {
      const entries = areas.flatMap((area) => area.groups.flatMap((group) => group.entries));
      const entry = entries.find((one) => one.table !== void 0 || one.dashboard !== void 0);
      if (entry?.dashboard !== void 0) {
        history.replaceState(null, "", hashOf({ kind: "dashboard", app, id: entry.dashboard }));
        return this.pages.dashboard(entry.dashboard);
      }
      if (entry?.table === void 0) {
        return Promise.resolve(note(text("notHere")));
      }
      history.replaceState(null, "", hashOf({ kind: "list", app, table: entry.table, view: void 0 }));
      return this.pages.list(entry.table, void 0);
    }
  };
  function refusal(error) {
    return element("p", { role: "alert", class: "note" }, messageOf(error));
  }

  // src/app/resource-texts.ts
  var resx2 = 12;
  var base = 1033;
  async function loadAllTexts(language) {
    const rows = await readAll(`webresourceset?$select=name&$filter=webresourcetype eq ${String(resx2)}`);
    const found = /* @__PURE__ */ new Map();
    for (const row of rows) {
      const [, name, code] = /^(.+)\.(\d+)\.resx$/i.exec(row["name"]) ?? [];
      if (name !== void 0) {
        found.set(name, (found.get(name) ?? /* @__PURE__ */ new Set()).add(Number(code)));
      }
    }
    await Promise.all([...found].map(([name, languages3]) => loadTexts(name, languages3.has(language) ? language : base)));
  }

  // src/app/sign-in.ts
  var address = "/sign-in";
  var languages2 = [
    [1033, "English"],
    [1043, "Nederlands"],
    [1031, "Deutsch"]
  ];
  async function readSignIn() {
    return await (await fetch(address)).json();
  }
  async function signIn(user, language) {
    await post(address, { user, language });
  }
  async function signOut() {
    await post("/sign-out", {});
  }
  function signInPage({ users, language }, done) {
    const id = freshId("language");
    const choice = element("select", { id }, ...languages2.map(([code, name]) => element("option", { value: String(code), selected: code === language }, name)));
    const people = users.map(
      (user) => element("li", {}, button(user, () => void signIn(user, Number(choice.value)).then(done)))
    );
    return element(
      "main",
      { class: "sign-in" },
      element("h1", {}, text("signIn")),
      element("label", { for: id }, "Language / Taal / Sprache"),
      choice,
      element("ul", {}, ...people)
    );
  }
  async function post(to, body) {
    const response = await fetch(to, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    if (!response.ok) {
      throw new Error(`${String(response.status)} ${response.statusText}`);
    }
  }

  // src/dataverse/definitions.ts
  var casts = {
    Picklist: "PicklistAttributeMetadata",
    State: "StateAttributeMetadata",
    Status: "StatusAttributeMetadata"
  };
  var Definitions = class {
    tables = /* @__PURE__ */ new Map();
    choices = /* @__PURE__ */ new Map();
    relationships = /* @__PURE__ */ new Map();
    /** The definition of a table. */
    table(name) {
      return once(this.tables, name, () => readTable(name));
    }
    /** The values of a choice column. */
    async options(table, column) {
      const cast = casts[column.type];
      if (cast === void 0) {
        return [];
      }
      const known2 = await once(this.choices, `${table}/${cast}`, () => readChoices(table, cast));
      return known2.get(column.name) ?? [];
    }
    /** How rows of other tables refer to rows of this one. */
    referencing(table) {
      return once(this.relationships, table, () => readRelationships(table));
    }
  };
  function once(known2, key, make) {
    const found = known2.get(key) ?? make();
    known2.set(key, found);
    found.catch(() => known2.delete(key));
    return found;
  }
  async function readTable(name) {
    const select = "$select=LogicalName,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute,DisplayName";
    const row = await read(`EntityDefinitions(LogicalName=${quoted(name)})?${select}&$expand=Attributes`);
    const columns2 = row["Attributes"].map(columnOf);
    return {
      name,
      setName: row["EntitySetName"],
      idColumn: row["PrimaryIdAttribute"],
      nameColumn: row["PrimaryNameAttribute"],
      label: labelOf2(row) ?? name,
      columns: new Map(columns2.map((column) => [column.name, column]))
    };
  }
  function columnOf(row) {
    const name = row["LogicalName"];
    const level = row["RequiredLevel"]?.Value;
    const behavior = row["DateTimeBehavior"]?.Value;
    return {
      name,
      type: row["AttributeType"],
      label: labelOf2(row) ?? name,
      isRequired: level === "ApplicationRequired" || level === "SystemRequired",
      canUpdate: row["IsValidForUpdate"] === true,
      canCreate: row["IsValidForCreate"] === true,
      maxLength: row["MaxLength"] ?? void 0,
      isDateOnly: behavior === "DateOnly" || row["Format"] === "DateOnly",
      precision: row["Precision"] ?? void 0
    };
  }
  function labelOf2(row) {
    const label = row["DisplayName"] ?? row["Label"];
    return label?.UserLocalizedLabel?.Label;
  }
  async function readChoices(table, cast) {
    const address2 = `EntityDefinitions(LogicalName=${quoted(table)})/Attributes/Microsoft.Dynamics.CRM.${cast}`;
    const answer = await read(`${address2}?$select=LogicalName&$expand=OptionSet`);
    return new Map(
      rowsIn(answer).map((row) => {
        const options = row["OptionSet"]?.Options ?? [];
        return [row["LogicalName"], options.map((one) => ({ value: one["Value"], text: labelOf2(one) ?? String(one["Value"]) }))];
      })
    );
  }
  async function readRelationships(table) {
    const answer = await read(`EntityDefinitions(LogicalName=${quoted(table)})/OneToManyRelationships`);
    return rowsIn(answer).map((row) => ({
      name: row["SchemaName"],
      table: row["ReferencingEntity"],
      column: row["ReferencingAttribute"]
    }));
  }

  // src/dataverse/web-api.ts
  var action = 0;
  var crud = 2;
  var WebApi = class {
    constructor(definitions) {
      this.definitions = definitions;
    }
    definitions;
    /** The same, as this shell is always online. */
    online = this;
    async retrieveRecord(table, id, options = "") {
      return read(`${await this.addressOf(table, id)}${options}`);
    }
    async retrieveMultipleRecords(table, options = "", maxPageSize) {
      const known2 = options.startsWith(apiRoot) || options.startsWith("http");
      const { setName } = await this.definitions.table(table);
      const path = known2 ? options.slice(options.indexOf(apiRoot) + apiRoot.length) : `${setName}${withEncodedFetch(options)}`;
      const answer = await read(path, maxPageSize === void 0 ? [] : [`odata.maxpagesize=${String(maxPageSize)}`]);
      const next = nextLinkIn(answer);
      return { entities: rowsIn(answer), ...next !== void 0 && { nextLink: location.origin + apiRoot + next } };
    }
    async createRecord(table, data) {
      const { setName } = await this.definitions.table(table);
      const response = await send("POST", setName, data);
      return { entityType: table, id: idIn(response.headers.get("OData-EntityId") ?? "") };
    }
    async updateRecord(table, id, data) {
      await send("PATCH", await this.addressOf(table, id), data, { "If-Match": "*" });
      return { entityType: table, id: plainId(id) };
    }
    async deleteRecord(table, id) {
      await send("DELETE", await this.addressOf(table, id));
      return { entityType: table, id: plainId(id) };
    }
    /** Calls an action or a function; what it answers with is the platform's response. */
    async execute(request) {
      const metadata = request.getMetadata();
      const { operationType, operationName } = metadata;
      if (operationName === void 0 || operationType === void 0 || operationType === crud) {
        throw new Error("execute takes an action or a function: its metadata has operationType 0 or 1 and an operationName.");
      }
      const address2 = await this.operationAddress(request, metadata, operationName);
      const names = Object.keys(metadata.parameterTypes).filter((name) => name !== metadata.boundParameter && request[name] !== void 0);
      if (operationType === action) {
        const values = await Promise.all(names.map((name) => this.valueOf(request[name])));
        return send("POST", address2, Object.fromEntries(names.map((name, index) => [name, values[index]])));
      }
      const aliases = names.map((name) => `@${name}=${inAddress(request[name], metadata.parameterTypes[name]?.typeName)}`);
      return send("GET", `${address2}(${names.map((name) => `${name}=@${name}`).join(",")})${aliases.length > 0 ? `?${aliases.join("&")}` : ""}`);
    }
    async executeMultiple(requests) {
      const responses = [];
      for (const request of requests) {
        responses.push(await this.execute(request));
      }
      return responses;
    }
    isAvailableOffline() {
      return false;
    }
    async operationAddress(request, { boundParameter, parameterTypes }, name) {
      if (boundParameter === null || boundParameter === void 0) {
        return name;
      }
      const bound = request[boundParameter];
      const table = bound?.entityType ?? parameterTypes[boundParameter]?.typeName.replace(/^.*\./, "") ?? "";
      if (bound?.id !== void 0) {
        return `${await this.addressOf(table, bound.id)}/Microsoft.Dynamics.CRM.${name}`;
      }
      return `${(await this.definitions.table(table)).setName}/Microsoft.Dynamics.CRM.${name}`;
    }
    // A reference among the parameters is written with its type and its key.
    async valueOf(value) {
      const { entityType, id } = value ?? {};
      if (entityType === void 0 || id === void 0) {
        return value;
      }
      const { idColumn } = await this.definitions.table(entityType);
      return { "@odata.type": `Microsoft.Dynamics.CRM.${entityType}`, [idColumn]: plainId(id) };
    }
    async addressOf(table, id) {
      return `${(await this.definitions.table(table)).setName}(${plainId(id)})`;
    }
  };
  function withEncodedFetch(options) {
    const start2 = "?fetchXml=";
    if (!options.startsWith(start2)) {
      return options;
    }
    const fetchXml = options.slice(start2.length);
    return start2 + (fetchXml.startsWith("<") ? encodeURIComponent(fetchXml) : fetchXml);
  }
  function idIn(address2) {
    return /\(([^)]+)\)$/.exec(address2)?.[1] ?? "";
  }
  function inAddress(value, typeName) {
    return typeName === "Edm.String" ? encodeURIComponent(`'${String(value).replaceAll("'", "''")}'`) : encodeURIComponent(JSON.stringify(value));
  }

  // src/page/progress.ts
  var shown2;
  function showProgress(message) {
    if (shown2 === void 0) {
      shown2 = element("dialog", { class: "progress", "aria-label": message }, element("p", { role: "status" }));
      shown2.addEventListener("cancel", (event) => {
        event.preventDefault();
      });
      document.body.append(shown2);
      shown2.showModal();
    }
    shown2.setAttribute("aria-label", message);
    shown2.querySelector("p")?.replaceChildren(message);
  }
  function closeProgress() {
    shown2?.close();
    shown2?.remove();
    shown2 = void 0;
  }

  // src/view/lookup.ts
  var rowsPerPage2 = 50;
  async function lookUp(definitions, options) {
    const table = options.defaultEntityType ?? options.entityTypes[0] ?? "";
    const view = await viewFor(table, options.defaultViewId ?? options.viewIds?.[0]);
    const definition = await definitions.table(table);
    const filters = (options.filters ?? []).filter((filter) => filter.entityLogicalName === table).map((filter) => filter.filterXml);
    const grid = new Grid(definitions, {
      rowsPerPage: rowsPerPage2,
      asked: { filters },
      isMultiple: options.allowMultiSelect === true,
      open: () => void 0
    });
    await grid.show(view);
    const content = element("div", { class: "lookup" }, grid.root);
    const choices = [
      { label: text("add"), value: "add", isPrimary: true },
      { label: text("cancel"), value: "" }
    ];
    const taken = await showModal(content, choices, { title: `${text("choose")}: ${definition.label}`, width: 800 });
    return taken !== "add" || grid.selected.length === 0 ? null : grid.selected.map((row) => ({
      id: bracedId(plainId(row[definition.idColumn])),
      name: textOf(row, definition.nameColumn ?? ""),
      entityType: table
    }));
  }
  async function viewFor(table, id) {
    if (id !== void 0) {
      return readView(id);
    }
    const found = (await readViews(table, lookupView))[0] ?? (await readViews(table))[0];
    if (found === void 0) {
      throw new Error(text("noView"));
    }
    return found;
  }

  // src/xrm/utility.ts
  var version = "9.2.0.0";
  var depths2 = { Basic: 1, Local: 2, Deep: 4, Global: 8 };
  function utilityOf(user, definitions) {
    return {
      showProgressIndicator: showProgress,
      closeProgressIndicator: closeProgress,
      getResourceString: resourceString,
      getGlobalContext: () => globalContext(user),
      getPageContext: () => ({ input: pageInput() }),
      lookupObjects: (options) => lookUp(definitions, options),
      getEntityMetadata: async (table) => {
        const { setName, idColumn, nameColumn, label } = await definitions.table(table);
        return { LogicalName: table, EntitySetName: setName, PrimaryIdAttribute: idColumn, PrimaryNameAttribute: nameColumn, DisplayName: label };
      }
    };
  }
  function globalContext(user) {
    const roles = user.roles.map(({ id, name }) => ({ id, name, entityType: "role", getName: () => name }));
    return {
      client: { getClient: () => "Web", getClientState: () => "Online", getFormFactor: () => 1, isOffline: () => false },
      organizationSettings: { organizationId: bracedId(user.organizationId), languageId: 1033, uniqueName: "local" },
      userSettings: {
        userId: bracedId(user.id),
        userName: user.name,
        languageId: user.language,
        isRTL: false,
        roles: new Collection(roles),
        securityRoles: roles.map((role) => role.id),
        getTimeZoneOffsetMinutes: () => -(/* @__PURE__ */ new Date()).getTimezoneOffset(),
        getSecurityRolePrivilegesInfo: () => privilegesInfo(user)
      },
      getClientUrl: () => location.origin,
      getVersion: () => version,
      isOnPremises: () => false
    };
  }
  function privilegesInfo({ privileges }) {
    return privileges === void 0 ? Promise.reject(new Error("The privileges could not be read.")) : Promise.resolve(Object.fromEntries(privileges.map((privilege) => [privilege.id, infoOf(privilege)])));
  }
  function infoOf({ id, name, depth, businessUnitId }) {
    return { id, businessUnitId, privilegeName: name, depth: depths2[depth] ?? 0 };
  }
  function pageInput() {
    const place = placeOf(location.hash);
    switch (place.kind) {
      case "record":
        return { pageType: "entityrecord", entityName: place.table, entityId: place.id };
      case "list":
        return { pageType: "entitylist", entityName: place.table, viewId: place.view };
      case "dashboard":
        return { pageType: "dashboard", dashboardId: place.id };
      default:
        return { pageType: "dashboard" };
    }
  }

  // src/main.ts
  async function start(root2) {
    const known2 = await readSignIn();
    speak(known2.language);
    if (known2.user === null) {
      const page = signInPage(known2, () => {
        location.reload();
      });
      document.title = text("signIn");
      root2.replaceChildren(page);
      return;
    }
    const user = await readUser(known2.language);
    speak(user.language);
    const definitions = new Definitions();
    const webApi = new WebApi(definitions);
    Object.assign(globalThis, { Xrm: { Navigation: navigation, Utility: utilityOf(user, definitions), WebApi: webApi } });
    await loadAllTexts(user.language);
    const app = () => {
      const place = placeOf(location.hash);
      return place.kind === "apps" ? "" : place.app;
    };
    const pages = new Pages({
      user,
      definitions,
      webApi,
      open: (table, id) => {
        location.hash = hashOf({ kind: "record", app: app(), table, id: id.replace(/[{}]/g, "").toLowerCase() });
      },
      openView: (table, view) => {
        location.hash = hashOf({ kind: "list", app: app(), table, view });
      }
    });
    await new Frame(user, definitions, pages, () => {
      signOut().then(() => {
        location.hash = "";
        location.reload();
      }, () => void 0);
    }).start(root2);
  }
  var root = document.getElementById("root");
  if (root !== null) {
    start(root).catch((error) => {
      root.replaceChildren(element("p", { role: "alert" }, messageOf(error)));
    });
  }
})();
