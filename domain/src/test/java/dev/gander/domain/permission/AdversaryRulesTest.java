package dev.gander.domain.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AdversaryRulesTest {
  private static final Set<String> USUAL = Set.of("shell", "computercontroller__automation_script");

  static Arguments[] files() {
    return new Arguments[] {
      Arguments.of("", USUAL, ""),
      Arguments.of("Block deletions.\n", USUAL, "Block deletions."),
      Arguments.of("tools: a, b\n---\nBlock.", Set.of("a", "b"), "Block."),
      Arguments.of("tools: [a, b]\n---\n", Set.of("a", "b"), ""),
      Arguments.of(
          "# Mine\n  tools: a\n---\r\nBlock.\n---\nMore.", Set.of("a"), "Block.\n---\nMore."),
      Arguments.of("---\ntools: a\n---\nBlock.", Set.of("a"), "Block."),
      Arguments.of("tools:\n---\nBlock.", USUAL, "Block."),
      Arguments.of("Hello\n---\nBlock.", USUAL, "Block."),
      Arguments.of("tools: a\nBlock.", USUAL, "tools: a\nBlock."),
    };
  }

  @ParameterizedTest
  @MethodSource("files")
  void aHeadNamesTheToolsAndTheRestIsRules(String text, Set<String> tools, String rules) {
    assertEquals(new AdversaryRules(tools, rules), AdversaryRules.parse(text));
  }
}
