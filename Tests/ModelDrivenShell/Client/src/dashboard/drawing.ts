import { element, freshId } from "../page/element";
import { text } from "../page/texts";
import type { Chart, Point } from "./chart";

const svgNames = "http://www.w3.org/2000/svg";
const width = 480;
const height = 200;
const foot = 20;
const gap = 0.25;
const colors = 6;

/** A chart as columns or bars, with its values as a table beneath: colors alone tell nothing. */
export function drawn(chart: Chart, name: string): HTMLElement {
    const id = freshId("chart");
    const heading = element("h2", { id }, name);
    if (chart.points.length === 0) {
        return element("div", { class: "chart" }, heading, element("p", { class: "none" }, text("noRows")));
    }

    const categories = [...new Set(chart.points.map((point) => point.category))];
    const series = [...new Set(chart.points.map((point) => point.series))];
    const svg = made("svg", { viewBox: `0 0 ${String(width)} ${String(height)}`, role: "img", "aria-labelledby": id });
    const most = Math.max(...categories.map((category) => sum(chart.points, category)), 1);
    categories.forEach((category, index) => {
        const stack = chart.points.filter((point) => point.category === category);
        svg.append(...stacked(stack, { index, of: categories.length, most, series, isHorizontal: chart.isHorizontal }));
        svg.append(labelAt(category, index, categories.length, chart.isHorizontal));
    });
    return element("div", { class: "chart" }, heading, svgIn(svg), valuesOf(chart.points, categories, series, name));
}

interface Stand {
    readonly index: number;
    readonly of: number;
    readonly most: number;
    readonly series: readonly string[];
    readonly isHorizontal: boolean;
}

function stacked(points: readonly Point[], { index, of, most, series, isHorizontal }: Stand): Element[] {
    const room = isHorizontal ? height : width;
    const length = isHorizontal ? width : height - foot;
    const step = room / of;
    let below = 0;
    return points.map((point) => {
        const size = (Math.max(point.value, 0) / most) * length;
        const from = below;
        below += size;
        const [along, across] = [String(index * step + (step * gap) / 2), String(step * (1 - gap))];
        const place = isHorizontal
            ? { x: String(from), y: along, width: String(size), height: across }
            : { x: along, y: String(length - from - size), width: across, height: String(size) };
        return made("rect", { ...place, class: `series-${String(series.indexOf(point.series) % colors)}` });
    });
}

function labelAt(category: string, index: number, of: number, isHorizontal: boolean): Element {
    const place = isHorizontal
        ? { x: "6", y: String((index + 0.5) * (height / of)), "text-anchor": "start" }
        : { x: String((index + 0.5) * (width / of)), y: String(height - 5), "text-anchor": "middle" };
    const label = made("text", { ...place, class: isHorizontal ? "within" : "beneath" });
    label.textContent = category;
    return label;
}

function valuesOf(points: readonly Point[], categories: readonly string[], series: readonly string[], name: string): HTMLElement {
    const names = series.length === 1 && series[0] === "" ? [text("value")] : series;
    const head = names.map((one, index) => element("th", { scope: "col" }, element("span", { class: `key series-${String(index % colors)}` }), one));
    const lines = categories.map((category) => {
        const cells = series.map((one) => points.find((point) => point.category === category && point.series === one)?.text ?? "");
        return element("tr", {}, element("th", { scope: "row" }, category), ...cells.map((cell) => element("td", { class: "number" }, cell)));
    });
    const table = element("table", { "aria-label": name }, element("thead", {}, element("tr", {}, element("td"), ...head)), element("tbody", {}, ...lines));
    return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name }, table);
}

function sum(points: readonly Point[], category: string): number {
    return points.filter((point) => point.category === category).reduce((total, point) => total + Math.max(point.value, 0), 0);
}

function svgIn(svg: Element): HTMLElement {
    const place = element("div", { class: "drawing" });
    place.append(svg);
    return place;
}

function made(tag: string, attributes: Readonly<Record<string, string>>): Element {
    const node = document.createElementNS(svgNames, tag);
    for (const [name, value] of Object.entries(attributes)) {
        node.setAttribute(name, value);
    }

    return node;
}
