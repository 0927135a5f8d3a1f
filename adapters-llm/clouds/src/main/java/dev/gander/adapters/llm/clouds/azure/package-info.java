/// Azure OpenAI: chat completions at a deployment of the user's own, with a key or a token of the
/// user's Microsoft account.
@NullMarked
package dev.gander.adapters.llm.clouds.azure;

import org.jspecify.annotations.NullMarked;
