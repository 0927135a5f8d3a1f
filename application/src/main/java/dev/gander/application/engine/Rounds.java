package dev.gander.application.engine;

import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.engine.dialogue.LeadAndWorker;
import dev.gander.application.engine.dialogue.LeadInReserve;
import dev.gander.application.engine.dialogue.RoundEnd;
import dev.gander.application.engine.dialogue.ToolShims;
import dev.gander.application.engine.dialogue.UsageAccounting;
import dev.gander.application.engine.prompt.Briefing;
import dev.gander.application.engine.prompt.RoundCount;
import dev.gander.application.engine.prompt.TurnContext;
import dev.gander.application.engine.tool.ToolAnswers;
import dev.gander.application.engine.tool.ToolRounds;
import dev.gander.application.model.ConfiguredModel;
import dev.gander.domain.message.ConversationRepair;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.OpenCalls;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.WorkContext;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.session.IdSource;
import java.util.List;
import java.util.Optional;

/// Plays rounds, each one request to the model and the tool calls of its answer.
final class Rounds {
  private final TurnContext context;
  private final UsageAccounting accounting;
  private final ToolRounds tools;
  private final ToolShims shims;
  private final IdSource ids;

  Rounds(
      TurnContext context,
      UsageAccounting accounting,
      ToolRounds tools,
      ToolShims shims,
      IdSource ids) {
    this.context = context;
    this.accounting = accounting;
    this.tools = tools;
    this.shims = shims;
    this.ids = ids;
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

  /// Ends a round that an earlier server began.
  ///
  /// @param open its calls without an answer
  void goOn(Dialogue dialogue, Briefing briefing, List<OpenCalls> open)
      throws InterruptedException {
    tools.goOn(dialogue, briefing, ToolAnswers.toStored(open, dialogue, ids));
  }

  private Provider provider(LeadAndWorker models) throws InterruptedException {
    Provider own = shims.over(models.current());
    Optional<ConfiguredModel> reserve = models.reserve();
    if (reserve.isEmpty()) {
      return own;
    }
    ConfiguredModel lead = reserve.get();
    return new LeadInReserve(own, shims.over(lead), lead.model(), models::leadStepsIn);
  }

  /// A recipe's temperature holds while its session has the recipe, and is not the session's.
  private static ModelConfig model(Dialogue dialogue) {
    ModelConfig own = dialogue.model().model();
    return dialogue
        .agent()
        .recipe()
        .flatMap(Recipe::temperature)
        .map(own::withTemperature)
        .orElse(own);
  }

  /// The model gets a repaired copy; the store keeps the original messages.
  private ProviderRequest request(Dialogue dialogue, Briefing briefing, RoundCount count) {
    List<Message> mended = ConversationRepair.repair(dialogue.readable(), dialogue.now());
    return new ProviderRequest(
        model(dialogue),
        dialogue.sessionId().value(),
        briefing.system(),
        context.addTo(mended, dialogue, count),
        briefing.tools(),
        new WorkContext(
            dialogue.agent().workingDir(),
            dialogue.mode(),
            dialogue.agent().extensions().servers()));
  }
}
