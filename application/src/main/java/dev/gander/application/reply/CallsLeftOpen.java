package dev.gander.application.reply;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.message.Interruption;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.OpenCalls;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.PendingQuestions.Kind;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Answers the tool calls that a killed server left without an answer. Thread-safe.
public final class CallsLeftOpen {
  private static final System.Logger LOG = System.getLogger(CallsLeftOpen.class.getName());

  private static final Outcome<ToolResult> DECLINED =
      Outcome.success(
          ToolResult.error(
              "The user was asked whether this tool may run, and said something else instead: it"
                  + " did not run."));

  private final ConversationStore conversations;
  private final UserQuestions questions;
  private final Clock clock;

  CallsLeftOpen(ConversationStore conversations, UserQuestions questions, Clock clock) {
    this.conversations = conversations;
    this.questions = questions;
    this.clock = clock;
  }

  /// For a session that someone opens. Calls about which the user is asked stay open: their turn
  /// goes on with the answer. A store that takes no writes must not keep anybody from reading: they
  /// stay open then, too.
  ///
  /// @param fence of the session's lease
  public void closeUnasked(SessionId id, Fence fence) {
    if (!questions.of(id).isEmpty()) {
      return;
    }
    try {
      var _ = close(id, fence);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "session {0}: open calls stay open: {1}", id, e.text());
    }
  }

  /// Answers the calls about which a killed server has asked, and those beside them, since the user
  /// has said something else instead. For the holder of the session's lease.
  public void decline(SessionId id, List<AskedQuestion> asked, Fence fence) {
    // Nothing runs before all of a round is decided.
    boolean hasBegun = asked.stream().noneMatch(it -> it.kind() == Kind.CONFIRMATION);
    Set<String> declined =
        hasBegun
            ? Set.of()
            : asked.stream().map(it -> it.asker().toolRequestId()).collect(Collectors.toSet());
    for (OpenCalls calls : OpenCalls.in(conversations.messages(id))) {
      Message answer =
          calls.answeredBy(
              call ->
                  declined.contains(call.id())
                      ? DECLINED
                      : Interruption.SUDDEN_END.answer(hasBegun),
              clock.instant().getEpochSecond());
      conversations.answer(id, String.valueOf(calls.asked().id()), answer, fence);
    }
  }

  /// For the holder of the session's lease.
  ///
  /// @return the conversation after that
  List<Message> close(SessionId id, Fence fence) {
    List<Message> stored = conversations.messages(id);
    List<OpenCalls> open = OpenCalls.in(stored);
    for (OpenCalls calls : open) {
      Message answer = calls.closedBy(Interruption.SUDDEN_END, clock.instant().getEpochSecond());
      conversations.answer(id, String.valueOf(calls.asked().id()), answer, fence);
    }
    return open.isEmpty() ? stored : conversations.messages(id);
  }
}
