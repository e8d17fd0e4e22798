import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
    { ignores: ["dist/", "node_modules/"] },
    {
        files: ["src/**/*.ts", "tests/**/*.ts"],
        extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: dirname(fileURLToPath(import.meta.url)) } },
        rules: { "no-eval": "error", "no-console": "error", eqeqeq: "error", "max-len": ["error", { code: 160 }] },
    },
    {
        files: ["src/**/*.ts"],
        rules: {
            "max-lines-per-function": ["error", { max: 45 }],
            // An empty attribute or text counts as absent.
            "@typescript-eslint/prefer-nullish-coalescing": "off",
        },
    },
    {
        files: ["tests/**/*.ts"],
        // node:test returns promises that nobody awaits at the top of a file.
        rules: { "@typescript-eslint/no-floating-promises": "off" },
    },
);
