import assert from "node:assert/strict";
import { test } from "node:test";
import { strToU8, zipSync } from "fflate";
import { speak } from "../src/page/texts";
import { readRibbon } from "../src/ribbon/read";
import { Ribbon } from "../src/ribbon/ribbon";
import { openBrowser } from "./fake/browser";
import { FakeService } from "./fake/service";

openBrowser();

const added = `<RibbonDiffXml><CustomActions>
    <CustomAction Id="x.Second.CustomAction" Location="Mscrm.Form.thing.MainTab.Save.Controls._children" Sequence="42"><CommandUIDefinition>
        <Button Id="x.Second" Command="x.Second.Command" LabelText="Second" /></CommandUIDefinition></CustomAction>
    <CustomAction Id="x.First.CustomAction" Location="Mscrm.Form.thing.MainTab.Save.Controls._children" Sequence="41"><CommandUIDefinition>
        <Button Id="x.First" Command="x.First.Command" LabelText="$LocLabels:x.First.LabelText" Sequence="41" /></CommandUIDefinition></CustomAction>
    <CustomAction Id="x.List.CustomAction" Location="Mscrm.HomepageGrid.thing.MainTab.Management.Controls._children" Sequence="1"><CommandUIDefinition>
        <Button Id="x.List" Command="x.First.Command" LabelText="On the list" /></CommandUIDefinition></CustomAction>
    <CustomAction Id="x.Gone.CustomAction" Location="Mscrm.Form.thing.MainTab.Save.Controls._children" Sequence="1"><CommandUIDefinition>
        <Button Id="x.Gone" Command="x.First.Command" LabelText="Gone" /></CommandUIDefinition></CustomAction>
    <HideCustomAction HideActionId="x.Gone" Location="Mscrm.Form.thing.MainTab.Save.Controls._children" />
    </CustomActions>
    <CommandDefinitions><CommandDefinition Id="x.First.Command">
        <EnableRules><EnableRule Id="x.Can" /><EnableRule Id="Mscrm.SomethingOfThePlatform" /></EnableRules>
        <DisplayRules><DisplayRule Id="x.May" /></DisplayRules>
        <Actions><JavaScriptFunction FunctionName="X.first" Library="$webresource:x_/x.js" /></Actions></CommandDefinition></CommandDefinitions>
    <RuleDefinitions><TabDisplayRules />
        <DisplayRules><DisplayRule Id="x.May"><EntityPrivilegeRule PrivilegeType="Write" /></DisplayRule></DisplayRules>
        <EnableRules>
        <EnableRule Id="x.Can"><FormStateRule State="Existing" /><ValueRule Field="statecode" Value="0" /></EnableRule></EnableRules></RuleDefinitions>
    <LocLabels><LocLabel Id="x.First.LabelText"><Titles>
        <Title description="First" languagecode="1033" /><Title description="Eerste" languagecode="1043" />
        </Titles></LocLabel></LocLabels></RibbonDiffXml>`;

test("buttons of a place come in their order, without those that are hidden", () => {
    const ribbon = Ribbon.read(added);

    assert.deepEqual(ribbon.buttons("Form").map((button) => button.label), ["First", "Second"]);
    assert.deepEqual(ribbon.buttons("HomepageGrid").map((button) => button.label), ["On the list"]);
    assert.deepEqual(ribbon.buttons("SubGrid"), []);
});

test("labels are those of the user's language", () => {
    speak(1043);

    assert.equal(Ribbon.read(added).buttons("Form")[0]?.label, "Eerste");
    speak(1031);
    assert.equal(Ribbon.read(added).buttons("Form")[0]?.label, "First", "English where there is none");
    speak(1033);
});

test("a command knows its rules, all that are defined", () => {
    const command = Ribbon.read(added).command("x.First.Command");

    assert.deepEqual(command?.enableRules.map((rule) => rule.localName), ["FormStateRule", "ValueRule"]);
    assert.deepEqual(command.displayRules.map((rule) => rule.localName), ["EntityPrivilegeRule"]);
    assert.equal(command.actions[0]?.getAttribute("FunctionName"), "X.first");
});

test("a ribbon that the service composes has its places in the ids of tabs", () => {
    const composed = `<RibbonDefinitions><RibbonDefinition><UI><Ribbon><Tabs><Tab Id="Mscrm.Form.thing.MainTab">
        <Groups><Group Id="Mscrm.Form.thing.MainTab.Save">
        <Controls Id="Mscrm.Form.thing.MainTab.Save.Controls"><Button Id="x.Do" Command="x.Do.Command" LabelText="Do" Sequence="5" />
        </Controls></Group></Groups></Tab>
        </Tabs></Ribbon></UI></RibbonDefinition></RibbonDefinitions>`;

    assert.deepEqual(Ribbon.read(composed).buttons("Form").map((button) => button.label), ["Do"]);
    assert.deepEqual(Ribbon.read(composed).buttons("HomepageGrid"), []);
});

test("the service sends it as a part of a package", async () => {
    const parts = { "[Content_Types].xml": strToU8("<Types />"), "RibbonXml.xml": strToU8(`\uFEFF${added}`) };
    const zip = Buffer.from(zipSync(parts)).toString("base64");
    const service = new FakeService().on("RetrieveEntityRibbon(", { CompressedEntityXml: zip }).install();

    const ribbon = await readRibbon("thing");

    assert.equal(ribbon.buttons("Form").length, 2);
    assert.match(service.calls[0]?.path ?? "", /@table='thing'&@where=Microsoft\.Dynamics\.CRM\.RibbonLocationFilters'All'$/);
});

test("where it composes none, what solutions added is shown", async () => {
    const action = /<CustomAction Id="x.First[\s\S]*?<\/CustomAction>/.exec(added)?.[0];
    const label = /<LocLabel [\s\S]*?<\/LocLabel>/.exec(added)?.[0];
    const command = /<CommandDefinition [\s\S]*?<\/CommandDefinition>/.exec(added)?.[0];
    const rule = /<EnableRule Id="x.Can"><FormState[\s\S]*?<\/EnableRule>/.exec(added)?.[0];
    new FakeService()
        .on("ribbondiffs?", { value: [{ rdx: action }, { rdx: label }] })
        .on("ribboncommands?", { value: [{ commanddefinition: command }] })
        .on("ribbonrules?", { value: [{ enablerulexml: rule }] })
        .install();

    const ribbon = await readRibbon("thing");

    assert.deepEqual(ribbon.buttons("Form").map((button) => button.label), ["First"]);
    assert.equal(ribbon.command("x.First.Command")?.enableRules.length, 2);
});
