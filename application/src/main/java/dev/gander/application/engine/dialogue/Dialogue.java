package dev.gander.application.engine.dialogue;

import dev.gander.application.agent.Agent;
import dev.gander.application.model.ConfiguredModel;
import dev.gander.application.reply.TurnEngine;
import dev.gander.application.reply.TurnOutput;
import dev.gander.application.workplace.WorkplaceTools;
import dev.gander.domain.message.AnsweredConversation;
import dev.gander.domain.message.CompactedConversation;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.ModelView;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.Signer;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The conversation of one running turn: loaded once, then extended along with the store. For the
/// turn's own thread.
public final class Dialogue {
  private final TurnEngine.Start start;
  private final Clock clock;
  private final GooseMode mode;
  private final List<Message> messages;
  private ConfiguredModel own;
  private volatile LeadAndWorker models;
  private final @Nullable WorkplaceTools workplace;

  /// Captures the current mode: a change takes effect with the next turn.
  public Dialogue(TurnEngine.Start start, Clock clock) {
    this.start = start;
    this.clock = clock;
    this.mode = start.agent().mode();
    this.own = start.model();
    this.models = new LeadAndWorker(own, start.output());
    this.messages = new ArrayList<>(start.conversation());
    this.workplace =
        start.workplace() == null ? null : new WorkplaceTools(start.agent(), start.workplace());
  }

  public SessionId sessionId() {
    return start.session().id();
  }

  /// The session as it was when the turn began.
  public Session session() {
    return start.session();
  }

  public Agent agent() {
    return start.agent();
  }

  /// Applies a change of the session's model to everything that follows, even in the middle of a
  /// turn.
  public void takeUpModel() throws InterruptedException {
    ConfiguredModel now = agent().modelForTurn().orElse(own);
    if (!now.equals(own)) {
      Signer before = own.signer();
      if (!before.equals(now.signer())) {
        messages.replaceAll(before::noteOn);
      }
      own = now;
      models = new LeadAndWorker(now, output());
    }
  }

  /// The model that currently answers. Thread-safe.
  public ConfiguredModel model() {
    return models.current();
  }

  public LeadAndWorker models() {
    return models;
  }

  public GooseMode mode() {
    return mode;
  }

  /// The tools that work at the client; empty if it offers nothing.
  public Optional<WorkplaceTools> workplace() {
    return Optional.ofNullable(workplace);
  }

  public TurnOutput output() {
    return start.output();
  }

  /// All messages stored so far, including hidden ones. An unmodifiable view.
  public List<Message> messages() {
    return Collections.unmodifiableList(messages);
  }

  /// What the currently answering model may see and can read.
  public List<Message> readable() {
    return model().signer().readable(ModelView.of(messages), own.signer());
  }

  /// Adds what the user has said in the middle of the turn.
  ///
  /// @return false if that is nothing
  public boolean takeUpInterjections() {
    List<Message> said = commit(output().interjections());
    said.forEach(output()::show);
    return !said.isEmpty();
  }

  /// Stores finished messages and adds them, as stored, to the conversation.
  public List<Message> commit(List<Message> finished) {
    if (finished.isEmpty()) {
      return finished;
    }
    List<Message> stored = output().store(signed(finished));
    messages.addAll(stored);
    return stored;
  }

  /// Stores the answer to the calls of a stored message in its place, and returns it as stored.
  ///
  /// @param askedIn the id of the message with the calls
  public Message answer(String askedIn, Message answer) {
    Message stored = output().answer(askedIn, signed(List.of(answer)).getFirst());
    messages.add(AnsweredConversation.place(messages, askedIn).orElse(messages.size()), stored);
    return stored;
  }

  /// Records who answered if the session's model does not imply it: the lead answered, or the
  /// session has switched models in the meantime.
  private List<Message> signed(List<Message> finished) {
    Signer signer = model().signer();
    Signer next = agent().model().orElse(own).signer();
    return signer.equals(own.signer()) && signer.equals(next)
        ? finished
        : finished.stream().map(signer::noteOn).toList();
  }

  /// Takes the stored conversation back to an earlier state, also for the client. What others have
  /// deleted since stays deleted.
  public void restore(List<Message> earlier) {
    List<Message> stored = output().replace(now -> stillThere(earlier, now));
    messages.clear();
    messages.addAll(stored);
    output().showConversation();
  }

  private static List<Message> stillThere(List<Message> earlier, List<Message> now) {
    Set<String> ids = now.stream().map(Message::id).collect(Collectors.toSet());
    return earlier.stream().filter(message -> ids.contains(message.id())).toList();
  }

  /// Replaces the stored conversation with the compacted one.
  public void replace(List<Message> compacted) {
    List<Message> stored = output().replace(now -> CompactedConversation.within(now, compacted));
    messages.clear();
    messages.addAll(stored);
  }

  /// Shows the user a text that is not part of the conversation.
  public void remark(String text) {
    output().show(Message.assistant(null, now(), new Content.Text(text)));
  }

  /// Shows a notice of the program to the user only.
  public void notice(Content notice) {
    output().show(Message.assistant(null, now(), notice).withMetadata(MessageMetadata.USER_ONLY));
  }

  /// Epoch seconds.
  public long now() {
    return clock.instant().getEpochSecond();
  }
}
