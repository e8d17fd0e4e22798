import assert from "node:assert/strict";
import { test } from "node:test";
import { Definitions } from "../src/dataverse/definitions";
import { WebApi } from "../src/dataverse/web-api";
import { navigation } from "../src/xrm/navigation";
import { closeProgress, showProgress } from "../src/page/progress";
import { click, openBrowser } from "./fake/browser";
import { FakeService } from "./fake/service";

openBrowser();

const id = "0000000a-0000-0000-0000-000000000000";

function service(): FakeService {
    return new FakeService().table("thing", "things", []).install();
}

test("a bound action is posted to the record, with its parameters", async () => {
    const fake = service().on(`things(${id})/Microsoft.Dynamics.CRM.x_Do`, { Answer: 42 });
    const request = {
        entity: { entityType: "thing", id: id.toUpperCase() },
        Reason: "because",
        getMetadata: () => ({
            boundParameter: "entity",
            operationType: 0,
            operationName: "x_Do",
            parameterTypes: { entity: { typeName: "mscrm.thing", structuralProperty: 5 }, Reason: { typeName: "Edm.String", structuralProperty: 1 } },
        }),
    };

    const response = await new WebApi(new Definitions()).online.execute(request);

    assert.deepEqual(await response.json(), { Answer: 42 });
    assert.deepEqual(fake.calls.at(-1), { method: "POST", path: `things(${id})/Microsoft.Dynamics.CRM.x_Do`, body: { Reason: "because" } });
});

test("an unbound function is read, with its parameters as aliases", async () => {
    const fake = service().on("x_Ask(", {});
    const parameterTypes = { Text: { typeName: "Edm.String", structuralProperty: 1 }, Number: { typeName: "Edm.Int32", structuralProperty: 1 } };
    const request = { Text: "it's", Number: 7, getMetadata: () => ({ boundParameter: null, operationType: 1, operationName: "x_Ask", parameterTypes }) };

    await new WebApi(new Definitions()).execute(request);

    assert.equal(fake.calls.at(-1)?.path, "x_Ask(Text=@Text,Number=@Number)?@Text='it''s'&@Number=7");
});

test("a refusal is rejected with the platform's number and words", async () => {
    service().on(`things(${id})`, { error: { code: "0x80040265", message: "Not now." } }, { status: 400 });

    await assert.rejects(new WebApi(new Definitions()).retrieveRecord("thing", id), { errorCode: -2147220891, message: "Not now." });
});

test("rows come with the address of the next page", async () => {
    const next = "http://dataverse.test:1/api/data/v9.2/things?$skiptoken=1";
    service().on("things?$select=name", { value: [{ name: "A" }], "@odata.nextLink": next });

    const page = await new WebApi(new Definitions()).retrieveMultipleRecords("thing", "?$select=name", 1);

    assert.deepEqual(page, { entities: [{ name: "A" }], nextLink: "http://shell.test/api/data/v9.2/things?$skiptoken=1" });
});

test("a confirm dialog says what was clicked", async () => {
    const strings = { title: "Really?", text: "Two\nlines", confirmButtonLabel: "Do it", cancelButtonLabel: "Leave it" };

    const yes = navigation.openConfirmDialog(strings);
    assert.equal(document.querySelector("dialog")?.getAttribute("role"), "alertdialog");
    assert.equal(document.querySelector("dialog .lines")?.textContent, "Two\nlines");
    click("Do it");
    assert.deepEqual(await yes, { confirmed: true });

    const no = navigation.openConfirmDialog(strings);
    click("Leave it");
    assert.deepEqual(await no, { confirmed: false });
    assert.equal(document.querySelector("dialog"), null);
});

test("markup in a message stays text", async () => {
    const shown = navigation.openErrorDialog({ message: "<img src=x>" });

    assert.equal(document.querySelector("dialog img"), null);
    assert.match(document.querySelector("dialog .lines")?.textContent ?? "", /<img/);
    click("OK");
    await shown;
});

test("progress is one dialog, whose words change, until it is closed", () => {
    showProgress("One");
    showProgress("Two");

    assert.deepEqual([...document.querySelectorAll("dialog")].map((dialog) => dialog.textContent), ["Two"]);
    closeProgress();
    assert.equal(document.querySelector("dialog"), null);
});
