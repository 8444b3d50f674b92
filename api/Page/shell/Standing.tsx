/** What is true of all that the person does now, in lines under the header. */
export function Standing() {
  return null;
}
