package dev.gander.adapters.llm.catalog.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.gander.domain.message.TokenCounter;
import dev.gander.testkit.provider.TokenCounterContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class O200kTokenCounterTest implements TokenCounterContract {
  /// Counts without pieces.
  private static final Encoding WHOLE =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

  private final TokenCounter counter = new O200kTokenCounter();

  @Override
  public TokenCounter counter() {
    return counter;
  }

  /// As OpenAI's own program counts.
  @ParameterizedTest
  @CsvSource({
    "hello world, 2",
    "The quick brown fox jumps over the lazy dog., 10",
    "antidisestablishmentarianism, 6",
    "お誕生日おめでとう, 8",
    "<|endoftext|>, 7"
  })
  void countsLikeTheModel(String text, int tokens) throws Exception {
    assertEquals(tokens, counter.count(text, Long.MAX_VALUE));
  }

  /// 100 and more pieces each, none of which must show in the sum.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "The quick brown fox jumps over the lazy dog; it's 12345 o'clock.\n\n",
        "public static void main(String[] args) {\n\t  int x = 0x1F + a[i++]; // …\r\n    }\n",
        "{\"id\":\"call_81\",\"x\":[1,2.5,null],\"s\":\"don't\\n\"},",
        "aGVsbG8gd29ybGQhIQ9Zm9vYmFy+/x7",
        "お誕生日おめでとう。東京都、大阪府！",
        "Größe, naïve, ½ здравствуйте مرحبا नमस्ते 👩‍👩‍👧‍👦 𝒜𝒷 ",
        "   \t \u00a0\u3000 x   ---\r\n/// ===   'S 've\n \n\n",
        "HTTPServerError2XMLHttpRequest's",
      })
  void aLongTextHasTheTokensOfAWhole(String unit) throws Exception {
    String text = unit.repeat(1_000_000 / unit.length());
    assertEquals(WHOLE.countTokensOrdinary(text), counter.count(text, Long.MAX_VALUE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "qxz", "東", "!", "_-"})
  void aWordOfThousandsIsCountedInParts(String unit) throws Exception {
    String text = unit.repeat(200_000 / unit.length());
    long whole = WHOLE.countTokensOrdinary(text);
    long counted = counter.count(text, Long.MAX_VALUE);
    assertTrue(Math.abs(counted - whole) <= whole / 100, () -> counted + " for " + whole);
  }

  /// Beyond a length it is estimated from parts.
  @ParameterizedTest
  @ValueSource(strings = {"The quick brown fox jumps over the lazy dog. ", "東京都、", "{\"a\":1},"})
  void anEstimateIsCloseIfTheTextIsAlikeThroughout(String unit) throws Exception {
    long one = counter.count(unit.repeat(1_000), Long.MAX_VALUE);
    long counted = counter.count(unit.repeat(1_000_000), Long.MAX_VALUE);
    assertTrue(Math.abs(counted - 1_000 * one) <= 20 * one, () -> counted + " for 1000 × " + one);
  }
}
