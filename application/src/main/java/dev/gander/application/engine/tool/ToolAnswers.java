package dev.gander.application.engine.tool;

import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answers to the calls of a round, in the order of the calls. A call is always stored together
/// with its answer, as soon as all calls before it are stored. So each pair is on disk when it is
/// complete, and a kill never leaves a call dangling. For the turn's own thread.
public final class ToolAnswers {
  private final Dialogue dialogue;
  private final IdSource ids;
  private final List<Content> thoughts;
  private final List<Content.ToolRequest> requests;
  private final IdentityHashMap<Content.ToolRequest, Outcome<ToolResult>> waiting =
      new IdentityHashMap<>();
  private final List<Message> responses = new ArrayList<>();
  private final List<Fragment> held;
  private final long asked;
  private int stored;

  /// @param thoughts the model's thinking before the calls; already stored
  /// @param held the part of the answer that the client has not seen: the fragments after the first
  ///   one with calls
  public ToolAnswers(
      Dialogue dialogue,
      IdSource ids,
      List<Content> thoughts,
      List<Content.ToolRequest> requests,
      List<Fragment> held) {
    this.held = new ArrayList<>(held);
    this.dialogue = dialogue;
    this.asked = dialogue.now();
    this.ids = ids;
    this.thoughts = List.copyOf(thoughts);
    this.requests = List.copyOf(requests);
  }

  public List<Content.ToolRequest> requests() {
    return requests;
  }

  void put(Content.ToolRequest request, Outcome<ToolResult> answer) {
    waiting.put(request, answer);
    List<Message> ready = new ArrayList<>();
    for (; stored < requests.size() && waiting.containsKey(requests.get(stored)); stored++) {
      addPair(ready, requests.get(stored));
    }
    commit(ready);
  }

  /// Stores finished calls even behind unfinished ones: the turn was cancelled.
  void storeFinished() {
    List<Message> ready = new ArrayList<>();
    requests.forEach(request -> addPair(ready, request));
    commit(ready);
  }

  /// Shows the fragment with this call, unless the client has seen it, since a question about it
  /// follows.
  public void announce(Content.ToolRequest request) {
    held.stream()
        .filter(fragment -> fragment.calls().contains(request))
        .findFirst()
        .ifPresent(this::announce);
  }

  private void announce(Fragment fragment) {
    if (held.remove(fragment)) {
      fragment.shown(dialogue.agent()).ifPresent(dialogue.output()::show);
    }
  }

  /// Shows all answers, each after the held-back fragment with its call.
  void show() {
    for (int i = 0; i < requests.size(); i++) {
      announceUpTo(requests.get(i));
      dialogue.output().show(responses.get(i));
    }
    List.copyOf(held).forEach(this::announce);
  }

  private void announceUpTo(Content.ToolRequest request) {
    if (held.stream().anyMatch(fragment -> fragment.calls().contains(request))) {
      boolean found = false;
      while (!found) {
        found = held.getFirst().calls().contains(request);
        announce(held.getFirst());
      }
    }
  }

  private void addPair(List<Message> pairs, Content.ToolRequest request) {
    @Nullable Outcome<ToolResult> answer = waiting.remove(request);
    if (answer != null) {
      pairs.add(Message.assistant(ids.messageId(), asked).withContent(withThoughts(request)));
      pairs.add(Message.user(ids.messageId(), dialogue.now(), response(request, answer)));
    }
  }

  /// Copies the metadata that a service added to a call into its answer.
  private static Content response(Content.ToolRequest request, Outcome<ToolResult> answer) {
    JsonObject other =
        request
            .other()
            .object("metadata")
            .map(metadata -> JsonObject.of("metadata", metadata))
            .orElse(JsonObject.EMPTY);
    return new Content.ToolResponse(request.id(), answer, other);
  }

  /// All calls but the first repeat the thinking (1.39): that is how a provider recognizes the
  /// calls of one answer.
  private List<Content> withThoughts(Content.ToolRequest request) {
    List<Content> content = new ArrayList<>();
    if (!request.equals(requests.getFirst())) {
      content.addAll(thoughts);
    }
    content.add(request);
    return content;
  }

  private void commit(List<Message> pairs) {
    dialogue.commit(pairs).stream().filter(Message::hasToolResponse).forEach(responses::add);
  }
}
