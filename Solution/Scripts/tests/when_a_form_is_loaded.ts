import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { ConfirmationStatus, FinanceStatus } from "../src/dataverse/choices";
import { InvoiceForm } from "../src/form/form";
import { rightsOfUser } from "../src/rules/caller";
import { enableRules } from "../src/rules/enabled";
import { FakeClient } from "./fake/client";
import { FakeForm } from "./fake/form";
import { confirmed, draft, first, second } from "./fake/situations";
import { FakeTimer, settled } from "./fake/timer";

const processing = { ...draft, pinv_confirmationstatus: ConfirmationStatus.processing, pinv_confirmationprogress: 40, pinv_partlybilled: true };

describe("When a form is loaded", () => {
    let client: FakeClient;
    let timer: FakeTimer;
    let form: FakeForm;
    let invoiceForm: InvoiceForm;

    beforeEach(() => {
        client = new FakeClient().install();
        timer = new FakeTimer();
        form = new FakeForm(first);
        invoiceForm = new InvoiceForm(timer, enableRules(rightsOfUser()));
    });

    const load = async (columns: Record<string, unknown>) => {
        client.row("invoice", first, columns);
        await invoiceForm.onLoad(form.same);
    };
    const notices = () => [...form.notifications.values()];
    const visible = () => [...form.sections].filter(([, isVisible]) => isVisible).map(([name]) => name);

    it("a draft has nothing to tell", async () => {
        await load(draft);

        assert.deepEqual([notices(), visible(), timer.sleepers], [[], ["pinv_finance_status"], 0]);
    });

    it("one that failed tells why, with the remedy and the code, and shows the chunks", async () => {
        await load({
            ...draft,
            pinv_confirmationstatus: ConfirmationStatus.failed,
            pinv_lasterror: "PINV1057: PF-1003: The first pass found 3 faults; nothing was billed. Mend what the confirmation chunks name, and confirm the invoice again.",
        });

        assert.deepEqual(notices(), [
            {
                level: "ERROR",
                message:
                    "PF-1003: The first pass found 3 faults; nothing was billed. Mend what the confirmation chunks name, and confirm the invoice again. (PINV1057)",
            },
        ]);
        assert.deepEqual(visible(), ["pinv_finance_status", "pinv_finance_chunks"]);
    });

    for (const [status, message] of [
        ["scheduled", "The confirmation is scheduled and being checked: 40%."],
        ["processing", "The invoice is being confirmed: 40%."],
        ["canceling", "What was billed is being taken back: 40%."],
        ["preparing", "The corrective invoice is being created: 40%."],
    ] as const) {
        it(`one that is ${status} tells how far it is and is followed`, async () => {
            await load({ ...processing, pinv_confirmationstatus: ConfirmationStatus[status] });

            assert.deepEqual(notices(), [{ level: "INFO", message }]);
            assert.deepEqual([visible(), timer.sleepers], [["pinv_finance_status", "pinv_finance_chunks"], 1]);
        });
    }

    it("one that is being withdrawn waits for finance and is not followed", async () => {
        await load({ ...confirmed, pinv_confirmationstatus: ConfirmationStatus.withdrawing });

        assert.deepEqual(notices(), [{ level: "INFO", message: "Finance has been asked to let the invoice go. Until it has answered the invoice stays locked." }]);
        assert.equal(timer.sleepers, 0);
    });

    it("one that waits for finance says so and shows its actuals", async () => {
        await load(confirmed);

        assert.deepEqual(notices(), [{ level: "INFO", message: "The invoice is confirmed and waits for finance. Finance status: Sent." }]);
        assert.deepEqual(visible(), ["pinv_finance_status", "pinv_finance_actuals"]);
    });

    it("one that was loaded as confirmed waits for nothing", async () => {
        await load({ ...confirmed, pinv_financestatus: null, "pinv_financestatus@OData.Community.Display.V1.FormattedValue": undefined });

        assert.deepEqual(notices(), []);
    });

    it("one that finance did not let go says why", async () => {
        await load({ ...confirmed, pinv_lasterror: "PINV1328: PF-1003: Finance did not let the invoice be withdrawn: It is posted. The invoice stays confirmed; do what finance says." });

        assert.deepEqual(notices(), [
            {
                level: "WARNING",
                message: "PF-1003: Finance did not let the invoice be withdrawn: It is posted. The invoice stays confirmed; do what finance says. (PINV1328)",
            },
        ]);
    });

    it("one that finance could not post warns", async () => {
        await load({ ...confirmed, pinv_financestatus: FinanceStatus.failed });

        assert.equal(notices()[0]?.level, "WARNING");
    });

    it("one that is posted has nothing to tell", async () => {
        await load({ ...confirmed, pinv_financestatus: FinanceStatus.posted });

        assert.deepEqual(notices(), []);
    });

    it("a new invoice shows neither chunks nor actuals", async () => {
        form.id = "";

        await invoiceForm.onLoad(form.same);

        assert.deepEqual([notices(), visible(), client.questions], [[], ["pinv_finance_status"], []]);
    });

    it("a form without our sections opens all the same", async () => {
        form.hasSections = false;

        await load(processing);
        await timer.pass();

        assert.equal(notices().length, 1);
    });

    it("a form opens where the invoice cannot be read", async () => {
        client.readError = { errorCode: 2147746336, message: "SecLib::AccessCheckEx failed." };

        await load(confirmed);

        assert.deepEqual(notices(), []);
    });

    it("loading again starts no second follower", async () => {
        await load(processing);
        await invoiceForm.onLoad(form.same);

        assert.equal(timer.sleepers, 1);
    });

    it("following ends where the form shows another invoice", async () => {
        await load(processing);
        form.id = second;
        client.questions.length = 0;

        await timer.pass();

        assert.deepEqual([client.questions, timer.sleepers], [[], 0]);
    });

    it("following ends where the page is left", async () => {
        await load(processing);
        client.page = { pageType: "entitylist", entityName: "invoice" };
        client.questions.length = 0;

        await timer.pass();

        assert.deepEqual([client.questions, timer.sleepers], [[], 0]);
    });

    it("following ends where the form is gone", async () => {
        await load(processing);
        form.isGone = true;

        await timer.pass();

        assert.equal(timer.sleepers, 0);
    });

    it("following ends where the form goes between question and answer", async () => {
        await load(processing);
        const pass = timer.pass();
        form.isGone = true;
        await pass;

        assert.equal(timer.sleepers, 0);
    });

    it("a page without a context is followed too", async () => {
        client.page = undefined;
        await load(processing);
        await timer.pass();

        assert.equal(timer.sleepers, 1);
    });

    it("another form takes over, and the first is followed no more", async () => {
        await load(processing);
        const other = new FakeForm(second);
        client.row("invoice", second, processing);

        await invoiceForm.onLoad(other.same);
        await timer.pass();

        assert.equal(timer.sleepers, 1);
        assert.deepEqual([form.calls, other.calls], [[], ["refresh pinv_chunks"]]);
    });

    it("an invoice that is followed no more can be followed anew", async () => {
        await load(processing);
        client.change("invoice", first, { pinv_confirmationstatus: ConfirmationStatus.failed });
        await timer.pass();
        client.change("invoice", first, { pinv_confirmationstatus: ConfirmationStatus.processing });

        await invoiceForm.onLoad(form.same);

        assert.equal(timer.sleepers, 1);
    });

    it("a line that is gone for a moment ends nothing", async () => {
        await load(processing);
        client.readError = { errorCode: 0, message: "Failed to fetch" };
        for (let time = 0; time < 4; time++) {
            await timer.pass();
        }

        client.readError = undefined;
        client.change("invoice", first, { pinv_confirmationprogress: 90 });
        await timer.pass();

        assert.deepEqual(notices(), [{ level: "INFO", message: "The invoice is being confirmed: 90%." }]);
        assert.equal(timer.sleepers, 1);
    });

    it("a line that stays gone ends it, and the form says so", async () => {
        await load(processing);
        client.readError = { errorCode: 0, message: "Failed to fetch" };
        for (let time = 0; time < 5; time++) {
            await timer.pass();
        }

        await settled();
        assert.deepEqual([notices()[0]?.level, timer.sleepers], ["WARNING", 0]);
    });

    it("the fields follow what the notice tells, and are read anew for nothing else", async () => {
        await loadWithFields();

        await timer.pass();
        await timer.pass();

        assert.deepEqual(form.calls, ["refresh pinv_chunks", "refresh false", "refresh pinv_chunks"]);
        assert.equal(timer.sleepers, 1);
    });

    it("what the user has entered is not taken away for it", async () => {
        await loadWithFields();
        form.isDirty = true;

        await timer.pass();

        assert.deepEqual(form.calls, ["refresh pinv_chunks"]);
    });

    it("fields that cannot be read anew end nothing", async () => {
        await loadWithFields();
        form.onRefresh = () => {
            throw new Error("Failed to fetch");
        };

        await timer.pass();
        await timer.pass();

        assert.deepEqual(form.calls.filter((call) => call === "refresh false").length, 2);
        assert.equal(timer.sleepers, 1);
    });

    async function loadWithFields(): Promise<void> {
        await load(processing);
        form.fields.set("pinv_confirmationstatus", ConfirmationStatus.scheduled).set("pinv_confirmationprogress", null);
        form.onRefresh = () => {
            form.fields.set("pinv_confirmationstatus", ConfirmationStatus.processing).set("pinv_confirmationprogress", 40);
        };
    }
});
