// dataverse-webapi and xrm-webapi are one author's, the older the base of the newer; what differs is handed in.
import { randomUUID } from "node:crypto";

const annotations = "Microsoft.Dynamics.CRM.";
const valuesOf = ({ value }) => value;

/** The calls that both have. What differs: how to ask for all annotations, and where the last answer of a batch is found. */
export function callsOf({ api, config, everything, answerIn }) {
    const query = ({ select, filter, orderBy }) =>
        Object.entries({ $select: select?.join(","), $filter: filter, $orderby: orderBy?.join(",") })
            .filter(([, value]) => value !== undefined)
            .map(([option, value]) => `${option}=${encodeURIComponent(value)}`)
            .join("&");
    const encoded = (fetchXml) => `?fetchXml=${encodeURIComponent(fetchXml)}`;
    const refusalOf = async (question) =>
        question.then(
            () => {
                throw new Error("The request was not refused.");
            },
            (refused) => refused,
        );

    return {
        create: async (set, data) => api.create(config(), set, data),
        createAndReturn: async (set, data, select) => api.createWithReturnData(config(), set, data, `$select=${select.join(",")}`),
        retrieve: async (set, id, select) => api.retrieve(config(), set, id, `$select=${select.join(",")}`),
        retrieveMultiple: async (set, options) => valuesOf(await api.retrieveMultiple(config(), set, query(options))),
        update: async (set, id, data) => api.update(config(), set, id, data),
        upsert: async (set, id, data) => api.update(config(), set, id, data),
        remove: async (set, id) => api.deleteRecord(config(), set, id),
        associate: async (set, id, relationship, relatedSet, relatedId) => api.associate(config(), set, id, relationship, relatedSet, relatedId),
        disassociate: async (set, id, relationship, relatedId) => api.disassociate(config(), set, id, relationship, relatedId),
        fetchXml: async (set, fetchXml) => valuesOf(await api.retrieveMultiple(config(), set, encoded(fetchXml))),
        fetchPages: async (set, fetchXml, size) => {
            const pages = [];
            let cookie = "";
            for (let more = true; more; ) {
                const paged = fetchXml.replace("<fetch", `<fetch count="${size}" page="${pages.length + 1}"${cookie}`);
                const page = await api.retrieveMultiple(config(), set, encoded(paged), everything);
                pages.push(page.value);
                more = page[`@${annotations}morerecords`];
                cookie = cookieIn(page[`@${annotations}fetchxmlpagingcookie`]);
            }

            return pages;
        },
        savedQuery: async (set, id) => valuesOf(await api.retrieveMultiple(config(), set, `savedQuery=${id}`)),
        userQuery: async (set, id) => valuesOf(await api.retrieveMultiple(config(), set, `userQuery=${id}`)),
        pages: async (set, options, maxPageSize) => {
            let page = await api.retrieveMultiple(config(), set, query(options), { maxPageSize });
            const pages = [page.value];
            while (page["@odata.nextLink"] !== undefined) {
                page = await api.retrieveMultipleNextPage(config(), page["@odata.nextLink"], { maxPageSize });
                pages.push(page.value);
            }

            return pages;
        },
        count: async (set, filter) => (await api.retrieveMultiple(config(), set, `${query({ filter })}&$count=true`))["@odata.count"],
        retrieveFormatted: async (set, id, column) =>
            (await api.retrieve(config(), set, id, `$select=${column}`, everything))[`${column}@OData.Community.Display.V1.FormattedValue`],
        batch: async (creates, question) => {
            const changes = creates.map(({ set, data }) => ({ queryString: set, entity: data, method: "POST" }));
            return answerIn(await api.batchOperation(config(), randomUUID(), randomUUID(), changes, [`${question.set}?${query(question)}`]));
        },
        table: async (logicalName) => {
            const select = "$select=LogicalName,EntitySetName&$expand=Attributes($select=LogicalName)";
            const [found] = valuesOf(await api.retrieveMultiple(config(), "EntityDefinitions", `${select}&$filter=LogicalName eq '${logicalName}'`));
            return { setName: found.EntitySetName, columns: found.Attributes.map((column) => column.LogicalName) };
        },
        choices: async () => valuesOf(await api.retrieveMultiple(config(), "GlobalOptionSetDefinitions", "$select=Name")).map((one) => one.Name),
        choice: async (name) => (await api.retrieveMultiple(config(), `GlobalOptionSetDefinitions(Name='${name}')`)).Options.map((option) => option.Value),
        relationships: async (filter) =>
            valuesOf(
                await api.retrieveMultiple(
                    config(),
                    "RelationshipDefinitions/Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata",
                    `$select=SchemaName&$filter=${encodeURIComponent(filter)}`,
                ),
            ).map((one) => one.SchemaName),
        whoAmI: async () => (await api.unboundFunction(config(), "WhoAmI")).UserId,
        sum: async (a, b) =>
            (
                await api.unboundFunction(config(), "test_Sum", [
                    { name: "A", alias: "a", value: String(a) },
                    { name: "B", alias: "b", value: String(b) },
                ])
            ).Sum,
        confirm: async (id) => (await api.boundAction(config(), "invoices", id, "test_Confirm", {})).Confirmed.invoiceid,
        refusal: async (set, id) => {
            const error = await refusalOf(api.retrieve(config(), set, id));
            return { code: Number(error.code), message: error.message };
        },
    };
}

// The cookie is encoded twice in its annotation, and once more as an attribute of XML.
function cookieIn(annotation) {
    const encoded = /pagingcookie="([^"]*)"/.exec(annotation ?? "")?.[1];
    if (!encoded) {
        return "";
    }

    const cookie = decodeURIComponent(decodeURIComponent(encoded)).replaceAll("+", " ");
    return ` paging-cookie="${cookie.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")}"`;
}
