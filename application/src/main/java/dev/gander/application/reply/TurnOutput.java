package dev.gander.application.reply;

import dev.gander.domain.message.Message;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.turn.TurnEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// What one turn leaves behind: events for its client and messages in the store. For the turn's own
/// thread. A cancel waits while something is written.
public final class TurnOutput {
  private final SessionId session;
  private final ConversationStore conversations;
  private final Cancellation cancellation;
  private final ReplySink sink;
  private TokenState tokens;
  private Fence fence = Fence.NONE;
  private long newest = Long.MIN_VALUE;

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

  /// Tells the client; nothing is stored. The time is what the store would make of it: clients cut
  /// a conversation at a time that they were shown.
  public void show(Message message) {
    Message shown = message.created() < newest ? message.withCreated(newest) : message;
    emit(new TurnEvent.MessageArrived(shown, tokens));
  }

  /// The turn has got the right to run: what it stores from now on is refused once another has
  /// taken the session over.
  void holds(Fence right) {
    fence = right;
  }

  /// See [ReplySink#begun].
  void begun() {
    sink.begun();
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

  /// Appends to the session and gives the messages back as they are stored. On disk when this
  /// returns.
  public List<Message> store(List<Message> messages) {
    List<Message> stored = new ArrayList<>(messages.size());
    uninterrupted(() -> stored.addAll(conversations.append(session, messages, fence)));
    newest = stored.isEmpty() ? newest : stored.getLast().created();
    return stored;
  }

  /// Replaces the session's conversation by what `change` makes of what is stored, and gives the
  /// messages back as they are stored then; the client is not told.
  public List<Message> replace(UnaryOperator<List<Message>> change) {
    List<Message> stored = new ArrayList<>();
    uninterrupted(() -> stored.addAll(conversations.replace(session, change, fence)));
    return stored;
  }

  /// Hides messages from the model and puts another in their place, if they are still as they were;
  /// the client is not told.
  public void substitute(List<String> messageIds, Message substitute) {
    uninterrupted(() -> conversations.substitute(session, messageIds, substitute, fence));
  }

  /// Has the client replace everything by what is stored.
  public void showConversation() {
    emit(new TurnEvent.ConversationReplaced(conversations.messages(session)));
  }

  /// Runs a change of a store that a cancel must not stop halfway.
  public void uninterrupted(Runnable change) {
    cancellation.shield(change);
  }

  public TokenState tokens() {
    return tokens;
  }

  /// The counts that the following events carry.
  public void tokens(TokenState changed) {
    tokens = changed;
  }

  /// The client cannot be told anything any more; the cause says why.
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
