// Sends every message back. Ends with its parent.
process.on('message', (message) => {
  process.send?.(message);
});
process.once('disconnect', () => process.exit(0));
