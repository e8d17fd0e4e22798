import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "eslint/config";
import powerApps from "@microsoft/eslint-plugin-power-apps";
import tseslint from "typescript-eslint";

// All of the solution checker's own rules but one: it forbids refreshing the command bar from within its rules, and cannot tell that from anywhere else.
const solutionChecker = Object.fromEntries(
    Object.keys(powerApps.rules)
        .filter((rule) => rule !== "avoid-ui-refreshribbon")
        .map((rule) => [`@microsoft/power-apps/${rule}`, "error"]),
);

// What the solution checker takes from eslint.
const forWebResources = {
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
        plugins: { "@microsoft/power-apps": powerApps },
        rules: { ...forWebResources, ...solutionChecker, "max-lines-per-function": ["error", { max: 40 }], "max-len": ["error", { code: 160 }] },
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
