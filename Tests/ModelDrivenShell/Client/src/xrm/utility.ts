import { resourceString } from "../app/resources";
import { placeOf } from "../app/places";
import type { Definitions } from "../dataverse/definitions";
import { bracedId } from "../dataverse/ids";
import { closeProgress, showProgress } from "../page/progress";
import { Collection } from "../form/part";
import type { Privilege, User } from "../session";
import { lookUp } from "../view/lookup";

const version = "9.2.0.0";
const depths: Readonly<Record<string, number>> = { Basic: 1, Local: 2, Deep: 4, Global: 8 };

/** `Xrm.Utility` (https://learn.microsoft.com/power-apps/developer/model-driven-apps/clientapi/reference/xrm-utility). */
export function utilityOf(user: User, definitions: Definitions): object {
    return {
        showProgressIndicator: showProgress,
        closeProgressIndicator: closeProgress,
        getResourceString: resourceString,
        getGlobalContext: () => globalContext(user),
        getPageContext: () => ({ input: pageInput() }),
        lookupObjects: (options: Xrm.LookupOptions) => lookUp(definitions, options),
        getEntityMetadata: async (table: string) => {
            const { setName, idColumn, nameColumn, label } = await definitions.table(table);
            return { LogicalName: table, EntitySetName: setName, PrimaryIdAttribute: idColumn, PrimaryNameAttribute: nameColumn, DisplayName: label };
        },
    };
}

function globalContext(user: User): unknown {
    const roles = user.roles.map(({ id, name }) => ({ id, name, entityType: "role", getName: () => name }));
    return {
        client: { getClient: () => "Web", getClientState: () => "Online", getFormFactor: () => 1, isOffline: () => false },
        organizationSettings: { organizationId: bracedId(user.organizationId), languageId: 1033, uniqueName: "local" },
        userSettings: {
            userId: bracedId(user.id),
            userName: user.name,
            languageId: user.language,
            isRTL: false,
            roles: new Collection(roles),
            securityRoles: roles.map((role) => role.id),
            getTimeZoneOffsetMinutes: () => -new Date().getTimezoneOffset(),
            getSecurityRolePrivilegesInfo: () => privilegesInfo(user),
        },
        getClientUrl: () => location.origin,
        getVersion: () => version,
        isOnPremises: () => false,
    };
}

function privilegesInfo({ privileges }: User): Promise<unknown> {
    return privileges === undefined
        ? Promise.reject(new Error("The privileges could not be read."))
        : Promise.resolve(Object.fromEntries(privileges.map((privilege) => [privilege.id, infoOf(privilege)])));
}

function infoOf({ id, name, depth, businessUnitId }: Privilege): unknown {
    return { id, businessUnitId, privilegeName: name, depth: depths[depth] ?? 0 };
}

function pageInput(): unknown {
    const place = placeOf(location.hash);
    switch (place.kind) {
        case "record":
            return { pageType: "entityrecord", entityName: place.table, entityId: place.id };
        case "list":
            return { pageType: "entitylist", entityName: place.table, viewId: place.view };
        case "dashboard":
            return { pageType: "dashboard", dashboardId: place.id };
        default:
            return { pageType: "dashboard" };
    }
}
