import type { Invoice } from "../dataverse/invoice";
import table from "./commands.json";
import { situationOf, type Situation } from "./situation";

/** What a user can do with an invoice. */
export type Command = "confirm" | "revise" | "reviseDetails" | "resume" | "cancel" | "resend" | "withdraw";

/** Who may call a command: whoever has the privilege, or, where there is none, one of the roles. The server decides in the end. */
export interface Caller {
    readonly message: string;
    readonly privilege: string | null;
    readonly roles: readonly string[];
}

const situations: Readonly<Record<Situation, Readonly<Record<Command, boolean>>>> = table.situations;

/** Who may call each command. */
export const callers: Readonly<Record<Command, Caller>> = table.callers;

/** The ids of the roles; of a role of the platform that of its template. */
export const roleIds: Readonly<Partial<Record<string, string>>> = table.roles;

/** Whether the status of an invoice allows a command. */
export function allows(command: Command, invoice: Invoice): boolean {
    return situations[situationOf(invoice)][command];
}
