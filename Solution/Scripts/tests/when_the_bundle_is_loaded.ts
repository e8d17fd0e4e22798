import assert from "node:assert/strict";
import { buildSync } from "esbuild";
import { describe, it } from "node:test";
import { createContext, runInContext } from "node:vm";

const [file] = buildSync({ entryPoints: ["src/index.ts"], bundle: true, write: false, format: "iife", globalName: "ProjectInvoice", target: "es2019" }).outputFiles;
const bundle = file?.text ?? "";

describe("When the bundle is loaded", () => {
    it("it only makes one global, and calls nothing", () => {
        const page = createContext({});

        runInContext(bundle, page);

        assert.deepEqual(Object.keys(page), ["ProjectInvoice"]);
    });

    it("it has the functions that form and command bar name", () => {
        const page = createContext({}) as { ProjectInvoice: Record<"form" | "list", Record<string, unknown>> };

        runInContext(bundle, page);

        const named = (commands: string[]) => commands.flatMap((command) => [command, `can${command.charAt(0).toUpperCase()}${command.slice(1)}`]);
        assert.deepEqual(Object.keys(page.ProjectInvoice.form), ["onLoad", ...named(["confirm", "revise", "reviseDetails", "resume", "cancel", "resend", "withdraw"])]);
        assert.deepEqual(Object.keys(page.ProjectInvoice.list), named(["confirm", "resume", "cancel", "resend", "withdraw"]));
    });

    for (const forbidden of ["eval(", "new Function", "console.", "window.alert", "Xrm.Page", "XMLHttpRequest", "debugger", "innerHTML", "document.", "?.", "??"]) {
        it(`it has no ${forbidden}`, () => {
            assert.equal(bundle.includes(forbidden), false);
        });
    }
});
