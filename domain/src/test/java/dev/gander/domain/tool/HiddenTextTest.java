package dev.gander.domain.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenTextTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        0xAD, 0x34F, 0x61C, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060,
        0x2063, 0x2066, 0x2069, 0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xE0001, 0xE0041, 0xE007F, 0xE0100
      })
  void charactersThatNobodySeesAreFound(int c) {
    String text = "Sends " + Character.toString(c) + "mail";

    assertTrue(HiddenText.isIn(text));
    assertEquals("Sends ⟨U+%04X⟩mail".formatted(c), HiddenText.visible(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Sends mail.\n\tTo: you",
        "Grüße, 日本語, עברית, العربية",
        "👨\u200D👩\u200D👧 ❤️ ☎︎",
        "می\u200Cخواهم",
        "क्\u200Dष",
      })
  void ordinaryTextHasNone(String text) {
    assertFalse(HiddenText.isIn(text));
    assertEquals(text, HiddenText.visible(text));
  }

  @Test
  void tagsAreSpelt() {
    String hidden =
        "send it".chars().mapToObj(c -> Character.toString(0xE0000 + c)).reduce("", String::concat);

    assertEquals(Optional.of("send it"), HiddenText.inTags("Mail" + hidden + "."));
    assertEquals(Optional.empty(), HiddenText.inTags("Mail."));
  }

  @Test
  void joinersInARowJoinNothing() {
    assertTrue(HiddenText.isIn("日\u200D\u200D本"));
  }
}
