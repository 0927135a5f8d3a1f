package dev.gander.domain.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  /// Letters, marks that combine with what is before them, parts of Korean syllables, signs that
  /// have another form when composed, a picture, and a tag character.
  private static final List<String> PARTS =
      List.of(
          "a",
          "e",
          "é",
          "ß",
          "\u0301",
          "\u0323",
          "\u1100",
          "\u1161",
          "\u11a8",
          "\u212b",
          "雁",
          "🪿",
          "\u0958",
          "\udb40\udc41");

  /// Only the characters around combining ones are looked at, which must not show.
  @Test
  void anyTextIsComposedAsAWhole() {
    Random random = new Random(11);
    for (int i = 0; i < 50_000; i++) {
      String text =
          random
              .ints(random.nextInt(8), 0, PARTS.size())
              .mapToObj(PARTS::get)
              .collect(Collectors.joining());
      String expected =
          Normalizer.normalize(text, Normalizer.Form.NFC).replace(PARTS.getLast(), "");
      assertEquals(expected, PlainText.clean(text), text);
    }
  }

  @Test
  void aMessageWithCleanTextsStaysTheSame() {
    Message message = Message.user(null, 0, new Content.Text("Fluß 雁 🪿"));
    assertSame(message, PlainText.clean(message));
  }

  /// A message with a text everywhere a block may have one that a model reads.
  private static Message everywhere(String text) {
    JsonObject json =
        JsonObject.builder()
            .put("uri", "x:y")
            .put("text", text)
            .put(
                "list",
                JsonArray.of(Json.of(7), Json.of(text), JsonObject.of("deep", Json.of(text))))
            .build();
    ToolResult result =
        new ToolResult(
            List.of(
                new ToolContent.Text(text),
                new ToolContent.Image("AA==", "image/png", JsonObject.EMPTY),
                new ToolContent.Resource(json, JsonObject.EMPTY),
                new ToolContent.ResourceLink(json)),
            json,
            false,
            JsonObject.EMPTY);
    return Message.assistant(
        "m",
        1,
        new Content.Text(text),
        new Content.ToolRequest("a", Outcome.success(new ToolCall("shell", json))),
        new Content.ToolRequest("b", Outcome.success(new ToolCall("shell", null))),
        new Content.ToolRequest("c", Outcome.failure(text)),
        new Content.FrontendToolRequest(
            "d", Outcome.success(new ToolCall("ask", json)), JsonObject.EMPTY),
        new Content.ToolResponse("a", Outcome.success(result)),
        new Content.ToolResponse("b", Outcome.failure(text)),
        new Content.ToolResponse("c", Outcome.success(ToolResult.text(text))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hid\uDB40\uDC41den", "\uDB40\uDC01hidden", "hidden\uDB40\uDC7F\uDB40\uDC00"})
  void noModelGetsTagCharacters(String text) {
    assertEquals(
        List.of(everywhere("hidden"), everywhere("hidden")),
        PlainText.withoutTags(List.of(everywhere(text), everywhere("hidden"))));
  }

  @Test
  void aMessageWithoutTagCharactersStaysTheSameForModels() {
    Message message = everywhere("Fluß 雁 🪿 \uDB40\uDD00");
    Message stamped = everywhere("hid\uDB40\uDC41den");

    List<Message> plain = PlainText.withoutTags(List.of(message, stamped, message));

    assertSame(message, plain.getFirst());
    assertSame(message, plain.getLast());
  }

  /// Its service has signed it.
  @Test
  void thinkingStaysAsItIs() {
    Message thought = Message.assistant("m", 1, new Content.Thinking("a\uDB40\uDC41", "signed"));

    assertSame(thought, PlainText.withoutTags(List.of(thought)).getFirst());
  }

  /// What was said is stored and shown as it was, but for texts.
  @Test
  void whatEntersAConversationKeepsThemInWhatToolsSaid() {
    Message said = everywhere("a\uDB40\uDC41");

    List<Content> clean = PlainText.clean(said).content();

    assertEquals(new Content.Text("a"), clean.getFirst());
    assertEquals(said.content().subList(1, said.content().size()), clean.subList(1, clean.size()));
  }

  @Test
  void noModelGetsTagCharactersOfATool() {
    JsonObject schema = JsonObject.of("description", Json.of("in\uDB40\uDC41"));
    Tool hidden = new Tool("t", "a\uDB40\uDC41", schema, JsonObject.EMPTY);
    Tool plain = new Tool("t", null, JsonObject.of("type", Json.of("object")), JsonObject.EMPTY);

    List<Tool> given =
        new ProviderRequest(ModelConfig.of("m"), "s", "", List.of(), List.of(hidden, plain))
            .tools();

    assertEquals(
        new Tool("t", "a", JsonObject.of("description", Json.of("in")), JsonObject.EMPTY),
        given.getFirst());
    assertSame(plain, given.getLast());
  }
}
