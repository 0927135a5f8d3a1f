package dev.gander.domain.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelViewTest {
  private static final JsonObject FOR_USER = audience("user");
  private static final JsonObject FOR_MODEL = audience("assistant");
  private static final JsonObject FOR_BOTH = audience("user", "assistant");
  private static final JsonObject FOR_NOBODY = audience();

  private static JsonObject audience(String... names) {
    List<Json> items = List.of(names).stream().<Json>map(Json::of).toList();
    return JsonObject.of("annotations", JsonObject.of("audience", new JsonArray(items)));
  }

  static List<Function<JsonObject, Content>> blocks() {
    return List.of(
        other -> new Content.Text("text", other),
        other -> new Content.Image("aGk=", "image/png", other));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void aBlockForTheUserAloneReachesNoModel(Function<JsonObject, Content> block) {
    List<Content> all =
        List.of(
            block.apply(FOR_USER),
            block.apply(FOR_MODEL),
            block.apply(FOR_BOTH),
            block.apply(FOR_NOBODY),
            block.apply(JsonObject.EMPTY));

    assertEquals(
        List.of(all.get(1), all.get(2), all.get(4)),
        seen(Message.user("m", 1).withContent(all)).content());
  }

  static List<Function<JsonObject, ToolContent>> results() {
    return List.of(
        other -> new ToolContent.Text("text", other),
        other -> new ToolContent.Image("aGk=", "image/png", other),
        other -> new ToolContent.Audio("aGk=", "audio/wav", other),
        other -> new ToolContent.Resource(JsonObject.of("uri", Json.of("a:b")), other),
        ToolContent.ResourceLink::new);
  }

  @ParameterizedTest
  @MethodSource("results")
  void aPartOfAResultForTheUserAloneReachesNoModel(Function<JsonObject, ToolContent> part) {
    ToolContent hidden = part.apply(FOR_USER);
    ToolContent shown = part.apply(FOR_MODEL);
    ToolContent plain = part.apply(JsonObject.EMPTY);

    assertEquals(
        response(shown, plain, part.apply(FOR_BOTH)),
        seen(response(hidden, shown, plain, part.apply(FOR_BOTH), part.apply(FOR_NOBODY))));
    assertEquals(response(), seen(response(hidden)), "the result stays, since the call is there");
  }

  @ParameterizedTest
  @MethodSource("results")
  void neitherDoesAPartOfAToolsFailure(Function<JsonObject, ToolContent> part) {
    ToolContent plain = part.apply(JsonObject.EMPTY);

    assertEquals(failure(plain), seen(failure(part.apply(FOR_USER), plain)));
  }

  @Test
  void whatIsUnknownReachesNoModel() {
    Content unknown = new Content.Unknown(JsonObject.of("type", Json.of("new")));
    ToolContent part = new ToolContent.Unknown(JsonObject.of("type", Json.of("new")));

    assertEquals(List.of(), seen(Message.user("m", 1, unknown)).content());
    assertEquals(response(), seen(response(part)));
  }

  @Test
  void aMessageForTheUserAloneReachesNoModel() {
    Message hidden =
        Message.user("m", 1, new Content.Text("a")).withMetadata(MessageMetadata.USER_ONLY);
    Message shown = Message.user("n", 1, new Content.Text("b"));

    assertEquals(List.of(shown), ModelView.of(List.of(hidden, shown)));
    assertSame(shown, ModelView.of(List.of(hidden, shown)).getFirst());
  }

  private static Message seen(Message message) {
    return ModelView.of(List.of(message)).getFirst();
  }

  private static Message response(ToolContent... content) {
    return response(ToolResult.of(List.of(content)));
  }

  private static Message failure(ToolContent... content) {
    return response(ToolResult.error("It failed").withContent(List.of(content)));
  }

  private static Message response(ToolResult result) {
    return Message.user(
        "r", 1, new Content.ToolResponse("c1", Outcome.success(result), JsonObject.EMPTY));
  }
}
