// https://www.npmjs.com/package/dynamics-web-api
import { DynamicsWebApi } from "dynamics-web-api";
import { token, url, version } from "../host.mjs";

const api = new DynamicsWebApi({ serverUrl: url.origin, dataApi: { version }, onTokenRefresh: () => Promise.resolve(token) });

const valuesOf = ({ value }) => value;

export const name = "dynamics-web-api";

export const calls = {
    create: async (collection, data) => api.create({ collection, data }),
    createAndReturn: async (collection, data, select) => api.create({ collection, data, select, returnRepresentation: true }),
    retrieve: async (collection, key, select) => api.retrieve({ collection, key, select }),
    retrieveByKey: async (collection, key, select) => api.retrieve({ collection, key, select }),
    retrieveMultiple: async (collection, options) => valuesOf(await api.retrieveMultiple({ collection, ...options })),
    update: async (collection, key, data) => api.update({ collection, key, data }),
    updateOnly: async (collection, key, data) => api.update({ collection, key, data }),
    upsert: async (collection, key, data) => api.upsert({ collection, key, data }),
    remove: async (collection, key) => api.deleteRecord({ collection, key }),
    associate: async (collection, primaryKey, relationshipName, relatedCollection, relatedKey) =>
        api.associate({ collection, primaryKey, relationshipName, relatedCollection, relatedKey }),
    disassociate: async (collection, primaryKey, relationshipName, relatedKey) =>
        api.disassociate({ collection, primaryKey, relationshipName, relatedKey }),
    fetchXml: async (collection, fetchXml) => valuesOf(await api.fetch({ collection, fetchXml })),
    fetchPages: async (collection, fetchXml, size) => {
        const pages = [];
        let paging = { nextPage: 1, cookie: undefined };
        do {
            const page = await api.fetch({
                collection,
                fetchXml: fetchXml.replace("<fetch", `<fetch count="${size}"`),
                pageNumber: paging.nextPage,
                pagingCookie: paging.cookie,
                includeAnnotations: "Microsoft.Dynamics.CRM.fetchxmlpagingcookie",
            });
            pages.push(page.value);
            paging = page.PagingInfo;
        } while (pages.at(-1).length === size && paging !== undefined);
        return pages;
    },
    savedQuery: async (collection, savedQuery) => valuesOf(await api.retrieveMultiple({ collection, savedQuery })),
    userQuery: async (collection, userQuery) => valuesOf(await api.retrieveMultiple({ collection, userQuery })),
    pages: async (collection, options, maxPageSize) => {
        const pages = [];
        let page;
        do {
            page = await api.retrieveMultiple({ collection, maxPageSize, ...options }, page?.oDataNextLink);
            pages.push(page.value);
        } while (page.oDataNextLink !== undefined);
        return pages;
    },
    count: async (collection, filter) => api.count({ collection, filter }),
    retrieveFormatted: async (collection, key, column) => {
        const row = await api.retrieve({ collection, key, select: [column], includeAnnotations: "OData.Community.Display.V1.FormattedValue" });
        return row[`${column}_Formatted`];
    },
    batch: async (creates, question) => {
        api.startBatch();
        for (const { set: collection, data } of creates) {
            api.create({ collection, data });
        }

        api.retrieveMultiple({ collection: question.set, filter: question.filter, inChangeSet: false });
        return valuesOf((await api.executeBatch()).at(-1));
    },
    table: async (logicalName) => {
        const { EntitySetName, Attributes } = await api.retrieveEntity({ key: `LogicalName='${logicalName}'`, expand: [{ property: "Attributes" }] });
        return { setName: EntitySetName, columns: Attributes.map((column) => column.LogicalName) };
    },
    choices: async () => valuesOf(await api.retrieveGlobalOptionSets({ select: ["Name"] })).map((one) => one.Name),
    choice: async (choiceName) => (await api.retrieveGlobalOptionSet({ key: `Name='${choiceName}'` })).Options.map((option) => option.Value),
    relationships: async (filter) =>
        valuesOf(
            await api.retrieveRelationships({
                castType: "Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata",
                select: ["SchemaName"],
                filter,
            }),
        ).map((one) => one.SchemaName),
    whoAmI: async () => (await api.callFunction("WhoAmI")).UserId,
    sum: async (a, b) => (await api.callFunction({ name: "test_Sum", parameters: { A: a, B: b } })).Sum,
    confirm: async (key) =>
        (await api.callAction({ collection: "invoices", key, actionName: "Microsoft.Dynamics.CRM.test_Confirm", action: {} })).Confirmed.invoiceid,
    refusal: async (collection, key) => {
        const error = await api.retrieve({ collection, key }).then(() => assertRefused(), (refused) => refused);
        return { code: Number(error.code), message: error.message };
    },
};

function assertRefused() {
    throw new Error("The request was not refused.");
}
