import { plainId } from "../dataverse/ids";
import { readInvoice, readInvoices } from "../dataverse/client";
import type { Invoice } from "../dataverse/invoice";
import type { UserRights } from "./caller";
import { allows, type Command } from "./commands";

/** Whether commands are offered. Nothing here throws: what cannot be found out is not offered. */
export interface EnableRules {
    readonly onForm: (command: Command, id: () => string) => Promise<boolean>;
    readonly onList: (command: Command, ids: readonly string[]) => Promise<boolean>;
}

/** The rules for a user. */
export function enableRules(rights: UserRights): EnableRules {
    // The command bar asks for all commands at once: one question to the server answers them.
    const asked = new Map<string, Promise<Invoice[]>>();
    const once = (key: string, read: () => Promise<Invoice[]>): Promise<Invoice[]> => {
        const running = asked.get(key) ?? read().finally(() => asked.delete(key));
        asked.set(key, running);
        return running;
    };

    const isEnabled = async (command: Command, idsNow: () => readonly string[], read: (ids: readonly string[]) => Promise<Invoice[]>): Promise<boolean> => {
        try {
            const ids = idsNow();
            if (ids.length === 0 || ids.includes("") || !(await rights.may(command))) {
                return false;
            }

            const invoices = await once(ids.map(plainId).join(","), () => read(ids));
            return invoices.length === ids.length && invoices.every((invoice) => allows(command, invoice));
        } catch {
            return false;
        }
    };

    return {
        onForm: (command, id) =>
            isEnabled(
                command,
                () => [id()],
                (ids) => Promise.all(ids.map(readInvoice)),
            ),
        onList: (command, ids) => isEnabled(command, () => ids, readInvoices),
    };
}
