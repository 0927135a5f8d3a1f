package dev.gander.application.engine.tool;

import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.OpenCalls;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/// The answers to the calls of a round. The calls are stored before one of them runs, and each
/// answer as soon as it is there: whatever happens, nothing that ran is unknown. For the turn's own
/// thread.
public final class ToolAnswers {
  private final Dialogue dialogue;
  private final IdSource ids;
  private final List<Content.ToolRequest> requests;
  private final List<Fragment> held;

  /// The ids of the messages with the calls.
  private final IdentityHashMap<Content.ToolRequest, String> askedIn = new IdentityHashMap<>();

  private final Set<Content.ToolRequest> begun = Collections.newSetFromMap(new IdentityHashMap<>());
  private final IdentityHashMap<Content.ToolRequest, Message> answers = new IdentityHashMap<>();

  private ToolAnswers(
      Dialogue dialogue, IdSource ids, List<Content.ToolRequest> requests, List<Fragment> held) {
    this.dialogue = dialogue;
    this.ids = ids;
    this.requests = List.copyOf(requests);
    this.held = new ArrayList<>(held);
  }

  /// Stores the calls of an answer, each in a message of its own.
  ///
  /// @param thoughts the model's thinking before the calls; already stored
  /// @param held the part of the answer that the client has not seen: everything from the first
  ///   fragment with calls on
  public static ToolAnswers to(
      List<Content.ToolRequest> requests,
      List<Content> thoughts,
      List<Fragment> held,
      Dialogue dialogue,
      IdSource ids) {
    ToolAnswers answers = new ToolAnswers(dialogue, ids, requests, held);
    answers.storeCalls(thoughts);
    return answers;
  }

  /// To calls that an earlier server has stored, and shown to its clients.
  public static ToolAnswers toStored(List<OpenCalls> open, Dialogue dialogue, IdSource ids) {
    List<Content.ToolRequest> requests =
        open.stream().flatMap(calls -> calls.calls().stream()).toList();
    ToolAnswers answers = new ToolAnswers(dialogue, ids, requests, List.of());
    for (OpenCalls calls : open) {
      String message = Objects.requireNonNull(calls.asked().id());
      calls.calls().forEach(call -> answers.askedIn.put(call, message));
    }
    return answers;
  }

  private void storeCalls(List<Content> thoughts) {
    List<Message> calls = new ArrayList<>();
    for (Content.ToolRequest request : requests) {
      List<Content> content = new ArrayList<>();
      // All but the first repeat the thinking (1.39): that is how a provider recognizes the calls
      // of one answer.
      if (!calls.isEmpty()) {
        content.addAll(thoughts);
      }
      content.add(request);
      calls.add(Message.assistant(ids.messageId(), dialogue.now()).withContent(content));
    }
    List<Message> stored = dialogue.commit(calls);
    for (int i = 0; i < requests.size(); i++) {
      askedIn.put(requests.get(i), Objects.requireNonNull(stored.get(i).id()));
    }
  }

  public List<Content.ToolRequest> requests() {
    return requests;
  }

  /// From now on the calls may have effects.
  void begin(List<Content.ToolRequest> calls) {
    begun.addAll(calls);
  }

  public void put(Content.ToolRequest request, Outcome<ToolResult> answer) {
    Message message = Message.user(ids.messageId(), dialogue.now(), response(request, answer));
    answers.put(request, dialogue.answer(Objects.requireNonNull(askedIn.get(request)), message));
  }

  /// Answers those of the calls that have not begun and have no answer yet. Two of them may be
  /// equal, and one allowed.
  void decline(List<Content.ToolRequest> calls, Outcome<ToolResult> answer) {
    calls.stream()
        .filter(call -> !begun.contains(call) && !answers.containsKey(call))
        .forEach(call -> put(call, answer));
  }

  /// Whether none of the calls can have had an effect.
  boolean isNoneBegun() {
    return begun.isEmpty();
  }

  /// Answers the calls that are still open, since the turn ends.
  ///
  /// @param stays which of them stay open nevertheless
  void closeOpen(Predicate<Content.ToolRequest> stays) {
    for (Content.ToolRequest request : requests) {
      if (!answers.containsKey(request) && !stays.test(request)) {
        put(request, dialogue.output().interruption().answer(begun.contains(request)));
      }
    }
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
  public void show() {
    for (Content.ToolRequest request : requests) {
      announceUpTo(request);
      dialogue.output().show(Objects.requireNonNull(answers.get(request)));
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
}
