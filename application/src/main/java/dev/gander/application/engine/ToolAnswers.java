package dev.gander.application.engine;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answers to the calls of a round, in the order of the calls. A call is stored together with
/// its answer and never without one, as soon as all calls before it are stored; so each is on disk
/// when it is complete, and no kill leaves a call dangling. For the turn's own thread.
final class ToolAnswers {
  private final Dialogue dialogue;
  private final IdSource ids;
  private final List<Content> thoughts;
  private final List<Content.ToolRequest> requests;
  private final IdentityHashMap<Content.ToolRequest, Outcome<ToolResult>> waiting =
      new IdentityHashMap<>();
  private final List<Message> responses = new ArrayList<>();
  private int stored;

  /// @param thoughts what the model thought before the calls; stored already
  ToolAnswers(
      Dialogue dialogue, IdSource ids, List<Content> thoughts, List<Content.ToolRequest> requests) {
    this.dialogue = dialogue;
    this.ids = ids;
    this.thoughts = List.copyOf(thoughts);
    this.requests = List.copyOf(requests);
  }

  List<Content.ToolRequest> requests() {
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

  /// Stores what is finished behind a call that is not: the turn was cancelled.
  void storeFinished() {
    List<Message> ready = new ArrayList<>();
    requests.forEach(request -> addPair(ready, request));
    commit(ready);
  }

  /// Shows all answers.
  void show() {
    responses.forEach(dialogue.output()::show);
  }

  private void addPair(List<Message> pairs, Content.ToolRequest request) {
    @Nullable Outcome<ToolResult> answer = waiting.remove(request);
    if (answer != null) {
      long now = dialogue.now();
      pairs.add(Message.assistant(ids.messageId(), now).withContent(withThoughts(request)));
      pairs.add(Message.user(ids.messageId(), now, new Content.ToolResponse(request.id(), answer)));
    }
  }

  /// All calls but the first repeat the thoughts (1.39): that is how a provider knows which calls
  /// were one answer.
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
