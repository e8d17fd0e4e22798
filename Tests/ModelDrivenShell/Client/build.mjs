// Bundles the client of the shell, or, with --tests, what node runs to check it.
import { build } from "esbuild";
import { readdirSync } from "node:fs";

const committed = "../Page/shell.js";

const targets = {
    page: {
        entryPoints: ["src/main.ts"],
        outfile: process.env.PINV_BUNDLE ?? committed,
        format: "iife",
        target: "es2022",
        charset: "ascii",
        legalComments: "inline",
        banner: { js: "// Built from Tests/ModelDrivenShell/Client. Change it there." },
    },
    "--tests": {
        entryPoints: readdirSync("tests").filter((file) => file.startsWith("when_")).map((file) => `tests/${file}`),
        outdir: "dist/tests",
        outExtension: { ".js": ".mjs" },
        format: "esm",
        platform: "node",
        sourcemap: "inline",
        external: ["jsdom"],
    },
};

await build({ bundle: true, logLevel: "warning", ...targets[process.argv[2] ?? "page"] });
