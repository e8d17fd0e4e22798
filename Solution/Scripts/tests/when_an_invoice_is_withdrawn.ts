import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { InvoiceForm } from "../src/form/form";
import { rightsOfUser } from "../src/rules/caller";
import { enableRules } from "../src/rules/enabled";
import { FakeClient } from "./fake/client";
import { FakeForm } from "./fake/form";
import { confirmed, first } from "./fake/situations";
import { FakeTimer } from "./fake/timer";

describe("When an invoice is withdrawn", () => {
    let client: FakeClient;

    beforeEach(() => {
        client = new FakeClient().install().row("invoice", first, confirmed);
    });

    const withdraw = () => new InvoiceForm(new FakeTimer(), enableRules(rightsOfUser())).carryOut("withdraw", new FakeForm(first).same);

    it("one dialog says what happens and asks for the reason", async () => {
        await withdraw();

        assert.equal(client.dialogs.length, 1);
        assert.equal(client.dialogs[0]?.title, "Withdraw PF-1003?");
        assert.match(client.dialogs[0].text, /^pinv_\/dialogs\/reason\.html\nCustomer: Harbor Works\n[^]*Finance is asked to let the invoice go\./);
    });

    it("nothing happens where the dialog is closed without a reason", async () => {
        await withdraw();

        assert.deepEqual(client.calls, []);
    });

    it("the reason goes along", async () => {
        client.reason = "  Wrong customer \n";

        await withdraw();

        assert.deepEqual(client.calls, [
            { name: "pinv_WithdrawInvoice", id: first, parameters: { entity: { entityType: "invoice", id: first }, Reason: "Wrong customer" } },
        ]);
    });

    it("a reason of an earlier dialog is not taken for this one", async () => {
        client.reason = "Wrong customer";
        await withdraw();
        client.reason = null;

        await withdraw();

        assert.equal(client.calls.length, 1);
    });
});
