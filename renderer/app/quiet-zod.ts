import { config } from 'zod';

// zod tries `new Function` to see whether it may compile its schemas; our CSP refuses that and would log a violation at
// each start.
config({ jitless: true });
