package dev.gander.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// The rule: what remains of a text that was cut begins with nothing that could be the rest of a
/// secret, since whoever hides secrets would not recognise it.
class TailBufferTest {
  private static final int KEPT = 20;

  private TailBuffer tail = new TailBuffer(KEPT);

  @Test
  void whatFitsIsKeptAsAWhole() {
    print("0123456789");
    print("abcdefgh\nä".substring(0, 9));
    assertEquals("0123456789abcdefgh\n", tail.text());
    print("x");
    assertEquals("0123456789abcdefgh\nx", tail.text());
  }

  @Test
  void aLineThatWasCutThroughIsLeftOut() {
    print("the key: open-sesame\nline 2\nline 3");
    assertEquals("line 2\nline 3", tail.text());
    print(", longer and longer");
    assertEquals("", tail.text());
    print("\nline 4");
    assertEquals("line 4", tail.text());
  }

  /// Also where it was cut at the end of one: it cannot be told apart.
  @Test
  void eachCutLeavesWholeLinesOnly() {
    String text = "key: open-sesame\nkey: open-sesame\nkey: open-sesame\n";
    for (int cut = 0; cut <= text.length(); cut++) {
      tail = new TailBuffer(text.length() - cut);
      print(text);
      String shown = tail.text();
      assertEquals("key: open-sesame\n".repeat(shown.length() / 17), shown);
    }
  }

  @Test
  void ofALineThatIsLongerThanAnySecretTheEndIsKept() {
    tail = new TailBuffer(10_000);
    print("-".repeat(5_000));
    print("open-sesame".repeat(1_000) + " failed: no such file");
    String shown = tail.text();
    assertEquals(10_000 - 8 * 1024, shown.length());
    assertEquals("failed: no such file", shown.substring(shown.length() - 20));
  }

  private void print(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    tail.add(bytes, bytes.length);
  }
}
