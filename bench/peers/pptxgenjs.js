// The benchmark's deck through PptxGenJS, as its manual shows, with its defaults.
//   node pptxgenjs.js DECK.json OUT.pptx
const fs = require("node:fs");
const path = require("node:path");
const PptxGenJS = require("pptxgenjs");

const [source, target] = process.argv.slice(2);
const deck = JSON.parse(fs.readFileSync(source, "utf8"));
const pptx = new PptxGenJS();
pptx.layout = "LAYOUT_WIDE"; // 13.33 by 7.5 inches

for (const slide of deck.slides) {
  const page = pptx.addSlide();
  const beside = slide.table.length + slide.pictures.length > 0;
  page.addText(slide.title, { x: 0.7, y: 0.4, w: 12, h: 0.9, fontSize: 30, bold: true });
  if (slide.bullets.length > 0) {
    const bullets = slide.bullets.map(({ text, level }) => ({
      text,
      options: { bullet: true, indentLevel: level, breakLine: true },
    }));
    page.addText(bullets, { x: 0.7, y: 1.5, w: beside ? 5.8 : 12, h: 5.3, fontSize: 20, valign: "top" });
  }
  if (slide.table.length > 0) {
    page.addTable(slide.table.map((row) => row.map((text) => ({ text }))), { x: 6.9, y: 1.5, w: 5.8, fontSize: 14 });
  }
  for (const picture of slide.pictures) {
    const file = path.resolve(path.dirname(source), picture.path);
    page.addImage({ path: file, altText: picture.alt, x: 6.9, y: 1.5, w: 5.8, h: 4.35 });
  }
  if (slide.notes) page.addNotes(slide.notes);
}

pptx.writeFile({ fileName: target }).catch((problem) => {
  console.error(problem);
  process.exitCode = 1;
});
