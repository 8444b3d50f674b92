import type { ComponentChildren } from 'preact';

/** One line of a list of facts. */
export const Fact = ({ term, children }: { term: ComponentChildren; children: ComponentChildren }) => <div><dt>{term}</dt><dd>{children}</dd></div>;
