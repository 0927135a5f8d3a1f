package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundledExtensionListTest {

  @Test
  void entriesOfAllKindsPass() {
    var list =
        check(
            """
            [{"id": "developer", "name": "developer", "type": "builtin", "enabled": true},
             {"id": "git", "name": "Git", "type": "stdio", "cmd": "git-mcp", "args": []},
             {"id": "web", "name": "Web", "type": "streamable_http", "uri": "https://example.org"}]
            """);

    assertEquals(new BundledExtensionList(3, List.of()), list);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"name": "x", "type": "builtin"}                                  | id
          {"id": "x", "type": "builtin"}                                    | name
          {"id": "x", "name": "x"}                                          | type
          {"id": 1, "name": "x", "type": "builtin"}                         | id
          {"id": "x", "name": "x", "type": "builtin", "enabled": "yes"}     | enabled
          {"id": "x", "name": "x", "type": "streamable_http", "url": "u"}   | uri
          {"id": "x", "name": "x", "type": "stdio", "args": []}             | cmd
          {"id": "x", "name": "x", "type": "carrier pigeon"}                | carrier pigeon
          "developer"                                                       | a map
          """)
  void aBadEntryIsReportedWithItsPlaceAndReason(String entry, String reason) {
    var problems = check("[" + entry + "]").problems();

    assertEquals(1, problems.size());
    assertTrue(problems.getFirst().startsWith("entry 1"), problems.getFirst());
    assertTrue(problems.getFirst().contains(reason), problems.getFirst());
  }

  @Test
  void everyBadEntryIsReported() {
    assertEquals(
        2, check("[1, {\"id\":\"a\",\"name\":\"a\",\"type\":\"builtin\"}, 2]").problems().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "", "[", "[]]"})
  void anythingButAnArrayIsRefused(String text) {
    assertThrows(InvalidInput.class, () -> check(text));
  }

  private static BundledExtensionList check(String text) {
    return BundledExtensionList.check(text.getBytes(UTF_8));
  }
}
