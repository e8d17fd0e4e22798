import { InvoiceForm } from "./form/form";
import { InvoiceList } from "./list/list";
import { rightsOfUser } from "./rules/caller";
import type { Command } from "./rules/commands";
import { enableRules } from "./rules/enabled";
import { browserTimer } from "./timer";

type FormContext = Xrm.FormContext;
type Grid = Xrm.Controls.GridControl;
type Selected = Xrm.EntityReference[];

const rules = enableRules(rightsOfUser());
const invoiceForm = new InvoiceForm(browserTimer, rules);
const invoiceList = new InvoiceList(browserTimer, rules);

const onForm = (command: Command) => (formContext: FormContext) => invoiceForm.carryOut(command, formContext);
const canOnForm = (command: Command) => (formContext: FormContext) => invoiceForm.isEnabled(command, formContext);
const onList = (command: Command) => (grid: Grid, selected: Selected) => invoiceList.carryOut(command, grid, selected);
const canOnList = (command: Command) => (_grid: Grid, selected: Selected) => invoiceList.isEnabled(command, selected);

/** What the form of an invoice calls: its load event with the execution context, its commands with the primary control. */
export const form = {
    onLoad: (executionContext: Xrm.Events.EventContext) => invoiceForm.onLoad(executionContext.getFormContext()),
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
    canWithdraw: canOnForm("withdraw"),
};

/** What lists of invoices call: their commands with the selected control and the references of the selected rows. */
export const list = {
    confirm: onList("confirm"),
    canConfirm: canOnList("confirm"),
    resume: onList("resume"),
    canResume: canOnList("resume"),
    cancel: onList("cancel"),
    canCancel: canOnList("cancel"),
    resend: onList("resend"),
    canResend: canOnList("resend"),
    withdraw: onList("withdraw"),
    canWithdraw: canOnList("withdraw"),
};
