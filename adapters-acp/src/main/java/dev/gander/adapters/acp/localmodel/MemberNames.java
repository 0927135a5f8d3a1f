package dev.gander.adapters.acp.localmodel;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// The names of members here, where the domain's forms of JSON have those of the other API.
final class MemberNames {
  private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");
  private static final Pattern CAPITAL = Pattern.compile("([A-Z])");

  private MemberNames() {}

  /// `top_k` becomes `topK`; members without a value are left out.
  static JsonObject camel(JsonObject form) {
    return renamed(
        form, it -> UNDERSCORE.matcher(it).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT)));
  }

  /// The way back.
  static JsonObject snake(JsonObject form) {
    return renamed(
        form, it -> CAPITAL.matcher(it).replaceAll(m -> "_" + m.group(1).toLowerCase(Locale.ROOT)));
  }

  /// Objects in lists are left alone: there are none.
  private static JsonObject renamed(JsonObject form, UnaryOperator<String> name) {
    JsonObject.Builder copy = JsonObject.builder();
    form.members()
        .forEach(
            (member, value) -> {
              if (!(value instanceof JsonNull)) {
                copy.put(name.apply(member), renamed(value, name));
              }
            });
    return copy.build();
  }

  private static Json renamed(Json value, UnaryOperator<String> name) {
    return value instanceof JsonObject object ? renamed(object, name) : value;
  }
}
