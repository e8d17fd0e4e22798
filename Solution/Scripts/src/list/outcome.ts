import type { Invoice } from "../dataverse/invoice";
import { tell } from "../dialogs/dialogs";
import { inLines, inOneLine } from "../errors";
import { numeral, text } from "../texts/texts";

/** What became of the invoices that were chosen in a list. */
export interface Outcome {
    readonly invoices: readonly Invoice[];
    readonly done: readonly Invoice[];
    readonly running: readonly Invoice[];
    /** Why, by the id of the invoice. */
    readonly refused: ReadonlyMap<string, string>;
}

/** Tells it: how many are done, how many are still under way, and of each that was refused why. */
export async function tellOutcome(outcome: Outcome): Promise<void> {
    await tell(text("OutcomeTitle"), [...counts(outcome), "", ...reasons(outcome)]);
}

function counts(outcome: Outcome): string[] {
    const lines = [text("OutcomeDone", { number: numeral(outcome.done.length) })];
    if (outcome.running.length > 0) {
        lines.push(text("OutcomeRunning", { number: numeral(outcome.running.length) }));
    }

    if (outcome.refused.size > 0) {
        lines.push(text("OutcomeRefused", { number: numeral(outcome.refused.size) }));
    }

    return lines;
}

// A line an invoice; of a single one everything there is to say.
function reasons(outcome: Outcome): string[] {
    const refused = outcome.invoices.filter((invoice) => outcome.refused.has(invoice.id));
    if (outcome.invoices.length === 1) {
        return refused.flatMap((invoice) => inLines(outcome.refused.get(invoice.id) ?? ""));
    }

    return refused.map((invoice) => withNumber(invoice, inOneLine(outcome.refused.get(invoice.id) ?? "")));
}

// This product's refusals begin with the record, which is the invoice or something on it.
function withNumber(invoice: Invoice, line: string): string {
    return line.startsWith(invoice.number) ? line : `${invoice.number}: ${line}`;
}
