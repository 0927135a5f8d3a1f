package dev.gander.application.engine.compaction;

import dev.gander.application.engine.dialogue.Completion;
import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.engine.prompt.RenderedPrompts;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Transcript;
import dev.gander.domain.model.CallPurpose;
import dev.gander.domain.prompt.PromptName;

/// Asks the model to summarize a conversation. If even that is too long for it, tool results are
/// left out, more with each attempt.
public record Summary(RenderedPrompts prompts, Transcript transcript) {
  private static final int[] PERCENT_LEFT_OUT = {0, 10, 20, 50, 100};
  private static final String ROLE =
      "Write a complete record of this conversation, from which its work can go on:\n";

  /// @throws ProviderException if the model fails or returns nothing, or the conversation is too
  ///   long even without tool results
  Completion of(Dialogue dialogue) throws InterruptedException {
    String tooLong = null;
    for (int percent : PERCENT_LEFT_OUT) {
      String messages = transcript.of(dialogue.messages(), percent);
      if (messages.equals(tooLong)) {
        continue;
      }
      tooLong = messages;
      try {
        return ask(dialogue, messages);
      } catch (ProviderException.ContextLengthExceeded _) {
        // Retried with less; after the last attempt the failure below is thrown.
      }
    }
    throw new ProviderException.ContextLengthExceeded(
        "the conversation cannot be summed up, not even without all tool results");
  }

  private Completion ask(Dialogue dialogue, String messages) throws InterruptedException {
    String system =
        prompts.render(
            PromptName.COMPACTION, JsonObject.of("messages", Json.of(messages)), ROLE + messages);
    Message question =
        Message.user(
            null,
            dialogue.now(),
            new Content.Text("Please write the record of the conversation now."));
    Completion written =
        Completion.cheaply(
            dialogue.model(),
            dialogue.sessionId().value(),
            CallPurpose.COMPACTION,
            system,
            question);
    if (written.message().text().isBlank()) {
      // Replacing the conversation with an empty summary would lose all of it for the model.
      throw new ProviderException.ExecutionError("the model wrote no summary", null);
    }
    return written;
  }
}
