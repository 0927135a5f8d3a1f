package dev.gander.application.engine.compaction;

import dev.gander.application.engine.dialogue.Completion;
import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.engine.dialogue.TimeBox;
import dev.gander.application.engine.dialogue.TurnSettings;
import dev.gander.application.engine.dialogue.UsageAccounting;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.CompactedConversation;
import dev.gander.domain.message.CompactedConversation.Reason;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.turn.TurnStage;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Summarizes a conversation before it outgrows the model's context. The summary is stored in place
/// of the messages it covers, which stay in the session, hidden from the model. Without a summary
/// nothing changes.
public final class Compaction {
  private static final System.Logger LOG = System.getLogger(Compaction.class.getName());

  /// Goose Desktop matches exactly this text.
  private static final String AT_WORK = "goose is compacting the conversation...";

  private final TurnSettings settings;
  private final Summary summary;
  private final UsageAccounting accounting;
  private final ConversationSizes sizes;

  public Compaction(
      TurnSettings settings, Summary summary, UsageAccounting accounting, ConversationSizes sizes) {
    this.settings = settings;
    this.summary = summary;
    this.accounting = accounting;
    this.sizes = sizes;
  }

  /// Compacts if the conversation exceeds the threshold and a summary may help.
  ///
  /// @return false if that was necessary but failed: the user was told, the turn is over
  public boolean beforeTurn(Dialogue dialogue) throws InterruptedException {
    OptionalDouble threshold = settings.compactionThreshold();
    if (threshold.isEmpty()
        || dialogue.model().provider().managesOwnContext()
        || !fills(dialogue, threshold.getAsDouble())
        || isTooLongToSumUp(dialogue)) {
      return true;
    }
    inline(
        dialogue,
        "Exceeded the auto-compact threshold of %d%%. Compacting the conversation…"
            .formatted((int) (threshold.getAsDouble() * 100)));
    if (!compactOrTell(dialogue)) {
      return false;
    }
    inline(dialogue, "Compaction complete");
    return true;
  }

  /// Compacts because the model rejected the conversation as too long.
  ///
  /// @param again whether it was just compacted for that reason
  /// @return false if that does not help: the user was told, the turn is over
  public boolean afterOverflow(Dialogue dialogue, boolean again) throws InterruptedException {
    if (again) {
      inline(
          dialogue,
          "Unable to continue: the conversation is still too long for the model after it was"
              + " compacted. Please start a new session.");
      return false;
    }
    inline(dialogue, "Context limit reached. Compacting the conversation to go on…");
    return compactOrTell(dialogue);
  }

  /// @throws ProviderException if the summary fails
  public void onCommand(Dialogue dialogue) throws InterruptedException {
    Completion written = summarize(dialogue);
    book(dialogue, written);
    dialogue.replace(compacted(dialogue, written, Reason.COMMAND));
  }

  private boolean compactOrTell(Dialogue dialogue) throws InterruptedException {
    dialogue.notice(new Content.SystemNotification("thinkingMessage", AT_WORK));
    Completion written;
    try {
      written = summarize(dialogue);
    } catch (ProviderException.BudgetSpent e) {
      dialogue.output().tab().spent();
      dialogue.remark(e.display());
      return false;
    } catch (ProviderException e) {
      dialogue.remark(
          "Ran into this error while compacting the conversation: "
              + e.display()
              + ".\n\nPlease try again or start a new session.");
      return false;
    }
    book(dialogue, written);
    dialogue.replace(compacted(dialogue, written, Reason.LENGTH));
    dialogue.output().showConversation();
    return true;
  }

  /// @throws ProviderException if the model fails, or takes too long with all that is tried
  private Completion summarize(Dialogue dialogue) throws InterruptedException {
    dialogue.output().at(TurnStage.COMPACTING);
    Duration limit = settings.compactionTime();
    LOG.log(Level.INFO, "a model sums up {0} messages", dialogue.messages().size());
    return TimeBox.run("compaction", limit, () -> summary.of(dialogue))
        .orElseThrow(
            () ->
                new ProviderException.ExecutionError(
                    "the conversation was not summed up within %d s (%s)"
                        .formatted(limit.toSeconds(), TurnSettings.COMPACTION_TIME_KEY),
                    null));
  }

  private static List<Message> compacted(Dialogue dialogue, Completion written, Reason reason) {
    return CompactedConversation.of(
        dialogue.messages(), written.message().text(), reason, dialogue.now());
  }

  private void book(Dialogue dialogue, Completion written) throws InterruptedException {
    LOG.log(Level.INFO, "the summary is there");
    @Nullable ProviderUsage usage = written.usage();
    accounting.settleSummary(dialogue, usage == null ? estimate(dialogue, written) : usage);
  }

  private ProviderUsage estimate(Dialogue dialogue, Completion written)
      throws InterruptedException {
    return new ProviderUsage(
        dialogue.model().model().modelName(),
        TokenUsage.of(
            sizes.tokens(dialogue.messages()), sizes.tokens(List.of(written.message())), null));
  }

  /// Whether the conversation exceeds a share of the model's context: by the last answer's counts,
  /// without the new message.
  private boolean fills(Dialogue dialogue, double share) throws InterruptedException {
    Long known = dialogue.session().tokens().usage().total();
    double limit = dialogue.model().model().contextLimitOrDefault();
    return known == null ? sizes.exceeds(dialogue, share * limit) : known / limit > share;
  }

  /// Whether the new message is longer than the model's context by itself. A summary would be asked
  /// for with all of it, and followed by all of it: whether the model takes that after all is for
  /// the model to say.
  private boolean isTooLongToSumUp(Dialogue dialogue) throws InterruptedException {
    Message newest = dialogue.messages().getLast();
    return sizes.exceeds(newest, dialogue.model().model().contextLimitOrDefault());
  }

  private static void inline(Dialogue dialogue, String text) {
    dialogue.notice(new Content.SystemNotification("inlineMessage", text));
  }
}
