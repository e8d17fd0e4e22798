import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { textKeys } from "../src/texts/keys";
import { numeral, text } from "../src/texts/texts";
import { FakeClient } from "./fake/client";
import { textsOf } from "./fake/texts";

const languages = [1033, 1043, 1031];
const english = textsOf(1033);

describe("When the texts are read", () => {
    for (const language of languages) {
        it(`${String(language)} has exactly the keys that the script knows`, () => {
            assert.deepEqual([...textsOf(language).keys()], [...textKeys]);
        });

        it(`${String(language)} has the placeholders of the English texts`, () => {
            const different = [...textsOf(language)].filter(([key, value]) => placeholders(value) !== placeholders(english.get(key) ?? ""));

            assert.deepEqual(different, []);
        });

        it(`${String(language)} has no empty text, and none with blanks around it`, () => {
            assert.deepEqual([...textsOf(language).values()].filter((value) => value === "" || value !== value.trim()), []);
        });
    }

    for (const language of [1043, 1031]) {
        it(`${String(language)} is translated`, () => {
            const same = [...textsOf(language)].filter(([key, value]) => value === english.get(key)).map(([key]) => key);

            assert.deepEqual(same.filter((key) => key !== "Code"), []);
        });
    }

    it("every key is used somewhere", () => {
        const code = sources("src").filter((file) => !file.endsWith("keys.ts")).map((file) => readFileSync(file, "utf8")).join("\n");

        assert.deepEqual(textKeys.filter((key) => !code.includes(`"${key}"`)), []);
    });

    it("values stand in their placeholders, and a value with braces is no placeholder", () => {
        new FakeClient().install();

        assert.equal(text("ConfirmTitle", { invoice: "{number}" }), "Confirm proforma invoice {number}?");
    });

    it("a language that the organization has no texts for shows the key, and not an empty dialog", () => {
        const client = new FakeClient().install();
        client.hasTexts = false;

        assert.equal(text("ConfirmYes"), "ConfirmYes");
    });

    for (const [language, expected] of [
        [1033, "12,345"],
        [1043, "12.345"],
        [1031, "12.345"],
    ] as const) {
        it(`${String(language)} writes numbers as ${expected}`, () => {
            new FakeClient().install().language = language;

            assert.equal(numeral(12345), expected);
        });
    }
});

const placeholders = (value: string): string => [...value.matchAll(/\{\w+\}/g)].map(([placeholder]) => placeholder).sort().join();

function sources(folder: string): string[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? sources(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
    );
}
