// What the browser keeps for the pages.

/**
 * What the work of an annotator in a session is kept under: neither a new name of the annotator nor
 * one of the session's file changes it.
 *
 * @param {object} session what the server says of the session and the annotator
 */
export const keyOfWork = (session) => `${session.identity}.${session.annotator_number}`;

/** A list that a store keeps; a damaged one is empty. */
export function stored(storage, key) {
  try {
    return JSON.parse(storage.getItem(key) ?? "[]");
  } catch {
    return [];
  }
}
