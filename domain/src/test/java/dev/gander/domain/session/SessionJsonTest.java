package dev.gander.domain.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionJsonTest {
  private static final JsonObject SMALLEST =
      JsonObject.builder()
          .put("id", "s")
          .put("working_dir", "/w")
          .put("name", "n")
          .put("created_at", "2026-03-04T10:11:12Z")
          .put("updated_at", "2026-03-04T10:11:13Z")
          .put("extension_data", JsonObject.EMPTY)
          .put("message_count", 3)
          .build();

  @Test
  void whatWasReadIsWrittenAgainInTheSameOrder() {
    JsonObject whole =
        JsonObject.builder()
            .put("id", "20260304_1")
            .put("working_dir", "/w")
            .put("name", "Name")
            .put("user_set_name", true)
            .put("session_type", "scheduled")
            .put("created_at", "2026-03-04T10:11:12Z")
            .put("updated_at", "2026-03-05T10:11:12.500Z")
            .put("extension_data", JsonObject.of("todo.v0", Json.of(1)))
            .put("total_tokens", 30)
            .put("input_tokens", 10)
            .put("output_tokens", 20)
            .put("accumulated_total_tokens", 300)
            .put("accumulated_input_tokens", 100)
            .put("accumulated_output_tokens", 200)
            .put("accumulated_cost", Json.of(0.25))
            .put("usage", usage(10, 20, 30))
            .put("accumulated_usage", usage(100, 200, 300))
            .put("schedule_id", "nightly")
            .put("recipe", JsonObject.of("title", Json.of("R")))
            .put("user_recipe_values", JsonObject.of("a", Json.of("b")))
            .put("conversation", JsonNull.NULL)
            .put("message_count", 4)
            .put("last_message_at", "2026-03-05T10:11:12Z")
            .put("provider_name", "openai")
            .put("model_config", modelConfig())
            .put("goose_mode", "approve")
            .put("archived_at", "2026-03-06T10:11:12Z")
            .put("project_id", "p")
            .put("last_message_snippet", JsonNull.NULL)
            .build();

    JsonObject written = SessionJson.write(SessionJson.read(whole));

    assertEquals(List.copyOf(whole.members().keySet()), List.copyOf(written.members().keySet()));
    assertEquals(whole, written);
  }

  @Test
  void whatIsAbsentIsWrittenAsNull() {
    JsonObject written = SessionJson.write(SessionJson.read(SMALLEST));

    assertEquals(29, written.members().size());
    for (String name :
        List.of(
            "total_tokens",
            "accumulated_cost",
            "schedule_id",
            "recipe",
            "user_recipe_values",
            "conversation",
            "last_message_at",
            "provider_name",
            "model_config",
            "archived_at",
            "project_id",
            "last_message_snippet")) {
      assertEquals(JsonNull.NULL, written.get(name), name);
    }
    assertEquals(Json.of(false), written.get("user_set_name"));
    assertEquals(Json.of("user"), written.get("session_type"));
    assertEquals(Json.of("auto"), written.get("goose_mode"));
  }

  @Test
  void olderVersionsHaveADescriptionAndFlatCounts() {
    JsonObject old =
        JsonObject.builder()
            .putAll(SMALLEST.without(Set.of("name")))
            .put("description", "told")
            .put("input_tokens", 1)
            .put("accumulated_total_tokens", 5)
            .build();

    JsonObject written = SessionJson.write(SessionJson.read(old));

    assertEquals(Json.of("told"), written.get("name"));
    assertEquals(Json.of(1), written.object("usage").orElseThrow().get("input_tokens"));
    assertEquals(Json.of(5), written.object("accumulated_usage").orElseThrow().get("total_tokens"));
  }

  @Test
  void theFirstMissingMemberIsNamed() {
    Set<String> missing = new LinkedHashSet<>();
    for (String required : SMALLEST.members().keySet().stream().toList().reversed()) {
      missing.add(required);
      var failure =
          assertThrows(
              InvalidShape.class, () -> SessionJson.read(SMALLEST.without(missing)), required);
      String named = required.equals("name") ? "description" : required;
      assertEquals("missing field `" + named + "`", failure.text());
    }
  }

  @Test
  void wrongMembersAreRefused() {
    for (String required : SMALLEST.members().keySet()) {
      assertThrows(
          InvalidShape.class, () -> SessionJson.read(SMALLEST.without(Set.of(required))), required);
    }
    for (String member :
        List.of(
            "user_set_name",
            "session_type",
            "usage",
            "accumulated_usage",
            "accumulated_cost",
            "schedule_id",
            "user_recipe_values",
            "last_message_at",
            "provider_name",
            "model_config",
            "goose_mode",
            "archived_at",
            "project_id",
            "last_message_snippet")) {
      JsonObject wrong = SMALLEST.with(member, JsonArray.EMPTY);
      assertThrows(InvalidShape.class, () -> SessionJson.read(wrong), member);
    }
  }

  private static JsonObject usage(long input, long output, long total) {
    return JsonObject.builder()
        .put("input_tokens", input)
        .put("output_tokens", output)
        .put("total_tokens", total)
        .put("cache_read_input_tokens", JsonNull.NULL)
        .put("cache_write_input_tokens", JsonNull.NULL)
        .build();
  }

  private static JsonObject modelConfig() {
    return ModelConfig.of("gpt").withTemperature(0.5).toJson();
  }
}
