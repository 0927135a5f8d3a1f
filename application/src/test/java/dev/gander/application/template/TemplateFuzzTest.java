package dev.gander.application.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.template.Template.Whitespace;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever a template is, rendering ends soon, and with a text or a [TemplateException].
class TemplateFuzzTest {
  private static final long MOST_NANOSECONDS = 100_000_000;

  private static final Map<String, String> OTHERS =
      Map.of(
          "self", "{% include 'self' %}",
          "base", "{% block p %}{{ x }}{% endblock %}{% block q %}{% endblock %}",
          "data.yaml", "x: {{ x }} {{ z }}");

  private static final JsonObject VARIABLES =
      JsonObject.builder()
          .put("x", "abcdefgh")
          .put("n", 7)
          .put("z", JsonArray.ofTexts(List.of("b", "a")))
          .put("m", JsonObject.of("a", JsonObject.of("b", JsonArray.of(Json.of(1)))))
          .build();

  @Provide
  static Arbitrary<String> mixed() {
    return AnyTemplate.mixed();
  }

  @Provide
  static Arbitrary<String> repeated() {
    return AnyTemplate.repeated();
  }

  @Provide
  static Arbitrary<String> damaged() {
    return AnyTemplate.damaged();
  }

  @Property
  void anyPartsEndSoon(@ForAll("mixed") String source) {
    endsSoon(source);
  }

  @Property(tries = 300)
  void bombsEndSoon(@ForAll("repeated") String source) {
    endsSoon(source);
  }

  @Property
  void damagedTemplatesEndSoon(@ForAll("damaged") String source) {
    endsSoon(source);
  }

  @Property
  void whatIsProtectedStaysAsItIs(@ForAll("mixed") String source) {
    String text = LiteralBraces.protect(source);

    assertEquals(text, LiteralBraces.protect(text));
  }

  /// The best of several times, since others use the machine, too.
  private static void endsSoon(String source) {
    long took = Long.MAX_VALUE;
    for (int i = 0; i < 10 && took > MOST_NANOSECONDS; i++) {
      long before = System.nanoTime();
      render(source);
      took = System.nanoTime() - before;
    }
    long milliseconds = took / 1_000_000;
    assertTrue(took <= MOST_NANOSECONDS, () -> "took " + milliseconds + " ms");
  }

  private static void render(String source) {
    try {
      Template template =
          Template.parse(source, Whitespace.KEEP, name -> Optional.ofNullable(OTHERS.get(name)));
      template.render(VARIABLES, Rendering.LENIENT);
    } catch (TemplateException e) {
      assertTrue(e.text().contains("(in line "), e.text());
    }
  }
}
