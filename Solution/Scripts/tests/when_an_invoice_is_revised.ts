import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { InvoiceForm } from "../src/form/form";
import { rightsOfUser } from "../src/rules/caller";
import { enableRules } from "../src/rules/enabled";
import { FakeClient } from "./fake/client";
import { FakeForm } from "./fake/form";
import { confirmed, first, second, third } from "./fake/situations";
import { FakeTimer } from "./fake/timer";

const entity = { entityType: "invoice", id: first };

describe("When an invoice is revised", () => {
    let client: FakeClient;
    let form: FakeForm;

    beforeEach(() => {
        client = new FakeClient().install().row("invoice", first, confirmed);
        client.row("msdyn_invoicelinetransaction", second, {}).row("msdyn_invoicelinetransaction", third, {});
        client.answers.set("pinv_ReviseInvoice", () => ({ Invoice: { "@odata.type": "#Microsoft.Dynamics.CRM.invoice", invoiceid: second } }));
        form = new FakeForm(first);
    });

    const carryOut = (command: "revise" | "reviseDetails") =>
        new InvoiceForm(new FakeTimer(), enableRules(rightsOfUser())).carryOut(command, form.same);

    it("the dialog says what comes into being", async () => {
        client.says = false;

        await carryOut("revise");

        assert.equal(client.dialogs[0]?.title, "Revise proforma invoice PF-1003?");
        assert.match(
            client.dialogs[0].text,
            /^Customer: Harbor Works\nAmount: .*\nFinance status: Sent\nInvoice line details: 2\n\nA corrective invoice is created as a draft/,
        );
        assert.equal(client.dialogs[0].yes, "Create corrective invoice");
        assert.deepEqual(client.calls, []);
    });

    it("all of it is revised without naming details, and the draft is opened", async () => {
        await carryOut("revise");

        assert.deepEqual(client.calls, [{ name: "pinv_ReviseInvoice", id: first, parameters: { entity } }]);
        assert.deepEqual(client.opened, [{ entityName: "invoice", entityId: second }]);
    });

    it("the draft is found too where the platform answers with the row alone", async () => {
        client.answers.set("pinv_ReviseInvoice", () => ({ "@odata.context": "…", invoiceid: third }));

        await carryOut("revise");

        assert.deepEqual(client.opened, [{ entityName: "invoice", entityId: third }]);
    });

    it("details are chosen among those of the invoice", async () => {
        await carryOut("reviseDetails");

        assert.deepEqual(client.lookups, [
            {
                allowMultiSelect: true,
                defaultEntityType: "msdyn_invoicelinetransaction",
                disableMru: true,
                entityTypes: ["msdyn_invoicelinetransaction"],
                filters: [
                    {
                        entityLogicalName: "msdyn_invoicelinetransaction",
                        filterXml: `<filter type="and"><condition attribute="msdyn_invoice" operator="eq" value="${first}" /></filter>`,
                    },
                ],
            },
        ]);
    });

    it("nothing happens where no details are chosen", async () => {
        await carryOut("reviseDetails");

        assert.deepEqual([client.dialogs, client.calls, form.calls], [[], [], []]);
    });

    it("the chosen details are named as the custom API takes them", async () => {
        client.chosen = [second, third].map((id) => ({ id: `{${id.toUpperCase()}}`, entityType: "msdyn_invoicelinetransaction", name: "" }));

        await carryOut("reviseDetails");

        assert.match(client.dialogs[0]?.text ?? "", /Chosen invoice line details: 2/);
        assert.deepEqual(client.calls, [{ name: "pinv_ReviseInvoice", id: first, parameters: { entity, Details: `${second},${third}` } }]);
    });

    it("a refusal opens no draft", async () => {
        client.answers.set("pinv_ReviseInvoice", () => ({
            errorCode: 2147746405,
            message: "PINV1231: PF-1003: Nothing on the invoice can be revised. To correct it again, revise the invoice that corrected it.",
        }));

        await carryOut("revise");

        assert.equal(client.dialogs[1]?.title, "Not revised: PF-1003");
        assert.deepEqual(client.opened, []);
    });
});
