/// Sign-ups in the browser that yield a key. Start at `BrowserSignUps`.
@NullMarked
package dev.gander.adapters.llm.signin.signup;

import org.jspecify.annotations.NullMarked;
