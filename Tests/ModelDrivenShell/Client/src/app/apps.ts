import { read, readAll, rowsIn } from "../dataverse/http";
import { quoted } from "../dataverse/ids";
import type { User } from "../session";
import { siteMapIn, type Area } from "./site-map";

/** A model-driven app. */
export interface App {
    readonly id: string;
    readonly uniqueName: string;
    readonly name: string;
}

const administrator = "System Administrator";

/** The apps that the user's roles open. */
export async function readApps(user: User): Promise<App[]> {
    const rows = await readAll("appmodules?$select=appmoduleid,uniquename,name&$orderby=name");
    const apps = rows.map((row) => ({ id: row["appmoduleid"] as string, uniqueName: row["uniquename"] as string, name: row["name"] as string }));
    const open = await Promise.all(apps.map((app) => isOpenTo(user, app)));
    return apps.filter((_, index) => open[index]);
}

/** The site map of an app: it has the app's name. */
export async function readSiteMap(app: App): Promise<Area[]> {
    const [row] = rowsIn(await read(`sitemaps?$select=sitemapxml&$filter=sitemapnameunique eq ${quoted(app.uniqueName)}`));
    return row === undefined ? [] : siteMapIn(row["sitemapxml"] as string);
}

async function isOpenTo(user: User, app: App): Promise<boolean> {
    if (user.roles.some((role) => role.name === administrator)) {
        return true;
    }

    const roles = await readAll(`appmodules(${app.id})/appmoduleroles_association?$select=roleid`);
    const allowed = new Set(roles.map((row) => row["roleid"] as string));
    return user.roles.some((role) => allowed.has(role.id) || allowed.has(role.rootId));
}
