import assert from "node:assert/strict";
import { test } from "node:test";
import { fetchOf, orderIn } from "../src/view/fetch";
import { columnsIn } from "../src/view/layout";
import { openBrowser } from "./fake/browser";

openBrowser();

const fetch = `<fetch version="1.0" top="10"><entity name="thing"><attribute name="name" /><order attribute="name" descending="true" />
    <filter><condition attribute="statecode" operator="eq" value="0" /></filter></entity></fetch>`;

test("a page of it is asked for, in another order, and the view's own filter stays", () => {
    const asked = fetchOf(fetch, { page: 2, count: 50, order: { column: "number", isDescending: false } });

    assert.match(asked, /<fetch version="1.0" page="2" count="50">/);
    assert.match(asked, /<order attribute="number" descending="false"\/>/);
    assert.doesNotMatch(asked, /attribute="name" descending/);
    assert.match(asked, /attribute="statecode"/);
});

test("rows that refer to a record, and names that begin with something, are filters of their own", () => {
    const asked = fetchOf(fetch, {
        related: { column: "parentid", id: "{0000000A-0000-0000-0000-000000000000}" },
        search: { column: "name", text: 'a"<b' },
        filters: ['<filter type="and"><condition attribute="x" operator="null" /></filter>'],
    });

    assert.match(asked, /<condition attribute="x" operator="null"\/>/);
    assert.match(asked, /<condition attribute="parentid" operator="eq" value="0000000a-0000-0000-0000-000000000000"\/>/);
    assert.match(asked, /<condition attribute="name" operator="like" value="a&quot;&lt;b%"\/>/);
});

test("its order and its columns are known", () => {
    assert.deepEqual(orderIn(fetch), { column: "name", isDescending: true });
    const layout = '<grid><row name="r" id="thingid"><cell name="name" width="200" /><cell name="hidden" width="1" ishidden="1" /></row></grid>';
    assert.deepEqual(columnsIn(layout).map((column) => column.name), ["name"]);
});
