import axe from "axe-core";
import { JSDOM } from "jsdom";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, describe, it } from "node:test";

const page = readFileSync("../Source/WebResources/pinv_/dialogs/reason.html", "utf8");
const question = { language: "nl-NL", lines: ["Klant: <b>Harbor</b>", "", "Finance wordt gevraagd."], label: "Reden", missing: "Voer een reden in.", yes: "Intrekken", no: "Terug" };

describe("When a reason is asked for", () => {
    let dom: JSDOM;
    let isClosed: boolean;

    beforeEach(() => {
        isClosed = false;
        dom = new JSDOM(page, {
            url: "https://contoso.crm4.dynamics.com/WebResources/pinv_/dialogs/reason.html",
            runScripts: "dangerously",
            pretendToBeVisual: true,
            beforeParse: (window) => {
                window.sessionStorage.setItem("pinv_reason_question", JSON.stringify(question));
                window.close = () => {
                    isClosed = true;
                };
            },
        });
    });

    const find = (selector: string): HTMLElement => {
        const found = dom.window.document.querySelector<HTMLElement>(selector);
        assert.ok(found);
        return found;
    };
    const entry = () => find("textarea") as HTMLTextAreaElement;
    const enter = (reason: string) => {
        entry().value = reason;
        find("button[type=submit]").click();
    };
    const answer = () => dom.window.sessionStorage.getItem("pinv_reason_answer");

    it("the page says in the user's language what happens, and nothing of it is markup", () => {
        assert.equal(dom.window.document.documentElement.lang, "nl-NL");
        assert.equal(find("#lines").textContent, question.lines.join("\n"));
        assert.deepEqual([...dom.window.document.querySelectorAll("button")].map((button) => button.textContent), ["Intrekken", "Terug"]);
    });

    it("the entry has the focus and a label", () => {
        assert.equal(dom.window.document.activeElement, entry());
        assert.deepEqual([...entry().labels].map((label) => label.textContent), ["Reden"]);
    });

    it("a reason is left for the script, and the page closes", () => {
        enter("Verkeerde klant");

        assert.deepEqual([answer(), isClosed], ["Verkeerde klant", true]);
    });

    it("no reason is said, and the page stays", () => {
        enter("  ");

        assert.deepEqual([answer(), isClosed, find("#missing").textContent], [null, false, "Voer een reden in."]);
        assert.equal(entry().getAttribute("aria-invalid"), "true");
    });

    it("declining leaves nothing", () => {
        find("button[type=button]").click();

        assert.deepEqual([answer(), isClosed], [null, true]);
    });

    it("the escape key declines", () => {
        dom.window.document.dispatchEvent(new dom.window.KeyboardEvent("keydown", { key: "Escape", bubbles: true }));

        assert.deepEqual([answer(), isClosed], [null, true]);
    });

    it("it breaks no rule of accessibility that a page without layout can be asked for", async () => {
        dom.window.eval(axe.source);
        const inPage = (dom.window as unknown as { axe: typeof axe }).axe;

        const { violations } = await inPage.run(dom.window.document.documentElement, { rules: { "color-contrast": { enabled: false } } });

        assert.deepEqual(Array.from(violations, (violation) => violation.id), []);
    });
});
