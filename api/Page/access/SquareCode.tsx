import { useEffect, useState } from 'preact/hooks';
import { modulesOf, pathOf, type Modules } from './modules';

/** A text as a square code (QR), drawn here: what it says never leaves the browser. */
export function SquareCode({ text, label }: { text: string; label: string }) {
  const [modules, setModules] = useState<Modules | null>(null);
  useEffect(() => {
    let gone = false;
    void modulesOf(text).then((found) => { if (!gone) setModules(found); });
    return () => { gone = true; };
  }, [text]);
  if (!modules) return <div class="qr" />;
  const side = modules.length + 8;
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path d={pathOf(modules)} />
    </svg>
  );
}
