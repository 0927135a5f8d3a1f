package dev.gander.adapters.acp.config;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.config.EditPreferences;
import dev.gander.application.api.config.Preference;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Users' preferences.
public record PreferenceMethods(EditPreferences use) {
  private static final Set<String> DICTATION_PROVIDERS =
      Set.of("openai", "groq", "elevenlabs", "local", "__disabled__");

  public Map<String, AcpMethod> methods() {
    return Map.of(
        "preferences/read", AcpMethod.of(this::read),
        "preferences/save", AcpMethod.of(this::save),
        "preferences/remove", AcpMethod.of(this::remove));
  }

  private Json read(JsonFields fields) {
    List<Preference> named = keys(fields);
    List<Preference> wanted = named.isEmpty() ? List.of(Preference.values()) : named;
    return JsonObject.of(
        "values",
        JsonArray.of(
            wanted,
            preference ->
                JsonObject.of("key", Json.of(preference.wireName()))
                    .with("value", use.read(preference))));
  }

  private static List<Preference> keys(JsonFields fields) {
    return fields.orElse("keys", JsonFields.listOf(PreferenceMethods::preference), List.of());
  }

  private static Preference preference(Json json) {
    String name = JsonFields.asText(json);
    return Preference.find(name).orElseThrow(() -> InvalidShape.unknownVariant(name));
  }

  private record Value(Preference preference, Json value) {
    static Value read(Json json) {
      JsonFields fields = JsonFields.of(json);
      return new Value(
          fields.required("key", PreferenceMethods::preference),
          Objects.requireNonNullElse(fields.object().get("value"), JsonNull.NULL));
    }
  }

  private Json save(JsonFields fields) {
    Map<Preference, Json> values = new LinkedHashMap<>();
    fields
        .orElse("values", JsonFields.listOf(Value::read), List.of())
        .forEach(
            value -> {
              requireSupported(value);
              values.put(value.preference(), value.value());
            });
    use.save(values);
    return JsonObject.EMPTY;
  }

  private static void requireSupported(Value given) {
    if (given.preference() == Preference.DICTATION_PROVIDER
        && given.value() instanceof JsonString(String provider)
        && !DICTATION_PROVIDERS.contains(provider)) {
      throw RpcError.invalidParams(given.preference().wireName() + " is not supported");
    }
  }

  private Json remove(JsonFields fields) {
    use.remove(keys(fields));
    return JsonObject.EMPTY;
  }
}
