/// Hugging Face: chat completions with a key, or with the tokens of a sign-in.
@NullMarked
package dev.gander.adapters.llm.signin.huggingface;

import org.jspecify.annotations.NullMarked;
