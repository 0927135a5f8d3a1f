/// GitHub Copilot: chat completions or Responses, depending on the model, with a short-lived token
/// that is exchanged for GitHub's own.
@NullMarked
package dev.gander.adapters.llm.signin.copilot;

import org.jspecify.annotations.NullMarked;
