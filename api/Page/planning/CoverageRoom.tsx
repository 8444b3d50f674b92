export function CoverageRoom() { return null; }
