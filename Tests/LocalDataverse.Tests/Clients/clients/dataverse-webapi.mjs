// https://www.npmjs.com/package/dataverse-webapi
import * as api from "dataverse-webapi/lib/node";
import { originWithoutPort, token, version } from "../host.mjs";
import { callsOf } from "./finlinson.mjs";

const config = () => new api.WebApiConfig(version, token, originWithoutPort);

export const name = "dataverse-webapi";

export const calls = {
    ...callsOf({ api, config, everything: {}, answerIn: (answers) => answers.at(-1).data.value }),
    updateOnly: async (set, id, data) => api.update(config(), set, id, data, { customHeaders: { "If-Match": "*" } }),
    retrieveByKey: async (set, key, select) => api.retrieveAlternateKey(config(), set, key, `$select=${select.join(",")}`),
};
