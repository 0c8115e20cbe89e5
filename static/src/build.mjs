// Builds static/src into static/build: one stylesheet, one script, the images and the manifest.
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compile } from "sass";

const source = dirname(fileURLToPath(import.meta.url));
const root = join(source, "..", "..");
const target = join(root, "static", "build");

await rm(target, { recursive: true, force: true });
await mkdir(join(target, "css"), { recursive: true });

const { css } = compile(join(source, "scss", "ipc.scss"), {
  loadPaths: [root, join(root, "node_modules")],
  quietDeps: true,
  style: "compressed",
});
await writeFile(join(target, "css", "ipc.css"), css);

await build({
  entryPoints: [join(source, "js", "ipc.js")],
  outfile: join(target, "js", "ipc.js"),
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  legalComments: "none",
});

await cp(join(source, "css"), join(target, "css"), { recursive: true });
await cp(join(source, "images"), join(target, "images"), { recursive: true });
await cp(join(source, "manifest.webmanifest"), join(target, "manifest.webmanifest"));
