/** Files that the browser saves. It makes them of what the page has: an address of their own would come without the session in the admin's frame, or be open to whoever has it. */
export function saveFile(name: string, file: { readonly type: string; readonly text: string }): void {
  const address = URL.createObjectURL(new Blob([file.text], { type: file.type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

export const saveJson = (name: string, text: string) => saveFile(name, { type: "application/json", text });
