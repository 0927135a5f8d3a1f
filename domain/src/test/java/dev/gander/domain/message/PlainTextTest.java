package dev.gander.domain.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlainTextTest {
  /// Letters, marks that combine with what is before them, parts of Korean syllables, signs that
  /// have another form when composed, a picture, and a tag character.
  private static final List<String> PARTS =
      List.of(
          "a",
          "e",
          "é",
          "ß",
          "\u0301",
          "\u0323",
          "\u1100",
          "\u1161",
          "\u11a8",
          "\u212b",
          "雁",
          "🪿",
          "\u0958",
          "\udb40\udc41");

  /// Only the characters around combining ones are looked at, which must not show.
  @Test
  void anyTextIsComposedAsAWhole() {
    Random random = new Random(11);
    for (int i = 0; i < 50_000; i++) {
      String text =
          random
              .ints(random.nextInt(8), 0, PARTS.size())
              .mapToObj(PARTS::get)
              .collect(Collectors.joining());
      String expected =
          Normalizer.normalize(text, Normalizer.Form.NFC).replace(PARTS.getLast(), "");
      assertEquals(expected, PlainText.clean(text), text);
    }
  }

  @Test
  void aMessageWithCleanTextsStaysTheSame() {
    Message message = Message.user(null, 0, new Content.Text("Fluß 雁 🪿"));
    assertSame(message, PlainText.clean(message));
    assertSame(message, PlainText.withoutTags(List.of(message)).getFirst());
  }
}
