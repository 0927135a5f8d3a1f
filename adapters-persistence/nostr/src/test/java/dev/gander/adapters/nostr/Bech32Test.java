package dev.gander.adapters.nostr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.InvalidInput;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Bech32Test {
  /// From BIP-173 and NIP-19.
  @ParameterizedTest
  @CsvSource({
    "a, '', a12uel5l",
    "npub, 7e7e9c42a91bfef19fa929e5fda1b72e0ebc1a4c1141673e2794234d86addf4e,"
        + " npub10elfcs4fr0l0r8af98jlmgdh9c8tcxjvz9qkw038js35mp4dma8qzvjptg",
    "nsec, 67dea2ed018072d675f5415ecfaed7d2597555e202d85b3d65ea4e58d2d92ffa,"
        + " nsec1vl029mgpspedva04g90vltkh6fvh240zqtv9k0t9af8935ke9laqsnlfe5"
  })
  void bytesHaveOneText(String prefix, String hex, String text) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertEquals(text, Bech32.encode(prefix, bytes));
    assertArrayEquals(bytes, Bech32.decode(prefix, text));
    assertArrayEquals(bytes, Bech32.decode(prefix, text.toUpperCase(Locale.ROOT)));
  }

  @Test
  void anyBytesComeBack() {
    Random random = new Random(7);
    for (int length = 0; length < 300; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      assertArrayEquals(bytes, Bech32.decode("x", Bech32.encode("x", bytes)));
    }
  }

  @Test
  void aTypingMistakeIsSeen() {
    String text = Bech32.encode("nsec", new byte[] {1, 2, 3});
    for (int i = 0; i < text.length(); i++) {
      String wrong =
          text.substring(0, i) + (text.charAt(i) == 'q' ? 'p' : 'q') + text.substring(i + 1);
      assertThrows(InvalidInput.class, () -> Bech32.decode("nsec", wrong), wrong);
      String missing = text.substring(0, i) + text.substring(i + 1);
      assertThrows(InvalidInput.class, () -> Bech32.decode("nsec", missing), missing);
    }
  }

  /// The last three have bits that belong to no byte.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bc",
        "bc1",
        "bc1q",
        "bc1qqqqq",
        "xx1qqqqqq",
        "bc1bbbbbbb",
        "bc1äqqqqqqq",
        "Bc1qqqqqqqq",
        "bc1q9zpgru",
        "bc1qpdt29jm",
        "bc1qqqglchaj"
      })
  void whatIsNoneIsRefusedWithoutRepeatingIt(String text) {
    InvalidInput failure = assertThrows(InvalidInput.class, () -> Bech32.decode("bc", text));
    assertFalse(text.length() > 4 && failure.text().contains(text), failure.text());
  }
}
