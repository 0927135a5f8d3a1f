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

/// How long conversations are, where the model does not say. Each agent has its own tally, for as
/// long as it is in memory. Any thread, one at a time for each agent: its turn's.
public final class ConversationSizes {
  private final TokenCounter counter;
  private final Function<Json, String> json;
  private final Map<Agent, TokenTally> tallies = new WeakHashMap<>();

  public ConversationSizes(TokenCounter counter, Function<Json, String> json) {
    this.counter = counter;
    this.json = json;
  }

  boolean exceeds(Dialogue dialogue, double tokens) {
    return tally(dialogue.agent()).exceeds(dialogue.messages(), tokens);
  }

  /// Counts messages that no turn comes back to.
  long tokens(List<Message> messages) {
    return new TokenTally(counter, json).of(messages);
  }

  private TokenTally tally(Agent agent) {
    synchronized (tallies) {
      return tallies.computeIfAbsent(agent, _ -> new TokenTally(counter, json));
    }
  }
}
