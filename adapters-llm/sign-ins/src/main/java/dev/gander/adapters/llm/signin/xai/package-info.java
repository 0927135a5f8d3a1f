/// xAI for those who have a subscription: chat completions with tokens of a sign-in.
@NullMarked
package dev.gander.adapters.llm.signin.xai;

import org.jspecify.annotations.NullMarked;
