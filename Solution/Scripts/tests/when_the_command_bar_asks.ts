import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { ConfirmationStatus } from "../src/dataverse/choices";
import { InvoiceForm } from "../src/form/form";
import { InvoiceList } from "../src/list/list";
import { rightsOfUser } from "../src/rules/caller";
import type { Command } from "../src/rules/commands";
import { enableRules } from "../src/rules/enabled";
import { FakeClient } from "./fake/client";
import { FakeForm } from "./fake/form";
import { confirmed, draft, first, second, third } from "./fake/situations";
import { FakeTimer } from "./fake/timer";

const administrator = "e15d6068-dbcb-55fd-b135-466aa0f13350";
const systemAdministrator = "627090ff-40a3-4053-8790-584edc5be201";

describe("When the command bar asks", () => {
    let client: FakeClient;

    beforeEach(() => {
        client = new FakeClient().install().row("invoice", first, draft).row("invoice", second, draft).row("invoice", third, confirmed);
    });

    const rules = () => enableRules(rightsOfUser());
    const onForm = (command: Command, id = first) => new InvoiceForm(new FakeTimer(), rules()).isEnabled(command, new FakeForm(id).same);
    const onList = (command: Command, ...ids: string[]) =>
        new InvoiceList(new FakeTimer(), rules()).isEnabled(
            command,
            ids.map((Id) => ({ Id, Name: "", TypeCode: 1090, TypeName: "invoice" })),
        );

    it("confirm is offered on a draft to who may write invoices", async () => {
        assert.equal(await onForm("confirm"), true);
    });

    it("confirm is not offered to who may only read invoices", async () => {
        client.privileges = ["prvReadInvoice"];

        assert.equal(await onForm("confirm"), false);
    });

    it("the name of a privilege counts in any case of letters", async () => {
        client.privileges = ["prvwriteinvoice"];

        assert.equal(await onForm("confirm"), true);
    });

    it("the server alone decides where the client does not tell the privileges", async () => {
        client.privileges = undefined;

        assert.equal(await onForm("confirm"), true);
    });

    it("revise is offered to who may create invoices", async () => {
        client.privileges = ["prvCreateInvoice"];

        assert.deepEqual([await onForm("revise", third), await onForm("reviseDetails", third)], [true, true]);
    });

    it("withdraw and resend are not offered to a project manager", async () => {
        assert.deepEqual([await onForm("withdraw", third), await onForm("resend", third)], [false, false]);
    });

    it("withdraw and resend are offered to an administrator of this product", async () => {
        client.roles = [`{${administrator.toUpperCase()}}`];

        assert.deepEqual([await onForm("withdraw", third), await onForm("resend", third)], [true, true]);
    });

    it("the role of an administrator counts in every business unit", async () => {
        const copy = "66666666-6666-6666-6666-666666666666";
        client.roles = [copy];
        client.row("role", copy, { _parentrootroleid_value: administrator, _roletemplateid_value: null });

        assert.equal(await onForm("withdraw", third), true);
    });

    it("a system administrator resends and does not withdraw", async () => {
        const own = "77777777-7777-7777-7777-777777777777";
        client.roles = [own];
        client.row("role", own, { _parentrootroleid_value: own, _roletemplateid_value: systemAdministrator });

        assert.deepEqual([await onForm("resend", third), await onForm("withdraw", third)], [true, false]);
    });

    it("a new invoice that is not stored yet has no commands", async () => {
        assert.equal(await onForm("confirm", ""), false);
    });

    it("what cannot be read is not offered, and nothing is thrown", async () => {
        client.readError = { errorCode: 2147746336, message: "SecLib::AccessCheckEx failed." };

        assert.equal(await onForm("confirm"), false);
    });

    it("a form that is gone has no commands, and nothing is thrown", async () => {
        const form = new FakeForm(first);
        form.isGone = true;

        assert.equal(await new InvoiceForm(new FakeTimer(), rules()).isEnabled("confirm", form.same), false);
    });

    it("all commands of a form are answered with one question to the server", async () => {
        const invoiceForm = new InvoiceForm(new FakeTimer(), rules());
        const form = new FakeForm(first);

        await Promise.all((["confirm", "revise", "resume", "cancel"] as const).map((command) => invoiceForm.isEnabled(command, form.same)));

        assert.deepEqual(client.questions, [`invoice ${first}`]);
    });

    it("a status that changed since is seen", async () => {
        const invoiceForm = new InvoiceForm(new FakeTimer(), rules());
        const form = new FakeForm(first);
        const before = await invoiceForm.isEnabled("confirm", form.same);
        client.change("invoice", first, { pinv_confirmationstatus: ConfirmationStatus.scheduled });

        const after = await invoiceForm.isEnabled("confirm", form.same);

        assert.deepEqual([before, after], [true, false]);
    });

    it("a failed corrective draft is resumed and not confirmed", async () => {
        client.change("invoice", first, { pinv_confirmationstatus: ConfirmationStatus.failed, pinv_confirmationattempt: 1 });
        client.row("pinv_confirmationchunk", "88888888-8888-8888-8888-888888888888", { _pinv_invoiceid_value: first, pinv_attempt: 1 });

        assert.deepEqual([await onForm("confirm"), await onForm("resume")], [false, true]);
    });

    it("a corrective draft that was filled in an earlier run is confirmed", async () => {
        client.change("invoice", first, { pinv_confirmationstatus: ConfirmationStatus.failed, pinv_confirmationattempt: 2 });
        client.row("pinv_confirmationchunk", "88888888-8888-8888-8888-888888888888", { _pinv_invoiceid_value: first, pinv_attempt: 1 });

        assert.deepEqual([await onForm("confirm"), await onForm("resume")], [true, false]);
    });

    it("the chunks of many failed invoices are asked for at once", async () => {
        [first, second].forEach((id) => {
            client.change("invoice", id, { pinv_confirmationstatus: ConfirmationStatus.failed });
        });

        await onList("confirm", first, second);

        assert.equal(client.questions.length, 2);
    });

    it("a command of a list is offered where it is for every chosen invoice", async () => {
        assert.deepEqual([await onList("confirm", first, second), await onList("confirm", first, third)], [true, false]);
    });

    it("a list with nothing chosen has no commands", async () => {
        assert.equal(await onList("confirm"), false);
    });

    it("a chosen invoice that is gone takes the command away", async () => {
        assert.equal(await onList("confirm", first, "99999999-9999-9999-9999-999999999999"), false);
    });
});
