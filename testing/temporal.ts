// placeholder, replaced by the embedded helper
export async function testTemporal() { return { address: process.env['TEST_TEMPORAL_ADDRESS']!, close: async () => {} }; }
