package dev.gander.application.reply;

import dev.gander.application.budget.TurnTab;
import dev.gander.domain.message.Interruption;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.PlainText;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.Finished.Ending;
import dev.gander.domain.turn.TurnStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The output of one turn: events for its client and messages in the store. For the turn's own
/// thread. A cancellation waits while something is written.
public final class TurnOutput {
  private final SessionId session;
  private final ConversationStore conversations;
  private final Cancellation cancellation;
  private final ReplySink sink;
  private TokenState tokens;
  private Fence fence = Fence.NONE;
  private long newest = Long.MIN_VALUE;
  private Ending ending = Ending.DONE;
  private @Nullable TurnTab tab;

  public TurnOutput(
      SessionId session,
      ConversationStore conversations,
      Cancellation cancellation,
      ReplySink sink,
      TokenState tokens) {
    this.session = session;
    this.conversations = conversations;
    this.cancellation = cancellation;
    this.sink = sink;
    this.tokens = tokens;
  }

  /// Shows a message to the client without storing it. Its time is the one the store would assign,
  /// since clients truncate a conversation at a time that they were shown.
  public void show(Message message) {
    Message shown = message.created() < newest ? message.withCreated(newest) : message;
    emit(new TurnEvent.MessageArrived(shown, tokens));
  }

  /// The turn has acquired the right to run: its writes are rejected once another turn has taken
  /// over the session.
  void holds(Fence right) {
    fence = right;
  }

  /// What the turn uses is noted there.
  void charges(TurnTab noted) {
    tab = noted;
  }

  /// What the turn uses.
  public TurnTab tab() {
    return Objects.requireNonNull(tab, "a turn that has not begun");
  }

  /// See [ReplySink#begun].
  void begun() {
    sink.begun();
  }

  /// The client's id for the turn; empty if it has none.
  public String requestId() {
    return sink.requestId();
  }

  /// Notes whether the model's latest answer is as long as its service allows.
  public void answered(boolean atLimit) {
    ending = atLimit ? Ending.AT_OUTPUT_LIMIT : Ending.DONE;
  }

  /// The turn ends because the model has been asked as often as it may.
  public void askedTooOften() {
    ending = Ending.AT_ROUND_LIMIT;
  }

  /// How the turn ends, if it ends now and by itself.
  Ending ending() {
    return tab != null && tab.hasSpent() ? Ending.BUDGET_SPENT : ending;
  }

  /// Takes what the user has said since the turn began.
  public List<Message> interjections() {
    return sink.interjections();
  }

  /// Notes where the turn stands.
  public void at(TurnStage stage) {
    at(stage, "");
  }

  /// Notes where the turn stands, and what that is about.
  public void at(TurnStage stage, String about) {
    if (tab != null) {
      tab.at(stage);
    }
    sink.at(stage, about);
  }

  /// See [ReplySink#gather].
  public void gather(boolean several) {
    sink.gather(several);
  }

  /// See [ReplySink#flush].
  public void flush() {
    sink.flush();
  }

  /// @throws LostClient if the sink fails
  public void emit(TurnEvent event) {
    cancellation.shield(
        () -> {
          try {
            sink.accept(event);
          } catch (RuntimeException e) {
            throw new LostClient(e);
          }
        });
  }

  /// Appends to the session and returns the messages as stored, with clean texts. On disk when this
  /// returns.
  public List<Message> store(List<Message> messages) {
    List<Message> clean = messages.stream().map(PlainText::clean).toList();
    List<Message> stored = new ArrayList<>(messages.size());
    uninterrupted(() -> stored.addAll(conversations.append(session, clean, fence)));
    newest = stored.isEmpty() ? newest : stored.getLast().created();
    return stored;
  }

  /// Stores the answer to the calls of a stored message in its place, and returns it as stored. On
  /// disk when this returns.
  ///
  /// @param askedIn the id of the message with the calls
  public Message answer(String askedIn, Message answer) {
    Message clean = PlainText.clean(answer);
    List<Message> stored = new ArrayList<>(1);
    uninterrupted(() -> stored.add(conversations.answer(session, askedIn, clean, fence)));
    return stored.getFirst();
  }

  /// What cuts the turn off, if it ends now.
  public Interruption interruption() {
    return cancellation.cause();
  }

  /// Replaces the session's conversation by the result of `change` on the stored messages, and
  /// returns the messages as stored; the client is not notified.
  public List<Message> replace(UnaryOperator<List<Message>> change) {
    List<Message> stored = new ArrayList<>();
    uninterrupted(() -> stored.addAll(conversations.replace(session, change, fence)));
    return stored;
  }

  /// Hides messages from the model and substitutes another, if they are unchanged; the client is
  /// not notified.
  public void substitute(List<String> messageIds, Message substitute) {
    uninterrupted(() -> conversations.substitute(session, messageIds, substitute, fence));
  }

  /// Makes the client replace everything it shows by what is stored.
  public void showConversation() {
    emit(new TurnEvent.ConversationReplaced(conversations.messages(session)));
  }

  /// Runs a change of a store that a cancellation must not stop halfway.
  public void uninterrupted(Runnable change) {
    cancellation.shield(change);
  }

  public TokenState tokens() {
    return tokens;
  }

  /// Sets the counts that the following events carry.
  public void tokens(TokenState changed) {
    tokens = changed;
  }

  /// The client can no longer be reached; the cause is the reason.
  static final class LostClient extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final RuntimeException reason;

    LostClient(RuntimeException reason) {
      super(reason);
      this.reason = reason;
    }

    RuntimeException reason() {
      return reason;
    }
  }
}
