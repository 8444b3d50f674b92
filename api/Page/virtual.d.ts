declare module 'virtual:tokens.css';
declare module 'virtual:take-part-texts' {
  const texts: Record<'en' | 'cy', Record<string, string>>;
  export default texts;
}
declare module 'virtual:room-words-en' {
  const words: Record<string, Record<string, string>>;
  export default words;
}
declare module 'virtual:room-words-cy' {
  const words: Record<string, Record<string, string>>;
  export default words;
}
