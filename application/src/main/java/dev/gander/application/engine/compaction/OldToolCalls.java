package dev.gander.application.engine.compaction;

import dev.gander.application.engine.dialogue.Completion;
import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.engine.dialogue.TurnSettings;
import dev.gander.application.model.ConfiguredModel;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.ToolPair;
import dev.gander.domain.message.Transcript;
import dev.gander.domain.model.CallPurpose;
import dev.gander.domain.session.IdSource;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Has the cheap model summarize old tool calls with their results while the turn runs (1.36 and
/// newer). From the next turn on, a summary hides its pair from the model; a call that could not be
/// summarized stays as it is.
public final class OldToolCalls {
  private static final System.Logger LOG = System.getLogger(OldToolCalls.class.getName());

  /// The turn uses the same service at the same time and takes precedence.
  private static final int AT_ONCE = 3;

  /// How long these optional summaries may delay the end of a turn.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String ROLE =
      "You keep the log of an AI agent's work. You are shown one tool call and its result. Write"
          + " what was done and what came of it in one or two sentences; keep names, paths, numbers"
          + " and error messages that may matter later. Answer with these sentences only.";

  private final TurnSettings settings;
  private final Transcript transcript;
  private final IdSource ids;

  public OldToolCalls(TurnSettings settings, Transcript transcript, IdSource ids) {
    this.settings = settings;
    this.transcript = transcript;
    this.ids = ids;
  }

  /// Starts summarizing the calls of earlier turns that are due; does not wait.
  public Summaries sumUp(Dialogue dialogue) {
    ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().name("old tool calls").factory());
    List<Summary> due =
        due(dialogue).stream()
            .map(pair -> new Summary(pair, threads.submit(asking(dialogue, pair))))
            .toList();
    threads.shutdown();
    return new Summaries(due, threads, ids);
  }

  private List<ToolPair> due(Dialogue dialogue) {
    ConfiguredModel model = dialogue.model();
    return model.provider().managesOwnContext() || !settings.sumsUpToolCalls()
        ? List.of()
        : ToolPair.due(
            dialogue.messages(), settings.toolCallsKept(model.model().contextLimitOrDefault()));
  }

  private Callable<String> asking(Dialogue dialogue, ToolPair pair) {
    Message question =
        Message.user(null, dialogue.now(), new Content.Text(transcript.of(pair.messages(), 0)));
    return () ->
        Completion.cheaply(
                dialogue.model(),
                dialogue.sessionId().value(),
                CallPurpose.COMPACTION,
                ROLE,
                question)
            .message()
            .text()
            .strip();
  }

  private record Summary(ToolPair pair, Future<String> text) {
    Message message(String id, String said) {
      return Message.user(
              id,
              pair.response().created(),
              new Content.Text("Summary of an earlier tool call: " + said))
          .withMetadata(MessageMetadata.AGENT_ONLY);
    }
  }

  /// Summaries in progress. Closing abandons the unfinished ones.
  public record Summaries(List<Summary> due, ExecutorService threads, IdSource ids)
      implements AutoCloseable {

    /// Waits for the summaries and stores them.
    public void store(Dialogue dialogue) throws InterruptedException {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      for (Summary summary : due) {
        try {
          store(
              dialogue,
              summary,
              summary.text().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
          skip(dialogue, e.getCause());
        } catch (TimeoutException _) {
          LOG.log(Level.INFO, "session {0}: summaries take too long", dialogue.sessionId());
          return;
        }
      }
    }

    private void store(Dialogue dialogue, Summary summary, String said) {
      if (!said.isEmpty()) {
        dialogue
            .output()
            .substitute(
                summary.pair().messages().stream().map(Message::id).toList(),
                summary.message(ids.messageId(), said));
      }
    }

    private static void skip(Dialogue dialogue, @Nullable Throwable cause) {
      String what = "session " + dialogue.sessionId() + ": a tool call was not summed up";
      if (cause instanceof ProviderException failure) {
        LOG.log(Level.INFO, what + ": {0}", failure.display());
      } else {
        LOG.log(Level.WARNING, what, cause);
      }
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }
}
