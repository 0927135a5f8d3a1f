/// Sign-ups in the browser that bring a key. Start at `BrowserSignUps`.
@NullMarked
package dev.gander.adapters.llm.signin.signup;

import org.jspecify.annotations.NullMarked;
