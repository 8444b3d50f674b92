export function PlansRoom() { return null; }
