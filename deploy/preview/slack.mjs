// Slack's blocks -> markup: one JSON object a line in ({"blocks", "theme"}), one out ({"html"}).
// The first line out is the package's own look, as {"css"}.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Message } from "slack-blocks-to-jsx";

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const style = new URL("node_modules/slack-blocks-to-jsx/dist/style.css", import.meta.url);
say({ css: await readFile(style, "utf8") });

for await (const line of createInterface({ input: process.stdin })) {
  const { blocks, theme } = JSON.parse(line);
  // withoutWrapper: who wrote it, and when, is drawn around the blocks.
  const message = createElement(Message, { blocks, theme, name: "", logo: "", withoutWrapper: true });
  say({ html: renderToStaticMarkup(message) });
}
