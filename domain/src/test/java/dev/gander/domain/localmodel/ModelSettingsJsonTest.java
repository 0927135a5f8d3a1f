package dev.gander.domain.localmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelSettingsJsonTest {
  private static ModelSettings read(String name, Json value) {
    return ModelSettingsJson.read(JsonObject.of(name, value));
  }

  @Test
  void missingMembersHaveTheirDefaults() {
    assertEquals(ModelSettings.USUAL, ModelSettingsJson.read(JsonObject.EMPTY));
    assertEquals(
        "{\"context_size\":null,\"max_output_tokens\":null,\"sampling\":{\"type\":\"Temperature\","
            + "\"temperature\":0.8,\"top_k\":40,\"top_p\":0.95,\"min_p\":0.05,\"seed\":null},"
            + "\"repeat_penalty\":1.0,\"repeat_last_n\":64,\"frequency_penalty\":0.0,"
            + "\"presence_penalty\":0.0,\"n_batch\":null,\"n_gpu_layers\":null,\"use_mlock\":false,"
            + "\"flash_attention\":null,\"n_threads\":null,\"native_tool_calling\":false,"
            + "\"use_jinja\":false,\"enable_thinking\":true,\"vision_capable\":false,"
            + "\"image_token_estimate\":256,\"mmproj_size_bytes\":0,\"tool_calling\":\"auto\","
            + "\"chat_template\":{\"type\":\"embedded\"}}",
        ModelSettingsJson.write(ModelSettings.USUAL).compact());
  }

  static Stream<ModelSettings> settings() {
    ModelSettings usual = ModelSettings.USUAL;
    return Stream.of(
        usual,
        new ModelSettings(
            new Computing(0L, 0xffff_ffffL, 1L, -1, true, true),
            new TokenSampling.Greedy(),
            new Penalties(1.1, -1, 0.5, -0.5),
            7L,
            ToolCalling.FORCE_NATIVE,
            true,
            false,
            new TemplateChoice.Builtin("chatml"),
            new Vision(true, 1, 2),
            "llamacpp",
            "a/b:Q4_0"),
        new ModelSettings(
            Computing.USUAL,
            new TokenSampling.Mirostat(5, 0.1, 1L),
            Penalties.NONE,
            null,
            ToolCalling.FORCE_EMULATED,
            false,
            true,
            new TemplateChoice.Inline("{{ x }}"),
            Vision.NONE,
            null,
            null));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void whatIsWrittenIsRead(ModelSettings settings) {
    assertEquals(settings, ModelSettingsJson.read(ModelSettingsJson.write(settings)));
  }

  @Test
  void olderMemberForToolsCountsUnlessTheNewerIsThere() {
    JsonObject older = JsonObject.of("native_tool_calling", JsonBool.TRUE);

    assertEquals(ToolCalling.FORCE_NATIVE, ModelSettingsJson.read(older).toolCalling());
    assertEquals(
        ToolCalling.FORCE_EMULATED,
        ModelSettingsJson.read(older.with("tool_calling", Json.of("force_emulated")))
            .toolCalling());
  }

  @Test
  void olderWordForTheEmbeddedTemplateIsRead() {
    assertEquals(
        new TemplateChoice.Embedded(),
        read("chat_template", JsonObject.of("type", Json.of("auto"))).template());
  }

  static Stream<JsonObject> wrong() {
    JsonObject temperature = JsonObject.of("type", Json.of("Temperature"));
    return Stream.of(
            List.of("context_size", Json.of(-1)),
            List.of("context_size", Json.of(1L << 32)),
            List.of("n_threads", Json.of(1L << 31)),
            List.of("max_output_tokens", Json.of(1.5)),
            List.of("sampling", JsonNull.NULL),
            List.of("sampling", JsonObject.EMPTY),
            List.of("sampling", JsonObject.of("type", Json.of("greedy"))),
            List.of("sampling", temperature.with("temperature", Json.of(0.8))),
            List.of("repeat_penalty", Json.of("1")),
            List.of("repeat_penalty", Json.of(1e39)),
            List.of("use_mlock", Json.of("true")),
            List.of("tool_calling", Json.of("AUTO")),
            List.of("chat_template", JsonObject.of("type", Json.of("builtin"))),
            List.of("image_token_estimate", Json.of(-1)))
        .map(pair -> JsonObject.of((String) pair.getFirst(), (Json) pair.getLast()));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void wrongTypesAreRefused(JsonObject wrong) {
    assertThrows(InvalidShape.class, () -> ModelSettingsJson.read(wrong));
  }
}
