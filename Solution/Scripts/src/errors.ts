import { text } from "./texts/texts";

/** One of this product's refusals: `PINVnnnn: record: cause. remedy.` */
export interface Fault {
    readonly code: string;
    readonly record: string;
    readonly cause: string;
    readonly remedy: string;
}

/** What stands in a message: faults of this product, and lines of anybody else. */
export interface Message {
    readonly faults: readonly Fault[];
    readonly others: readonly string[];
}

const sentence = /(PINV\d{4}): (.+?): (.+?)\.?$/;

/** Reads a message, line by line. Neither cause nor remedy ends within the other, since a remedy is one sentence. */
export function parse(message: string): Message {
    const faults: Fault[] = [];
    const others: string[] = [];
    for (const line of message.split(/\r?\n/).map((part) => part.trim())) {
        const fault = faultIn(line);
        if (fault !== undefined) {
            faults.push(fault);
        } else if (line !== "") {
            others.push(line);
        }
    }

    return { faults, others };
}

/** The message of what the platform rejects with: an object with `errorCode` and `message`. */
export function messageOf(error: unknown): string {
    const { message } = (error ?? {}) as { message?: unknown };
    return typeof message === "string" && message.trim() !== "" ? message : text("UnexpectedError");
}

/** A message in lines for a dialog: of each fault what it is about, what to do, and its code. */
export function inLines(message: string): string[] {
    const { faults, others } = parse(message);
    return [...faults.flatMap(toldInLines), ...others];
}

/** The first thing a message says, for one line of a list or a notification. */
export function inOneLine(message: string): string {
    const { faults, others } = parse(message);
    const first = faults[0];
    const rest = faults.length + others.length - 1;
    const line = first === undefined ? (others[0] ?? "") : `${first.record}: ${first.cause}. ${first.remedy}. (${first.code})`;
    return rest > 0 ? `${line} ${text("AndMore", { number: String(rest) })}` : line;
}

/** What stopped something: the part that did, and the first reason, which stands in the line beneath. */
export function withReason(message: string): string {
    const [first, ...reasons] = message.split(/\r?\n/).filter((line) => line.trim() !== "");
    return [first ?? "", reasons.join("\n")].filter((part) => part !== "").map(inOneLine).join(" ");
}

function toldInLines(fault: Fault): string[] {
    return [`${fault.record}: ${fault.cause}.`, text("WhatToDo", { remedy: fault.remedy }), text("Code", { code: fault.code }), ""];
}

function faultIn(line: string): Fault | undefined {
    const [, code, record, rest] = sentence.exec(line) ?? [];
    if (code === undefined || record === undefined || rest === undefined) {
        return undefined;
    }

    const end = rest.lastIndexOf(". ");
    return end < 0 ? { code, record, cause: rest, remedy: text("AskAdministrator") } : { code, record, cause: rest.slice(0, end), remedy: rest.slice(end + 2) };
}
