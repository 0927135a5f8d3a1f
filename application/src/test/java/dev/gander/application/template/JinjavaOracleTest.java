package dev.gander.application.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.RenderResult;
import dev.gander.application.template.Template.Whitespace;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// jinjava renders what is common to all dialects of Jinja as we do.
class JinjavaOracleTest {
  /// Where jinjava has ways of its own unless told otherwise.
  private static final LegacyOverrides JINJA =
      LegacyOverrides.newBuilder()
          .withUseNaturalOperatorPrecedence(true)
          .withParseWhitespaceControlStrictly(true)
          .withUseTrimmingForNotesAndExpressions(true)
          .withAllowAdjacentTextNodes(true)
          .withHandleBackslashInQuotesOnly(true)
          .build();

  private static final Jinjava JINJAVA =
      new Jinjava(
          JinjavaConfig.newBuilder()
              .withNestedInterpretationEnabled(false)
              .withLegacyOverrides(JINJA)
              .build());

  @Provide
  static Arbitrary<String> templates() {
    return CommonTemplate.any();
  }

  @Provide
  static Arbitrary<String> texts() {
    return Arbitraries.of(CommonTemplate.TEXTS);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void bothRenderTheSame(
      @ForAll("templates") String template,
      @ForAll("texts") String name,
      @ForAll("texts") String last) {
    List<String> items = List.of("b", name, last);
    JsonObject variables =
        JsonObject.builder()
            .put("name", name)
            .put("long", "a longer text\n")
            .put("blank", "")
            .put("n", 3)
            .put("m", 12)
            .put("yes", true)
            .put("no", false)
            .put("items", JsonArray.ofTexts(items))
            .put("map", JsonObject.of("k", Json.of("v")))
            .build();
    RenderResult expected =
        JINJAVA.renderForResult(
            template,
            Map.of(
                "name",
                name,
                "long",
                "a longer text\n",
                "blank",
                "",
                "n",
                3L,
                "m",
                12L,
                "yes",
                true,
                "no",
                false,
                "items",
                items,
                "map",
                Map.of("k", "v")));

    assertTrue(expected.getErrors().isEmpty(), () -> expected.getErrors().toString());
    assertEquals(expected.getOutput(), Template.parse(template, Whitespace.KEEP).render(variables));
  }
}
