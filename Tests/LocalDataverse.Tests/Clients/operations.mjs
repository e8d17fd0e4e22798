// What is asked of every client. Each operation drives the client through what its adapter calls by the same name, and looks at the rows by another way.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { put, row } from "./host.mjs";

const collection = "account_account_parentaccountid";

async function three(mark) {
    for (const [index, limit] of [10, 20, 40].entries()) {
        await put("accounts", { name: `${mark} ${index + 1}`, accountnumber: mark, creditlimit: limit });
    }

    return [1, 2, 3].map((number) => `${mark} ${number}`);
}

const fetchOf = (mark) =>
    `<fetch><entity name="account"><attribute name="name"/><order attribute="name"/>` +
    `<filter><condition attribute="accountnumber" operator="eq" value="${mark}"/></filter></entity></fetch>`;

const names = (rows) => rows.map((one) => one.name);
const lower = (id) => id.toLowerCase();

export const operations = {
    "create a row": async ({ create }) => {
        const id = await create("accounts", { name: "created" });

        assert.equal((await row(`accounts(${id})`)).name, "created");
    },
    "create a row and get it back": async ({ createAndReturn }) => {
        const created = await createAndReturn("accounts", { name: "returned", creditlimit: 5 }, ["name", "creditlimit"]);

        assert.equal(created.name, "returned");
        assert.equal(created.creditlimit, 5);
        assert.equal((await row(`accounts(${created.accountid})`)).name, "returned");
    },
    "create a row with a lookup": async ({ create }) => {
        const parent = await put("accounts", { name: "parent" });

        const id = await create("accounts", { name: "child", "parentaccountid@odata.bind": `/accounts(${parent})` });

        assert.equal((await row(`accounts(${id})`))._parentaccountid_value, parent);
    },
    "retrieve a row": async ({ retrieve }) => {
        const id = await put("accounts", { name: "retrieved", accountnumber: "R" });

        const read = await retrieve("accounts", id, ["name"]);

        assert.equal(read.name, "retrieved");
        assert.equal(read.accountnumber, undefined);
    },
    "retrieve a row by an alternate key": async ({ retrieveByKey }) => {
        const code = randomUUID().slice(0, 5);
        await put("transactioncurrencies", { currencyname: "By key", isocurrencycode: code, currencysymbol: code, currencyprecision: 2, exchangerate: 1 });

        const read = await retrieveByKey("transactioncurrencies", `isocurrencycode='${code}'`, ["currencyname"]);

        assert.equal(read.currencyname, "By key");
    },
    "retrieve rows by OData": async ({ retrieveMultiple }) => {
        const expected = await three(randomUUID().slice(0, 8));
        const [mark] = expected[0].split(" ");

        const rows = await retrieveMultiple("accounts", {
            select: ["name"],
            filter: `accountnumber eq '${mark}' and creditlimit gt 10`,
            orderBy: ["name desc"],
        });

        assert.deepEqual(names(rows), [expected[2], expected[1]]);
    },
    "update a row": async ({ update }) => {
        const id = await put("accounts", { name: "before" });

        await update("accounts", id, { name: "after" });

        assert.equal((await row(`accounts(${id})`)).name, "after");
    },
    "update no row that is not there": async ({ updateOnly }) => {
        const id = randomUUID();

        await assert.rejects(updateOnly("accounts", id, { name: "ghost" }));

        assert.equal(await row(`accounts(${id})`), null);
    },
    "upsert a row": async ({ upsert }) => {
        const id = randomUUID();

        await upsert("accounts", id, { name: "made" });
        const made = await row(`accounts(${id})`);
        await upsert("accounts", id, { name: "changed" });

        assert.equal(made.name, "made");
        assert.equal((await row(`accounts(${id})`)).name, "changed");
    },
    "delete a row": async ({ remove }) => {
        const id = await put("accounts", { name: "gone" });

        await remove("accounts", id);

        assert.equal(await row(`accounts(${id})`), null);
    },
    "associate and disassociate, one to many": async ({ associate, disassociate }) => {
        const [parent, child] = [await put("accounts", { name: "parent" }), await put("accounts", { name: "child" })];

        await associate("accounts", parent, collection, "accounts", child);
        const tied = (await row(`accounts(${child})`))._parentaccountid_value;
        await disassociate("accounts", parent, collection, child);

        assert.equal(tied, parent);
        assert.equal((await row(`accounts(${child})`))._parentaccountid_value, null);
    },
    "associate and disassociate, many to many": async ({ associate, disassociate }) => {
        const team = await put("teams", { name: "clients" });
        const { UserId: user } = await row("WhoAmI()");
        const members = async () => (await row(`teams(${team})/teammembership_association?$select=systemuserid`)).value.map((one) => one.systemuserid);

        await associate("teams", team, "teammembership_association", "systemusers", user);
        const tied = await members();
        await disassociate("teams", team, "teammembership_association", user);

        assert.deepEqual(tied, [user]);
        assert.deepEqual(await members(), []);
    },
    "FetchXML": async ({ fetchXml }) => {
        const mark = randomUUID().slice(0, 8);
        const expected = await three(mark);

        assert.deepEqual(names(await fetchXml("accounts", fetchOf(mark))), expected);
    },
    "FetchXML with aggregates": async ({ fetchXml }) => {
        const mark = randomUUID().slice(0, 8);
        await three(mark);
        const aggregate =
            `<fetch aggregate="true"><entity name="account"><attribute name="creditlimit" alias="total" aggregate="sum"/>` +
            `<attribute name="accountid" alias="rows" aggregate="count"/><attribute name="accountnumber" alias="mark" groupby="true"/>` +
            `<filter><condition attribute="accountnumber" operator="eq" value="${mark}"/></filter></entity></fetch>`;

        const [group] = await fetchXml("accounts", aggregate);

        assert.deepEqual([group.total, group.rows, group.mark], [70, 3, mark]);
    },
    "FetchXML in pages, by its cookie": async ({ fetchPages }) => {
        const mark = randomUUID().slice(0, 8);
        const expected = await three(mark);

        const pages = await fetchPages("accounts", fetchOf(mark), 2);

        assert.deepEqual(pages.map(names), [expected.slice(0, 2), expected.slice(2)]);
    },
    "a saved query": async ({ savedQuery }) => {
        const mark = randomUUID().slice(0, 8);
        const expected = await three(mark);
        const id = await put("savedqueries", { name: mark, returnedtypecode: "account", querytype: 0, fetchxml: fetchOf(mark) });

        assert.deepEqual(names(await savedQuery("accounts", id)), expected);
    },
    "a user query": async ({ userQuery }) => {
        const mark = randomUUID().slice(0, 8);
        const expected = await three(mark);
        const id = await put("userqueries", { name: mark, returnedtypecode: "account", fetchxml: fetchOf(mark) });

        assert.deepEqual(names(await userQuery("accounts", id)), expected);
    },
    "pages by next links": async ({ pages }) => {
        const mark = randomUUID().slice(0, 8);
        const expected = await three(mark);

        const found = await pages("accounts", { select: ["name"], filter: `accountnumber eq '${mark}'`, orderBy: ["name"] }, 2);

        assert.deepEqual(found.map(names), [expected.slice(0, 2), expected.slice(2)]);
    },
    "count rows": async ({ count }) => {
        const mark = randomUUID().slice(0, 8);
        await three(mark);

        assert.equal(await count("accounts", `accountnumber eq '${mark}'`), 3);
    },
    "formatted values": async ({ retrieveFormatted }) => {
        const id = await put("accounts", { name: "formatted", creditlimit: 1234.5 });

        assert.equal(await retrieveFormatted("accounts", id, "creditlimit"), "1,234.50");
    },
    "$batch: a change set and a question": async ({ batch }) => {
        const mark = randomUUID().slice(0, 8);

        const found = await batch(
            [`${mark} 1`, `${mark} 2`].map((name) => ({ set: "accounts", data: { name, accountnumber: mark } })),
            { set: "accounts", filter: `accountnumber eq '${mark}'` },
        );

        assert.deepEqual(names(found).sort(), [`${mark} 1`, `${mark} 2`]);
    },
    "$batch: a change set that fails does nothing": async ({ batch }) => {
        const mark = randomUUID().slice(0, 8);

        await assert.rejects(
            batch(
                [
                    { set: "accounts", data: { name: "good", accountnumber: mark } },
                    { set: "accounts", data: { name: "x".repeat(161), accountnumber: mark } },
                ],
                { set: "accounts", filter: `accountnumber eq '${mark}'` },
            ),
        );

        assert.deepEqual((await row(`accounts?$filter=accountnumber eq '${mark}'`)).value, []);
    },
    "metadata: a table with its columns": async ({ table }) => {
        const { setName, columns } = await table("account");

        assert.equal(setName, "accounts");
        assert.ok(columns.includes("creditlimit"));
    },
    "metadata: all choices": async ({ choices }) => {
        assert.ok((await choices()).includes("msdyn_billingtype"));
    },
    "metadata: a choice by its name": async ({ choice }) => {
        assert.deepEqual(await choice("msdyn_billingtype"), [192350000, 192350001, 192350002, 192350003]);
    },
    "metadata: relationships of one type": async ({ relationships }) => {
        assert.ok((await relationships("ReferencedEntity eq 'invoice'")).includes("invoice_details"));
    },
    "a function without parameters": async ({ whoAmI }) => {
        assert.equal(lower(await whoAmI()), (await row("WhoAmI()")).UserId);
    },
    "a function with parameters": async ({ sum }) => {
        assert.equal(await sum(2, 3), 5);
    },
    "an action on a row": async ({ confirm }) => {
        const invoice = await put("invoices", { name: "to be confirmed" });

        assert.equal(await confirm(invoice), invoice);
    },
    "the code and the text of a refusal": async ({ refusal }) => {
        const { code, message } = await refusal("accounts", randomUUID());

        assert.equal(code >>> 0, 0x80040217);
        assert.match(message, /Does Not Exist/);
    },
};
