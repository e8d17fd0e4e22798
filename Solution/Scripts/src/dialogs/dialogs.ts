import { inLines, messageOf, parse } from "../errors";
import { text } from "../texts/texts";

const size = { height: 360, width: 560 };

/** A question that can be declined. */
export interface Question {
    readonly title: string;
    readonly lines: readonly string[];
    readonly yes: string;
}

/** Asks, and tells whether the answer is yes. */
export async function ask(question: Question): Promise<boolean> {
    const { confirmed } = await Xrm.Navigation.openConfirmDialog(
        { title: question.title, text: question.lines.join("\n"), confirmButtonLabel: question.yes, cancelButtonLabel: text("Back") },
        size,
    );
    return confirmed;
}

/** Tells something. */
export async function tell(title: string, lines: readonly string[]): Promise<void> {
    await Xrm.Navigation.openAlertDialog({ title, text: lines.join("\n").trim(), confirmButtonLabel: text("Close") }, size);
}

/**
 * Tells why something was not done: this product's refusals in the user's terms, everything else in the platform's own words. The title loses its colon where
 * it names no invoice.
 */
export async function tellError(title: string, error: unknown): Promise<void> {
    const message = messageOf(error);
    if (parse(message).faults.length > 0) {
        await tell(title.replace(/:\s*$/, ""), inLines(message));
    } else {
        await Xrm.Navigation.openErrorDialog({ message });
    }
}

/** Shows that something is under way, for as long as it is. */
export async function whileShowing<T>(message: string, work: (show: (message: string) => void) => Promise<T>): Promise<T> {
    Xrm.Utility.showProgressIndicator(message);
    try {
        return await work((next) => {
            Xrm.Utility.showProgressIndicator(next);
        });
    } finally {
        Xrm.Utility.closeProgressIndicator();
    }
}
