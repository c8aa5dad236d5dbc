// @ts-check
/** What the server drew for this page to copy, so that words and markup stand once, there. */

/** @param {string} name @returns {DocumentFragment} */
export function fragment(name) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(`local-${name}`));
  return document.importNode(template.content, true); // so that addresses are this page's
}

/** A sentence, with what belongs in the place of its #. @param {string} name @param {string | number} [value] */
export function words(name, value = "") {
  const sentence = fragment("words").querySelector(`[data-words="${name}"]`)?.textContent ?? "";
  return sentence.replace("#", String(value));
}

/** A sentence about a number of things. @param {string} name @param {number} number */
export const counted = (name, number) => words(number === 1 ? `${name}-one` : name, number);
