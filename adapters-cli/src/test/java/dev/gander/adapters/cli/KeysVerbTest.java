package dev.gander.adapters.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.KeyOrder;
import dev.gander.domain.access.Scope;
import dev.gander.domain.error.InvalidInput;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysVerbTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:11:12Z");

  @TempDir Path folder;

  private void assertOrder(KeyOrder expected, String arguments) {
    TypedLine line = new TypedLine(folder);
    line.run(("keys " + arguments).split(" "));
    assertEquals(List.of(new Chore.Keys(expected)), line.chores, line::told);
  }

  @Test
  void optionsAreTakenInBothForms() {
    KeyOrder expected =
        new KeyOrder.Add("bot", Set.of(Scope.READ, Scope.CHAT), "30d", Long.valueOf(60));

    assertOrder(expected, "add bot --scopes read,chat --expires 30d --requests-per-minute 60");
    assertOrder(expected, "add bot --requests-per-minute=60 --expires=30d --scopes=chat,read");
    assertOrder(new KeyOrder.Add("bot", Set.of(Scope.ADMIN), null, null), "add bot --scopes admin");
    assertOrder(new KeyOrder.ListAll(), "list");
    assertOrder(new KeyOrder.Rotate("bot", Duration.ZERO), "rotate bot");
    assertOrder(new KeyOrder.Rotate("bot", Duration.ofHours(12)), "rotate bot --overlap 12h");
    assertOrder(new KeyOrder.Revoke("bot"), "revoke bot");
  }

  @ParameterizedTest
  @CsvSource({
    "30d, 2026-04-03T10:11:12Z",
    "90s, 2026-03-04T10:12:42Z",
    "2027-01-31T12:00:00+02:00, 2027-01-31T10:00:00Z"
  })
  void aKeyExpiresAfterAWhileOrAtATime(String expires, Instant end) {
    assertEquals(end, new KeyOrder.Add("a", Set.of(), expires, null).end(NOW));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fly | 'fly'",
        "--fly | '--fly'",
        "add | <NAME>",
        "add --scopes read | <NAME>",
        "add bot | --scopes",
        "add bot --scopes | --scopes",
        "add bot --scopes= | '' is no scope",
        "add bot --scopes read --scopes chat | --scopes",
        "add bot --scopes read,fly | 'fly' is no scope; they are read, chat, approve, configure and"
            + " admin",
        "add bot --scopes read,, | '' is no scope",
        "add bot --scopes read --requests-per-minute many | 'many'",
        "add bot --scopes read --requests-per-minute -1 | '-1' is no number of requests a minute",
        "add bot --scopes read --overlap 3s | '--overlap'",
        "add bot cat --scopes read | 'cat'",
        "list all | 'all'",
        "rotate | NAME",
        "rotate bot --overlap soon | --overlap is a duration such as 90s, 15m, 12h or 30d",
        "revoke | NAME",
        "revoke a b | 'b'",
      },
      quoteCharacter = '~')
  void aMistakeIsExplained(String arguments, String mistake) {
    TypedLine line = new TypedLine(folder);

    assertEquals(2, line.run(("keys " + arguments).split(" ")));
    assertTrue(line.told().lines().findFirst().orElse("").contains(mistake), line.told());
    assertEquals(List.of(), line.chores);
  }

  @Test
  void anExpiryThatIsNeitherIsExplained() {
    KeyOrder.Add add = new KeyOrder.Add("a", Set.of(), "tomorrow", null);

    assertThrows(InvalidInput.class, () -> add.end(NOW));
  }
}
