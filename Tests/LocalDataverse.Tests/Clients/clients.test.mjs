// Every operation by every client; writes the table of those that went well.
import { after, describe, test } from "node:test";
import { writeFile } from "node:fs/promises";
import * as dataverseWebApi from "./clients/dataverse-webapi.mjs";
import * as dynamicsWebApi from "./clients/dynamics-web-api.mjs";
import * as xrmWebApi from "./clients/xrm-webapi.mjs";
import * as xrm from "./clients/xrm.mjs";
import { operations } from "./operations.mjs";

const clients = [dynamicsWebApi, dataverseWebApi, xrmWebApi, xrm];
const passed = new Set();

for (const { name, calls } of clients) {
    describe(name, () => {
        for (const [operation, run] of Object.entries(operations)) {
            if (wanted(run).every((call) => calls[call] !== undefined)) {
                test(operation, async () => {
                    await run(calls);
                    passed.add(`${name} ${operation}`);
                });
            }
        }
    });
}

after(() => writeFile(process.env.CLIENTS_TABLE, table()));

/** The calls that an operation needs: what stands at its head. */
function wanted(run) {
    return /^async \(\{ ([^}]*) \}\)/.exec(run.toString())[1].split(", ");
}

function table() {
    const head = [`| operation | ${clients.map(({ name }) => name).join(" | ")} |`, `| --- |${" --- |".repeat(clients.length)}`];
    const rows = Object.keys(operations).map(
        (operation) => `| ${operation} | ${clients.map(({ name }) => (passed.has(`${name} ${operation}`) ? "yes" : "-")).join(" | ")} |`,
    );
    return [...head, ...rows, ""].join("\n");
}
