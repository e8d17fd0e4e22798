import { isConfirmed, type Invoice } from "../dataverse/invoice";
import type { DetailCount, SizeSettings, Way } from "../dataverse/size";
import type { TextKey } from "../texts/keys";
import { numeral, text } from "../texts/texts";

const mostInvoicesNamed = 8;

const ways: Readonly<Record<Way, TextKey>> = {
    atOnce: "WayAtOnce",
    probablyInBackground: "WayProbablyInBackground",
    inBackground: "WayInBackground",
    unknown: "WayUnknown",
};

/** The title of a question about one invoice, or about several. */
export function titleOf(invoices: readonly [Invoice, ...Invoice[]], one: TextKey, many: TextKey): string {
    return invoices.length === 1 ? text(one, { invoice: invoices[0].number }) : text(many, { number: numeral(invoices.length) });
}

/** What the invoices are: of one its customer, amount and status, of several a line each. */
export function described(invoices: readonly [Invoice, ...Invoice[]]): string[] {
    if (invoices.length === 1) {
        return describedAlone(invoices[0]);
    }

    const named = invoices.slice(0, mostInvoicesNamed).map((invoice) => [invoice.number, invoice.customer, amountOf(invoice)].filter(Boolean).join(" · "));
    const left = invoices.length - named.length;
    return left > 0 ? [...named, text("AndMore", { number: numeral(left) })] : named;
}

/** How many details there are; no line where nobody knows. */
export function countLines(count: DetailCount | undefined): string[] {
    if (count === undefined) {
        return [];
    }

    const number = count.text || numeral(count.details);
    return [text(count.isAtLeast ? "LineDetailsAtLeast" : "LineDetails", { number })];
}

/** At once or in the background, as far as anybody but the server can tell. */
export function wayLine(way: Way, settings: SizeSettings): string {
    return text(ways[way], { limit: numeral(settings.maxSynchronousWrites) });
}

function describedAlone(invoice: Invoice): string[] {
    const lines = [];
    if (invoice.customer !== "") {
        lines.push(text("LineCustomer", { customer: invoice.customer }));
    }

    if (invoice.amount !== "") {
        lines.push(text("LineAmount", { amount: amountOf(invoice) }));
    }

    if (isConfirmed(invoice) && invoice.financeStatusText !== "") {
        lines.push(text("LineFinanceStatus", { status: invoice.financeStatusText }));
    }

    return lines;
}

// A sign as $ stands for many currencies: the name of the currency tells which.
function amountOf(invoice: Invoice): string {
    return invoice.amount !== "" && invoice.currency !== "" ? `${invoice.amount} (${invoice.currency})` : invoice.amount;
}
