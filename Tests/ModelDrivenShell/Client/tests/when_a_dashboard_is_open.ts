import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { readDashboard } from "../src/dashboard/dashboard";
import { Definitions } from "../src/dataverse/definitions";
import { speak } from "../src/page/texts";
import { CommandBar } from "../src/ribbon/command-bar";
import { Ribbon } from "../src/ribbon/ribbon";
import { openBrowser } from "./fake/browser";
import { FakeService } from "./fake/service";
import { situation } from "./fake/situations";

openBrowser();

const id = "0000000e-0000-0000-0000-000000000000";
const formatted = "@OData.Community.Display.V1.FormattedValue";

const part = (label: string, mode: string, view: string, chart: string): string =>
    `<row><cell id="{1}" showlabel="true"><labels><label description="${label}" languagecode="1033" /></labels>
    <control id="${label}" classid="{E7A81278-8635-4d9e-8D4D-59480B391C5B}" indicationOfSubgrid="true"><parameters>
    <ViewId>{${view}}</ViewId><TargetEntityType>thing</TargetEntityType><ChartGridMode>${mode}</ChartGridMode><VisualizationId>${chart}</VisualizationId>
    </parameters></control></cell></row>`;
const formXml = `<forms type="dashboard"><form><tabs><tab><columns><column><sections><section><rows>
    ${part("Things", "Grid", "0000000C-0000-0000-0000-000000000000", "")}
    ${part("By month", "Chart", "0000000C-0000-0000-0000-000000000000", "{0000000F-0000-0000-0000-000000000000}")}
    ${part("Hidden", "Grid", "0000000D-0000-0000-0000-000000000000", "")}
    </rows></section></sections></column></columns></tab></tabs></form></forms>`;
const description = `<datadefinition><fetchcollection><fetch aggregate="true"><entity name="thing">
    <attribute name="amount" alias="total" aggregate="sum" /><attribute name="made" alias="month" groupby="true" dategrouping="month" />
    <attribute name="color" alias="color" groupby="true" /></entity></fetch></fetchcollection>
    <categorycollection><category alias="month"><measurecollection><measure alias="total" /></measurecollection></category></categorycollection>
    </datadefinition>`;
const view = `<fetch><entity name="thing"><attribute name="name" /><order attribute="name" /><filter><condition attribute="statecode" operator="eq" value="0" />
    </filter><link-entity name="maker" from="makerid" to="makerid"><attribute name="name" /></link-entity></entity></fetch>`;

const layout = '<grid><row><cell name="name" /></row></grid>';
const value = (month: string, color: string, total: number): Record<string, unknown> => ({ month, color, total, [`total${formatted}`]: `€ ${String(total)}` });

function service(presentation: string): FakeService {
    return new FakeService()
        .table("thing", "things", [{ LogicalName: "name" }])
        .on("things?fetchXml=", { value: [{ thingid: id, name: "Car" }] })
        .on("things?fetchXml=<fetch aggregate", { value: [value("May", "red", 30), value("May", "blue", 10), value("June", "red", 20)] })
        .on("savedqueries(0000000c", { savedqueryid: "v", name: "Things", returnedtypecode: "thing", fetchxml: view, layoutxml: layout })
        .on("savedqueries(0000000d", { error: { code: "0x80040220", message: "No privilege to read" } }, { status: 403 })
        .on("savedqueryvisualizations(0000000f", { datadescription: description, presentationdescription: presentation })
        .on(`systemforms(${id})`, { name: "Overview", formxml: formXml })
        .install();
}

async function open(): Promise<void> {
    const commandsOf = (): Promise<CommandBar> => Promise.resolve(new CommandBar(Ribbon.read("<RibbonDiffXml />"), "SubGrid", [], situation));
    document.body.replaceChildren((await readDashboard(id, { definitions: new Definitions(), open: () => undefined, commandsOf })).root);
}

const rectangles = (): Element[] => [...document.querySelectorAll("rect")];

beforeEach(() => {
    speak(1033);
});

test("its lists and charts stand beside one another, and what may not be read says so in its place", async () => {
    service('<Chart><Series><Series ChartType="StackedColumn" /></Series></Chart>');

    await open();

    assert.deepEqual([...document.querySelectorAll("h1, h2")].map((one) => one.textContent), ["Overview", "Things", "By month", "Hidden"]);
    assert.match(document.querySelector("[data-section=Things]")?.textContent ?? "", /Car/);
    assert.match(document.querySelector("[data-section=Hidden]")?.textContent ?? "", /No privilege to read/);
});

test("a chart asks for the rows of its view", async () => {
    const fake = service("<Chart />");

    await open();

    const asked = fake.calls.find((call) => call.path.includes("aggregate"))?.path ?? "";
    assert.match(asked, /attribute="statecode"/);
    assert.match(asked, /<link-entity name="maker"/);
    assert.doesNotMatch(asked, /attribute name="name"|<order/);
});

test("values of a category stand upon one another, and as a table beneath", async () => {
    service('<Chart><Series><Series ChartType="StackedColumn" /></Series></Chart>');

    await open();

    const [first, second, third] = rectangles().map((one) => [Number(one.getAttribute("y")), Number(one.getAttribute("height"))] as const);
    assert.ok(first && second && third);
    assert.equal(second[0] + second[1], first[0], "the second stands on the first");
    assert.equal(third[1] * 1.5, first[1], "as high as its value");
    const lines = [...document.querySelectorAll(".chart tr")].map((line) => [...line.children].map((cell) => cell.textContent));
    assert.deepEqual(lines, [["", "red", "blue"], ["May", "€ 30", "€ 10"], ["June", "€ 20", ""]]);
});

test("bars lie", async () => {
    service('<Chart><Series><Series ChartType="Bar" /></Series></Chart>');

    await open();

    assert.deepEqual(rectangles().map((one) => Number(one.getAttribute("x"))), [0, 360, 0]);
});
