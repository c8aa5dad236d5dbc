// @ts-check
/**
 * The check-in screen: kept on the device where this browser can and a screen is paired; else, and
 * while the server shows what a plain form sent, drawn by the server.
 */

const { installation, stage } = document.body.dataset;
const keeps = self.indexedDB?.databases && navigator.locks && self.crypto?.randomUUID && AbortSignal.timeout;

import(installation && stage === "rest" && keeps ? "./local/screen.js" : "./plain.js");
