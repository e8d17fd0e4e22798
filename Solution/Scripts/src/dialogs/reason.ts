import { languageTag, text } from "../texts/texts";

/** The page that asks for a reason: the client API has no dialog with a text to fill in. */
const page = "pinv_/dialogs/reason.html";

/** Where the page finds the question and leaves the answer: it shares the session's storage with whoever opened it, and nothing else is sure. */
const questionKey = "pinv_reason_question";
const answerKey = "pinv_reason_answer";

const size = { height: 380, width: 560 };

/** Asks for a reason. Undefined where none is given. */
export async function askReason(title: string, lines: readonly string[]): Promise<string | undefined> {
    const question = {
        language: languageTag(),
        lines,
        label: text("ReasonLabel"),
        missing: text("ReasonMissing"),
        yes: text("WithdrawYes"),
        no: text("Back"),
    };
    sessionStorage.removeItem(answerKey);
    sessionStorage.setItem(questionKey, JSON.stringify(question));
    await Xrm.Navigation.navigateTo(
        { pageType: "webresource", webresourceName: page },
        { target: 2, position: 1, title, height: { value: size.height, unit: "px" }, width: { value: size.width, unit: "px" } },
    );
    const reason = sessionStorage.getItem(answerKey)?.trim();
    sessionStorage.removeItem(questionKey);
    sessionStorage.removeItem(answerKey);
    return reason === "" ? undefined : reason;
}
