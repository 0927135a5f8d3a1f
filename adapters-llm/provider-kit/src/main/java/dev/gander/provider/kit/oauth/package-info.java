/// Signing up and signing in to services with the user's browser: authorization codes that come
/// back to a listener on this machine (RFC 8252, with PKCE), and device codes (RFC 8628). What has
/// to be kept secret never reaches a log or an error text. The services known here are those of
/// `BrowserSignUps`, which give out a key; one that users sign in to has a package of its own.
/// Begin with `StoredTokens`.
@NullMarked
package dev.gander.provider.kit.oauth;

import org.jspecify.annotations.NullMarked;
