// Reads the pages of a PDF with pdf.js: prints their text as JSON, a string for each page. Arguments: the folder of pdfjs-dist,
// a file.
import { readFile } from "node:fs/promises";

const [folder, file] = process.argv.slice(2);
for (const name of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[name] ??= class {}; // only drawing needs them
const { getDocument } = await import(`${folder}/legacy/build/pdf.mjs`);
const data = new Uint8Array(await readFile(file));
const pdf = await getDocument({ data, verbosity: 0 }).promise;
const pages = [];
for (let number = 1; number <= pdf.numPages; number++) {
  const content = await (await pdf.getPage(number)).getTextContent();
  pages.push(content.items.map(item => item.str + (item.hasEOL ? "\n" : "")).join(""));
}
console.log(JSON.stringify(pages));
