import { errands } from "../commands/errands";
import type { RequestMaker } from "../commands/errand";
import { confirmInBulk, execute, readInvoices } from "../dataverse/client";
import { plainId } from "../dataverse/ids";
import type { Invoice } from "../dataverse/invoice";
import { tellError, whileShowing } from "../dialogs/dialogs";
import { messageOf } from "../errors";
import type { Command } from "../rules/commands";
import type { EnableRules } from "../rules/enabled";
import { text } from "../texts/texts";
import type { Timer } from "../timer";
import { followed } from "./following";
import { tellOutcome, type Outcome } from "./outcome";

type Invoices = readonly [Invoice, ...Invoice[]];

/** The lists' part of the script. */
export class InvoiceList {
    // A dialog that is left with its page never answers: the next page is another one, and not busy.
    private readonly busy = new WeakSet();

    constructor(
        private readonly timer: Timer,
        private readonly rules: EnableRules,
    ) {}

    /** Whether a command is offered: where it is for every chosen invoice. */
    async isEnabled(command: Command, selected: readonly Xrm.EntityReference[]): Promise<boolean> {
        return this.rules.onList(command, selected.map((reference) => reference.Id));
    }

    /** Asks, calls, tells what came of it and reads the list anew. A second click while that is under way does nothing. */
    async carryOut(command: Command, grid: Xrm.Controls.GridControl, selected: readonly Xrm.EntityReference[]): Promise<void> {
        if (this.busy.has(grid) || selected.length === 0) {
            return;
        }

        this.busy.add(grid);
        try {
            if (await this.isDone(command, selected)) {
                grid.refresh();
                grid.refreshRibbon();
            }
        } finally {
            this.busy.delete(grid);
        }
    }

    private async isDone(command: Command, selected: readonly Xrm.EntityReference[]): Promise<boolean> {
        try {
            const [first, ...others] = await readInvoices(selected.map((reference) => reference.Id));
            const request = first && (await errands[command].decide([first, ...others]));
            if (first === undefined || request === undefined) {
                return false;
            }

            await tellOutcome(await this.outcomeOf(command, [first, ...others], request));
        } catch (error) {
            await tellError(text(errands[command].refused, { invoice: "" }), error);
        }

        return true;
    }

    private async outcomeOf(command: Command, invoices: Invoices, request: RequestMaker): Promise<Outcome> {
        const start = text(errands[command].running, { invoice: invoices[0].number });
        return whileShowing(start, async (display) => {
            const refused = command === "confirm" && invoices.length > 1 ? await inBulk(invoices) : await oneByOne(command, invoices, request, display);
            const taken = invoices.filter((invoice) => !refused.has(invoice.id));
            return command === "confirm" ? followed(taken, refused, invoices, this.timer, display) : { done: taken, running: [], refused, invoices };
        });
    }
}

async function inBulk(invoices: Invoices): Promise<Map<string, string>> {
    const refused = await confirmInBulk(invoices.map((invoice) => invoice.id));
    return new Map(refused.map((invoice) => [plainId(invoice.id), invoice.reason]));
}

// What one of them lacks stops no other.
async function oneByOne(command: Command, invoices: Invoices, request: RequestMaker, display: (message: string) => void): Promise<Map<string, string>> {
    const refused = new Map<string, string>();
    for (const invoice of invoices) {
        display(text(errands[command].running, { invoice: invoice.number }));
        try {
            await execute(request(invoice));
        } catch (error) {
            refused.set(invoice.id, messageOf(error));
        }
    }

    return refused;
}
