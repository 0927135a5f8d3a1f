package dev.gander.bootstrap.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.access.Scope;
import dev.gander.domain.error.InvalidInput;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyOrderTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:11:12Z");

  private static KeyOrder parse(String line) {
    return KeyOrder.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")));
  }

  @Test
  void optionsAreTakenInBothForms() {
    KeyOrder expected =
        new KeyOrder.Add("bot", Set.of(Scope.READ, Scope.CHAT), "30d", Long.valueOf(60));

    assertEquals(
        expected, parse("add bot --scopes read,chat --expires 30d --requests-per-minute 60"));
    assertEquals(
        expected, parse("add bot --requests-per-minute=60 --expires=30d --scopes=chat,read"));
    assertEquals(
        new KeyOrder.Add("bot", Set.of(Scope.ADMIN), null, null), parse("add bot --scopes admin"));
    assertEquals(new KeyOrder.ListAll(), parse("list"));
    assertEquals(new KeyOrder.Rotate("bot", Duration.ZERO), parse("rotate bot"));
    assertEquals(
        new KeyOrder.Rotate("bot", Duration.ofHours(12)), parse("rotate bot --overlap 12h"));
    assertEquals(new KeyOrder.Revoke("bot"), parse("revoke bot"));
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
      quoteCharacter = '~',
      value = {
        "~~ | an argument is missing",
        "fly | the argument 'fly' is not known here",
        "--fly | the option '--fly' is not known here",
        "add | the name of the key is missing",
        "add --scopes read | the name of the key is missing",
        "add bot | --scopes is missing, as in --scopes read,chat",
        "add bot --scopes | the value of --scopes is missing",
        "add bot --scopes= | the value of --scopes is missing",
        "add bot --scopes read --scopes chat | --scopes is given twice",
        "add bot --scopes read,fly | 'fly' is no scope; they are read, chat, approve, configure and"
            + " admin",
        "add bot --scopes read,, | '' is no scope; they are read, chat, approve, configure and admin",
        "add bot --scopes read --requests-per-minute many | 'many' is no number of requests a minute",
        "add bot --scopes read --requests-per-minute -1 | '-1' is no number of requests a minute",
        "add bot --overlap 3s | the option '--overlap' is not known here",
        "add bot cat --scopes read | the argument 'cat' is not known here",
        "list all | the argument 'all' is not known here",
        "rotate | the name or id of a key is missing",
        "rotate bot --overlap soon | --overlap is a duration such as 90s, 15m, 12h or 30d",
        "revoke | the name or id of a key is missing",
        "revoke a b | the argument 'b' is not known here",
      })
  void aMistakeIsExplained(String line, String mistake) {
    InvalidInput e = assertThrows(InvalidInput.class, () -> parse(line));

    assertEquals(mistake, e.text());
  }

  @Test
  void anExpiryThatIsNeitherIsExplained() {
    KeyOrder.Add add = new KeyOrder.Add("a", Set.of(), "tomorrow", null);

    assertThrows(InvalidInput.class, () -> add.end(NOW));
  }
}
