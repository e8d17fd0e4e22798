import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Definitions } from "../src/dataverse/definitions";
import { WebApi } from "../src/dataverse/web-api";
import { RecordForm } from "../src/form/form";
import type { GridControl } from "../src/form/subgrid";
import { layoutIn } from "../src/form/layout";
import { speak } from "../src/page/texts";
import { CommandBar } from "../src/ribbon/command-bar";
import { Ribbon } from "../src/ribbon/ribbon";
import { changed, click, openBrowser } from "./fake/browser";
import { FakeService } from "./fake/service";
import { situation } from "./fake/situations";

openBrowser();

const id = "0000000a-0000-0000-0000-000000000000";

const labels = (text: string, dutch = text): string =>
    `<labels><label description="${text}" languagecode="1033" /><label description="${dutch}" languagecode="1043" /></labels>`;
const field = (name: string, dutch: string, attributes = ""): string =>
    `<row><cell id="{1}" showlabel="true">${labels(name, dutch)}<control id="${name}" datafieldname="${name}" ${attributes} /></cell></row>`;
const formXml = `<form><tabs>
    <tab name="general">${labels("General")}<columns><column width="100%"><sections>
        <section name="facts" showlabel="true">${labels("Facts")}<rows>${field("name", "Naam")}${field("amount", "Bedrag", 'disabled="true"')}</rows></section>
        <section name="more" showlabel="true" visible="false">${labels("More")}
            <rows>${field("ownerid", "Eigenaar")}<row><cell id="{2}">
            <control id="parts" classid="{E7A81278-8635-4d9e-8D4D-59480B391C5B}" indicationOfSubgrid="true">
            <parameters><ViewId>{0000000C-0000-0000-0000-000000000000}</ViewId>
            <TargetEntityType>part</TargetEntityType>
            <RelationshipName>thing_parts</RelationshipName><RecordsPerPage>5</RecordsPerPage></parameters></control>
            </cell></row></rows>
        </section></sections></column></columns></tab>
    <tab name="other">${labels("Other")}<columns /></tab></tabs>
    <header><rows>${field("statecode", "Status")}</rows></header></form>`;

const ribbon = `<RibbonDiffXml><CustomActions>
    <CustomAction Id="x.Paint.CustomAction" Location="Mscrm.SubGrid.part.MainTab.Management.Controls._children" Sequence="1"><CommandUIDefinition>
        <Button Id="x.Paint" Command="x.Paint.Command" LabelText="Paint" /></CommandUIDefinition></CustomAction></CustomActions>
    <CommandDefinitions><CommandDefinition Id="x.Paint.Command"><EnableRules><EnableRule Id="x.One" /></EnableRules>
        <Actions><JavaScriptFunction FunctionName="X.paint" Library="$webresource:x_/x.js" /></Actions></CommandDefinition></CommandDefinitions>
    <RuleDefinitions><EnableRules><EnableRule Id="x.One"><SelectionCountRule Minimum="1" Maximum="1" /></EnableRule></EnableRules></RuleDefinitions>
    </RibbonDiffXml>`;

function commandsOf(control: GridControl): Promise<CommandBar> {
    return Promise.resolve(new CommandBar(Ribbon.read(ribbon), "SubGrid", [], () => situation({ table: "part", selected: control.chosen })));
}

function service(): FakeService {
    return new FakeService()
        .table("thing", "things", [
            { LogicalName: "name", RequiredLevel: { Value: "ApplicationRequired" }, DisplayName: { UserLocalizedLabel: { Label: "Name" } } },
            { LogicalName: "amount", AttributeType: "Money" },
            { LogicalName: "ownerid", AttributeType: "Owner" },
            { LogicalName: "statecode", AttributeType: "State" },
        ])
        .table("part", "parts", [{ LogicalName: "name" }])
        .on("EntityDefinitions(LogicalName='thing')/Attributes/Microsoft.Dynamics.CRM.StateAttributeMetadata", {
            value: [{ LogicalName: "statecode", OptionSet: { Options: [{ Value: 0, Label: { UserLocalizedLabel: { Label: "Active" } } }] } }],
        })
        .on("EntityDefinitions(LogicalName='thing')/OneToManyRelationships", {
            value: [{ SchemaName: "thing_parts", ReferencingEntity: "part", ReferencingAttribute: "thingid" }],
        })
        .on("savedqueries(", {
            savedqueryid: "v",
            name: "Parts",
            returnedtypecode: "part",
            fetchxml: '<fetch><entity name="part"><attribute name="name" /></entity></fetch>',
            layoutxml: '<grid><row><cell name="name" /></row></grid>',
        })
        .on("parts?fetchXml=", { value: [{ partid: "0000000b-0000-0000-0000-000000000000", name: "Wheel" }] })
        .on(`things(${id})`, {
            thingid: id,
            name: "Car",
            statecode: 0,
            amount: 1234.5,
            "amount@OData.Community.Display.V1.FormattedValue": "€ 1,234.50",
            _ownerid_value: "0000000d-0000-0000-0000-000000000000",
            "_ownerid_value@OData.Community.Display.V1.FormattedValue": "Anna",
            "_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "systemuser",
        })
        .install();
}

async function open(): Promise<{ form: RecordForm; context: Xrm.FormContext; opened: string[] }> {
    const definitions = new Definitions();
    const opened: string[] = [];
    const form = await RecordForm.open(
        await definitions.table("thing"),
        layoutIn(formXml),
        {
            definitions,
            webApi: new WebApi(definitions),
            open: (table, record) => opened.push(`${table} ${record}`),
            refreshCommands: () => undefined,
            commandsOf,
            close: () => undefined,
        },
        id,
    );
    document.body.replaceChildren(form.root);
    return { form, context: form.context as Xrm.FormContext, opened };
}

beforeEach(() => {
    speak(1033);
});

test("it shows header, tabs, sections, fields and lists as the form says, in the user's language", async () => {
    service();
    speak(1043);

    await open();

    assert.equal(document.querySelector("h1")?.textContent, "Car");
    assert.deepEqual([...document.querySelectorAll("[role=tab]")].map((tab) => tab.textContent), ["General", "Other"]);
    assert.match(document.querySelector("[data-section=facts]")?.textContent ?? "", /Naam \*/);
    assert.equal(document.querySelector<HTMLInputElement>("[data-control=amount] input")?.value, "€ 1,234.50");
    assert.equal(document.querySelector<HTMLElement>("[data-section=more]")?.hidden, true);
    assert.equal(document.querySelector("[data-control=ownerid] a")?.textContent, "Anna");
    assert.match(document.querySelector("[data-control=parts] tbody")?.textContent ?? "", /Wheel/);
});

test("a list on it shows only the rows that refer to the record", async () => {
    const fake = service();

    await open();

    const asked = fake.calls.find((call) => call.path.startsWith("parts?"))?.path ?? "";
    assert.match(asked, new RegExp(`attribute="thingid" operator="eq" value="${id}"`));
    assert.match(asked, /count="5"/);
});

test("a list on it has commands of its own, for the rows that are chosen", async () => {
    service();
    await open();
    const list = document.querySelector("[data-control=parts]");
    const labels = (): (string | null)[] => [...(list?.querySelectorAll(".commands button") ?? [])].map((one) => one.textContent);
    assert.deepEqual(labels(), []);

    list?.querySelector<HTMLInputElement>("tbody input")?.click();
    await new Promise(setImmediate);

    assert.deepEqual(labels(), ["Paint"]);
});

test("a script reads and shows through the form's context", async () => {
    service();
    const { context } = await open();

    context.ui.tabs.get("general")?.sections.get("more")?.setVisible(true);
    context.ui.setFormNotification("Take care", "WARNING", "x");
    context.ui.setFormNotification("Take more care", "WARNING", "x");

    assert.equal(context.data.entity.getId(), "{0000000A-0000-0000-0000-000000000000}");
    assert.deepEqual(context.getAttribute("ownerid")?.getValue(), [
        { id: "{0000000D-0000-0000-0000-000000000000}", name: "Anna", entityType: "systemuser" },
    ]);
    assert.equal(document.querySelector<HTMLElement>("[data-section=more]")?.hidden, false);
    assert.deepEqual([...document.querySelectorAll(".notification")].map((one) => one.textContent), ["Take more care"]);
    assert.equal(context.getControl("nothing"), null);
});

test("saving sends what was changed, and nothing else", async () => {
    const fake = service();
    const { context } = await open();
    const input = document.querySelector<HTMLInputElement>("[data-control=name] input");
    assert.ok(input);

    input.value = "Bike";
    input.dispatchEvent(changed());
    assert.equal(context.data.getIsDirty(), true);
    await context.data.save();

    assert.deepEqual(fake.calls.find((call) => call.method === "PATCH"), { method: "PATCH", path: `things(${id})`, body: { name: "Bike" } });
    assert.equal(context.data.getIsDirty(), false);
});

test("what has to be filled in is asked for before anything is sent", async () => {
    const fake = service();
    const { form, context } = await open();

    context.getAttribute("name")?.setValue(null);

    await assert.rejects(form.save(), { message: "Fill in: Name" });
    assert.equal(fake.calls.some((call) => call.method === "PATCH"), false);
});

test("a lookup and a row lead to their records", async () => {
    service();
    const { opened } = await open();

    click("Anna");
    click("Wheel");

    assert.deepEqual(opened, ["systemuser {0000000D-0000-0000-0000-000000000000}", "part 0000000b-0000-0000-0000-000000000000"]);
});
