import { fileURLToPath } from "node:url";
import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const SERVER = "http://127.0.0.1:8000";
const FORWARDED = ["/api", "/threads", "/runs", "/assistants", "/store", "/docs", "/media"];

export default defineConfig({
  plugins: [react(), tailwind()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    // beside the code that serves it, so that a wheel carries it
    outDir: "../server/built",
    emptyOutDir: true,
    // the server's policy allows no data: scripts or fonts, so everything is a file
    assetsInlineLimit: 0,
    // the chat is that big with its protocol's client, and loaded apart from the rest
    chunkSizeWarningLimit: 600,
    target: "es2022",
  },
  server: { proxy: Object.fromEntries(FORWARDED.map((path) => [path, SERVER])) },
});
