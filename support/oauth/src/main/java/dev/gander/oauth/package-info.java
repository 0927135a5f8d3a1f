/// OAuth for programs on the user's machine. A [TokenFlow] gets the first tokens: an authorization
/// code that the browser brings back ([AuthorizationCodeFlow], RFC 8252 with PKCE), or a device
/// code ([DeviceCodeFlow], RFC 8628). [StoredTokens] refreshes them and keeps them in a
/// [TokenStore] that the caller provides. Secrets never reach a log or an error message; failures
/// are [OAuthException]s.
///
/// Independent of who signs in to what: providers and remote extensions use it.
@NullMarked
package dev.gander.oauth;

import org.jspecify.annotations.NullMarked;
