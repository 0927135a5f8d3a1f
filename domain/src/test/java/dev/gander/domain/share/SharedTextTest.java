package dev.gander.domain.share;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SharedTextTest {
  @Test
  void theLinkIsNotPrinted() {
    SharedText shared = new SharedText("place:1?key=secret", "place:1", "1", List.of("place"));

    assertEquals(
        "SharedText[link=hidden, locator=place:1, id=1, places=[place]]", shared.toString());
  }
}
