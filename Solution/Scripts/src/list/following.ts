import { readInvoices } from "../dataverse/client";
import { isFailed, isRunning, type Invoice } from "../dataverse/invoice";
import { numeral, text } from "../texts/texts";
import type { Timer } from "../timer";
import type { Outcome } from "./outcome";

const interval = 3000;

/** How often it is asked at most: the list is not to be blocked for longer than some two minutes, and what is left goes on without it. */
const mostQuestions = 40;

/** Waits until the confirmations of a list are done, or long enough. */
export async function followed(
    taken: readonly Invoice[],
    refused: ReadonlyMap<string, string>,
    invoices: readonly Invoice[],
    timer: Timer,
    display: (message: string) => void,
): Promise<Outcome> {
    let now = await readTaken(taken);
    for (let asked = 0; asked < mostQuestions && now.some(isRunning); asked++) {
        const done = now.filter((invoice) => !isRunning(invoice)).length;
        display(text("ConfirmManyRunning", { done: numeral(done), number: numeral(now.length) }));
        await timer.wait(interval);
        now = await readTaken(taken);
    }

    const failed = now.filter(isFailed).map((invoice): [string, string] => [invoice.id, invoice.lastError || text("StateFailed")]);
    return {
        invoices,
        done: now.filter((invoice) => !isRunning(invoice) && !isFailed(invoice)),
        running: now.filter(isRunning),
        refused: new Map([...refused, ...failed]),
    };
}

async function readTaken(taken: readonly Invoice[]): Promise<Invoice[]> {
    return readInvoices(taken.map((invoice) => invoice.id));
}
