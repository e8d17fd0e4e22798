import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

// The solution checker's rules for web resources that eslint itself can watch.
const solutionChecker = {
    "no-alert": "error",
    "no-caller": "error",
    "no-console": "error",
    "no-debugger": "error",
    "no-eval": "error",
    "no-implied-eval": "off",
    "@typescript-eslint/no-implied-eval": "error",
    "no-restricted-globals": ["error", "XMLHttpRequest", "$", "jQuery", "parent", "top", "GetGlobalContext"],
    "no-restricted-properties": [
        "error",
        { object: "Xrm", property: "Page", message: "A command gets its form as a parameter." },
        { property: "securityRolePrivileges", message: "getSecurityRolePrivilegesInfo() tells the names." },
        { object: "Xrm", property: "Internal", message: "It is not part of the published API." },
    ],
    "no-script-url": "error",
    eqeqeq: "error",
};

export default defineConfig(
    { ignores: ["dist/", "node_modules/"] },
    {
        files: ["src/**/*.ts", "tests/**/*.ts", "tools/**/*.ts"],
        extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: dirname(fileURLToPath(import.meta.url)) } },
    },
    {
        files: ["src/**/*.ts"],
        rules: { ...solutionChecker, "max-lines-per-function": ["error", { max: 40 }], "max-len": ["error", { code: 160 }] },
    },
    {
        files: ["tests/**/*.ts"],
        // node:test returns promises that nobody awaits at the top of a file.
        rules: { "@typescript-eslint/no-floating-promises": "off" },
    },
    {
        files: ["tools/**/*.ts"],
        rules: { "no-console": "off" },
    },
);
