declare module 'virtual:tokens.css';
declare module 'virtual:take-part-texts' {
  const texts: Record<'en' | 'cy', Record<string, string>>;
  export default texts;
}
