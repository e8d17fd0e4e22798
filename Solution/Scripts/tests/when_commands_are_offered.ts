import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ConfirmationStatus, FinanceStatus, ProjectInvoiceStatus } from "../src/dataverse/choices";
import { invoiceOf, type Invoice } from "../src/dataverse/invoice";
import { allows, callers, type Command } from "../src/rules/commands";
import table from "../src/rules/commands.json";
import { situationOf, type Situation } from "../src/rules/situation";
import { confirmed, draft, first } from "./fake/situations";

const commands = Object.keys(callers) as Command[];

/** An invoice in each situation, and what is offered then. */
const cases: Record<Situation, [columns: Record<string, unknown>, offered: Command[]]> = {
    draft: [draft, ["confirm"]],
    failed: [{ ...draft, pinv_confirmationstatus: ConfirmationStatus.failed }, ["confirm", "cancel"]],
    stopped: [{ ...draft, pinv_confirmationstatus: ConfirmationStatus.failed, pinv_partlybilled: true }, ["resume", "cancel"]],
    preparationFailed: [{ ...draft, pinv_confirmationstatus: ConfirmationStatus.failed, wasPreparing: true }, ["resume", "cancel"]],
    scheduled: [{ ...draft, pinv_confirmationstatus: ConfirmationStatus.scheduled }, ["cancel"]],
    processing: [{ ...draft, pinv_confirmationstatus: ConfirmationStatus.processing, pinv_partlybilled: true }, ["cancel"]],
    preparing: [{ ...draft, pinv_confirmationstatus: ConfirmationStatus.preparing }, ["cancel"]],
    canceling: [{ ...draft, pinv_confirmationstatus: ConfirmationStatus.canceling, pinv_partlybilled: true }, []],
    confirmed: [confirmed, ["revise", "reviseDetails", "resend", "withdraw"]],
    posted: [{ ...confirmed, pinv_financestatus: FinanceStatus.posted }, ["revise", "reviseDetails", "resend"]],
    paid: [{ ...confirmed, msdyn_projectinvoicestatus: ProjectInvoiceStatus.paid }, ["revise", "reviseDetails", "resend"]],
    withdrawing: [{ ...confirmed, pinv_confirmationstatus: ConfirmationStatus.withdrawing }, []],
    closed: [{ ...draft, statecode: 3 }, []],
    unknown: [{ ...draft, msdyn_projectinvoicestatus: null }, []],
};

const invoiceWith = (columns: Record<string, unknown>): Invoice => ({
    ...invoiceOf({ ...columns, invoiceid: first }),
    wasPreparing: columns["wasPreparing"] === true,
});

describe("When commands are offered", () => {
    for (const [situation, [columns, offered]] of Object.entries(cases)) {
        it(`an invoice is told to be ${situation}`, () => {
            assert.equal(situationOf(invoiceWith(columns)), situation);
        });

        for (const command of commands) {
            it(`${command} is ${offered.includes(command) ? "" : "not "}offered for one that is ${situation}`, () => {
                assert.equal(allows(command, invoiceWith(columns)), offered.includes(command));
            });
        }
    }

    it("the table has these situations and commands, and no others", () => {
        assert.deepEqual(Object.keys(table.situations).sort(), Object.keys(cases).sort());
        for (const row of Object.values(table.situations)) {
            assert.deepEqual(Object.keys(row), commands);
        }
    });

    it("an invoice in review is a draft", () => {
        assert.equal(situationOf(invoiceWith({ ...draft, msdyn_projectinvoicestatus: ProjectInvoiceStatus.inReview })), "draft");
    });

    it("an invoice that nobody ever confirmed is a draft", () => {
        assert.equal(situationOf(invoiceWith({ ...draft, pinv_confirmationstatus: null, pinv_partlybilled: null })), "draft");
    });

    it("an invoice that finance has nothing to invoice for is as good as posted", () => {
        assert.equal(situationOf(invoiceWith({ ...confirmed, pinv_financestatus: FinanceStatus.nothingToInvoice })), "posted");
    });

    it("nothing is offered that the server refuses by the status, whatever columns come together", () => {
        const refused = everything().flatMap((invoice) => commands.filter((command) => allows(command, invoice) && !serverTakes[command](invoice)));

        assert.deepEqual(refused, []);
    });
});

// What the plug-ins themselves ask for (ConfirmationCheck, RevisionCheck, ConfirmationControl, MessageRelease, InvoiceWithdrawal).
const isBilled = (invoice: Invoice) => invoice.status === ProjectInvoiceStatus.confirmed || invoice.status === ProjectInvoiceStatus.paid;
const has = (invoice: Invoice, ...statuses: number[]) => statuses.includes(invoice.confirmationStatus ?? ConfirmationStatus.none);
const { none, scheduled, processing, failed, canceling, preparing, withdrawing } = ConfirmationStatus;
const isBusy = (invoice: Invoice) => has(invoice, scheduled, processing, canceling, preparing, withdrawing);
const isClosedInFinance = (invoice: Invoice) => invoice.financeStatus === FinanceStatus.posted || invoice.financeStatus === FinanceStatus.nothingToInvoice;
const serverTakes: Record<Command, (invoice: Invoice) => boolean> = {
    confirm: (invoice) =>
        (invoice.status === ProjectInvoiceStatus.draft || invoice.status === ProjectInvoiceStatus.inReview) &&
        invoice.state === 0 &&
        !invoice.isPartlyBilled &&
        has(invoice, none, failed),
    revise: (invoice) => isBilled(invoice) && !has(invoice, withdrawing),
    reviseDetails: (invoice) => isBilled(invoice) && !has(invoice, withdrawing),
    resume: (invoice) => !isBilled(invoice) && has(invoice, failed) && (invoice.isPartlyBilled || invoice.wasPreparing),
    cancel: (invoice) => !isBilled(invoice) && (isBusy(invoice) || has(invoice, failed)),
    resend: (invoice) => isBilled(invoice) && !has(invoice, withdrawing),
    withdraw: (invoice) => invoice.status === ProjectInvoiceStatus.confirmed && !isBusy(invoice) && !isClosedInFinance(invoice),
};

function everything(): Invoice[] {
    const of = <T>(...values: T[]) => values;
    const invoices = [];
    for (const status of of(undefined, ...Object.values(ProjectInvoiceStatus))) {
        for (const confirmationStatus of of(undefined, ...Object.values(ConfirmationStatus))) {
            for (const financeStatus of of(undefined, ...Object.values(FinanceStatus))) {
                for (const state of [0, 1, 2, 3]) {
                    for (const isPartlyBilled of [false, true]) {
                        for (const wasPreparing of [false, true]) {
                            invoices.push({ ...invoiceWith(draft), status, confirmationStatus, financeStatus, state, isPartlyBilled, wasPreparing });
                        }
                    }
                }
            }
        }
    }

    return invoices;
}
