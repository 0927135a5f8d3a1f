/// Providers that users sign in to. Start at `SignedInProvider`.
@NullMarked
package dev.gander.provider.kit.signin;

import org.jspecify.annotations.NullMarked;
