/**
 * A whole postcode as it is usually written (`LD1 5AA`); null for what cannot be one. In the country a postcode covers kilometres:
 * it says which area, never which place. The twin of geodata/Geodata/Places/Postcode.cs.
 */
export function readPostcode(typed: string): string | null {
  const match = /^([A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKPSTUW]?)([0-9][ABD-HJLNP-UW-Z]{2})$/.exec(typed.replace(/\s+/g, '').toUpperCase());
  return match ? `${match[1]} ${match[2]}` : null;
}
