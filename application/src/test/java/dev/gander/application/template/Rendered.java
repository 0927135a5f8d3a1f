package dev.gander.application.template;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.application.template.Template.Whitespace;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Templates of recipes, rendered with a few variables.
final class Rendered {
  static final JsonObject VARIABLES =
      JsonObject.builder()
          .put("name", "Ada")
          .put("empty", "")
          .put("n", 3)
          .put("yes", true)
          .put("nothing", JsonNull.NULL)
          .put("lines", "one\n two\n\nthree\n")
          .put("list", JsonArray.ofTexts(List.of("b", "A", "c")))
          .put("map", JsonObject.builder().put("k", "v").put("l", 2).build())
          .build();

  private Rendered() {}

  static String lenient(String template) {
    return with(Rendering.LENIENT, template);
  }

  static String strict(String template) {
    return with(Rendering.STRICT, template);
  }

  static String with(Rendering rendering, String template) {
    return Template.parse(template, Whitespace.KEEP).render(VARIABLES, rendering);
  }

  /// A template that can load others.
  static Template loading(String template, Map<String, String> others) {
    return Template.parse(template, Whitespace.KEEP, name -> Optional.ofNullable(others.get(name)));
  }

  static String problem(String template) {
    return problem(Rendering.LENIENT, template);
  }

  static String problem(Rendering rendering, String template) {
    return assertThrows(TemplateException.class, () -> with(rendering, template)).text();
  }

  static JsonObject variable(String name, String text) {
    return JsonObject.of(name, Json.of(text));
  }
}
