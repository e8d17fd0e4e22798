// Bundles the script that the solution carries, or, with --tests or --contract, what node runs to check it.
import { build } from "esbuild";
import { readdirSync } from "node:fs";

const committed = "../Source/WebResources/pinv_/scripts/invoicing.js";

const targets = {
    script: {
        entryPoints: ["src/index.ts"],
        outfile: process.env.PINV_BUNDLE ?? committed,
        format: "iife",
        globalName: "ProjectInvoice",
        target: "es2019",
        charset: "ascii",
        banner: { js: "// Built from Solution/Scripts of the project invoice integration. Change it there." },
    },
    "--tests": {
        entryPoints: readdirSync("tests").filter((file) => file.startsWith("when_")).map((file) => `tests/${file}`),
        outdir: "dist/tests",
        outExtension: { ".js": ".mjs" },
        format: "esm",
        platform: "node",
        sourcemap: "inline",
        external: ["axe-core", "esbuild", "jsdom"],
    },
    "--contract": {
        entryPoints: ["tools/contract.ts"],
        outfile: "dist/contract.mjs",
        format: "esm",
        platform: "node",
    },
};

await build({ bundle: true, logLevel: "warning", ...targets[process.argv[2] ?? "script"] });
