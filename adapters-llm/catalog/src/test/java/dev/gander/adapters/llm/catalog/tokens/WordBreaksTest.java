package dev.gander.adapters.llm.catalog.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordBreaksTest {
  private static final Encoding ENCODING =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

  /// Letters of each case, marks, digits and other numbers, symbols, blanks, line breaks, halves.
  private static final String[] PARTS = {
    "a", "B", "the", "'s", "'", "'LL", "1", "42", "½", "Ⅷ", "é", "e\u0301", "\u20dd", "東", "ʰ", "ǅ",
    ".", "/", "//", "+", "…", " ", "  ", "\t", "\n", "\r\n", "\u00a0", "\u3000", "\u2028", "\u0085",
    "\u001f", "\u0000", "👩", "𝒜", "\ud83d", "\udc00", "\u200d", "_", "١", "ß", "ſ", "K"
  };

  @Test
  void aTextMayBeCutAtAnyBreak() {
    Random random = new Random(12);
    int breaks = 0;
    for (int n = 0; n < 4_000; n++) {
      String text = text(random);
      int whole = ENCODING.countTokensOrdinary(text);
      for (int cut = 1; cut < text.length(); cut++) {
        if (WordBreaks.isBreak(text.charAt(cut - 1), text.charAt(cut))) {
          breaks++;
          String left = text.substring(0, cut);
          String right = text.substring(cut);
          assertEquals(
              whole,
              ENCODING.countTokensOrdinary(left) + ENCODING.countTokensOrdinary(right),
              () -> "'" + left + "' | '" + right + "'");
        }
      }
    }
    assertTrue(breaks > 10_000, "breaks: " + breaks);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int part = 0; part < 12; part++) {
      text.append(PARTS[random.nextInt(PARTS.length)]);
    }
    return text.toString();
  }

  @Test
  void aPieceEndsAtItsLastBreak() {
    assertEquals("one two".length(), WordBreaks.endOfPiece("one two three four", 0, 12));
    assertEquals("one two three".length(), WordBreaks.endOfPiece("one two three four", 4, 12));
    assertEquals("one two".length(), WordBreaks.endOfPiece("one two", 0, 12));
  }

  @Test
  void aWordIsCutBetweenCharacters() {
    assertEquals(4, WordBreaks.endOfPiece("aaaaaaaa", 0, 4));
    assertEquals(3, WordBreaks.endOfPiece("aaa👩aaa", 0, 4));
  }
}
