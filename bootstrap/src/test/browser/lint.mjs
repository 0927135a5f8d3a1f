// What Redocly's validator finds wrong with the description that the running server gives of itself.
import { createConfig, lintFromString } from '@redocly/openapi-core';

/// Generators, and whoever else reads descriptions, take `nullable` beside a reference for "that, or null"; the validator
/// takes it for nothing.
function asGeneratorsRead(schema) {
  if (Array.isArray(schema)) return schema.map(asGeneratorsRead);
  if (typeof schema !== 'object' || schema === null) return schema;
  const read = Object.fromEntries(Object.entries(schema).map(([name, it]) => [name, asGeneratorsRead(it)]));
  if (read.nullable !== true || read.type) return read;
  const { nullable, allOf, ...rest } = read;
  return allOf ? { ...rest, anyOf: [...allOf, { type: 'string', nullable, enum: [null] }] } : rest;
}

export async function problemsOf(description) {
  const config = await createConfig({
    extends: ['recommended-strict'],
    telemetry: 'off',
    rules: {
      // goosed's paths, and its types that no operation mentions, which generated clients have all the same.
      'no-ambiguous-paths': 'off',
      'no-unused-components': 'off',
      // The server is wherever the description came from.
      'no-empty-servers': 'off',
      // There are no gateways: whoever starts one is always refused.
      'operation-2xx-response': 'off'
    }
  });
  const found = await lintFromString({ source: JSON.stringify(asGeneratorsRead(description)), absoluteRef: 'openapi.json', config });
  return found.map(({ ruleId, location, message }) => `${ruleId} at ${location[0]?.pointer}: ${message}`);
}
