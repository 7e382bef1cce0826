/** The key as a Latin layout names it: the one that types `о` in Russian is `j` wherever it is pressed. */
export function latinKey({ key, code, shiftKey }) {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (!letter || /^[\x20-\x7e]+$/.test(key)) return key;
  return shiftKey ? letter : letter.toLowerCase();
}
