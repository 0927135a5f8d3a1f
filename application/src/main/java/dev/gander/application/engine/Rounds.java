package dev.gander.application.engine;

import dev.gander.domain.message.ConversationRepair;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.ModelView;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.session.IdSource;
import java.util.List;

/// Plays rounds: one request to the model each, and the tool calls of its answer.
final class Rounds {
  private final TurnContext context;
  private final UsageAccounting accounting;
  private final ToolRounds tools;
  private final IdSource ids;

  Rounds(TurnContext context, UsageAccounting accounting, ToolRounds tools, IdSource ids) {
    this.context = context;
    this.accounting = accounting;
    this.tools = tools;
    this.ids = ids;
  }

  RoundEnd play(Dialogue dialogue, Briefing briefing, RoundCount count)
      throws InterruptedException {
    ProviderRequest request = request(dialogue, briefing, count);
    return new Round(dialogue, briefing, accounting, tools, ids).play(request);
  }

  /// The model gets a mended copy; the store keeps what was said.
  private ProviderRequest request(Dialogue dialogue, Briefing briefing, RoundCount count) {
    List<Message> view = ModelView.of(dialogue.messages());
    List<Message> mended = ConversationRepair.repair(view, dialogue.now());
    return new ProviderRequest(
        dialogue.model().model(),
        dialogue.sessionId().value(),
        briefing.system(),
        context.addTo(mended, dialogue, count),
        briefing.tools());
  }
}
