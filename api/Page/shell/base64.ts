/** The bytes of a file as the wire takes them. */
export const base64Of = (file: File): Promise<string> => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.onload = () => done((reader.result as string).split(',')[1] ?? '');
  reader.onerror = () => failed(reader.error ?? new Error('The file could not be read.'));
  reader.readAsDataURL(file);
});
