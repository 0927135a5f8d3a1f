package dev.gander.application.api.news;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.session.SessionId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewsPositionTest {
  @Test
  void whatIsWrittenIsRead() {
    for (NewsPosition position :
        new NewsPosition[] {
          new NewsPosition("0195e8a1", 0, Map.of()),
          new NewsPosition(
              "0195e8a1",
              17,
              Map.of(new SessionId("20260304_1"), 42L, new SessionId("20260304_2"), 0L))
        }) {
      assertEquals(Optional.of(position), NewsPosition.parse(position.text()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        ".",
        "x.",
        ".5",
        "x.-5",
        "x.5~",
        "x.5~a",
        "x.5~a.",
        "x.5~.3",
        "x.5~a.3~",
        "x.5 ",
        "x.1234567890123456789",
        "x.5~a.1\n",
        "x.5~a b.1",
        "x.٣"
      })
  void everythingElseIsNone(String text) {
    assertEquals(Optional.empty(), NewsPosition.parse(text));
  }
}
