import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { ConfirmationStatus } from "../src/dataverse/choices";
import { InvoiceList } from "../src/list/list";
import { rightsOfUser } from "../src/rules/caller";
import type { Command } from "../src/rules/commands";
import { enableRules } from "../src/rules/enabled";
import { FakeClient } from "./fake/client";
import { confirmed, draft, first, second, third } from "./fake/situations";
import { FakeTimer } from "./fake/timer";

const scheduled = { pinv_confirmationstatus: ConfirmationStatus.scheduled };

describe("When invoices are chosen in a list", () => {
    let client: FakeClient;
    let timer: FakeTimer;
    let grid: string[];

    beforeEach(() => {
        client = new FakeClient().install();
        [first, second, third].forEach((id, index) => client.row("invoice", id, { ...draft, msdyn_invoicenumber: `PF-100${String(index + 1)}` }));
        timer = new FakeTimer();
        timer.onWait = () => undefined;
        grid = [];
    });

    const carryOut = (command: Command, ...ids: string[]) =>
        new InvoiceList(timer, enableRules(rightsOfUser())).carryOut(
            command,
            { refresh: () => grid.push("refresh"), refreshRibbon: () => grid.push("refreshRibbon") } as unknown as Xrm.Controls.GridControl,
            ids.map((id) => ({ Id: `{${id.toUpperCase()}}`, Name: "", TypeCode: 1090, TypeName: "invoice" })),
        );
    const bulk = (refused: Record<string, string> = {}) => {
        client.answers.set("pinv_BulkConfirmInvoices", (call) => {
            const ids = (call.parameters["Invoices"] as string).split(",");
            ids.filter((id) => !(id in refused)).forEach((id) => {
                client.change("invoice", id, scheduled);
            });
            return { Results: ids.map((id) => ({ invoiceid: id, ...scheduled, pinv_lasterror: refused[id] ?? null })) };
        });
    };

    it("many are confirmed with one call, after a dialog that names them", async () => {
        bulk();
        timer.onWait = () => {
            [first, second].forEach((id) => {
                client.change("invoice", id, confirmed);
            });
        };

        await carryOut("confirm", first, second);

        assert.equal(client.dialogs[0]?.title, "Confirm 2 proforma invoices?");
        assert.match(client.dialogs[0].text, /^PF-1001 · Harbor Works · \$12,500\.00 \(US Dollar\)\nPF-1002 · [^]*Each is confirmed on its own/);
        assert.deepEqual(client.calls, [{ name: "pinv_BulkConfirmInvoices", id: undefined, parameters: { Invoices: `${first},${second}` } }]);
        assert.deepEqual(client.dialogs[1], { kind: "alert", title: "Result", text: "Done: 2" });
        assert.deepEqual(grid, ["refresh", "refreshRibbon"]);
        assert.equal(client.isProgressShown, false);
    });

    it("the progress goes over the selection", async () => {
        bulk();
        timer.onWait = () => {
            client.change("invoice", timer.waits === 1 ? first : second, confirmed);
        };

        await carryOut("confirm", first, second);

        assert.deepEqual(client.progress.slice(1), ["Confirming invoices: 0 of 2 done …", "Confirming invoices: 1 of 2 done …"]);
    });

    it("each refused one has a line, whether it was refused at once or later", async () => {
        bulk({ [second]: "PINV1001: PF-1002: The invoice is already confirmed. Revise it." });
        timer.onWait = () => {
            client.change("invoice", first, confirmed);
            client.change("invoice", third, {
                pinv_confirmationstatus: ConfirmationStatus.failed,
                pinv_lasterror: "PINV1022: PF-1003 line 1: The detail has no price. Enter its price.\nPINV1023: PF-1003 line 2: No quantity. Enter it.",
            });
        };

        await carryOut("confirm", first, second, third);

        assert.equal(
            client.dialogs[1]?.text,
            [
                "Done: 1",
                "Not done: 2",
                "",
                "PF-1002: The invoice is already confirmed. Revise it. (PINV1001)",
                "PF-1003 line 1: The detail has no price. Enter its price. (PINV1022) and 1 more",
            ].join("\n"),
        );
    });

    it("what takes too long goes on without the list", async () => {
        bulk();

        await carryOut("confirm", first, second);

        assert.equal(timer.waits, 40);
        assert.equal(client.dialogs[1]?.text, "Done: 0\nStill in the background: 2");
        assert.equal(client.isProgressShown, false);
    });

    it("a single one is confirmed as on its form", async () => {
        client.answers.set("pinv_ConfirmInvoice", () => {
            client.change("invoice", first, confirmed);
            return { ConfirmationStatus: ConfirmationStatus.complete };
        });

        await carryOut("confirm", first);

        assert.deepEqual(client.calls.map((call) => call.name), ["pinv_ConfirmInvoice"]);
        assert.match(client.dialogs[0]?.text ?? "", /Billed sales actuals are created/);
        assert.equal(timer.waits, 0);
    });

    it("a single one that is refused is told with everything", async () => {
        client.answers.set("pinv_ConfirmInvoice", () => ({ errorCode: 2147746405, message: "PINV1010: PF-1001: No contract. Enter the project contract." }));

        await carryOut("confirm", first);

        assert.equal(client.dialogs[1]?.text, "Done: 0\nNot done: 1\n\nPF-1001: No contract.\nWhat to do: Enter the project contract.\nCode: PINV1010");
    });

    it("several are resumed one by one, and what one lacks stops no other", async () => {
        client.answers.set("pinv_ResumeConfirmation", (call) =>
            call.id === first ? { errorCode: 1, message: "PINV1053: PF-1001: No confirmation of the invoice stopped halfway. Confirm the invoice." } : {},
        );

        await carryOut("resume", first, second);

        assert.deepEqual(client.calls.map((call) => [call.name, call.id]), [
            ["pinv_ResumeConfirmation", first],
            ["pinv_ResumeConfirmation", second],
        ]);
        assert.deepEqual(client.progress.slice(1), ["Resuming PF-1001 …", "Resuming PF-1002 …"]);
        assert.match(client.dialogs[1]?.text ?? "", /^Done: 1\nNot done: 1\n\nPF-1001: No confirmation of the invoice stopped halfway\./);
    });

    for (const [command, name, title] of [
        ["cancel", "pinv_CancelConfirmation", "Cancel 2 confirmations?"],
        ["resend", "pinv_ResendInvoice", "Send 2 invoices to finance again?"],
    ] as const) {
        it(`${command} calls ${name} for each, after one question`, async () => {
            await carryOut(command, first, second);

            assert.equal(client.dialogs[0]?.title, title);
            assert.deepEqual(client.calls.map((call) => [call.name, call.id]), [
                [name, first],
                [name, second],
            ]);
        });
    }

    it("all are withdrawn for the same reason", async () => {
        client.reason = "Wrong customer";

        await carryOut("withdraw", first, second);

        assert.deepEqual(client.calls.map((call) => [call.id, call.parameters["Reason"]]), [
            [first, "Wrong customer"],
            [second, "Wrong customer"],
        ]);
    });

    it("nothing happens where the user declines", async () => {
        client.says = false;

        await carryOut("confirm", first, second);

        assert.deepEqual([client.calls, grid, client.dialogs.length], [[], [], 1]);
    });

    it("more than a call takes are confirmed with several calls", async () => {
        bulk();
        const ids = Array.from({ length: 1001 }, (_, index) => `aaaaaaaa-aaaa-aaaa-aaaa-${String(index).padStart(12, "0")}`);
        ids.forEach((id) => client.row("invoice", id, draft));

        await carryOut("confirm", ...ids);

        assert.deepEqual(client.calls.map((call) => (call.parameters["Invoices"] as string).split(",").length), [1000, 1]);
        assert.match(client.dialogs[0]?.text ?? "", /and 993 more/);
    });

    it("a refusal of the whole is told without naming one of them", async () => {
        client.answers.set("pinv_BulkConfirmInvoices", () => ({
            errorCode: 2147746405,
            message: "PINV1141: Bulk confirmation: 1001 invoices are named, and one call takes 1 to 1000. Call it several times.",
        }));

        await carryOut("confirm", first, second);

        assert.equal(client.dialogs[1]?.title, "Not confirmed");
    });

    it("an error that stops everything is told, and the list is read anew", async () => {
        client.answers.set("pinv_BulkConfirmInvoices", () => ({ errorCode: 2147746336, message: "Missing prvWriteInvoice privilege" }));

        await carryOut("confirm", first, second);

        assert.deepEqual(client.dialogs[1], { kind: "error", text: "Missing prvWriteInvoice privilege" });
        assert.deepEqual(grid, ["refresh", "refreshRibbon"]);
    });
});
