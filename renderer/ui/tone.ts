/**
 * What a colour says, never alone. `danger`: money may be at risk, or a thing is destroyed. `warning`: needs you soon.
 * `success`: a proven fact. `info`: in progress. `neutral`: history. Source: ui.md, Colour and shape.
 */
export type Tone = 'danger' | 'warning' | 'success' | 'info' | 'neutral';
