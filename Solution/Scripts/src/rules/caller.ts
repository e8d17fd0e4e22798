import { inParts, plainId } from "../dataverse/ids";
import { callers, roleIds, type Command } from "./commands";

const idsPerQuestion = 50;

/** Tells whether the user may call a command, as far as the client knows. What it was told once holds until the page is loaded again. */
export interface UserRights {
    readonly may: (command: Command) => Promise<boolean>;
}

/** The rights of the user of this page. */
export function rightsOfUser(): UserRights {
    let privileges: Promise<Set<string> | undefined> | undefined;
    let roles: Promise<Set<string>> | undefined;
    return {
        async may(command) {
            const caller = callers[command];
            if (caller.privilege !== null) {
                const known = await (privileges ??= readPrivileges());
                return known?.has(caller.privilege.toLowerCase()) ?? true;
            }

            const known = await (roles ??= readRoles());
            return caller.roles.some((role) => known.has(roleIds[role] ?? role));
        },
    };
}

// Undefined where the client does not tell: then the server alone decides.
async function readPrivileges(): Promise<Set<string> | undefined> {
    try {
        const privileges = await Xrm.Utility.getGlobalContext().userSettings.getSecurityRolePrivilegesInfo();
        return new Set(Object.values(privileges).map((privilege) => privilege.privilegeName.toLowerCase()));
    } catch {
        return undefined;
    }
}

// A role of a solution has its id in the root business unit only; its copies below name it as their root, and a role of the platform its template.
async function readRoles(): Promise<Set<string>> {
    const own = Xrm.Utility.getGlobalContext().userSettings.roles.get().map((role) => plainId(role.id));
    const known = new Set(own);
    try {
        const rows = await Promise.all(inParts(own, idsPerQuestion).map(readRoleRows));
        for (const row of rows.flat()) {
            for (const column of ["_parentrootroleid_value", "_roletemplateid_value"]) {
                const id = row[column];
                if (typeof id === "string") {
                    known.add(plainId(id));
                }
            }
        }
    } catch {
        // Who may not read roles has only those that are known by their own id.
    }

    return known;
}

async function readRoleRows(ids: readonly string[]): Promise<Record<string, unknown>[]> {
    const filter = ids.map((id) => `roleid eq ${id}`).join(" or ");
    const result = await Xrm.WebApi.retrieveMultipleRecords("role", `?$select=roleid,_parentrootroleid_value,_roletemplateid_value&$filter=${filter}`);
    return result.entities as Record<string, unknown>[];
}
