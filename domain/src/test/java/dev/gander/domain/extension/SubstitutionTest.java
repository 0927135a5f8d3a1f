package dev.gander.domain.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubstitutionTest {
  private static final Map<String, String> VARIABLES =
      Map.of("FOO", "1", "FOOBAR", "2", "NEST", "$FOO", "COST", "5\\$");

  @ParameterizedTest
  @CsvSource({
    "Bearer ${FOO},       Bearer 1",
    "Bearer ${  FOO },    Bearer 1",
    "Bearer $FOO,         Bearer 1",
    "$FOOBAR/$FOO,        2/1",
    "$FOO-${FOO},         1-1",
    "${UNKNOWN} $UNKNOWN, ${UNKNOWN} $UNKNOWN",
    "$NEST,               $FOO",
    "${COST},             5\\$",
    "$1 ${} $ ${FOO,      $1 ${} $ ${FOO",
  })
  void putsInWhatIsKnownAndLeavesTheRest(String text, String expected) {
    assertEquals(expected, Substitution.apply(text, VARIABLES));
  }
}
