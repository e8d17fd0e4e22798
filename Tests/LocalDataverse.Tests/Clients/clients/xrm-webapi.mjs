// https://www.npmjs.com/package/xrm-webapi
import { randomUUID } from "node:crypto";
import * as api from "xrm-webapi/dist/xrm-webapi-node.js";
import { originWithoutPort, token, version } from "../host.mjs";
import { callsOf } from "./finlinson.mjs";

const config = () => new api.WebApiConfig(version, token, originWithoutPort);

export const name = "xrm-webapi";

export const calls = {
    ...callsOf({
        api,
        config,
        everything: { includeFormattedValues: true, includeLookupLogicalNames: true, includeAssociatedNavigationProperties: true },
        answerIn: lastAnswer,
    }),
    // It does not tell the id of what it has created.
    create: async (set, data) => {
        const accountid = randomUUID();
        await api.create(config(), set, { ...data, accountid });
        return accountid;
    },
    retrieveByKey: async (set, key, select) => api.retrieve(config(), set, key, `$select=${select.join(",")}`),
};

// It hands on the answer to a batch as text.
function lastAnswer(text) {
    return JSON.parse(text.slice(text.lastIndexOf('{"@odata.context"'), text.lastIndexOf("}") + 1)).value;
}
