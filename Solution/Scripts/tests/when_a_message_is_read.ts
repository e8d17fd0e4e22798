import assert from "node:assert/strict";
import { inspect } from "node:util";
import { beforeEach, describe, it } from "node:test";
import { inLines, inOneLine, messageOf, parse, withReason } from "../src/errors";
import { FakeClient } from "./fake/client";

describe("When a message is read", () => {
    beforeEach(() => {
        new FakeClient().install();
    });

    it("code, record, cause and remedy are told apart", () => {
        assert.deepEqual(parse("PINV1053: PF-1003: No confirmation stopped halfway. Confirm the invoice; it is confirmed again."), {
            faults: [
                { code: "PINV1053", record: "PF-1003", cause: "No confirmation stopped halfway", remedy: "Confirm the invoice; it is confirmed again" },
            ],
            others: [],
        });
    });

    it("a cause of several sentences stays one", () => {
        const [fault] = parse("PINV1500: PF-1: The wait operation timed out. Try later. Nothing was changed; repeat it.").faults;

        assert.deepEqual([fault?.cause, fault?.remedy], ["The wait operation timed out. Try later", "Nothing was changed; repeat it"]);
    });

    it("a colon in the cause belongs to the cause", () => {
        const [fault] = parse("PINV1301: PF-1: The connector at https://c.example did not answer: timeout. Check that the connector runs.").faults;

        assert.deepEqual([fault?.record, fault?.cause], ["PF-1", "The connector at https://c.example did not answer: timeout"]);
    });

    it("a refusal is found behind what others put before it", () => {
        assert.equal(parse("Write failed with error message PINV1001: PF-1: It is confirmed. Revise it.").faults[0]?.code, "PINV1001");
    });

    it("a fault without a remedy sends the reader to an administrator", () => {
        assert.deepEqual(inLines("PINV4001: PF-1: Something broke."), ["PF-1: Something broke.", "What to do: Ask an administrator.", "Code: PINV4001", ""]);
    });

    it("lines of nobody stay as they are", () => {
        assert.deepEqual(inLines("Some plug-in says no.\r\nand 12 more"), ["Some plug-in says no.", "and 12 more"]);
    });

    it("one line has the first fault and says how many more there are", () => {
        assert.equal(inOneLine("PINV1001: PF-1: Cause. Remedy.\nPINV1002: PF-1: Cause. Remedy.\nand 12 more"), "PF-1: Cause. Remedy. (PINV1001) and 2 more");
    });

    it("what stopped is told with the first reason, whoever gave it", () => {
        const stopped = "PINV1058: PF-1: PF-1 Bill 1.2 failed. Mend what follows.";

        assert.equal(withReason(`${stopped}\nSome plug-in says no.`), "PF-1: PF-1 Bill 1.2 failed. Mend what follows. (PINV1058) Some plug-in says no.");
        assert.equal(
            withReason(`${stopped}\r\nPINV1011: PF-1 line 1: It has no price. Enter it.\nPINV1011: PF-1 line 2: It has no price. Enter it.`),
            "PF-1: PF-1 Bill 1.2 failed. Mend what follows. (PINV1058) PF-1 line 1: It has no price. Enter it. (PINV1011) and 1 more",
        );
        assert.equal(withReason(stopped), "PF-1: PF-1 Bill 1.2 failed. Mend what follows. (PINV1058)");
    });

    for (const [what, error] of [
        ["an Error", new Error("Broken")],
        ["the platform's object", { errorCode: 1, message: "Broken", title: "Error", raw: "{}" }],
    ] as const) {
        it(`the message of ${what} is its own`, () => {
            assert.equal(messageOf(error), "Broken");
        });
    }

    for (const error of [undefined, null, "text", {}, { message: 7 }, { message: " " }]) {
        it(`${inspect(error)} gets a sentence of ours`, () => {
            assert.match(messageOf(error), /^Something went wrong\./);
        });
    }
});
