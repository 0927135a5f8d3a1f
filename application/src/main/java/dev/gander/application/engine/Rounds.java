package dev.gander.application.engine;

import dev.gander.application.provider.ConfiguredModel;
import dev.gander.application.toolshim.SpokenCalls;
import dev.gander.application.toolshim.ToolShim;
import dev.gander.application.toolshim.ToolTexts;
import dev.gander.domain.message.ConversationRepair;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.ModelView;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.Workplace;
import dev.gander.domain.session.IdSource;
import java.util.List;

/// Plays rounds: one request to the model each, and the tool calls of its answer.
final class Rounds {
  private final TurnContext context;
  private final UsageAccounting accounting;
  private final ToolRounds tools;
  private final SpokenCalls spokenCalls;
  private final ToolTexts toolTexts;
  private final IdSource ids;

  Rounds(TurnContext context, UsageAccounting accounting, ToolRounds tools, EnginePorts ports) {
    this.context = context;
    this.accounting = accounting;
    this.tools = tools;
    this.spokenCalls = new SpokenCalls(ports.interpreter(), ports.reader(), ports.ids());
    this.toolTexts = new ToolTexts(ports.json());
    this.ids = ports.ids();
  }

  RoundEnd play(Dialogue dialogue, Briefing briefing, RoundCount count)
      throws InterruptedException {
    LeadAndWorker models = dialogue.models();
    models.next();
    ProviderRequest request = request(dialogue, briefing, count);
    int stored = dialogue.messages().size();
    RoundEnd end =
        new Round(dialogue, briefing, accounting, tools, ids).play(provider(models), request);
    models.ended(end, dialogue.messages().subList(stored, dialogue.messages().size()));
    return end;
  }

  private Provider provider(LeadAndWorker models) {
    Provider own = provider(models.current());
    return models
        .reserve()
        .<Provider>map(
            lead -> new LeadInReserve(own, provider(lead), lead.model(), models::leadStepsIn))
        .orElse(own);
  }

  /// An agent calls its own tools.
  private Provider provider(ConfiguredModel model) {
    return model.model().toolshim() && !model.provider().isAgent()
        ? new ToolShim(model.provider(), spokenCalls, toolTexts)
        : model.provider();
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
        briefing.tools(),
        new Workplace(
            dialogue.agent().workingDir(),
            dialogue.mode(),
            dialogue.agent().extensions().servers()));
  }
}
