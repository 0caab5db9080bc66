// The tray of files above the message box: files chosen, pasted or dropped, encoded for the sandbox.
import { el } from "./dom.js";

const MOST = 10; // files per message

/** The files for the next message. `tell(sentence)` shows an error, `changed()` runs after every change. */
export class FileTray {
  #files = [];

  constructor({ button, list, ground, tell, changed }) {
    Object.assign(this, { button, list, tell, changed });
    this.chooser = el("input", { type: "file", multiple: true, hidden: true, "aria-label": "Files to attach" });
    button.after(this.chooser);
    button.addEventListener("click", () => this.chooser.click());
    this.chooser.addEventListener("change", () => {
      this.add(this.chooser.files);
      this.chooser.value = "";
    });
    ground.addEventListener("dragover", (event) => [...event.dataTransfer.types].includes("Files") && event.preventDefault());
    ground.addEventListener("drop", (event) => this.#given(event, event.dataTransfer.files));
    ground.addEventListener("paste", (event) => event.target.matches("textarea") && this.#given(event, event.clipboardData.files));
  }

  get size() {
    return this.#files.length;
  }

  add(files) {
    const all = [...this.#files, ...files];
    this.tell(all.length > MOST ? `A message can have at most ${MOST} files.` : null);
    this.#show(all.slice(0, MOST));
    this.changed();
  }

  /** Return the files and empty the tray. */
  take() {
    const files = this.#files;
    this.#show([]);
    return files;
  }

  /** Allow or forbid adding files. */
  set open(open) {
    this.button.disabled = !open;
  }

  #given(event, files) {
    if (!files.length || this.button.disabled) return;
    event.preventDefault();
    this.add(files);
  }

  #show(files) {
    this.#files = files;
    this.list.hidden = !files.length;
    this.list.replaceChildren(...files.map((file) => el("li", {}, el("bdi", { class: "file-name" }, file.name), el("button", { type: "button", class: "link", "aria-label": `Remove ${file.name}`, on: { click: () => this.#drop(file) } }, "✕"))));
  }

  #drop(file) {
    this.#show(this.#files.filter((one) => one !== file));
    this.changed();
  }
}

/** A chosen file in the sandbox's format: {filename, content_base64}. */
export function readFile(chosen) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve({ filename: chosen.name, content_base64: reader.result.split(",")[1] ?? "" }));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(chosen);
  });
}
