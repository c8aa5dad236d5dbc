// @ts-check
/** The day and the hour on the wall in Liverpool, whatever time zone a device was set to. */

/** @param {Intl.DateTimeFormatOptions} options */
const here = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", ...options });

/** @returns {string} 2026-11-24 */
export const today = () => here({ dateStyle: "short" }).format(new Date()).split("/").reverse().join("-");

/** @returns {number} from 0 to 23 */
export const hourNow = () => Number(here({ hour: "2-digit", hourCycle: "h23" }).format(new Date()));
