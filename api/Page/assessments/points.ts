import { readGridReference, writeGridReference } from '../places/gridReference';

// Two letters of the National Grid and six to ten figures, spaced or not; eastings and northings; degrees with three decimals or more; a postcode.
const references = /\b[HNST][A-HJ-Z] ?\d{3,5} ?\d{3,5}\b/gi;
const pairs = /\b\d{6}\s*[,;]\s*\d{6,7}\b/g;
const degrees = /-?\b\d{1,2}\.\d{3,}\s*°?\s*[NS]?\s*[,;]\s*-?\d{1,2}\.\d{3,}(?:\s*°?\s*[EW]\b)?/gi;
const postcodes = /\b([A-Z]{1,2}\d[A-Z\d]?) ?\d[A-Z]{2}\b/gi;

const coarse = (written: string): string => {
  const square = readGridReference(written);
  return square && square.sizeMetres < 1000 ? writeGridReference(square.easting, square.northing, 1000) : written;
};

/** A text for a wall that many look at: a point in it becomes its square kilometre, a postcode its first half; everything else stays. */
export const blurred = (text: string): string =>
  text.replace(degrees, '…').replace(pairs, coarse).replace(references, coarse).replace(postcodes, '$1 …');
