package dev.gander.domain.message;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// Conversations for property tests: any at all, and those that every model service accepts.
final class AnyConversation {
  private AnyConversation() {}

  /// Blocks of every kind in messages of every kind, with few ids, so that they often meet.
  static Arbitrary<List<Message>> damaged() {
    Arbitrary<MessageMetadata> metadata =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.just(MessageMetadata.VISIBLE)),
            Tuple.of(1, Arbitraries.just(MessageMetadata.USER_ONLY)),
            Tuple.of(1, Arbitraries.just(MessageMetadata.AGENT_ONLY)));
    return Combinators.combine(Arbitraries.of(Role.class), block().list().ofMaxSize(4), metadata)
        .as((role, content, seen) -> new Message("m", role, 1, content, seen))
        .list()
        .ofMaxSize(12);
  }

  private static Arbitrary<Content> block() {
    Arbitrary<String> id = Arbitraries.of("1", "2", "3");
    Arbitrary<String> text = Arbitraries.of("", " ", "\n", "a", "b \n", " c", "d");
    return Arbitraries.oneOf(
        text.map(Content.Text::new),
        text.map(Content.Text::new),
        id.map(AnyConversation::request),
        id.map(AnyConversation::request),
        Combinators.combine(id, text).as(AnyConversation::response),
        Combinators.combine(id, text).as(AnyConversation::response),
        id.map(known -> new Content.ToolResponse(known, Outcome.failure("-32603: no"))),
        text.map(thought -> new Content.Thinking(thought, "")),
        Arbitraries.just(new Content.RedactedThinking("x", JsonObject.EMPTY)),
        Arbitraries.just(new Content.Image("aaaa", "image/png", JsonObject.EMPTY)),
        id.map(
            known ->
                new Content.FrontendToolRequest(known, Outcome.failure("x"), JsonObject.EMPTY)),
        Arbitraries.just(new Content.SystemNotification("inlineMessage", "note")),
        id.map(
            known ->
                new Content.ActionRequired(
                    new Action.ElicitationResponse(
                        known, JsonObject.EMPTY, null, JsonObject.EMPTY))),
        Arbitraries.just(new Content.Unknown(JsonObject.of("type", Json.of("new")))));
  }

  /// Rounds of a user's message, tool calls in any number and an answer; a user's message last.
  static Arbitrary<List<Message>> sound() {
    Arbitrary<List<Message>> round =
        Combinators.combine(
                Arbitraries.integers().between(0, 3).list().ofMaxSize(3),
                Arbitraries.of(true, false))
            .as(AnyConversation::round);
    return round.list().ofMaxSize(5).map(AnyConversation::withUserLast);
  }

  private static List<Message> round(List<Integer> callsOfAnswers, boolean thinks) {
    List<Message> round = new ArrayList<>();
    round.add(Message.user("u", 1, new Content.Text("go "), new Content.Text(" on")));
    for (int calls : callsOfAnswers) {
      if (calls > 0) {
        List<String> ids = IntStream.range(0, calls).mapToObj(Integer::toString).toList();
        List<Content> answer = new ArrayList<>();
        if (thinks) {
          answer.add(new Content.Thinking("hm", "sig"));
          answer.add(new Content.Text("I look"));
        }
        ids.forEach(id -> answer.add(request(id)));
        round.add(Message.assistant("a", 1).withContent(answer));
        round.add(
            Message.user("t", 1)
                .withContent(ids.stream().map(id -> response(id, "done ")).toList()));
      }
    }
    round.add(Message.assistant("b", 1, new Content.Text("done"), image()));
    return round;
  }

  private static List<Message> withUserLast(List<List<Message>> rounds) {
    List<Message> all = new ArrayList<>();
    rounds.forEach(all::addAll);
    all.add(Message.user("u", 1, new Content.Text("and?"), image()));
    return all;
  }

  private static Content image() {
    JsonObject forAll =
        JsonObject.of(
            "annotations", JsonObject.of("audience", JsonArray.ofTexts(List.of("assistant"))));
    return new Content.Image("aaaa", "image/png", forAll);
  }

  private static Content request(String id) {
    return new Content.ToolRequest(id, Outcome.success(new ToolCall("look", JsonObject.EMPTY)));
  }

  private static Content response(String id, String text) {
    return new Content.ToolResponse(
        id, Outcome.success(ToolResult.of(List.<ToolContent>of(new ToolContent.Text(text)))));
  }
}
