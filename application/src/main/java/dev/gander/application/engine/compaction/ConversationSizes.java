package dev.gander.application.engine.compaction;

import dev.gander.application.agent.Agent;
import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.domain.json.Json;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.TokenCounter;
import dev.gander.domain.message.TokenTally;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;

/// The token counts of conversations, if the model does not report them. Each agent has its own
/// tally while it is in memory. Thread-safe across agents, but confined to the turn's thread for
/// each agent.
public final class ConversationSizes {
  private final TokenCounter counter;
  private final Function<Json, String> json;
  private final Map<Agent, TokenTally> tallies = new WeakHashMap<>();

  public ConversationSizes(TokenCounter counter, Function<Json, String> json) {
    this.counter = counter;
    this.json = json;
  }

  boolean exceeds(Dialogue dialogue, double tokens) throws InterruptedException {
    return tally(dialogue.agent()).exceeds(dialogue.messages(), tokens);
  }

  /// The same of a message by itself, whose count is not remembered.
  boolean exceeds(Message message, double tokens) throws InterruptedException {
    return new TokenTally(counter, json).exceeds(List.of(message), tokens);
  }

  /// Counts messages without remembering them, as no turn will need them again.
  long tokens(List<Message> messages) throws InterruptedException {
    return new TokenTally(counter, json).of(messages);
  }

  private TokenTally tally(Agent agent) {
    synchronized (tallies) {
      return tallies.computeIfAbsent(agent, _ -> new TokenTally(counter, json));
    }
  }
}
