// Built from Solution/Scripts of the project invoice integration. Change it there.
"use strict";
var ProjectInvoice = (() => {
  var __defProp = Object.defineProperty;
  var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
  var __getOwnPropNames = Object.getOwnPropertyNames;
  var __hasOwnProp = Object.prototype.hasOwnProperty;
  var __export = (target, all) => {
    for (var name in all)
      __defProp(target, name, { get: all[name], enumerable: true });
  };
  var __copyProps = (to, from, except, desc) => {
    if (from && typeof from === "object" || typeof from === "function") {
      for (let key of __getOwnPropNames(from))
        if (!__hasOwnProp.call(to, key) && key !== except)
          __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
    }
    return to;
  };
  var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

  // src/index.ts
  var index_exports = {};
  __export(index_exports, {
    form: () => form,
    list: () => list
  });

  // src/dataverse/ids.ts
  function plainId(id) {
    return id.replace(/[{}]/g, "").toLowerCase();
  }
  function inParts(items, size3) {
    const parts = [];
    for (let start = 0; start < items.length; start += size3) {
      parts.push(items.slice(start, start + size3));
    }
    return parts;
  }

  // src/dataverse/requests.ts
  var action = 0;
  var primitive = 1;
  var entityType = 5;
  var confirmInvoice = (id) => onInvoice("pinv_ConfirmInvoice", id);
  var resumeConfirmation = (id) => onInvoice("pinv_ResumeConfirmation", id);
  var cancelConfirmation = (id) => onInvoice("pinv_CancelConfirmation", id);
  var resendInvoice = (id) => onInvoice("pinv_ResendInvoice", id);
  var withdrawInvoice = (id, reason) => onInvoice("pinv_WithdrawInvoice", id, { Reason: reason });
  var reviseInvoice = (id, details2 = []) => onInvoice("pinv_ReviseInvoice", id, details2.length > 0 ? { Details: details2.map(plainId).join(",") } : {});
  var bulkConfirmInvoices = (ids) => request("pinv_BulkConfirmInvoices", null, { Invoices: ids.map(plainId).join(",") });
  function onInvoice(operationName, id, texts = {}) {
    return { ...request(operationName, "entity", texts), entity: { entityType: "invoice", id: plainId(id) } };
  }
  function request(operationName, boundParameter, texts) {
    const parameterTypes = {};
    if (boundParameter !== null) {
      parameterTypes[boundParameter] = { typeName: "mscrm.invoice", structuralProperty: entityType };
    }
    for (const name of Object.keys(texts)) {
      parameterTypes[name] = { typeName: "Edm.String", structuralProperty: primitive };
    }
    return { ...texts, getMetadata: () => ({ boundParameter, operationType: action, operationName, parameterTypes }) };
  }

  // src/texts/texts.ts
  var webResource = "pinv_/strings/Invoicing";
  var locales = { 1031: "de-DE", 1033: "en-US", 1043: "nl-NL" };
  function text(key, values = {}) {
    const found = Xrm.Utility.getResourceString(webResource, key);
    return (found != null ? found : key).replace(/\{(\w+)\}/g, (placeholder, name) => {
      var _a;
      return (_a = values[name]) != null ? _a : placeholder;
    });
  }
  function languageTag() {
    var _a;
    return (_a = localeOfUser()) != null ? _a : "en";
  }
  function numeral(value) {
    return new Intl.NumberFormat(localeOfUser()).format(value);
  }
  function localeOfUser() {
    return locales[Xrm.Utility.getGlobalContext().userSettings.languageId];
  }

  // src/errors.ts
  var sentence = /(PINV\d{4}): (.+?): (.+?)\.?$/;
  function parse(message) {
    const faults = [];
    const others = [];
    for (const line of message.split(/\r?\n/).map((part) => part.trim())) {
      const fault = faultIn(line);
      if (fault !== void 0) {
        faults.push(fault);
      } else if (line !== "") {
        others.push(line);
      }
    }
    return { faults, others };
  }
  function messageOf(error) {
    const { message } = error != null ? error : {};
    return typeof message === "string" && message.trim() !== "" ? message : text("UnexpectedError");
  }
  function inLines(message) {
    const { faults, others } = parse(message);
    return [...faults.flatMap(toldInLines), ...others];
  }
  function inOneLine(message) {
    var _a;
    const { faults, others } = parse(message);
    const first = faults[0];
    const rest = faults.length + others.length - 1;
    const line = first === void 0 ? (_a = others[0]) != null ? _a : "" : `${first.record}: ${first.cause}. ${first.remedy}. (${first.code})`;
    return rest > 0 ? `${line} ${text("AndMore", { number: String(rest) })}` : line;
  }
  function withReason(message) {
    const [first, ...reasons2] = message.split(/\r?\n/).filter((line) => line.trim() !== "");
    return [first != null ? first : "", reasons2.join("\n")].filter((part) => part !== "").map(inOneLine).join(" ");
  }
  function toldInLines(fault) {
    return [`${fault.record}: ${fault.cause}.`, text("WhatToDo", { remedy: fault.remedy }), text("Code", { code: fault.code }), ""];
  }
  function faultIn(line) {
    var _a;
    const [, code, record, rest] = (_a = sentence.exec(line)) != null ? _a : [];
    if (code === void 0 || record === void 0 || rest === void 0) {
      return void 0;
    }
    const end = rest.lastIndexOf(". ");
    return end < 0 ? { code, record, cause: rest, remedy: text("AskAdministrator") } : { code, record, cause: rest.slice(0, end), remedy: rest.slice(end + 2) };
  }

  // src/dialogs/dialogs.ts
  var size = { height: 360, width: 560 };
  async function ask(question) {
    const { confirmed } = await Xrm.Navigation.openConfirmDialog(
      { title: question.title, text: question.lines.join("\n"), confirmButtonLabel: question.yes, cancelButtonLabel: text("Back") },
      size
    );
    return confirmed;
  }
  async function tell(title, lines) {
    await Xrm.Navigation.openAlertDialog({ title, text: lines.join("\n").trim(), confirmButtonLabel: text("Close") }, size);
  }
  async function tellError(title, error) {
    const message = messageOf(error);
    if (parse(message).faults.length > 0) {
      await tell(title.replace(/:\s*$/, ""), inLines(message));
    } else {
      await Xrm.Navigation.openErrorDialog({ message });
    }
  }
  async function whileShowing(message, work) {
    Xrm.Utility.showProgressIndicator(message);
    try {
      return await work((next) => {
        Xrm.Utility.showProgressIndicator(next);
      });
    } finally {
      Xrm.Utility.closeProgressIndicator();
    }
  }

  // src/dataverse/choices.ts
  var ProjectInvoiceStatus = {
    draft: 19235e4,
    inReview: 192350001,
    confirmed: 192350002,
    paid: 192350003
  };
  var ConfirmationStatus = {
    none: 48219e4,
    scheduled: 482190001,
    processing: 482190002,
    complete: 482190003,
    failed: 482190004,
    canceling: 482190005,
    preparing: 482190006,
    withdrawing: 482190007
  };
  var FinanceStatus = {
    notSent: 48219e4,
    sent: 482190001,
    inReview: 482190002,
    posted: 482190003,
    failed: 482190004,
    nothingToInvoice: 482190005
  };
  var ChunkKind = {
    revise: 482190004
  };
  var activeState = 0;

  // src/dataverse/invoice.ts
  var invoiceColumns = [
    "name",
    "invoicenumber",
    "msdyn_invoicenumber",
    "msdyn_projectinvoicestatus",
    "statecode",
    "pinv_confirmationstatus",
    "pinv_confirmationprogress",
    "pinv_confirmationattempt",
    "pinv_partlybilled",
    "pinv_financestatus",
    "pinv_lasterror",
    "totalamount",
    "_customerid_value",
    "_transactioncurrencyid_value"
  ];
  function invoiceOf(row) {
    var _a, _b;
    return {
      id: text2(row, "invoiceid"),
      number: text2(row, "msdyn_invoicenumber").trim() || text2(row, "invoicenumber").trim() || text2(row, "name"),
      status: number(row, "msdyn_projectinvoicestatus"),
      state: number(row, "statecode"),
      confirmationStatus: number(row, "pinv_confirmationstatus"),
      progress: (_a = number(row, "pinv_confirmationprogress")) != null ? _a : 0,
      attempt: (_b = number(row, "pinv_confirmationattempt")) != null ? _b : 0,
      isPartlyBilled: row["pinv_partlybilled"] === true,
      financeStatus: number(row, "pinv_financestatus"),
      financeStatusText: formatted(row, "pinv_financestatus"),
      lastError: text2(row, "pinv_lasterror"),
      customer: formatted(row, "_customerid_value"),
      amount: formatted(row, "totalamount"),
      currency: formatted(row, "_transactioncurrencyid_value"),
      wasPreparing: false
    };
  }
  function isConfirmed(invoice) {
    return invoice.status === ProjectInvoiceStatus.confirmed || invoice.status === ProjectInvoiceStatus.paid;
  }
  function isRunning(invoice) {
    const running = [
      ConfirmationStatus.scheduled,
      ConfirmationStatus.processing,
      ConfirmationStatus.canceling,
      ConfirmationStatus.preparing
    ];
    return running.includes(invoice.confirmationStatus);
  }
  function isFailed(invoice) {
    return invoice.confirmationStatus === ConfirmationStatus.failed;
  }
  function text2(row, column) {
    const value = row[column];
    return typeof value === "string" ? value : "";
  }
  function number(row, column) {
    const value = row[column];
    return typeof value === "number" ? value : void 0;
  }
  function formatted(row, column) {
    return text2(row, `${column}@OData.Community.Display.V1.FormattedValue`);
  }

  // src/commands/described.ts
  var mostInvoicesNamed = 8;
  var ways = {
    atOnce: "WayAtOnce",
    probablyInBackground: "WayProbablyInBackground",
    inBackground: "WayInBackground",
    unknown: "WayUnknown"
  };
  function titleOf(invoices, one, many) {
    return invoices.length === 1 ? text(one, { invoice: invoices[0].number }) : text(many, { number: numeral(invoices.length) });
  }
  function described(invoices) {
    if (invoices.length === 1) {
      return describedAlone(invoices[0]);
    }
    const named = invoices.slice(0, mostInvoicesNamed).map((invoice) => [invoice.number, invoice.customer, amountOf(invoice)].filter(Boolean).join(" \xB7 "));
    const left = invoices.length - named.length;
    return left > 0 ? [...named, text("AndMore", { number: numeral(left) })] : named;
  }
  function countLines(count) {
    if (count === void 0) {
      return [];
    }
    const number2 = count.text || numeral(count.details);
    return [text(count.isAtLeast ? "LineDetailsAtLeast" : "LineDetails", { number: number2 })];
  }
  function wayLine(way, settings) {
    return text(ways[way], { limit: numeral(settings.maxSynchronousWrites) });
  }
  function describedAlone(invoice) {
    const lines = [];
    if (invoice.customer !== "") {
      lines.push(text("LineCustomer", { customer: invoice.customer }));
    }
    if (invoice.amount !== "") {
      lines.push(text("LineAmount", { amount: amountOf(invoice) }));
    }
    if (isConfirmed(invoice) && invoice.financeStatusText !== "") {
      lines.push(text("LineFinanceStatus", { status: invoice.financeStatusText }));
    }
    return lines;
  }
  function amountOf(invoice) {
    return invoice.amount !== "" && invoice.currency !== "" ? `${invoice.amount} (${invoice.currency})` : invoice.amount;
  }

  // src/commands/cancel.ts
  var cancel = {
    running: "CancelRunning",
    refused: "CancelRefused",
    decide: async (invoices) => {
      const isYes = await ask({
        title: titleOf(invoices, "CancelTitle", "CancelManyTitle"),
        lines: [...described(invoices), "", text("CancelEffect")],
        yes: text("CancelYes")
      });
      return isYes ? (invoice) => cancelConfirmation(invoice.id) : void 0;
    }
  };

  // src/dataverse/size.ts
  var writesPerDetail = { confirm: 12, revise: 8 };
  var defaultMaxSynchronousWrites = 500;
  var mostCounted = 5e4;
  var tooManyToCount = 2147803171;
  async function countDetails(invoice) {
    var _a;
    const fetch = `<fetch aggregate="true"><entity name="msdyn_invoicelinetransaction"><attribute name="msdyn_invoicelinetransactionid" alias="details" aggregate="count" /><filter><condition attribute="msdyn_invoice" operator="eq" value="${plainId(invoice)}" /></filter></entity></fetch>`;
    try {
      const result = await Xrm.WebApi.retrieveMultipleRecords("msdyn_invoicelinetransaction", `?fetchXml=${encodeURIComponent(fetch)}`);
      return countIn((_a = result.entities[0]) != null ? _a : {});
    } catch (error) {
      return isTooMany(error) ? { details: mostCounted, text: "", isAtLeast: true } : void 0;
    }
  }
  async function readSizeSettings() {
    const limit = await readVariable("pinv_MaxSynchronousWrites");
    const creates = await readVariable("pinv_CreateActuals");
    return {
      maxSynchronousWrites: /^[1-9]\d*$/.test(limit) ? Number(limit) : defaultMaxSynchronousWrites,
      createsActuals: !["no", "false", "0"].includes(creates.trim().toLowerCase())
    };
  }
  function wayOf(command, details2, settings) {
    if (command === "confirm" && !settings.createsActuals) {
      return "atOnce";
    }
    if (details2 === void 0) {
      return "unknown";
    }
    if (details2 > settings.maxSynchronousWrites) {
      return "inBackground";
    }
    return details2 * writesPerDetail[command] > settings.maxSynchronousWrites ? "probablyInBackground" : "atOnce";
  }
  async function readVariable(name) {
    var _a, _b, _c;
    const query = `?$select=defaultvalue&$filter=schemaname eq '${name}'&$expand=environmentvariabledefinition_environmentvariablevalue($select=value)`;
    try {
      const definition = (await Xrm.WebApi.retrieveMultipleRecords("environmentvariabledefinition", query)).entities[0];
      const values = (_a = definition == null ? void 0 : definition["environmentvariabledefinition_environmentvariablevalue"]) != null ? _a : [];
      const value = (_c = (_b = values[0]) == null ? void 0 : _b["value"]) != null ? _c : definition == null ? void 0 : definition["defaultvalue"];
      return typeof value === "string" ? value : "";
    } catch {
      return "";
    }
  }
  function countIn(row) {
    const formatted2 = row["details@OData.Community.Display.V1.FormattedValue"];
    const details2 = row["details"];
    return { details: typeof details2 === "number" ? details2 : 0, text: typeof formatted2 === "string" ? formatted2 : "", isAtLeast: false };
  }
  function isTooMany(error) {
    const { errorCode } = error != null ? error : {};
    return typeof errorCode === "number" && errorCode >>> 0 === tooManyToCount;
  }

  // src/commands/confirm.ts
  var confirm = {
    running: "ConfirmRunning",
    refused: "ConfirmRefused",
    decide: async (invoices) => {
      const isYes = await ask({
        title: titleOf(invoices, "ConfirmTitle", "ConfirmManyTitle"),
        lines: invoices.length === 1 ? await linesOfOne(invoices[0]) : [...described(invoices), "", text("ConfirmManyEffect")],
        yes: text("ConfirmYes")
      });
      return isYes ? (invoice) => confirmInvoice(invoice.id) : void 0;
    }
  };
  async function linesOfOne(invoice) {
    const [count, settings] = await Promise.all([countDetails(invoice.id), readSizeSettings()]);
    return [
      ...described([invoice]),
      ...countLines(count),
      "",
      text(settings.createsActuals ? "ConfirmEffect" : "ConfirmEffectOfOthers"),
      wayLine(wayOf("confirm", count == null ? void 0 : count.details, settings), settings)
    ];
  }

  // src/commands/resend.ts
  var resend = {
    running: "ResendRunning",
    refused: "ResendRefused",
    decide: async (invoices) => {
      const isYes = await ask({
        title: titleOf(invoices, "ResendTitle", "ResendManyTitle"),
        lines: [...described(invoices), "", text("ResendEffect")],
        yes: text("ResendYes")
      });
      return isYes ? (invoice) => resendInvoice(invoice.id) : void 0;
    }
  };

  // src/commands/resume.ts
  var resume = {
    running: "ResumeRunning",
    refused: "ResumeRefused",
    decide: async (invoices) => {
      const isYes = await ask({
        title: titleOf(invoices, "ResumeTitle", "ResumeManyTitle"),
        lines: [...described(invoices), "", text("ResumeEffect")],
        yes: text("ResumeYes")
      });
      return isYes ? (invoice) => resumeConfirmation(invoice.id) : void 0;
    }
  };

  // src/commands/revise.ts
  var details = "msdyn_invoicelinetransaction";
  var revise = {
    running: "ReviseRunning",
    refused: "ReviseRefused",
    decide: async ([invoice]) => decide(invoice, await countDetails(invoice.id), "ReviseEffect", [])
  };
  var reviseDetails = {
    running: "ReviseRunning",
    refused: "ReviseRefused",
    decide: async ([invoice]) => {
      const chosen = await choose(invoice);
      return chosen.length === 0 ? void 0 : decide(invoice, { details: chosen.length, text: "", isAtLeast: false }, "ReviseDetailsEffect", chosen);
    }
  };
  async function decide(invoice, count, effect, chosen) {
    const settings = await readSizeSettings();
    const isYes = await ask({
      title: titleOf([invoice], "ReviseTitle", "ReviseTitle"),
      lines: [
        ...described([invoice]),
        ...chosen.length > 0 ? [text("LineChosenDetails", { number: numeral(chosen.length) })] : countLines(count),
        "",
        text(effect),
        wayLine(wayOf("revise", count == null ? void 0 : count.details, settings), settings)
      ],
      yes: text("ReviseYes")
    });
    return isYes ? () => reviseInvoice(invoice.id, chosen) : void 0;
  }
  async function choose(invoice) {
    const filterXml = `<filter type="and"><condition attribute="msdyn_invoice" operator="eq" value="${plainId(invoice.id)}" /></filter>`;
    const chosen = await Xrm.Utility.lookupObjects({
      allowMultiSelect: true,
      defaultEntityType: details,
      disableMru: true,
      entityTypes: [details],
      filters: [{ entityLogicalName: details, filterXml }]
    });
    return (chosen != null ? chosen : []).map((detail) => plainId(detail.id));
  }

  // src/dialogs/reason.ts
  var page = "pinv_/dialogs/reason.html";
  var questionKey = "pinv_reason_question";
  var answerKey = "pinv_reason_answer";
  var size2 = { height: 380, width: 560 };
  async function askReason(title, lines) {
    var _a;
    const question = {
      language: languageTag(),
      lines,
      label: text("ReasonLabel"),
      missing: text("ReasonMissing"),
      yes: text("WithdrawYes"),
      no: text("Back")
    };
    sessionStorage.removeItem(answerKey);
    sessionStorage.setItem(questionKey, JSON.stringify(question));
    await Xrm.Navigation.navigateTo(
      { pageType: "webresource", webresourceName: page },
      { target: 2, position: 1, title, height: { value: size2.height, unit: "px" }, width: { value: size2.width, unit: "px" } }
    );
    const reason = (_a = sessionStorage.getItem(answerKey)) == null ? void 0 : _a.trim();
    sessionStorage.removeItem(questionKey);
    sessionStorage.removeItem(answerKey);
    return reason === "" ? void 0 : reason;
  }

  // src/commands/withdraw.ts
  var withdraw = {
    running: "WithdrawRunning",
    refused: "WithdrawRefused",
    decide: async (invoices) => {
      const reason = await askReason(titleOf(invoices, "WithdrawTitle", "WithdrawManyTitle"), [...described(invoices), "", text("WithdrawEffect")]);
      return reason === void 0 ? void 0 : (invoice) => withdrawInvoice(invoice.id, reason);
    }
  };

  // src/commands/errands.ts
  var errands = { confirm, revise, reviseDetails, resume, cancel, resend, withdraw };

  // src/dataverse/client.ts
  var idsPerQuestion = 50;
  var mostInBulk = 1e3;
  async function readInvoice(id) {
    var _a;
    const invoice = invoiceOf(await Xrm.WebApi.retrieveRecord("invoice", plainId(id), `?$select=${invoiceColumns.join(",")}`));
    return (_a = (await completed([invoice]))[0]) != null ? _a : invoice;
  }
  async function readInvoices(ids) {
    const parts = await Promise.all(inParts(ids.map(plainId), idsPerQuestion).map(readPart));
    const byId = new Map(parts.flat().map((invoice) => [plainId(invoice.id), invoice]));
    const found = ids.map((id) => byId.get(plainId(id))).filter((invoice) => invoice !== void 0);
    return completed(found);
  }
  async function execute(request2) {
    const response = await Xrm.WebApi.online.execute(request2);
    return response.status === 204 ? {} : await response.json();
  }
  function draftIn(answer) {
    var _a;
    const draft = (_a = answer["Invoice"]) != null ? _a : answer;
    return draft["invoiceid"];
  }
  async function confirmInBulk(ids) {
    var _a, _b;
    const refused = [];
    for (const part of inParts(ids, mostInBulk)) {
      const answer = await execute(bulkConfirmInvoices(part));
      const results = (_b = (_a = answer["Results"]) != null ? _a : answer["value"]) != null ? _b : [];
      refused.push(...results.map(invoiceOf).filter(isRefused).map((invoice) => ({ id: invoice.id, reason: invoice.lastError })));
    }
    return refused;
  }
  function isRefused(result) {
    return result.lastError !== "";
  }
  async function readPart(ids) {
    const filter = ids.map((id) => `invoiceid eq ${id}`).join(" or ");
    const result = await Xrm.WebApi.retrieveMultipleRecords("invoice", `?$select=${invoiceColumns.join(",")}&$filter=${filter}`);
    return result.entities.map(invoiceOf);
  }
  async function completed(invoices) {
    const unclear = invoices.filter((invoice) => isFailed(invoice) && !invoice.isPartlyBilled);
    const runs = new Set((await Promise.all(inParts(unclear, idsPerQuestion).map(readRevisions))).flat());
    return invoices.map((invoice) => ({ ...invoice, wasPreparing: runs.has(runOf(plainId(invoice.id), invoice.attempt)) }));
  }
  async function readRevisions(invoices) {
    const filter = invoices.map((invoice) => `_pinv_invoiceid_value eq ${plainId(invoice.id)}`).join(" or ");
    const query = `?$select=_pinv_invoiceid_value,pinv_attempt&$filter=pinv_kind eq ${String(ChunkKind.revise)} and (${filter})`;
    const chunks2 = await Xrm.WebApi.retrieveMultipleRecords("pinv_confirmationchunk", query);
    return chunks2.entities.map((chunk) => runOf(plainId(chunk["_pinv_invoiceid_value"]), chunk["pinv_attempt"]));
  }
  function runOf(invoice, attempt) {
    return `${invoice} ${String(attempt)}`;
  }

  // src/rules/situation.ts
  function situationOf(invoice) {
    if (isConfirmed(invoice)) {
      return ofConfirmed(invoice);
    }
    if (invoice.status !== ProjectInvoiceStatus.draft && invoice.status !== ProjectInvoiceStatus.inReview) {
      return "unknown";
    }
    return invoice.state === activeState ? ofDraft(invoice) : "closed";
  }
  function ofConfirmed(invoice) {
    if (invoice.confirmationStatus === ConfirmationStatus.withdrawing) {
      return "withdrawing";
    }
    if (isRunning(invoice)) {
      return "unknown";
    }
    if (invoice.status === ProjectInvoiceStatus.paid) {
      return "paid";
    }
    const isClosedInFinance = invoice.financeStatus === FinanceStatus.posted || invoice.financeStatus === FinanceStatus.nothingToInvoice;
    return isClosedInFinance ? "posted" : "confirmed";
  }
  function ofDraft(invoice) {
    switch (invoice.confirmationStatus) {
      case void 0:
      case ConfirmationStatus.none:
        return invoice.isPartlyBilled ? "unknown" : "draft";
      case ConfirmationStatus.scheduled:
        return "scheduled";
      case ConfirmationStatus.processing:
        return "processing";
      case ConfirmationStatus.preparing:
        return "preparing";
      case ConfirmationStatus.canceling:
        return "canceling";
      case ConfirmationStatus.failed:
        return ofFailed(invoice);
      default:
        return "unknown";
    }
  }
  function ofFailed(invoice) {
    if (invoice.isPartlyBilled) {
      return "stopped";
    }
    return invoice.wasPreparing ? "preparationFailed" : "failed";
  }

  // src/form/view.ts
  var noticeId = "pinv_confirmation";
  var tab = "pinv_finance";
  var chunksSection = "pinv_finance_chunks";
  var actualsSection = "pinv_finance_actuals";
  var chunks = "pinv_chunks";
  var phases = {
    [ConfirmationStatus.scheduled]: "StateScheduled",
    [ConfirmationStatus.processing]: "StateProcessing",
    [ConfirmationStatus.canceling]: "StateCanceling",
    [ConfirmationStatus.preparing]: "StatePreparing",
    [ConfirmationStatus.withdrawing]: "StateWithdrawing"
  };
  function noticeOf(invoice) {
    const phase = invoice.confirmationStatus === void 0 ? void 0 : phases[invoice.confirmationStatus];
    if (phase !== void 0) {
      return { level: "INFO", message: text(phase, { progress: numeral(invoice.progress) }) };
    }
    if (isFailed(invoice)) {
      return { level: "ERROR", message: invoice.lastError === "" ? text("StateFailed") : withReason(invoice.lastError) };
    }
    return isConfirmed(invoice) ? noticeOfConfirmed(invoice) : void 0;
  }
  function show(formContext, invoice) {
    const notice = noticeOf(invoice);
    if (notice === void 0) {
      formContext.ui.clearFormNotification(noticeId);
    } else {
      formContext.ui.setFormNotification(notice.message, notice.level, noticeId);
    }
    setVisible(formContext, chunksSection, isRunning(invoice) || isFailed(invoice));
    setVisible(formContext, actualsSection, isConfirmed(invoice));
  }
  function showLost(formContext) {
    formContext.ui.setFormNotification(text("ProgressLost"), "WARNING", noticeId);
  }
  function showNothing(formContext) {
    formContext.ui.clearFormNotification(noticeId);
    setVisible(formContext, chunksSection, false);
    setVisible(formContext, actualsSection, false);
  }
  function refreshChunks(formContext) {
    var _a;
    (_a = formContext.getControl(chunks)) == null ? void 0 : _a.refresh();
  }
  async function refreshFields(formContext, invoice) {
    const told = [
      ["pinv_confirmationstatus", invoice.confirmationStatus],
      ["pinv_confirmationprogress", invoice.progress]
    ];
    const isOlder = told.some(([column, value]) => isOther(formContext, column, value));
    if (isOlder && !formContext.data.getIsDirty()) {
      await formContext.data.refresh(false);
    }
  }
  function isOther(formContext, column, value) {
    var _a;
    const attribute = formContext.getAttribute(column);
    return attribute !== null && ((_a = attribute.getValue()) != null ? _a : void 0) !== value;
  }
  function noticeOfConfirmed(invoice) {
    if (invoice.lastError !== "") {
      return { level: "WARNING", message: inOneLine(invoice.lastError) };
    }
    if (invoice.financeStatus === FinanceStatus.failed) {
      return { level: "WARNING", message: text("StateFinanceFailed") };
    }
    const isWaiting = situationOf(invoice) === "confirmed" && invoice.financeStatusText !== "";
    return isWaiting ? { level: "INFO", message: text("StateWaiting", { status: invoice.financeStatusText }) } : void 0;
  }
  function setVisible(formContext, section, isVisible) {
    var _a, _b;
    (_b = (_a = formContext.ui.tabs.get(tab)) == null ? void 0 : _a.sections.get(section)) == null ? void 0 : _b.setVisible(isVisible);
  }

  // src/form/follower.ts
  var interval = 4e3;
  var mostFailures = 5;
  var Follower = class {
    constructor(timer, onEnd) {
      this.timer = timer;
      this.onEnd = onEnd;
    }
    /** Follows an invoice, unless it is followed already. */
    follow(formContext, id) {
      var _a;
      const record = plainId(id);
      if (((_a = this.followed) == null ? void 0 : _a.formContext) === formContext && this.followed.id === record) {
        return;
      }
      const turn = {};
      this.current = turn;
      this.followed = { formContext, id: record };
      this.run(turn, formContext, record).catch(() => {
        this.end(turn);
      });
    }
    async run(turn, formContext, id) {
      const page2 = pageNow();
      const isThere = () => this.current === turn && pageNow() === page2 && idOn(formContext) === id;
      let failures = 0;
      while (failures < mostFailures) {
        await this.timer.wait(interval);
        if (!isThere()) {
          break;
        }
        const invoice = await readOrNothing(id);
        if (!isThere()) {
          break;
        }
        failures = invoice === void 0 ? failures + 1 : 0;
        if (invoice !== void 0 && await this.isDone(turn, formContext, invoice)) {
          return;
        }
      }
      this.leave(turn, formContext, failures);
    }
    async isDone(turn, formContext, invoice) {
      show(formContext, invoice);
      refreshChunks(formContext);
      if (isRunning(invoice)) {
        await refreshOrNothing(formContext, invoice);
        return false;
      }
      this.end(turn);
      await this.onEnd(formContext);
      return true;
    }
    leave(turn, formContext, failures) {
      this.end(turn);
      if (failures === mostFailures) {
        showLost(formContext);
      }
    }
    end(turn) {
      if (this.current === turn) {
        this.current = void 0;
        this.followed = void 0;
      }
    }
  };
  async function readOrNothing(id) {
    try {
      return await readInvoice(id);
    } catch {
      return void 0;
    }
  }
  async function refreshOrNothing(formContext, invoice) {
    try {
      await refreshFields(formContext, invoice);
    } catch {
      return;
    }
  }
  function idOn(formContext) {
    try {
      return plainId(formContext.data.entity.getId());
    } catch {
      return void 0;
    }
  }
  function pageNow() {
    try {
      return JSON.stringify(Xrm.Utility.getPageContext().input);
    } catch {
      return "";
    }
  }

  // src/form/form.ts
  var InvoiceForm = class {
    constructor(timer, rules2) {
      this.rules = rules2;
      // A dialog that is left with its page never answers: the next page is another one, and not busy.
      this.busy = /* @__PURE__ */ new WeakSet();
      this.follower = new Follower(timer, (formContext) => this.refresh(formContext));
    }
    /** Shows how the invoice stands. That is a help: a form opens, and stays usable, without it. */
    async onLoad(formContext) {
      try {
        await this.showAsItStands(formContext);
      } catch {
        showNothing(formContext);
      }
    }
    /** Whether a command is offered. */
    async isEnabled(command, formContext) {
      return this.rules.onForm(command, () => formContext.data.entity.getId());
    }
    /** Asks, calls, and shows what came of it. A second click while that is under way does nothing. */
    async carryOut(command, formContext) {
      if (this.busy.has(formContext)) {
        return;
      }
      this.busy.add(formContext);
      try {
        const answer = await this.answerOf(command, formContext);
        if (answer !== void 0) {
          await this.after(command, formContext, answer);
        }
      } finally {
        this.busy.delete(formContext);
      }
    }
    // Undefined where nothing was called. What was refused may have changed all the same, so the form is read anew.
    async answerOf(command, formContext) {
      var _a;
      const errand = errands[command];
      let number2 = "";
      try {
        await saveEntries(formContext);
        const invoice = await readInvoice(formContext.data.entity.getId());
        number2 = invoice.number;
        const request2 = (_a = await errand.decide([invoice])) == null ? void 0 : _a(invoice);
        return request2 && await whileShowing(text(errand.running, { invoice: number2 }), () => execute(request2));
      } catch (error) {
        await tellError(text(errand.refused, { invoice: number2 }), error);
        await this.refresh(formContext);
        return void 0;
      }
    }
    async after(command, formContext, answer) {
      await this.refresh(formContext);
      if (command === "revise" || command === "reviseDetails") {
        await Xrm.Navigation.openForm({ entityName: "invoice", entityId: draftIn(answer) });
      }
    }
    async showAsItStands(formContext) {
      const id = formContext.data.entity.getId();
      if (id === "") {
        showNothing(formContext);
        return;
      }
      const invoice = await readInvoice(id);
      show(formContext, invoice);
      if (isRunning(invoice)) {
        this.follower.follow(formContext, id);
      }
    }
    // An invoice that was deleted, as a canceled corrective draft is, cannot be read anew; the form says so itself.
    async refresh(formContext) {
      try {
        await formContext.data.refresh(false);
      } catch {
        return;
      }
      formContext.ui.refreshRibbon();
      await this.onLoad(formContext);
    }
  };
  async function saveEntries(formContext) {
    if (formContext.data.getIsDirty()) {
      await formContext.data.save();
    }
  }

  // src/list/following.ts
  var interval2 = 3e3;
  var mostQuestions = 40;
  async function followed(taken, refused, invoices, timer, display) {
    let now = await readTaken(taken);
    for (let asked = 0; asked < mostQuestions && now.some(isRunning); asked++) {
      const done = now.filter((invoice) => !isRunning(invoice)).length;
      display(text("ConfirmManyRunning", { done: numeral(done), number: numeral(now.length) }));
      await timer.wait(interval2);
      now = await readTaken(taken);
    }
    const failed = now.filter(isFailed).map((invoice) => [invoice.id, invoice.lastError || text("StateFailed")]);
    return {
      invoices,
      done: now.filter((invoice) => !isRunning(invoice) && !isFailed(invoice)),
      running: now.filter(isRunning),
      refused: new Map([...refused, ...failed])
    };
  }
  async function readTaken(taken) {
    return readInvoices(taken.map((invoice) => invoice.id));
  }

  // src/list/outcome.ts
  async function tellOutcome(outcome) {
    await tell(text("OutcomeTitle"), [...counts(outcome), "", ...reasons(outcome)]);
  }
  function counts(outcome) {
    const lines = [text("OutcomeDone", { number: numeral(outcome.done.length) })];
    if (outcome.running.length > 0) {
      lines.push(text("OutcomeRunning", { number: numeral(outcome.running.length) }));
    }
    if (outcome.refused.size > 0) {
      lines.push(text("OutcomeRefused", { number: numeral(outcome.refused.size) }));
    }
    return lines;
  }
  function reasons(outcome) {
    const refused = outcome.invoices.filter((invoice) => outcome.refused.has(invoice.id));
    if (outcome.invoices.length === 1) {
      return refused.flatMap((invoice) => {
        var _a;
        return inLines((_a = outcome.refused.get(invoice.id)) != null ? _a : "");
      });
    }
    return refused.map((invoice) => {
      var _a;
      return withNumber(invoice, inOneLine((_a = outcome.refused.get(invoice.id)) != null ? _a : ""));
    });
  }
  function withNumber(invoice, line) {
    return line.startsWith(invoice.number) ? line : `${invoice.number}: ${line}`;
  }

  // src/list/list.ts
  var InvoiceList = class {
    constructor(timer, rules2) {
      this.timer = timer;
      this.rules = rules2;
      // A dialog that is left with its page never answers: the next page is another one, and not busy.
      this.busy = /* @__PURE__ */ new WeakSet();
    }
    /** Whether a command is offered: where it is for every chosen invoice. */
    async isEnabled(command, selected) {
      return this.rules.onList(command, selected.map((reference) => reference.Id));
    }
    /** Asks, calls, tells what came of it and reads the list anew. A second click while that is under way does nothing. */
    async carryOut(command, grid, selected) {
      if (this.busy.has(grid) || selected.length === 0) {
        return;
      }
      this.busy.add(grid);
      try {
        if (await this.isDone(command, selected)) {
          grid.refresh();
          grid.refreshRibbon();
        }
      } finally {
        this.busy.delete(grid);
      }
    }
    async isDone(command, selected) {
      try {
        const [first, ...others] = await readInvoices(selected.map((reference) => reference.Id));
        const request2 = first && await errands[command].decide([first, ...others]);
        if (first === void 0 || request2 === void 0) {
          return false;
        }
        await tellOutcome(await this.outcomeOf(command, [first, ...others], request2));
      } catch (error) {
        await tellError(text(errands[command].refused, { invoice: "" }), error);
      }
      return true;
    }
    async outcomeOf(command, invoices, request2) {
      const start = text(errands[command].running, { invoice: invoices[0].number });
      return whileShowing(start, async (display) => {
        const refused = command === "confirm" && invoices.length > 1 ? await inBulk(invoices) : await oneByOne(command, invoices, request2, display);
        const taken = invoices.filter((invoice) => !refused.has(invoice.id));
        return command === "confirm" ? followed(taken, refused, invoices, this.timer, display) : { done: taken, running: [], refused, invoices };
      });
    }
  };
  async function inBulk(invoices) {
    const refused = await confirmInBulk(invoices.map((invoice) => invoice.id));
    return new Map(refused.map((invoice) => [plainId(invoice.id), invoice.reason]));
  }
  async function oneByOne(command, invoices, request2, display) {
    const refused = /* @__PURE__ */ new Map();
    for (const invoice of invoices) {
      display(text(errands[command].running, { invoice: invoice.number }));
      try {
        await execute(request2(invoice));
      } catch (error) {
        refused.set(invoice.id, messageOf(error));
      }
    }
    return refused;
  }

  // src/rules/commands.json
  var commands_default = {
    roles: {
      administrator: "e15d6068-dbcb-55fd-b135-466aa0f13350",
      financeIntegration: "cbec496f-eb01-56b2-ae8e-7848c5f81562",
      systemAdministrator: "627090ff-40a3-4053-8790-584edc5be201"
    },
    callers: {
      confirm: { message: "pinv_ConfirmInvoice", privilege: "prvWriteInvoice", roles: [] },
      revise: { message: "pinv_ReviseInvoice", privilege: "prvCreateInvoice", roles: [] },
      reviseDetails: { message: "pinv_ReviseInvoice", privilege: "prvCreateInvoice", roles: [] },
      resume: { message: "pinv_ResumeConfirmation", privilege: "prvWriteInvoice", roles: [] },
      cancel: { message: "pinv_CancelConfirmation", privilege: "prvWriteInvoice", roles: [] },
      resend: { message: "pinv_ResendInvoice", privilege: null, roles: ["administrator", "financeIntegration", "systemAdministrator"] },
      withdraw: { message: "pinv_WithdrawInvoice", privilege: null, roles: ["administrator"] }
    },
    situations: {
      draft: { confirm: true, revise: false, reviseDetails: false, resume: false, cancel: false, resend: false, withdraw: false },
      failed: { confirm: true, revise: false, reviseDetails: false, resume: false, cancel: true, resend: false, withdraw: false },
      stopped: { confirm: false, revise: false, reviseDetails: false, resume: true, cancel: true, resend: false, withdraw: false },
      preparationFailed: { confirm: false, revise: false, reviseDetails: false, resume: true, cancel: true, resend: false, withdraw: false },
      scheduled: { confirm: false, revise: false, reviseDetails: false, resume: false, cancel: true, resend: false, withdraw: false },
      processing: { confirm: false, revise: false, reviseDetails: false, resume: false, cancel: true, resend: false, withdraw: false },
      preparing: { confirm: false, revise: false, reviseDetails: false, resume: false, cancel: true, resend: false, withdraw: false },
      canceling: { confirm: false, revise: false, reviseDetails: false, resume: false, cancel: false, resend: false, withdraw: false },
      confirmed: { confirm: false, revise: true, reviseDetails: true, resume: false, cancel: false, resend: true, withdraw: true },
      posted: { confirm: false, revise: true, reviseDetails: true, resume: false, cancel: false, resend: true, withdraw: false },
      paid: { confirm: false, revise: true, reviseDetails: true, resume: false, cancel: false, resend: true, withdraw: false },
      withdrawing: { confirm: false, revise: false, reviseDetails: false, resume: false, cancel: false, resend: false, withdraw: false },
      closed: { confirm: false, revise: false, reviseDetails: false, resume: false, cancel: false, resend: false, withdraw: false },
      unknown: { confirm: false, revise: false, reviseDetails: false, resume: false, cancel: false, resend: false, withdraw: false }
    }
  };

  // src/rules/commands.ts
  var situations = commands_default.situations;
  var callers = commands_default.callers;
  var roleIds = commands_default.roles;
  function allows(command, invoice) {
    return situations[situationOf(invoice)][command];
  }

  // src/rules/caller.ts
  var idsPerQuestion2 = 50;
  function rightsOfUser() {
    let privileges;
    let roles;
    return {
      async may(command) {
        var _a;
        const caller = callers[command];
        if (caller.privilege !== null) {
          const known2 = await (privileges != null ? privileges : privileges = readPrivileges());
          return (_a = known2 == null ? void 0 : known2.has(caller.privilege.toLowerCase())) != null ? _a : true;
        }
        const known = await (roles != null ? roles : roles = readRoles());
        return caller.roles.some((role) => {
          var _a2;
          return known.has((_a2 = roleIds[role]) != null ? _a2 : role);
        });
      }
    };
  }
  async function readPrivileges() {
    try {
      const privileges = await Xrm.Utility.getGlobalContext().userSettings.getSecurityRolePrivilegesInfo();
      return new Set(Object.values(privileges).map((privilege) => privilege.privilegeName.toLowerCase()));
    } catch {
      return void 0;
    }
  }
  async function readRoles() {
    const own = Xrm.Utility.getGlobalContext().userSettings.roles.get().map((role) => plainId(role.id));
    const known = new Set(own);
    try {
      const rows = await Promise.all(inParts(own, idsPerQuestion2).map(readRoleRows));
      for (const row of rows.flat()) {
        for (const column of ["_parentrootroleid_value", "_roletemplateid_value"]) {
          const id = row[column];
          if (typeof id === "string") {
            known.add(plainId(id));
          }
        }
      }
    } catch {
    }
    return known;
  }
  async function readRoleRows(ids) {
    const filter = ids.map((id) => `roleid eq ${id}`).join(" or ");
    const result = await Xrm.WebApi.retrieveMultipleRecords("role", `?$select=roleid,_parentrootroleid_value,_roletemplateid_value&$filter=${filter}`);
    return result.entities;
  }

  // src/rules/enabled.ts
  function enableRules(rights) {
    const asked = /* @__PURE__ */ new Map();
    const once = (key, read) => {
      var _a;
      const running = (_a = asked.get(key)) != null ? _a : read().finally(() => asked.delete(key));
      asked.set(key, running);
      return running;
    };
    const isEnabled = async (command, idsNow, read) => {
      try {
        const ids = idsNow();
        if (ids.length === 0 || ids.includes("") || !await rights.may(command)) {
          return false;
        }
        const invoices = await once(ids.map(plainId).join(","), () => read(ids));
        return invoices.length === ids.length && invoices.every((invoice) => allows(command, invoice));
      } catch {
        return false;
      }
    };
    return {
      onForm: (command, id) => isEnabled(
        command,
        () => [id()],
        (ids) => Promise.all(ids.map(readInvoice))
      ),
      onList: (command, ids) => isEnabled(command, () => ids, readInvoices)
    };
  }

  // src/timer.ts
  var browserTimer = {
    wait: (milliseconds) => new Promise((resolve) => {
      setTimeout(resolve, milliseconds);
    })
  };

  // src/index.ts
  var rules = enableRules(rightsOfUser());
  var invoiceForm = new InvoiceForm(browserTimer, rules);
  var invoiceList = new InvoiceList(browserTimer, rules);
  var onForm = (command) => (formContext) => invoiceForm.carryOut(command, formContext);
  var canOnForm = (command) => (formContext) => invoiceForm.isEnabled(command, formContext);
  var onList = (command) => (grid, selected) => invoiceList.carryOut(command, grid, selected);
  var canOnList = (command) => (_grid, selected) => invoiceList.isEnabled(command, selected);
  var form = {
    onLoad: (executionContext) => invoiceForm.onLoad(executionContext.getFormContext()),
    confirm: onForm("confirm"),
    canConfirm: canOnForm("confirm"),
    revise: onForm("revise"),
    canRevise: canOnForm("revise"),
    reviseDetails: onForm("reviseDetails"),
    canReviseDetails: canOnForm("reviseDetails"),
    resume: onForm("resume"),
    canResume: canOnForm("resume"),
    cancel: onForm("cancel"),
    canCancel: canOnForm("cancel"),
    resend: onForm("resend"),
    canResend: canOnForm("resend"),
    withdraw: onForm("withdraw"),
    canWithdraw: canOnForm("withdraw")
  };
  var list = {
    confirm: onList("confirm"),
    canConfirm: canOnList("confirm"),
    resume: onList("resume"),
    canResume: canOnList("resume"),
    cancel: onList("cancel"),
    canCancel: canOnList("cancel"),
    resend: onList("resend"),
    canResend: canOnList("resend"),
    withdraw: onList("withdraw"),
    canWithdraw: canOnList("withdraw")
  };
  return __toCommonJS(index_exports);
})();
