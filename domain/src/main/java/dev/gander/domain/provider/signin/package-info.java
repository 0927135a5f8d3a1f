/// Browser sign-ins and sign-ups, and where the tokens are stored. Start with [TokenCaches].
@NullMarked
package dev.gander.domain.provider.signin;

import org.jspecify.annotations.NullMarked;
