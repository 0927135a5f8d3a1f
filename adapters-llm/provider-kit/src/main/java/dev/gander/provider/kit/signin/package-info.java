/// Providers that users sign in to. A factory extends [BrowserSignInFactory] and describes its
/// service as an [OAuthService], which creates a [SignIn] from the settings: it has the tokens for
/// the client, and wraps the provider with the sign-in.
@NullMarked
package dev.gander.provider.kit.signin;

import org.jspecify.annotations.NullMarked;
