/// xAI for subscribers: chat completions with the tokens of a sign-in.
@NullMarked
package dev.gander.adapters.llm.signin.xai;

import org.jspecify.annotations.NullMarked;
