import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { ConfirmationStatus, ProjectInvoiceStatus } from "../src/dataverse/choices";
import { InvoiceForm } from "../src/form/form";
import { rightsOfUser } from "../src/rules/caller";
import { enableRules } from "../src/rules/enabled";
import { FakeClient } from "./fake/client";
import { FakeForm } from "./fake/form";
import { confirmed, draft, first } from "./fake/situations";
import { FakeTimer, settled } from "./fake/timer";

describe("When an invoice is confirmed on its form", () => {
    let client: FakeClient;
    let timer: FakeTimer;
    let form: FakeForm;
    let invoiceForm: InvoiceForm;

    beforeEach(() => {
        client = new FakeClient().install().row("invoice", first, draft);
        client.answers.set("pinv_ConfirmInvoice", () => {
            client.change("invoice", first, confirmed);
            return { ConfirmationStatus: ConfirmationStatus.complete };
        });
        details(12);
        timer = new FakeTimer();
        form = new FakeForm(first);
        invoiceForm = new InvoiceForm(timer, enableRules(rightsOfUser()));
    });

    const confirm = () => invoiceForm.carryOut("confirm", form.same);
    const details = (number: number) => {
        client.tables.delete("msdyn_invoicelinetransaction");
        for (let detail = 0; detail < number; detail++) {
            client.row("msdyn_invoicelinetransaction", String(detail), {});
        }
    };
    const variable = (schemaname: string, defaultvalue: string, value?: string) =>
        client.row("environmentvariabledefinition", schemaname, {
            schemaname,
            defaultvalue,
            environmentvariabledefinition_environmentvariablevalue: value === undefined ? [] : [{ value }],
        });

    it("says what it is and what is going to happen", async () => {
        client.says = false;

        await confirm();

        assert.deepEqual(client.dialogs, [
            {
                kind: "confirm",
                title: "Confirm proforma invoice PF-1003?",
                text: [
                    "Customer: Harbor Works",
                    "Amount: $12,500.00 (US Dollar)",
                    "Invoice line details: 12",
                    "",
                    "Billed sales actuals are created and the invoice goes to finance. A confirmed invoice cannot be edited; it is corrected by revising it.",
                    "This is done at once.",
                ].join("\n"),
                yes: "Confirm",
            },
        ]);
    });

    it("does nothing where the user declines", async () => {
        client.says = false;

        await confirm();

        assert.deepEqual(client.calls, []);
        assert.deepEqual(client.progress, []);
        assert.deepEqual(form.calls, []);
    });

    it("calls the custom API on the invoice, shows that it runs, and reads form and commands anew", async () => {
        await confirm();

        assert.deepEqual(client.calls, [{ name: "pinv_ConfirmInvoice", id: first, parameters: { entity: { entityType: "invoice", id: first } } }]);
        assert.deepEqual(client.progress, ["Confirming PF-1003 …"]);
        assert.equal(client.isProgressShown, false);
        assert.deepEqual(form.calls, ["refresh false", "refreshRibbon"]);
        assert.deepEqual([...form.notifications.values()], [
            { level: "INFO", message: "The invoice is confirmed and waits for finance. Finance status: Sent." },
        ]);
    });

    it("saves first what the user has entered", async () => {
        form.isDirty = true;

        await confirm();

        assert.deepEqual(form.calls, ["save", "refresh false", "refreshRibbon"]);
    });

    it("calls nothing where what was entered cannot be saved", async () => {
        form.isDirty = true;
        form.saveError = { errorCode: 2147746581, message: "Accounting date: provide a value." };

        await confirm();

        assert.deepEqual(client.calls, []);
        assert.deepEqual(client.dialogs, [{ kind: "error", text: "Accounting date: provide a value." }]);
    });

    for (const [number, way] of [
        [41, "This is done at once."],
        [42, "This probably writes more than 500 rows. It then goes on in the background, and the form shows how far it is."],
        [501, "This writes more than 500 rows. It goes on in the background, and the form shows how far it is."],
    ] as const) {
        it(`says of ${String(number)} details: ${way}`, async () => {
            details(number);
            variable("pinv_MaxSynchronousWrites", "500");

            await confirm();

            assert.equal(client.dialogs[0]?.text.split("\n").at(-1), way);
        });
    }

    it("goes by the value of the environment, and not by the default", async () => {
        variable("pinv_MaxSynchronousWrites", "500", "10");

        await confirm();

        assert.match(client.dialogs[0]?.text ?? "", /This writes more than 10 rows/);
    });

    it("says that others make the actuals where they do", async () => {
        variable("pinv_CreateActuals", "yes", "no");
        details(1000);

        await confirm();

        assert.match(client.dialogs[0]?.text ?? "", /as soon as Project Operations has created its actuals[^]*This is done at once/);
    });

    it("says more than 50,000 where the platform counts no further", async () => {
        client.countError = { errorCode: 2147803171, message: "The maximum record limit is exceeded. Reduce the number of records." };

        await confirm();

        assert.match(client.dialogs[0]?.text ?? "", /Invoice line details: more than 50,000[^]*goes on in the background/);
    });

    it("can be confirmed where the details cannot be counted", async () => {
        client.countError = { errorCode: 2147746336, message: "Principal user is missing prvReadmsdyn_invoicelinetransaction privilege" };

        await confirm();

        assert.match(client.dialogs[0]?.text ?? "", /US Dollar\)\n\nBilled[^]*\nWhere this writes more than 500 rows, it goes on in the background/);
        assert.equal(client.calls.length, 1);
    });

    it("tells each refusal with what to do and its code", async () => {
        client.answers.set("pinv_ConfirmInvoice", () => ({
            errorCode: 2147746405,
            message:
                "PINV1010: PF-1003: The invoice has no contract. Enter the project contract.\n" +
                "PINV1022: PF-1003 line 2: The detail 'Diving. Day 2' has no price. Enter its price.",
        }));

        await confirm();

        assert.deepEqual(client.dialogs[1], {
            kind: "alert",
            title: "Not confirmed: PF-1003",
            text: [
                "PF-1003: The invoice has no contract.",
                "What to do: Enter the project contract.",
                "Code: PINV1010",
                "",
                "PF-1003 line 2: The detail 'Diving. Day 2' has no price.",
                "What to do: Enter its price.",
                "Code: PINV1022",
            ].join("\n"),
        });
        assert.equal(client.isProgressShown, false);
        assert.deepEqual(form.calls, ["refresh false", "refreshRibbon"]);
    });

    it("leaves to the platform what the platform says", async () => {
        client.answers.set("pinv_ConfirmInvoice", () => ({ errorCode: 2147746336, message: "Principal user is missing prvWriteInvoice privilege" }));

        await confirm();

        assert.deepEqual(client.dialogs[1], { kind: "error", text: "Principal user is missing prvWriteInvoice privilege" });
    });

    it("has a sentence for an error without one", async () => {
        client.answers.set("pinv_ConfirmInvoice", () => ({ errorCode: 0, message: "" }));

        await confirm();

        assert.deepEqual(client.dialogs[1], { kind: "error", text: "Something went wrong. Try again; if it happens again, ask an administrator." });
    });

    it("follows what goes on in the background until it is done", async () => {
        client.answers.set("pinv_ConfirmInvoice", () => {
            client.change("invoice", first, { pinv_confirmationstatus: ConfirmationStatus.scheduled, pinv_confirmationprogress: 0 });
            return { ConfirmationStatus: ConfirmationStatus.scheduled };
        });
        await confirm();
        const shown = [...form.notifications.values()].map((notice) => notice.message);
        client.change("invoice", first, { pinv_confirmationstatus: ConfirmationStatus.processing, pinv_confirmationprogress: 55 });
        await timer.pass();
        shown.push(...[...form.notifications.values()].map((notice) => notice.message));
        const isShownWhileRunning = form.sections.get("pinv_finance_chunks");

        client.change("invoice", first, { msdyn_projectinvoicestatus: ProjectInvoiceStatus.confirmed, pinv_confirmationstatus: ConfirmationStatus.complete });
        await timer.pass();

        assert.deepEqual(shown, ["The confirmation is scheduled and being checked: 0%.", "The invoice is being confirmed: 55%."]);
        assert.deepEqual([isShownWhileRunning, form.sections.get("pinv_finance_chunks")], [true, false]);
        assert.deepEqual(form.calls.slice(2), ["refresh pinv_chunks", "refresh pinv_chunks", "refresh false", "refreshRibbon"]);
        assert.equal(timer.sleepers, 0);
    });

    it("works on the next form where the dialog of this one was left without an answer", async () => {
        const answers: (() => void)[] = [];
        Object.assign(Xrm.Navigation, { openConfirmDialog: () => new Promise((resolve) => answers.push(() => { resolve({ confirmed: true }); })) });
        void confirm();
        await settled();

        void invoiceForm.carryOut("confirm", new FakeForm(first).same);
        await settled();

        assert.equal(answers.length, 2);
    });

    it("takes a second click for the first", async () => {
        await Promise.all([confirm(), confirm()]);
        await settled();

        assert.equal(client.calls.length, 1);
    });
});
