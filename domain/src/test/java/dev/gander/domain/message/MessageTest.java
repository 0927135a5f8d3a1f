package dev.gander.domain.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTest {
  /// As a stripped copy would.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "/clear, true",
        "\" \n\t\u2003\u2028/clear\", true",
        "/clearly, true",
        "/clea, false",
        "x /clear, false",
        "\"\u00a0/clear\", false",
        "\"\", false",
        "\"  \", false",
      })
  void aTextBeginsAfterItsBlanks(String text, boolean begins) {
    assertEquals(begins, Message.user("m", 1, new Content.Text(text)).begins("/clear"));
    assertEquals(begins, text.strip().startsWith("/clear"));
  }

  @Test
  void itsTextBlocksBeginAsOneText() {
    Message message = Message.user("m", 1, new Content.Text(" "), new Content.Text("/clear"));

    assertTrue(message.begins("/clear"));
    assertFalse(Message.user("m", 1).begins("/clear"));
  }
}
