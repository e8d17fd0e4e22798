import assert from "node:assert/strict";
import { test } from "node:test";
import { holds } from "../src/ribbon/rules";
import { parametersOf } from "../src/ribbon/parameters";
import type { Situation } from "../src/ribbon/situation";
import { parseXml } from "../src/xml";
import { openBrowser } from "./fake/browser";
import { situation } from "./fake/situations";

openBrowser();

const privilege = { id: "1", name: "prvWriteInvoice", depth: "Local", businessUnitId: "2" };
const two = [
    { id: "00000000-0000-0000-0000-00000000000a", name: "A", table: "invoice" },
    { id: "00000000-0000-0000-0000-00000000000b", name: "B", table: "invoice" },
];

const cases: readonly (readonly [rule: string, given: Partial<Situation>, expected: boolean])[] = [
    ['<FormStateRule State="Existing" />', {}, true],
    ['<FormStateRule State="Create" />', {}, false],
    ['<FormStateRule State="Create" InvertResult="true" />', {}, true],
    ['<ValueRule Field="statecode" Value="0" />', { value: () => 0 }, true],
    ['<ValueRule Field="statecode" Value="0" />', { value: () => 1 }, false],
    ['<ValueRule Field="flag" Value="1" />', { value: () => true }, true],
    ['<ValueRule Field="name" Value="" />', { value: () => null }, true],
    ['<ValueRule Field="unknown" Value="0" Default="false" />', {}, false],
    ['<ValueRule Field="unknown" Value="0" Default="true" />', {}, true],
    ['<SelectionCountRule AppliesTo="SelectedEntity" Minimum="1" />', {}, false],
    ['<SelectionCountRule AppliesTo="SelectedEntity" Minimum="1" />', { selected: two }, true],
    ['<SelectionCountRule AppliesTo="SelectedEntity" Minimum="1" Maximum="1" />', { selected: two }, false],
    ['<EntityPrivilegeRule PrivilegeType="Write" PrivilegeDepth="Basic" />', { privileges: [privilege] }, true],
    ['<EntityPrivilegeRule PrivilegeType="Write" PrivilegeDepth="Global" />', { privileges: [privilege] }, false],
    ['<EntityPrivilegeRule PrivilegeType="Delete" PrivilegeDepth="Basic" />', { privileges: [privilege] }, false],
    ['<EntityPrivilegeRule PrivilegeType="Delete" PrivilegeDepth="Basic" />', { privileges: undefined }, true],
    ['<EntityRule EntityName="account" />', {}, false],
    ['<OrRule><Or><FormStateRule State="Create" /></Or><Or><FormStateRule State="Existing" /></Or></OrRule>', {}, true],
    ['<OrRule><Or><FormStateRule State="Create" /></Or><Or><FormStateRule State="Disabled" /></Or></OrRule>', {}, false],
    ['<SomethingElseRule Default="false" />', {}, false],
    ['<SomethingElseRule />', {}, true],
];

for (const [rule, given, expected] of cases) {
    test(`${rule} ${JSON.stringify(given)}`, async () => {
        assert.equal(await holds(parseXml(rule), situation(given)), expected);
    });
}

test("parameters are what the ribbon names, in its order", () => {
    const call = parseXml(`<JavaScriptFunction>
        <CrmParameter Value="SelectedControl" /><CrmParameter Value="SelectedControlSelectedItemReferences" />
        <StringParameter Value="text" /><BoolParameter Value="true" /><IntParameter Value="7" />
        <CrmParameter Value="FirstPrimaryItemId" /></JavaScriptFunction>`);

    assert.deepEqual(parametersOf(call, situation({ selectedControl: "the list", selected: two.slice(0, 1) })), [
        "the list",
        [{ Id: "{00000000-0000-0000-0000-00000000000A}", Name: "A", TypeName: "invoice" }],
        "text",
        true,
        7,
        "{00000000-0000-0000-0000-000000000001}",
    ]);
});
