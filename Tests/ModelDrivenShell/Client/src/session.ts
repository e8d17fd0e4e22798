import { read, readAll, rowsIn, type Row } from "./dataverse/http";
import { plainId } from "./dataverse/ids";

/** A role of the user. */
export interface Role {
    readonly id: string;
    readonly name: string;
    /** Its id in the root business unit: that is what components name. */
    readonly rootId: string;
}

/** A privilege of the user, as its roles add up. */
export interface Privilege {
    readonly id: string;
    readonly name: string;
    readonly depth: string;
    readonly businessUnitId: string;
}

/** Who looks at the page. */
export interface User {
    readonly id: string;
    readonly name: string;
    readonly organizationId: string;
    readonly businessUnitId: string;
    readonly language: number;
    readonly roles: readonly Role[];
    /** Undefined where the environment does not tell. */
    readonly privileges: readonly Privilege[] | undefined;
}

const depths = ["Basic", "Local", "Deep", "Global"];

/** Reads who is signed in, and with which roles. */
export async function readUser(language: number): Promise<User> {
    const who = await read("WhoAmI");
    const id = who["UserId"] as string;
    const [user, roles, own, privileges] = await Promise.all([
        read(`systemusers(${id})?$select=fullname`),
        readAll(`systemusers(${id})/systemuserroles_association?$select=roleid,name,_parentrootroleid_value`),
        languageOf(id),
        privilegesOf(id),
    ]);
    return {
        id,
        name: (user["fullname"] ?? "") as string,
        organizationId: who["OrganizationId"] as string,
        businessUnitId: who["BusinessUnitId"] as string,
        language: own ?? language,
        roles: roles.map(roleOf),
        privileges,
    };
}

/** Whether the user has a privilege, at this depth at least; undefined where nobody knows. */
export function hasPrivilege(privileges: readonly Privilege[] | undefined, name: string, depth?: string): boolean | undefined {
    const needed = Math.max(depths.indexOf(depth ?? ""), 0);
    return privileges?.some((one) => one.name.toLowerCase() === name.toLowerCase() && depths.indexOf(one.depth) >= needed);
}

async function privilegesOf(user: string): Promise<Privilege[] | undefined> {
    try {
        const answer = await read(`systemusers(${user})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`);
        return ((answer["RolePrivileges"] ?? []) as Row[]).map(privilegeOf);
    } catch {
        return undefined;
    }
}

function privilegeOf(row: Row): Privilege {
    return {
        id: row["PrivilegeId"] as string,
        name: row["PrivilegeName"] as string,
        depth: row["Depth"] as string,
        businessUnitId: row["BusinessUnitId"] as string,
    };
}

function roleOf(row: Row): Role {
    const id = plainId(row["roleid"] as string);
    return { id, name: row["name"] as string, rootId: plainId((row["_parentrootroleid_value"] ?? id) as string) };
}

// Undefined where the environment keeps no setting of the user: then the language of the sign-in is the user's.
async function languageOf(user: string): Promise<number | undefined> {
    try {
        const [settings] = rowsIn(await read(`usersettingscollection?$select=uilanguageid&$filter=systemuserid eq ${user}`));
        const language = settings?.["uilanguageid"];
        return typeof language === "number" && language > 0 ? language : undefined;
    } catch {
        return undefined;
    }
}
