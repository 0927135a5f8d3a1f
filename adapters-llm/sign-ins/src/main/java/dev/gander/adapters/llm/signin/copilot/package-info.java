/// GitHub Copilot: chat completions or Responses, by the model, with a token that GitHub's own is
/// changed for now and then.
@NullMarked
package dev.gander.adapters.llm.signin.copilot;

import org.jspecify.annotations.NullMarked;
