/// Signing up and signing in to services with the user's browser: authorization codes that come
/// back to a listener on this machine (RFC 8252, with PKCE), and device codes (RFC 8628). Codes,
/// verifiers and tokens never reach a log or an error text.
@NullMarked
package dev.gander.adapters.llm.oauth;

import org.jspecify.annotations.NullMarked;
