/// Signing in and signing up to services with the browser, and where the tokens are kept. Start
/// with [TokenCaches].
@NullMarked
package dev.gander.domain.provider.signin;

import org.jspecify.annotations.NullMarked;
