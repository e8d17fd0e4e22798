// The host under test, and a way to look at it that is none of the clients'.
import https from "node:https";

const { CLIENTS_URL, CLIENTS_TOKEN } = process.env;

export const url = new URL(CLIENTS_URL);
export const token = CLIENTS_TOKEN;
export const version = "9.2";
export const apiRoot = `${url.origin}/api/data/v${version}/`;

// Two of the clients know no port but that of HTTPS, which here is the host's.
https.globalAgent.defaultPort = Number(url.port);

/** The origin without a port, for those clients. */
export const originWithoutPort = `https://${url.hostname}`;

/** A row as it stands; null: it is not there. */
export async function row(address) {
    const response = await fetch(apiRoot + address, { headers: { Authorization: `Bearer ${token}`, Accept: "application/json" } });
    if (response.status === 404) {
        return null;
    }

    const body = await response.json();
    if (!response.ok) {
        throw new Error(`${address}: ${JSON.stringify(body)}`);
    }

    return body;
}

/** Puts rows there that a client is to find. */
export async function put(set, data) {
    const response = await fetch(apiRoot + set, {
        method: "POST",
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: JSON.stringify(data),
    });
    if (!response.ok) {
        throw new Error(`${set}: ${await response.text()}`);
    }

    return /\(([^)]+)\)$/.exec(response.headers.get("OData-EntityId"))[1];
}
