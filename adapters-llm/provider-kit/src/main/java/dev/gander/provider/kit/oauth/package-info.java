/// OAuth for programs on the user's machine. A [TokenFlow] gets the first tokens: an authorization
/// code that the browser brings back ([AuthorizationCodeFlow], RFC 8252 with PKCE), or a device
/// code ([DeviceCodeFlow], RFC 8628). [StoredTokens] refreshes them and keeps them in a
/// [TokenStore] that the caller provides. Secrets never reach a log or an error message; failures
/// are [OAuthException]s.
///
/// Independent of models and providers: usable for any sign-in. The package
/// [dev.gander.provider.kit.signin] builds providers on it.
@NullMarked
package dev.gander.provider.kit.oauth;

import org.jspecify.annotations.NullMarked;
