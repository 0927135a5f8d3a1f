/// Providers that users sign in to. A factory extends [BrowserSignInFactory] and describes its
/// service as an [OAuthService]; the [SignIn] that this makes from the settings has the tokens for
/// the client, and puts the sign-in around the provider.
@NullMarked
package dev.gander.provider.kit.signin;

import org.jspecify.annotations.NullMarked;
